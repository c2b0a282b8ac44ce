"""The public version in German in short main clauses (`de-simple`), for people who read with effort.

What stands above a draft, and in its blanks, is for those who check it, and stays as in German.
"""

SIMPLE_WORDS: dict[str, str] = {
    "public.title": "Das haben wir vor",
    "public.asked": "Wir haben Fragen gestellt. Die Fragen heißen: „{questionnaire}“.",
    "public.answered.fewest": "Es gibt weniger als 5 Antworten.",
    "public.answered.joint": "Die Verwaltung hat geantwortet. Die Verwaltung arbeitet zum Beispiel im Rathaus.",
    "public.nobody_shown": "Wir sagen nicht: Diese Person hat das geantwortet.",
    "public.talked": "Danach haben wir über die Antworten gesprochen. Wir haben überlegt: Was kann besser werden?",
    "public.talked_about": "Darüber haben wir am meisten gesprochen:",
    "public.good": "Was ist schon gut?",
    "public.good.lead": "Das ist bei uns schon gut:",
    "public.good.none": "Die Antworten zeigen nicht sicher: Was ist gut? Das heißt nicht: Nichts ist gut.",
    "public.good.few": "Das sagen wir hier nicht. Es gibt zu wenige Antworten.",
    "public.plan": "Was wollen wir machen?",
    "public.plan.none": "Das wissen wir noch nicht. Wir arbeiten daran.",
    "public.plan.lead": "Das haben wir zusammen ausgemacht:",
    "public.would_who": "Wer soll das machen?",
    "public.would_when": "Bis wann soll es fertig sein?",
    "public.body": "Wer muss Ja sagen?",
    "public.body.council": "Der Rat. Die Menschen im Rat sind gewählt.",
    "public.body.district_council": "Der Kreistag. Die Menschen im Kreistag sind gewählt.",
    "public.body.administration": "Die Leitung von der Verwaltung.",
    "public.status.proposed": "Wir schlagen das vor.",
    "public.status.decided": "Wir haben das ausgemacht.",
    "public.status.done": "Das ist fertig.",
    "public.proposed.lead": "Das ist noch nicht sicher. Andere müssen erst Ja sagen:",
    "public.goal": "Das wollen wir schaffen",
    "public.next.lead": "Wir prüfen: Machen wir das wirklich? Das prüfen wir an diesen Tagen:",
    "public.next.none": "Wenn wir etwas ausgemacht haben, sagen wir es hier.",
    "public.ask": "Haben Sie Fragen?",
    "public.foot": "Bis zum {closed} konnten die Menschen antworten.",
}
