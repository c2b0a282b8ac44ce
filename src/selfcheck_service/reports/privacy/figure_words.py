"""Every figure that a release can hold, word for word; `figures.py` says which members of a release each speaks of."""

FIGURE_WORDS: dict[str, tuple[str, str]] = {
    "figures": ("Was eine Veröffentlichung enthalten kann", "What a release can hold"),
    "figures.only": (
        "Mehr als das Folgende kann eine Veröffentlichung nicht enthalten.",
        "A release can hold nothing beyond the following.",
    ),
    "figures.ranges": (
        (
            "Ab {block} Fragebögen folgen alle Kennzahlen aus den gezeigten, zum Teil verdeckten Zahlen. Deshalb sind "
            "sie Bereiche; was nicht sicher folgt, heißt „nicht bestimmbar“."
        ),
        (
            "From {block} responses on, all figures follow from the counts that are shown, some of them covered. So "
            "they are ranges; what does not surely follow is called “not determinable”."
        ),
    ),
    "figures.exact": ("Nichts ist verdeckt: Alle Zahlen sind genau.", "Nothing is covered: all numbers are exact."),
    "figure.round": (
        "Angaben zum Durchgang: Modus, Tag des Abschlusses, Fragebogen, Fassung, Prüfsummen, Mindestgruppengröße.",
        "About the round: mode, day of the closing, questionnaire, version, checksums, minimum group size.",
    ),
    "figure.people": (
        "Zahl der Fragebögen: insgesamt, je Gruppe, je Themenfeld und je Frage.",
        "Number of responses: altogether, for each group, field and item.",
    ),
    "figure.merges": (
        "Welche Perspektiven zusammengelegt wurden, Schritt für Schritt.",
        "Which perspectives were merged, step by step.",
    ),
    "figure.quarters": (
        (
            "Viertel: bei weniger als {block} Fragebögen, in welchem Viertel der Skala der Mittelwert eines "
            "Themenfelds liegt."
        ),
        "Quarters: with fewer than {block} responses, in which quarter of its scale the mean of a field lies.",
    ),
    "figure.cells.confidential": (
        (
            "Häufigkeiten je Frage: wie oft jede Antwort und wie oft keine vorkommt. Zahlen bis zwei, Zahlen nahe an "
            "der Gesamtzahl und manchmal die größte bleiben verdeckt."
        ),
        (
            "Counts for each item: how often each answer was given, and none. Counts up to two, almost full ones and "
            "sometimes the largest are covered."
        ),
    ),
    "figure.cells.open": (
        "Häufigkeiten je Frage: wie oft jede Antwort und wie oft keine vorkommt.",
        "Counts for each item: how often each answer was given, and none.",
    ),
    "figure.cells.institutional": (
        "Zu jeder Frage mit Auswahl: welche Antwort gegeben wurde.",
        "For each item with options: which answer was given.",
    ),
    "figure.no_answer": (
        "Anteil ohne Angabe je Frage, gleich aus welchem Grund.",
        "Share without an answer for each item, whatever the reason.",
    ),
    "figure.mean": ("Mittelwert je Frage, von 0 bis 100.", "Mean of each item, from 0 to 100."),
    "figure.value": (
        "Wert je Themenfeld und aus welchen Fragen er folgt.",
        "Value of each field, and from which items it follows.",
    ),
    "figure.agreement": (
        "Einigkeit je Frage, in zwei Maßen (nach van der Eijk; nach Tastle und Wierman).",
        "Agreement on each item, by two measures (van der Eijk; Tastle and Wierman).",
    ),
    "figure.patterns": (
        "Muster je Frage und Themenfeld: einig, weitgehend einig, zwei Lager, gestreut, viele ohne Angabe.",
        "Patterns of each item and field: aligned, mostly aligned, two camps, spread, many without an answer.",
    ),
    "figure.quadrant": (
        "Einordnung je Themenfeld nach Höhe und Einigkeit, etwa als Stärke oder als gemeinsame Aufgabe.",
        "Place of each field by height and agreement, such as a strength or a common task.",
    ),
    "figure.urgency": (
        "Dringlichkeit je Themenfeld, wo der Fragebogen danach fragt.",
        "Urgency of each field, where the questionnaire asks for it.",
    ),
    "figure.gaps": (
        "Abstand zwischen Gruppen je Themenfeld, soweit beide für einzelne Fragen groß genug sind.",
        "Gap between groups for each field, as far as both are large enough for single items.",
    ),
    "figure.reasons": ("Wo etwas fehlt, der Grund in Worten.", "Where something is missing, the reason in words."),
    "figure.ratings.open": (
        (
            "Einzelne Einschätzungen: wer unter welchem Anzeigenamen und aus welcher Perspektive was geantwortet hat, "
            "auch freie Texte, wo danach gefragt wird."
        ),
        (
            "Individual ratings: who answered what, under which display name and from which perspective, free texts "
            "included where they are asked for."
        ),
    ),
    "figure.ratings.institutional": (
        (
            "Die gemeinsame Antwort, so wie sie abgesendet wurde, auch freie Texte, wo danach gefragt wird. Einen "
            "Namen trägt sie nicht."
        ),
        ("The joint answer as it was submitted, free texts included where they are asked for. It bears no name."),
    ),
    "figure.evaluation": (
        "Auswertung der gemeinsamen Antwort: Werte, Stufen, Texte, Erklärungen und Anregungen.",
        "Evaluation of the joint answer: scores, levels, texts, explanations and suggestions.",
    ),
}
