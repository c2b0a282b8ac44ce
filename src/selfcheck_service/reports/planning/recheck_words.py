"""What the page of a re-check says itself, in German and in English; the re-check brings all other words.

No word says that a measure led to a movement, or that anything is better or worse; a test looks for such words.
"""

RECHECK_WORDS: dict[str, tuple[str, str]] = {
    "recheck.title": ("Maßnahmen und zwei Durchgänge", "Measures and two rounds"),
    "recheck.foot": (
        "Grundlage: „{questionnaire}“; Durchgänge geschlossen am {earlier} und am {later}.",
        "Based on “{questionnaire}”; the rounds closed on {earlier} and on {later}.",
    ),
    "recheck.rounds": ("Was hier nebeneinander steht", "What stands beside each other here"),
    "recheck.rounds.table": ("Die beiden Durchgänge", "The two rounds"),
    "recheck.what": ("Worum es geht", "What it is about"),
    "recheck.earlier": ("Früher", "Then"),
    "recheck.later": ("Jetzt", "Now"),
    "recheck.name": ("Durchgang", "Round"),
    "recheck.closed": ("Geschlossen am", "Closed on"),
    "recheck.people": ("Antworten", "Responses"),
    "recheck.mode": ("Art", "Kind"),
    "recheck.version": ("Fassung", "Version"),
    "recheck.notes": ("Was beim Lesen wichtig ist", "What to know when reading"),
    "recheck.instrument": ("Was am Fragebogen anders ist", "What differs in the questionnaire"),
    "recheck.instrument.same": (
        "Worauf Maßnahmen zielten, fragen beide Fassungen gleich.",
        "Both versions ask in the same way for what measures aimed at.",
    ),
    "recheck.instrument.table": (
        "Worauf Maßnahmen zielten, und was daran im Fragebogen anders ist",
        "What measures aimed at, and how the questionnaire differs there",
    ),
    "recheck.aim": ("Feld oder Frage", "Field or item"),
    "recheck.measures": ("Maßnahmen", "Measures"),
    "recheck.numbers": ("Nr. {numbers}", "No. {numbers}"),
    "recheck.differs": ("Im Fragebogen", "In the questionnaire"),
    "recheck.moved": ("Was sich bewegt hat und was nicht", "What moved and what did not"),
    "recheck.chart": (
        "Worauf Maßnahmen zielten: wo der Wert aller zusammen lag und wo er jetzt liegt. Die Tabelle nennt die Zahlen.",
        "What measures aimed at: where the value of everybody lay and where it lies now. The table has the figures.",
    ),
    "recheck.table": ("Werte aller zusammen, früher und jetzt", "Values of everybody together, then and now"),
    "recheck.published": ("veröffentlicht: {value}", "published: {value}"),
    "recheck.two_values": (
        (
            "Bei manchen Werten stehen zwei Angaben. Was als „veröffentlicht“ dabeisteht, nennen auch die "
            "Veröffentlichung und die Unterlagen jenes Durchgangs. Verglichen und gezeichnet ist der andere Wert: Er "
            "ist für beide Durchgänge auf dieselbe Weise neu berechnet, nur aus Fragen, zu denen beide "
            "Veröffentlichungen Mittelwerte haben."
        ),
        (
            "Some values are given twice. What is marked “published” is what the release and the papers of that round "
            "say. The other value is the one that is compared and drawn: it is worked out anew for both rounds in the "
            "same way, only from items of which both releases have means."
        ),
    ),
    "recheck.difference": ("Unterschied", "Difference"),
    "recheck.shown": ("Was sich sagen lässt", "What can be said"),
    "recheck.nothing": (
        "Keine geplante Maßnahme nennt etwas, worauf sie zielt, und kein Wert hat sich erkennbar bewegt.",
        "No planned measure names anything that it aims at, and no value visibly moved.",
    ),
    "recheck.named_later": (
        "{measure} (erst nach der zweiten Erhebung vereinbart)",
        "{measure} (agreed on only after the second round)",
    ),
    "recheck.progress": ("Was getan ist", "What was done"),
    "recheck.progress.lead": (
        "Was getan ist, zählt auch für sich, was immer die Zahlen sagen.",
        "What was done counts by itself, too, whatever the numbers say.",
    ),
    "recheck.progress.table": ("Maßnahmen nach ihrem Stand heute", "Measures by their status today"),
    "recheck.status": ("Stand", "Status"),
    "recheck.count": ("Anzahl", "Number"),
    "recheck.each": ("Die Maßnahmen im Einzelnen", "The measures one by one"),
    "recheck.each.table": ("Worauf die Maßnahme zielte, nach Gruppen", "What the measure aimed at, by groups"),
    "recheck.none": ("In diesem Durchgang ist keine Maßnahme vereinbart.", "No measure was agreed on in this round."),
    "recheck.who": ("Wer", "Who"),
    "recheck.last_review": ("Letzte Überprüfung", "Last review"),
    "recheck.part.total": ("Alle zusammen", "Everybody together"),
    "recheck.part.joint": ("Gemeinsame Antwort", "Joint answer"),
    "recheck.part.quarters": ("Alle zusammen, in Vierteln", "Everybody together, in quarters"),
    "recheck.range": ("{lowest} bis {highest}", "{lowest} to {highest}"),
    "recheck.scale": ("Skala", "Scale"),
    "recheck.on_scale": ("{title} (Skala {scale})", "{title} (scale {scale})"),
    "recheck.quarter": ("{quarter}. Viertel von {quarters}", "quarter {quarter} of {quarters}"),
}
