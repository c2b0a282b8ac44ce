"""What a plan can lack, in German and in English."""

from selfcheck_service.core.definition.texts import is_german


def readiness_text(key: str, language: str, **parameters: object) -> str:
    """Return the words for a key, its placeholders filled; German for `de` and its variants, else English."""
    german, english = READINESS_TEXTS[key]
    return (german if is_german(language) else english).format_map(parameters)


# key: (German, English). `lacks.…` are the same members in an enumeration.
READINESS_TEXTS: dict[str, tuple[str, str]] = {
    "focus_fields": (
        "Es ist noch nicht festgehalten, an welchen Themenfeldern gearbeitet wird.",
        "It is not noted yet which fields the workshop works on.",
    ),
    "quick_win": (
        "Es fehlt eine vollständige Maßnahme, die innerhalb von drei Monaten fertig ist: ein schneller Erfolg.",
        "There is no complete measure that is finished within three months: a quick win.",
    ),
    "measure": (
        "Zu „{field}“ gibt es noch keine Maßnahme.",
        "There is no measure for “{field}” yet.",
    ),
    "ready_measure": (
        "Zu „{field}“ ist noch keine Maßnahme vollständig. Am wenigsten fehlt bei Nr. {number} „{title}“: {lacks}.",
        "No measure for “{field}” is complete yet. The least is missing from no. {number} “{title}”: {lacks}.",
    ),
    "member.reference": (
        "Es ist nicht gesagt, auf welches Themenfeld oder welche Frage die Maßnahme zielt.",
        "It is not said which field or item the measure aims at.",
    ),
    "member.first_step": (
        "Der erste Schritt fehlt: Was passiert als Erstes, ganz konkret?",
        "The first step is missing: what exactly happens first?",
    ),
    "member.first_step_on": (
        "Der Tag des ersten Schritts fehlt; er liegt höchstens 14 Tage nach dem Workshop, also bis zum {until}.",
        "The day of the first step is missing; it is at most 14 days after the workshop: until {until}.",
    ),
    "member.responsible": (
        "Es ist nicht gesagt, welche Funktion verantwortlich ist.",
        "It is not said which function is responsible.",
    ),
    "member.deadline": (
        "Die Frist fehlt: Bis wann ist die Maßnahme fertig?",
        "The deadline is missing: when is the measure finished?",
    ),
    "member.indicator": (
        "Die Kennzahl fehlt: Woran ist zu sehen, dass sich etwas ändert?",
        "The indicator is missing: how will anybody see that something changes?",
    ),
    "member.baseline": (
        "Der Ausgangswert der Kennzahl fehlt: Wie steht es heute?",
        "The baseline of the indicator is missing: how do things stand today?",
    ),
    "member.target": (
        "Der Zielwert der Kennzahl fehlt: Was soll erreicht sein?",
        "The target of the indicator is missing: what is to be reached?",
    ),
    "member.review_on": (
        "Der Tag fehlt, an dem die Maßnahme überprüft wird.",
        "The day is missing on which the measure is reviewed.",
    ),
    "hint.idea": (
        "Nr. {number} „{title}“ steht noch als Idee da. Hat der Workshop sie beschlossen? Dann sagen Sie es im Status.",
        "No. {number} “{title}” is still an idea. Has the workshop decided on it? Then say so in its status.",
    ),
    "hint.same_suggestion": (
        "Die Maßnahmen Nr. {numbers} kommen aus derselben Anregung („{title}“). Ist das so gewollt?",
        "Measures no. {numbers} come from the same suggestion (“{title}”). Is that what you want?",
    ),
    "hint.also_rejected": (
        "Die Anregung „{title}“ ist aufgenommen (Nr. {taken}) und zugleich abgelehnt (Nr. {rejected}). Was gilt?",
        "The suggestion “{title}” is taken up (no. {taken}) and rejected as well (no. {rejected}). Which one holds?",
    ),
    "hint.council_of_district.one": (
        "Über Nr. {numbers} soll der Rat beschließen. In einem Landkreis beschließt der Kreistag: Ist er gemeint?",
        "The council is to decide on no. {numbers}. In a Landkreis that is the district council: is it meant?",
    ),
    "hint.council_of_district": (
        "Über die Nr. {numbers} soll der Rat beschließen. In einem Landkreis beschließt der Kreistag: Ist er gemeint?",
        "The council is to decide on nos. {numbers}. In a Landkreis that is the district council: is it meant?",
    ),
    "lacks.reference": ("Themenfeld oder Frage", "field or item"),
    "lacks.first_step": ("erster Schritt", "first step"),
    "lacks.first_step_on": ("Tag des ersten Schritts", "day of the first step"),
    "lacks.responsible": ("verantwortliche Funktion", "responsible function"),
    "lacks.deadline": ("Frist", "deadline"),
    "lacks.indicator": ("Kennzahl", "indicator"),
    "lacks.baseline": ("Ausgangswert", "baseline"),
    "lacks.target": ("Zielwert", "target"),
    "lacks.review_on": ("Tag der Überprüfung", "day of the review"),
}
