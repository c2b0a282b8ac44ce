"""What cards say in words, in German and in English: why they lie on the table, and for whom."""

# key: (German, English).
CARD_TEXTS: dict[str, tuple[str, str]] = {
    # Why a card lies on the table
    "why.camps": (
        "In diesem Feld gehen die Einschätzungen weit auseinander.",
        "Ratings in this field lie far apart.",
    ),
    "why.perspective_gap": (
        "Eine Perspektive sieht das Feld deutlich anders als eine andere.",
        "One perspective sees the field very differently from another.",
    ),
    "why.knowledge_gap": (
        "Viele haben in diesem Feld keine Angabe gemacht.",
        "Many gave no answer in this field.",
    ),
    "why.urgent_but_low": (
        "Das Feld gilt als dringend, und es ist noch Luft nach oben.",
        "The field is called urgent, and there is room to grow.",
    ),
    "why.strength": (
        "Das Feld ist hoch eingeschätzt, und darin sind sich die Menschen einig.",
        "The field is rated high, and people agree on it.",
    ),
    "why.sure": (
        "Passt zu diesem Feld, wo immer sein Wert in der gezeigten Spanne liegt.",
        "Fits this field, wherever its value lies in the range that is shown.",
    ),
    "why.sure_overall": (
        "Passt zu dem, was alle Felder zusammen zeigen.",
        "Fits what all fields show together.",
    ),
    "why.sure_at": (
        "Passt zur Stufe „{level}“, auf der das Feld liegt.",
        "Fits the level “{level}”, where the field lies.",
    ),
    "suits.fits": (
        "Nicht für jede Kommune gedacht; zu Art und Größe von dieser passt es.",
        "Not meant for every municipality; it suits one of this type and size.",
    ),
    "suits.unknown": (
        (
            "Nicht für jede Kommune gedacht. Der Durchgang sagt nichts über Art oder Größe; prüfen Sie, ob es zu Ihrer "
            "passt."
        ),
        "Not meant for every municipality. The round does not tell its type or size; see whether it suits yours.",
    ),
    "why.possible": (
        "Kann passen. Die Zahlen allein entscheiden das nicht; fragen Sie die Runde, ob es bei Ihnen zutrifft.",
        "May fit. Figures alone cannot tell; ask the room whether it is true of you.",
    ),
    "why.possible_at": (
        "Kann passen: Das Feld liegt bei {levels}. Prüfen Sie in der Runde, was eher zutrifft.",
        "May fit: the field lies at {levels}. See in the room which is nearer the truth.",
    ),
}
