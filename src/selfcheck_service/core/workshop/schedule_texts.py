"""What the schedule of a workshop says, in German and in English."""

from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.core.workshop.online_texts import ONLINE_TEXTS


def schedule_text(key: str, language: str, **parameters: object) -> str:
    """Return the words for a key such as `title.arrival`; German for `de` and its variants, else English."""
    german, english = SCHEDULE_TEXTS[key]
    return (german if is_german(language) else english).format_map(parameters)


# key: (German, English).
SCHEDULE_TEXTS: dict[str, tuple[str, str]] = {
    **{f"online.{key}": words for key, words in ONLINE_TEXTS.items()},
    "kind.online": ("Anderthalb Stunden online", "An hour and a half online"),
    "kind.half_day": ("Ein halber Tag", "Half a day"),
    "kind.full_day": ("Ein ganzer Tag mit Gesprächsformat", "A full day with a dialogue"),
    "kind.full_day.open": ("Ein ganzer Tag mit Gespräch in kleinen Kreisen", "A full day with talk in small circles"),
    "kind.two_parts": (
        "Zwei Teile: erst verständigen, dann planen",
        "Two parts: first understand each other, then plan",
    ),
    "seating.one_table": (
        "Alle arbeiten an einem Tisch und nehmen die Schwerpunkte nacheinander; teilen Sie die Zeit gleichmäßig auf.",
        "All work at one table and take the priorities one after the other; share out the time evenly.",
    ),
    "seating.tables": (
        (
            "Mischen Sie die Tische, sodass verschiedene Blickwinkel beisammensitzen. Wer an einem anderen "
            "Schwerpunkt mehr Freude hat, darf tauschen. Jeder Tisch bestimmt, wer auf die Zeit achtet und wer "
            "mitschreibt."
        ),
        (
            "Mix the tables so that different perspectives sit together. Whoever cares more for another priority may "
            "swap. Each table names a timekeeper and somebody who writes."
        ),
    ),
    "seating.open": (
        "Die Veröffentlichung schlägt keinen Schwerpunkt vor; die Runde wählt selbst, woran die Tische arbeiten.",
        "The release proposes no priority; the room chooses for itself what the tables work on.",
    ),
    # Titles
    "title.arrival": ("Ankommen und Regeln", "Arriving, and how we talk"),
    "title.mirror": ("Der Spiegel: das Profil auf einen Blick", "The mirror: the profile at a glance"),
    "title.talk": ("Wo wir einig sind, wo wir auseinanderliegen", "Where we agree, where we differ"),
    "title.talk.fields": ("Wie wir es erleben, Feld für Feld", "How we see it, field by field"),
    "title.consensus": ("Sich verständigen, Feld für Feld", "Coming to an understanding, field by field"),
    "title.break": ("Pause", "Break"),
    "title.lunch": ("Gemeinsames Essen", "Lunch together"),
    "title.choice": ("Schwerpunkte wählen", "Choosing priorities"),
    "title.choice.chosen": ("Die gewählten Schwerpunkte", "The priorities that were chosen"),
    "title.dialogue": ("Ein Gesprächsformat ausprobieren", "Trying out a dialogue"),
    "title.dialogue.open": ("Gespräch in kleinen Kreisen", "Talk in small circles"),
    "title.groups": ("Arbeit an den Schwerpunkten", "Working on the priorities"),
    "title.matrix": ("Was bringt viel, was kostet viel?", "What helps much, what costs much?"),
    "title.measures": ("Maßnahmen festhalten", "Writing down measures"),
    "title.closing": ("Abschluss", "Closing"),
    "title.look_back": ("Rückblick auf den ersten Teil", "Looking back at the first part"),
    # Methods
    "method.arrival": ("Ein-Punkt-Frage: Wie offen sind wir?", "One dot each: how open are we?"),
    "method.mirror": ("Stilles Lesen, dann Rundgang", "Silent reading, then a walk around"),
    "method.mirror.open": ("Stilles Lesen, dann ein Gespräch", "Silent reading, then a talk"),
    "method.talk.cells": ("Gespräch in gemischten Tischen", "Talk at mixed tables"),
    "method.talk.quarters": ("Beispiele erzählen", "Telling examples"),
    "method.talk.open": ("Nachfragen und zuhören", "Asking back and listening"),
    "method.talk.joint": ("Andere Blicke dazuholen", "Adding other views"),
    "method.consensus.cells": ("Schätzen, sprechen, schätzen", "Estimate, talk, estimate"),
    "method.consensus.quarters": ("Schätzen, sprechen, schätzen", "Estimate, talk, estimate"),
    "method.consensus.open": ("Schätzen, sprechen, schätzen", "Estimate, talk, estimate"),
    "method.consensus.joint": ("Schätzen, sprechen, schätzen", "Estimate, talk, estimate"),
    "method.break": ("Durchatmen", "A breather"),
    "method.lunch": ("Frei", "Free"),
    "method.choice": (
        "Abstimmung am Handy oder auf Papier, alle zugleich",
        "A ballot by phone or on paper, all at once",
    ),
    "method.choice.chosen": ("Die Wahl ansehen und bestätigen", "Looking at the choice, and confirming it"),
    "method.dialogue": ("Ein Verfahren aus den Karten, als Probe", "A procedure from the cards, as a rehearsal"),
    "method.dialogue.open": ("Erzählen und zuhören in kleinen Kreisen", "Telling and listening in small circles"),
    "method.groups": ("Erst allein, dann zu zweit, dann am Tisch", "Alone, in pairs, then the table"),
    "method.matrix": ("Wirkung und Aufwand in einem Bild", "Impact and effort in one picture"),
    "method.measures": ("Maßnahmenblatt ausfüllen", "Filling in a measure sheet"),
    "method.closing": ("Ein Satz je Person", "One sentence each"),
    "method.look_back": ("Kurzer Bericht und Rückfragen", "A short account, and questions"),
    # What happens
    "text.arrival": (
        (
            "Begrüßen, Zweck und Regeln nennen: keine Prüfung, keine Schuldigen, und was jemand erzählt, bleibt ohne "
            "Namen im Raum. Dann setzen alle zugleich einen Punkt auf eine Linie von „noch vorsichtig“ bis „ganz "
            "offen“."
        ),
        (
            "Welcome people, name purpose and rules: this is no exam, nobody is to blame, and what somebody tells "
            "stays in the room without their name. Then all place a dot at once, between “still careful” and “quite "
            "open”."
        ),
    ),
    "text.mirror": (
        (
            "Zuerst die Stärken: Was steckt dahinter, wer hat dazu beigetragen? Danach das ganze Profil in Ruhe "
            "lesen. Sagen Sie dazu, was sich nicht sagen lässt, und warum."
        ),
        (
            "Strengths first: what is behind them, and who helped? Then read the whole profile in peace. Say as well "
            "what cannot be said, and why."
        ),
    ),
    "text.talk.cells": (
        (
            "Jeder Tisch nimmt sich eine Übereinstimmung und einen Unterschied vor, in der Reihenfolge der Liste. "
            "Fragen Sie nie, wer wie geantwortet hat, sondern: Was müsste zu sehen sein, damit die eine und damit die "
            "andere Einschätzung stimmt? Ein Unterschied, der bleibt, darf stehen bleiben."
        ),
        (
            "Each table takes one agreement and one difference, in the order of the list. Never ask who answered "
            "what; ask what one would have to see for the one rating to be right, and what for the other. A "
            "difference that remains may remain."
        ),
    ),
    "text.talk.cells.fields": (
        (
            "Jeder Tisch nimmt sich ein Feld vor und folgt dem Hinweis zu seiner Lage: erst den Wert zeigen, dann mit "
            "Handzeichen oder verdeckten Zetteln fragen, wer es ähnlich erlebt, dann Beispiele sammeln. Fragen Sie "
            "nie, wer wie geantwortet hat. Ein Unterschied, der bleibt, darf stehen bleiben."
        ),
        (
            "Each table takes a field and follows the hint for its place: show the value first, then ask by a show of "
            "hands or on hidden slips who sees it much like this, then collect examples. Never ask who answered what. "
            "A difference that remains may remain."
        ),
    ),
    "text.mirror.plain": (
        (
            "Das ganze Profil in Ruhe lesen. Fragen Sie zuerst, was schon gelingt und wer dazu beigetragen hat. Sagen "
            "Sie dazu, was sich nicht sagen lässt, und warum."
        ),
        (
            "Read the whole profile in peace. Ask first what works already, and who helped. Say as well what cannot be "
            "said, and why."
        ),
    ),
    "text.groups.own": (
        (
            "Zu diesen Schwerpunkten gibt es keine Karten. Jeder Tisch sammelt eigene Ideen auf leeren Karten und "
            "schreibt zu jeder den ersten Schritt."
        ),
        (
            "There are no cards for these priorities. Each table collects ideas of its own on empty cards, and writes "
            "the first step on each."
        ),
    ),
    "text.talk.quarters": (
        (
            "Einzelne Antworten zeigt die Veröffentlichung nicht, und niemand muss die eigene nennen. Wählen Sie zwei "
            "Felder und sammeln Sie zu jedem Beispiele: Was hat gut funktioniert, was war mühsam? Wo Beispiele "
            "einander widersprechen, beginnt das Gespräch."
        ),
        (
            "The release shows no single answers, and nobody has to name theirs. Choose two fields and collect "
            "examples of each: what went well, what was hard? Where examples contradict each other, the conversation "
            "begins."
        ),
    ),
    "text.talk.open": (
        (
            "Die Einschätzungen stehen mit Namen da. Fragen Sie aus Neugier und nie zur Rechtfertigung: „Was hast du "
            "gesehen, das ich nicht kenne?“ Es beginnt jedes Mal jemand anderes."
        ),
        (
            "Ratings stand there with names. Ask out of curiosity, never for a justification: “What have you seen "
            "that I do not know of?” Somebody else begins each time."
        ),
    ),
    "text.talk.joint": (
        (
            "Die gemeinsame Antwort ist ein Blick von mehreren. Jeder Tisch sucht eine Stelle, an der er anders "
            "geantwortet hätte, und ein Beispiel dazu. Die Antwort wird dadurch nicht falsch, sondern vollständiger."
        ),
        (
            "The joint answer is one view of several. Each table looks for a place where it would have answered "
            "otherwise, with an example. That does not make the answer wrong; it makes it more complete."
        ),
    ),
    "text.consensus.cells": (
        (
            "Feld für Feld: die veröffentlichte Spanne zeigen, zwei Beispiele für jedes Ende sammeln, dann schätzt "
            "jede*r noch einmal still. Ein gemeinsamer Wert wird mit seiner Begründung neben den alten geschrieben, "
            "nie darüber. Wo es keinen gibt, wird festgehalten, worin die Runde auseinandergeht; auch das ist ein "
            "Ergebnis."
        ),
        (
            "Field by field: show the range that is published, collect two examples for each end, then everybody "
            "estimates once more in silence. A value that all can live with is written beside the old one with its "
            "reason, never over it. Where there is none, note down what people differ in; that is an outcome, too."
        ),
    ),
    "text.consensus.quarters": (
        (
            "Feld für Feld: das veröffentlichte Viertel zeigen, Beispiele sammeln, dann schätzt jede*r still. Die "
            "eigene frühere Antwort muss niemand nennen. Was die Runde gemeinsam sagt, steht mit Begründung daneben."
        ),
        (
            "Field by field: show the quarter that is published, collect examples, then everybody estimates in "
            "silence. Nobody has to name their earlier answer. What the room says together is written beside it, with "
            "a reason."
        ),
    ),
    "text.consensus.open": (
        (
            "Feld für Feld: die am weitesten auseinanderliegenden Einschätzungen zuerst. Beide Seiten erzählen ein "
            "Beispiel, dann schätzt jede*r noch einmal still. Der gemeinsame Wert steht mit Begründung neben den "
            "alten."
        ),
        (
            "Field by field, the ratings furthest apart first. Either side tells an example, then everybody estimates "
            "once more in silence. The value that is agreed stands beside the old ones, with its reason."
        ),
    ),
    "text.consensus.joint": (
        (
            "Feld für Feld: Die Runde schätzt still, bevor sie die gemeinsame Antwort sieht. Danach werden beide "
            "nebeneinandergelegt. Wo sie abweichen, hilft die Frage, was die einen wissen und die anderen nicht."
        ),
        (
            "Field by field: the room estimates in silence before it sees the joint answer. Then the two are laid "
            "side by side. Where they differ, ask what one side knows and the other does not."
        ),
    ),
    "text.break": ("Fenster auf, Handys erlaubt.", "Open the windows; phones are fine."),
    "text.lunch": (
        "Zeit zum Essen und für Gespräche, die auf keinem Plan stehen.",
        "Time to eat, and for conversations that are on no plan.",
    ),
    "text.choice": (
        (
            "Die Vorschläge mit ihren Gründen vorstellen, dann die übrigen Felder. Alle stimmen im selben Augenblick "
            "ab, am Handy mit dem Code der Abstimmung oder auf Papier, damit niemand den anderen folgt. Die "
            "Entscheidung wird mit ihrem Grund aufgeschrieben."
        ),
        (
            "Present the proposals with their reasons, then the other fields. All vote at the same moment, by phone "
            "with the code of the ballot or on paper, so that nobody follows the others. Write down the decision with "
            "its reason."
        ),
    ),
    "text.choice.chosen": (
        (
            "Die Runde hat ihre Schwerpunkte gewählt. Zeigen Sie die Wahl mit ihren Gründen und daneben, was "
            "vorgeschlagen war, und fragen Sie, ob sie so gilt. Sieht es jemand anders, stimmen alle noch einmal ab."
        ),
        (
            "The room has chosen its priorities. Show the choice with its reasons and, beside it, what was proposed, "
            "and ask whether it stands. Where somebody sees it otherwise, all vote once more."
        ),
    ),
    "text.dialogue": (
        (
            "Die Runde probiert „{sheet}“ aus, nach den Schritten des Blattes ({minutes} Minuten; kürzen Sie, damit "
            "Zeit für die Schlussfrage bleibt). {circles} Es ist eine Probe mit verteilten Rollen: Wen das Blatt "
            "einlädt und was es vorbereitet, kommt erst beim richtigen Mal dazu. Zum Schluss fragen "
            "alle: Was müsste bei uns anders sein, damit es trägt?"
        ),
        (
            "The room tries out “{sheet}”, by the steps of the sheet ({minutes} minutes; shorten them to leave time "
            "for the last question). {circles} It is a rehearsal with roles to play: whom the sheet invites "
            "and what it prepares comes in when it is done in earnest. In the end all ask: what would "
            "have to be different here for it to work?"
        ),
    ),
    "circles.one": ("Alle sind in einem Kreis dabei.", "All are in one circle."),
    "circles.equal": (
        "Bilden Sie dafür {count} Kreise mit je {low} Menschen, die zugleich arbeiten; jeder braucht eine Leitung.",
        "For this form {count} circles of {low} people that work side by side; each needs somebody to lead it.",
    ),
    "circles.unequal": (
        (
            "Bilden Sie dafür {count} Kreise mit je {low} oder {high} Menschen, die zugleich arbeiten; jeder braucht "
            "eine Leitung."
        ),
        "For this form {count} circles of {low} or {high} people that work side by side; each needs somebody to lead.",
    ),
    "text.mirror.named": (
        (
            "Die Einschätzungen stehen mit Namen da: Nur wer mitgemacht hat, darf sie sehen. Sammeln Sie Ausdrucke "
            "danach wieder ein."
        ),
        ("Ratings stand there with names: only those who took part may see them. Collect any prints again afterwards."),
    ),
    "text.arrival.others": (
        (
            "Geplant ist für {people} Personen, mitgemacht haben {answered}. Wer nicht mitgemacht hat, darf die "
            "Einschätzungen mit Namen nicht sehen: Zeigen Sie diese Unterlage dann nicht, und sprechen Sie mit allen "
            "nur über Schwerpunkte und Karten."
        ),
        (
            "This is planned for {people} people, and {answered} took part. Whoever did not may not see the ratings "
            "with names: do not show this brief then, and talk with all of them about priorities and cards only."
        ),
    ),
    "text.dialogue.open": (
        (
            "Sprechen Sie in kleinen Kreisen über die Leitfrage des ersten Schwerpunkts: zuerst erzählt jede*r ein "
            "Beispiel, dann sucht der Kreis, was die Beispiele verbindet. Zum Schluss hören alle aus jedem Kreis "
            "einen Satz."
        ),
        (
            "Talk in small circles about the lead question of the first priority: everybody tells an example first, "
            "then the circle looks for what they have in common. In the end each circle shares one sentence."
        ),
    ),
    "text.groups": (
        (
            "Jeder Tisch liest die Karten seines Schwerpunkts. Was passt, wird übernommen oder angepasst, was nicht "
            "passt, mit einem Grund zur Seite gelegt. Eigene Ideen kommen auf leere Karten."
        ),
        (
            "Each table reads the cards of its priority. What fits is taken or adapted, what does not is put aside "
            "with a reason. Own ideas go on empty cards."
        ),
    ),
    "text.matrix": (
        (
            "Die Karten nach Wirkung und Aufwand hängen; der Vorschlag auf der Karte ist ein Anfang. Je Schwerpunkt "
            "wählt die Runde einen schnellen Erfolg und etwas, das auf Dauer trägt. Fragen Sie auch nach "
            "Nebenwirkungen."
        ),
        (
            "Place the cards by impact and effort; what the card proposes is a start. For each priority the room "
            "picks one quick win and one thing that lasts. Ask for side effects, too."
        ),
    ),
    "text.measures": (
        (
            "Für jede Maßnahme: Wer übernimmt sie (eine Funktion, die im Raum ist), was geschieht in den nächsten 14 "
            "Tagen, bis wann, womit, und woran merken wir, dass es hilft?"
        ),
        (
            "For each measure: who takes it on (a function that is in the room), what happens within the next 14 "
            "days, by when, with what, and how shall we notice that it helps?"
        ),
    ),
    "text.closing": (
        "Verabreden, was nach außen gesagt wird und wann es weitergeht. Jede*r nennt etwas, das sie oder er mitnimmt.",
        "Agree on what is said outside and when to meet next. Everybody names one thing that they take along.",
    ),
    "text.look_back": (
        "Was hat die Runde beim ersten Mal festgehalten, und was ist den Menschen seitdem noch eingefallen?",
        "What did the room write down the first time, and what has come to mind since?",
    ),
    # Material beside the parts of the brief
    "material.arrival": ("Plakat mit den Regeln, eine Linie, Klebepunkte", "Poster with the rules, a line, dots"),
    "material.mirror": ("Ausdrucke an den Wänden", "Prints on the walls"),
    "material.mirror.open": (
        "Ausdrucke allein für die, die mitgemacht haben; nichts an den Wänden",
        "Prints for those alone who took part; nothing on the walls",
    ),
    "material.talk": ("Karten, Stifte, eine Tafel je Tisch", "Cards, pens, a board for each table"),
    "material.consensus": ("Blätter für die stille Schätzung, Stifte", "Slips for silent estimates, pens"),
    "material.break": ("Getränke", "Drinks"),
    "material.lunch": ("Essen, das alle essen können", "Food that everybody can eat"),
    "material.choice": (
        "Eine Abstimmung mit Code und Handys, oder Stimmzettel auf Papier",
        "A ballot with a code, and phones; or ballots on paper",
    ),
    "material.choice.chosen": ("Die gewählten Felder, für alle zu sehen", "The fields chosen, for all to see"),
    "material.dialogue": (
        "Was auf dem Blatt des Verfahrens steht, je Kreis einmal",
        "What the sheet of the procedure asks for, once for each circle",
    ),
    "material.dialogue.open": ("Stuhlkreise, Karten, Stifte", "Circles of chairs, cards, pens"),
    "material.groups": (
        "Karten des Schwerpunkts und leere Karten, Stifte",
        "Cards of the priority and empty ones, pens",
    ),
    "material.matrix": ("Großes Blatt mit zwei Achsen", "A large sheet with two axes"),
    "material.measures": ("Maßnahmenblätter, Stifte", "Measure sheets, pens"),
    "material.closing": ("Kalender", "A calendar"),
    "material.look_back": ("Notizen vom ersten Teil", "Notes of the first part"),
}
