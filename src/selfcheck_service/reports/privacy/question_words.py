"""What the list of items says beside the words of the questionnaire itself."""

QUESTION_WORDS: dict[str, tuple[str, str]] = {
    "items": ("Alle Fragen im Wortlaut", "All items, word for word"),
    "items.count": (
        "Der Fragebogen „{questionnaire}“, Fassung {version}, hat {count} Fragen.",
        "The questionnaire “{questionnaire}”, version {version}, has {count} items.",
    ),
    "items.count.texts": (
        "Der Fragebogen „{questionnaire}“, Fassung {version}, hat {count} Fragen, davon {texts} mit freiem Text.",
        "The questionnaire “{questionnaire}”, version {version}, has {count} items, {texts} of them with free text.",
    ),
    "items.texts.on": (
        "Freie Texte werden in diesem Durchgang erfragt; sie sind als „freier Text“ gekennzeichnet.",
        "In this round people are asked for free texts; they are marked “free text”.",
    ),
    "items.texts.off": (
        "Freie Texte werden in diesem Durchgang nicht erfragt; sie sind als „freier Text“ gekennzeichnet.",
        "In this round people are not asked for free texts; they are marked “free text”.",
    ),
    "items.scale": ("Antwortskala {number}: {options}", "Response scale {number}: {options}"),
    "field": ("Themenfeld: {name}", "Field: {name}"),
    "field.units": (
        "Dieses Themenfeld wird mehrfach beantwortet, bis zu {maximum}-mal.",
        "This field is answered several times, up to {maximum}.",
    ),
    "item": ("{prompt} ({marks})", "{prompt} ({marks})"),
    "mark": ("; ", "; "),
    "mark.scale": ("eine Antwort der Antwortskala {number}", "one answer of response scale {number}"),
    "mark.option": ("eine Antwort aus: {options}", "one answer of: {options}"),
    "mark.options": ("mehrere Antworten aus: {options}", "several answers of: {options}"),
    "mark.number": ("Zahl", "number"),
    "mark.time": ("Uhrzeit", "time of day"),
    "mark.duration": ("Dauer", "duration"),
    "mark.text": ("freier Text", "free text"),
    "mark.pairs": ("Paarvergleich von: {options}", "compares pairs of: {options}"),
    "mark.computed": ("wird berechnet, nicht gefragt", "worked out, not asked"),
    "mark.other": ("eine Angabe", "an answer"),
    "mark.text_not_asked": ("wird in diesem Durchgang nicht gefragt", "not asked in this round"),
    "mark.nobody": ("wird hier niemandem gestellt", "nobody is asked this here"),
    "mark.some": ("nur in: {forms}", "only in: {forms}"),
    "mark.condition": ("nur unter einer Bedingung", "only under a condition"),
    "item.otherwise": ("Wortlaut in {forms}: {prompt}", "Words in {forms}: {prompt}"),
}
