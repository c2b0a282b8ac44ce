"""What the workshop brief says in words, in German and in English: reasons, lead questions, limits, titles of parts.

Strengths come first, nobody is blamed, and a lead question names no side. What a release says already keeps its words.
"""

from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.core.releases.release_texts import RELEASE_TEXTS
from selfcheck_service.core.workshop.card_texts import CARD_TEXTS
from selfcheck_service.core.workshop.choice_texts import CHOICE_TEXTS
from selfcheck_service.core.workshop.grid_texts import GRID_TEXTS


def brief_text(key: str, language: str, **parameters: object) -> str:
    """Return the words for a key such as `priority.low`; German for `de` and its variants, else English."""
    german, english = BRIEF_TEXTS.get(key) or RELEASE_TEXTS[key]
    return (german if is_german(language) else english).format_map(parameters)


# key: (German, English).
BRIEF_TEXTS: dict[str, tuple[str, str]] = {
    **CARD_TEXTS,
    **CHOICE_TEXTS,
    **GRID_TEXTS,
    "or": (" oder ", " or "),
    "quoted": ("„{title}“", "“{title}”"),
    # Titles of the parts
    "part.reading": ("So ist die Unterlage zu lesen", "How to read this brief"),
    "part.took_part": ("Wer mitgemacht hat", "Who took part"),
    "part.profile": ("Das Profil auf einen Blick", "The profile at a glance"),
    "part.grid": ("Wert und Einigkeit", "Score and agreement"),
    "part.agree": ("Wo wir einig sind", "Where we agree"),
    "part.differ": ("Wo wir auseinanderliegen", "Where we differ"),
    "part.knowledge": ("Was viele offenlassen", "What many left open"),
    "part.urgency": ("Wie dringend, und wie weit?", "How urgent, and how far along?"),
    "part.gaps": ("Verschiedene Blickwinkel", "Different perspectives"),
    "part.alike": ("Was Perspektiven ähnlich sehen", "What perspectives see alike"),
    "part.limits": ("Was sich nicht sagen lässt", "What cannot be said"),
    "part.strengths": ("Worauf wir bauen", "What we build on"),
    "part.priorities": ("Vorgeschlagene Schwerpunkte mit Karten", "Proposed priorities with cards"),
    "part.chosen": ("Gewählte Schwerpunkte mit Karten", "Chosen priorities with cards"),
    "part.overall": ("Für die Kommune als Ganzes", "For the municipality as a whole"),
    "part.not_chosen": ("Die übrigen Felder", "The other fields"),
    "part.procedures": ("Verfahren zum Nachmachen", "Procedures, step by step"),
    "took_part.everybody": ("Alle zusammen", "Everybody together"),
    # How to read it
    "reading.no_exam": (
        (
            "Diese Unterlage ist keine Prüfung. Sie zeigt, wie Menschen den Stand einschätzen, und will ein Gespräch "
            "eröffnen. Gesucht wird niemand, der etwas versäumt hat."
        ),
        (
            "This is no exam. It shows how people see where things stand, and is meant to open a conversation. Nobody "
            "is looking for someone to blame."
        ),
    ),
    "reading.proposal": (
        (
            "Schwerpunkte und Karten sind Vorschläge nach einer festen Regel, gleich für alle Kommunen. Die Runde "
            "kennt den Ort besser und darf anders entscheiden."
        ),
        (
            "Priorities and cards are proposals by a fixed rule, the same for every municipality. The room knows the "
            "place better and is free to decide otherwise."
        ),
    ),
    "reading.cards": (
        (
            "Die Karten sind Vorschläge nach einer festen Regel, gleich für alle Kommunen. Die Runde kennt den Ort "
            "besser und darf anders entscheiden."
        ),
        (
            "The cards are proposals by a fixed rule, the same for every municipality. The room knows the place better "
            "and is free to decide otherwise."
        ),
    ),
    "reading.cells": (
        (
            "Alle Zahlen stammen aus der Veröffentlichung. Wo zwei Zahlen stehen, liegt der wahre Wert irgendwo "
            "dazwischen; das schützt die Menschen, die geantwortet haben."
        ),
        (
            "All figures are those of the release. Where there are two, the true one lies somewhere between them; "
            "that protects the people who answered."
        ),
    ),
    "reading.quarters": (
        (
            "In einer kleinen Gruppe zeigt die Veröffentlichung nur, in welchem Viertel der Skala ein Feld liegt. Für "
            "ein gutes Gespräch reicht das: Fragen Sie nach Beispielen, nicht nach Nachkommastellen."
        ),
        (
            "For a small group the release says no more than in which quarter of its scale a field lies. That is "
            "enough to talk well: ask for examples rather than for decimals."
        ),
    ),
    "reading.open": (
        (
            "Die Einschätzungen stehen mit den gewählten Namen da, und nur wer mitgemacht hat, darf sie sehen. Namen "
            "helfen beim Nachfragen; zur Rechenschaft gezogen wird damit niemand."
        ),
        (
            "Ratings stand under the names that people chose, and only those who took part may see them. Names help "
            "to ask back; nobody is called to account by them."
        ),
    ),
    "reading.joint": (
        (
            "Es gibt eine gemeinsame Antwort. Sie sagt, worauf sich eine Runde verständigt hat, und nicht, wer es "
            "anders sieht. Holen Sie diese anderen Blicke im Workshop dazu."
        ),
        (
            "There is one joint answer. It says what a few people settled on together, and not who sees it otherwise. "
            "The workshop is the place to add those other views."
        ),
    ),
    # A field on one line
    "quarter.1": (
        "Der Mittelwert liegt im untersten Viertel der Skala.",
        "The mean lies in the lowest quarter of the scale.",
    ),
    "quarter.2": (
        "Der Mittelwert liegt im zweiten Viertel der Skala, von unten gezählt.",
        "The mean lies in the second quarter of the scale, counted from below.",
    ),
    "quarter.3": (
        "Der Mittelwert liegt im dritten Viertel der Skala, von unten gezählt.",
        "The mean lies in the third quarter of the scale, counted from below.",
    ),
    "quarter.4": (
        "Der Mittelwert liegt im obersten Viertel der Skala.",
        "The mean lies in the highest quarter of the scale.",
    ),
    "standing.high": ("Das Feld steht gut da.", "The field is in good shape."),
    "standing.high_by_value": (
        "Der Wert liegt eher hoch; was noch fehlt, sagt die Stufe.",
        "The value is rather high; the level says what is still missing.",
    ),
    "standing.low": ("In diesem Feld ist noch Luft nach oben.", "There is room to grow in this field."),
    "standing.not_determinable": (
        "Ob das Feld eher hoch oder eher niedrig liegt, bleibt offen.",
        "Whether the field is rather high or rather low remains open.",
    ),
    "capped.by_gate": (
        "Der Wert allein ergäbe die Stufe „{level}“; einzelne Antworten begrenzen sie.",
        "The score alone would make it the level “{level}”; single answers hold it down.",
    ),
    "standing.overall.high": ("Insgesamt liegen die Werte hoch.", "Taken together, values are high."),
    "standing.overall.low": ("Insgesamt ist noch Luft nach oben.", "Taken together, there is room to grow."),
    "standing.overall.not_determinable": (
        "Ob die Werte insgesamt eher hoch oder eher niedrig liegen, bleibt offen.",
        "Whether values taken together are rather high or rather low remains open.",
    ),
    # A release says the same for those who check it; these words are for a room.
    "reason.method": (
        (
            "Das Feld ist kein einfacher Durchschnitt einzelner Antworten; ein Wert für alle zusammen ist hier deshalb "
            "nicht möglich."
        ),
        "The field is no plain average of single answers; so there can be no value for everybody together here.",
    ),
    "reason.unbalanced": (
        (
            "Das Feld stützt sich auf zu wenige gemeinsame Fragen. Ein Wert könnte hier verraten, wie jemand "
            "geantwortet hat."
        ),
        "The field rests on too few items that all were asked. A value could give away how somebody answered.",
    ),
    "reason.too_few_scored": (
        (
            "Höchstens die Hälfte hat in diesem Feld genug Fragen beantwortet; für einen Wert, der für alle steht, "
            "reicht das nicht."
        ),
        "No more than half answered enough items in this field; that is not enough for a value that stands for all.",
    ),
    "reason.no_score": (
        "Für einen Wert fehlen in diesem Feld noch Antworten.",
        "Answers are still missing for a score in this field.",
    ),
    # Why the evaluation of a joint answer has no score
    "reason.levels_only": (
        "Für dieses Feld gibt es keine Zahl, nur eine Stufe.",
        "This field has a level and no number.",
    ),
    "reason.nothing_applicable": (
        "Keine der Fragen dieses Feldes trifft hier zu.",
        "None of the items of this field applies here.",
    ),
    "reason.required_missing": (
        "Für einen Wert fehlt eine Antwort, die dafür nötig ist.",
        "An answer that a score needs is missing.",
    ),
    "reason.requirement": (
        "Eine Voraussetzung dafür, dass es einen Wert gibt, ist nicht erfüllt.",
        "What a score requires here is not the case.",
    ),
    "reason.coverage": (
        "Für einen Wert sind in diesem Feld zu wenige Fragen beantwortet.",
        "Too few items of this field are answered for a score.",
    ),
    "reason.nothing_answered": (
        "In diesem Feld ist noch nichts beantwortet.",
        "Nothing has been answered in this field yet.",
    ),
    "reason.zero_weight": (
        "Nichts von dem, was in diesem Feld beantwortet ist, hat Gewicht.",
        "Nothing of what is answered in this field carries weight.",
    ),
    "reason.formula_missing": (
        "Es fehlt eine Angabe, mit der der Wert des Feldes berechnet wird.",
        "Something that the score of this field is calculated with is missing.",
    ),
    "reason.formula_undefined": (
        "Mit diesen Antworten geht die Rechnung für dieses Feld nicht auf.",
        "The calculation for this field has no result with these answers.",
    ),
    "reason.quarters": (
        "In einer Gruppe dieser Größe zeigt die Veröffentlichung keine Zahl, nur ein Viertel der Skala.",
        "For a group of this size the release shows no number, only a quarter of the scale.",
    ),
    "reason.quarters_alone": (
        (
            "Bei weniger als zehn Personen zeigt die Veröffentlichung keine einzelnen Fragen, damit niemand erkennbar "
            "wird."
        ),
        "With fewer than ten people the release shows no single items, so that nobody can be recognised.",
    ),
    "reason.one_answer": (
        "Eine gemeinsame Antwort hat keine Streuung.",
        "One joint answer has no spread.",
    ),
    "reason.one_block": (
        "Die Veröffentlichung zeigt alle zusammen, nicht einzelne Perspektiven.",
        "The release shows everybody together and no single perspectives.",
    ),
    "reason.no_better_end": (
        "Kein Ende der Skala gilt als besser.",
        "Neither end of the scale is called the better one.",
    ),
    "limit.value": ("Wie hoch das Feld liegt", "How high the field lies"),
    "limit.pattern": ("Wie einig die Einschätzungen sind", "How far the ratings agree"),
    "limit.standing": ("Ob das Feld hoch oder niedrig liegt", "Whether the field is high or low"),
    "limit.urgency": ("Wie dringend das Feld ist", "How urgent the field is"),
    "limit.items": ("Was zu einzelnen Fragen gesagt wurde", "What was said to single items"),
    "limit.gaps": ("Wie weit Perspektiven auseinanderliegen", "How far perspectives are apart"),
    "limit.gap": ("Wie weit zwei Perspektiven hier auseinanderliegen", "How far two perspectives are apart here"),
    "reason.too_few": (
        "Für ein Urteil haben zu wenige geantwortet.",
        "Too few answered for a verdict.",
    ),
    "reason.wide": (
        "Der Bereich der möglichen Werte reicht über die Grenze hinweg.",
        "The range of possible values reaches across the line.",
    ),
    "pattern.knowledge_gap.half": (
        "Viele sind ohne Angabe: mindestens die Hälfte.",
        "Many gave no answer: half of them or more.",
    ),
    "pattern.knowledge_gap.most": (
        "Die meisten sind ohne Angabe: mindestens vier von fünf.",
        "Most gave no answer: four in five or more.",
    ),
    "pattern.left_open": (
        "Die gemeinsame Antwort lässt diese Frage offen.",
        "The joint answer leaves this item open.",
    ),
    # Lead questions to items
    "ask.aligned": (
        "Woran machen wir das gemeinsam fest, und was davon wollen wir behalten?",
        "What do we all base this on, and what of it do we want to keep?",
    ),
    "ask.mostly_aligned": (
        "Was sehen fast alle, und welche Erfahrung könnte das Bild ergänzen?",
        "What do almost all of us see, and which experience could round off the picture?",
    ),
    "ask.camps": (
        (
            "Was müsste jemand hier erlebt haben, um niedrig einzuschätzen, und was, um hoch einzuschätzen? Welche "
            "Beispiele kennen wir für beides?"
        ),
        (
            "What would somebody have seen here to rate this low, and what to rate it high? Which examples do we know "
            "of either?"
        ),
    ),
    "ask.spread": (
        "Verstehen wir unter dieser Frage dasselbe, und welche Beispiele stehen uns dabei vor Augen?",
        "Do we mean the same thing by this item, and which examples do we have in mind?",
    ),
    "ask.knowledge_gap": (
        "Wer weiß etwas darüber, und wie kann es für die anderen sichtbar werden?",
        "Who knows something about this, and how could the others come to see it?",
    ),
    "ask.gap": (
        "Was bekommt man von der einen Stelle aus mit und von der anderen nicht?",
        "What can be seen from one place and not from the other?",
    ),
    # Urgency beside the score
    "urgency.urgent_high": (
        "Gilt als dringend und steht schon gut da: klären, was darüber hinaus erwartet wird.",
        "Called urgent and already in good shape: find out what more is hoped for.",
    ),
    "urgency.urgent_low": (
        "Gilt als dringend, und es ist noch Luft nach oben: ein guter Ort für den nächsten Schritt.",
        "Called urgent, with room to grow: a good place for the next step.",
    ),
    "urgency.urgent_not_determinable": (
        "Gilt als dringend; wie weit es ist, klärt am besten das Gespräch.",
        "Called urgent; how far along it is, the conversation can tell best.",
    ),
    "urgency.not_urgent_high": (
        "Steht gut da und drängt nicht: sichern, was trägt.",
        "In good shape, and not pressing: keep what works.",
    ),
    "urgency.not_urgent_low": (
        "Noch Luft nach oben; als besonders dringend gilt es nicht: fragen, ob es warten kann und für wen nicht.",
        "Room to grow; not called especially urgent: ask whether it can wait, and for whom it cannot.",
    ),
    "urgency.not_urgent_not_determinable": (
        "Drängt nach dieser Einschätzung nicht.",
        "Not pressing, as people see it.",
    ),
    "urgency.not_determinable": (
        "Wie sehr es drängt, lässt sich nicht bestimmen; fragen Sie in der Runde.",
        "How much it presses cannot be determined; ask the room.",
    ),
}
