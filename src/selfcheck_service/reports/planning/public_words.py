"""What the public version says: German in plain language, and plain English. Short sentences, one thought in each."""

PUBLIC_WORDS: dict[str, tuple[str, str]] = {
    "public.title": ("Was wir uns vornehmen", "What we are going to do"),
    "public.mark": (
        (
            "Entwurf. Bitte prüfen Sie vor dem Veröffentlichen die Sätze zu den Maßnahmen: Sie stehen hier so, wie der "
            "Workshop sie geschrieben hat. Schützt eine Maßnahme Menschen? Dann lassen Sie weg, was nicht alle wissen "
            "dürfen, etwa Codewörter, Wege und Lücken. Ergänzen Sie, was in eckigen Klammern steht."
        ),
        (
            "Draft. Before you publish it, please check the sentences about the measures: they stand here as the "
            "workshop wrote them. Does a measure protect people? Then leave out what not everybody may know, such as "
            "code words, routes and gaps. Complete what stands in square brackets."
        ),
    ),
    "public.done": ("Was haben wir gemacht?", "What did we do?"),
    "public.asked": (
        "Wir haben Fragen gestellt. Es ging um: „{questionnaire}“.",
        "We asked questions. They were about: “{questionnaire}”.",
    ),
    "public.answered": ("{count} Menschen haben geantwortet.", "{count} people answered."),
    "public.answered.few": ("Einige Menschen haben geantwortet.", "Some people answered."),
    "public.answered.fewest": ("Wir haben weniger als 5 Antworten.", "We have fewer than 5 answers."),
    "public.answered.joint": (
        "Die Verwaltung hat die Fragen gemeinsam beantwortet.",
        "Our administration answered the questions together.",
    ),
    "public.nobody_shown": (
        "Wir sagen nicht, wer was geantwortet hat.",
        "We do not say who answered what.",
    ),
    "public.talked": (
        "Danach haben wir über die Ergebnisse gesprochen. Wir haben überlegt: Was können wir besser machen?",
        "Then we talked about what we found. We asked ourselves: what can we do better?",
    ),
    "public.talked_about": ("Wir haben vor allem gesprochen über:", "We talked most about:"),
    "public.good": ("Was können wir schon gut?", "What are we already good at?"),
    "public.good.lead": ("Diese Themen laufen bei uns gut:", "These topics go well here:"),
    "public.good.none": (
        "Aus den Antworten können wir das nicht sicher sagen.",
        "The answers do not tell us this for sure.",
    ),
    "public.good.few": (
        "Das sagen wir hier nicht. Denn es gibt zu wenige Antworten.",
        "We do not say this here. There are too few answers.",
    ),
    "public.plan": ("Was nehmen wir uns vor?", "What are we going to do?"),
    "public.plan.none": (
        "Noch ist nichts vereinbart. Wir arbeiten daran.",
        "Nothing has been agreed yet. We are working on it.",
    ),
    "public.plan.lead": ("Das haben wir vereinbart:", "We have agreed on this:"),
    "public.proposed": ("Was schlagen wir vor?", "What do we propose?"),
    "public.proposed.lead": (
        "Das ist noch nicht beschlossen. Darüber wird noch entschieden:",
        "This has not been decided yet. Somebody else decides on it:",
    ),
    "public.goal": ("Das wollen wir erreichen", "What we want to achieve"),
    "public.who": ("Wer macht das?", "Who does it?"),
    "public.when": ("Bis wann?", "By when?"),
    "public.stands": ("Wie weit sind wir?", "How far are we?"),
    "public.would_who": ("Wer würde das machen?", "Who would do it?"),
    "public.would_when": ("Bis wann wäre es fertig?", "By when would it be done?"),
    "public.body": ("Wer entscheidet?", "Who decides?"),
    "public.body.council": ("Der Rat.", "The council."),
    "public.body.district_council": ("Der Kreistag.", "The district council."),
    "public.body.administration": ("Die Leitung der Verwaltung.", "The head of the administration."),
    "public.status.proposed": ("Wir schlagen es vor.", "We propose it."),
    "public.status.decided": ("Es ist vereinbart.", "It has been agreed."),
    "public.status.running": ("Wir arbeiten daran.", "We are working on it."),
    "public.status.done": ("Es ist geschafft.", "It is done."),
    "public.next": ("Wie geht es weiter?", "What happens next?"),
    "public.next.lead": (
        "Wir prüfen, ob wir tun, was wir uns vorgenommen haben. Wir prüfen es an diesen Tagen:",
        "We check whether we do what we set out to do. We check on these days:",
    ),
    "public.next.none": (
        "Wenn etwas vereinbart ist, sagen wir es hier.",
        "When something has been agreed, we will say so here.",
    ),
    "public.ask": ("Wo können Sie fragen?", "Where can you ask?"),
    "public.contact": ("Stelle, Telefon und E-Mail", "office, telephone and e-mail"),
    "public.foot": ("Gefragt haben wir bis zum {closed}.", "We asked until {closed}."),
}
