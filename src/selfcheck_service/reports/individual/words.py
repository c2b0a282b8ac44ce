"""What an individual evaluation says itself on paper."""

from selfcheck_service.core.definition.texts import is_german

# name: (German, English). Placeholders are filled.
_WORDS: dict[str, tuple[str, str]] = {
    "about.oneself": (
        "Diese Auswertung beruht allein auf Ihren Antworten. Sie ist nur für Sie; niemand sonst bekommt sie gezeigt.",
        "This evaluation rests on your answers alone. It is for you only; nobody else is shown it.",
    ),
    "about.others": (
        "Diese Auswertung beruht allein auf den Antworten dieses Fragebogens.",
        "This evaluation rests on the answers of this response alone.",
    ),
    "about.nobody": (
        "Diese Auswertung beruht allein auf den eingegebenen Antworten. Der Dienst hat nichts davon gespeichert.",
        "This evaluation rests only on the answers that were entered. The service has stored none of them.",
    ),
    "strengths": ("Was schon am weitesten trägt", "What carries furthest already"),
    "room": ("Wo am meisten möglich ist", "Where most is possible"),
    "overview": ("Auf einen Blick", "At a glance"),
    "field": ("Feld", "Field"),
    "score": ("Wert", "Score"),
    "level": ("Stufe", "Level"),
    "position": ("Lage auf der Skala", "Place on the scale"),
    "coverage": ("Mit Wert", "With a value"),
    "coverage.hint": (
        (
            "„Mit Wert“ sagt, wie viel von dem beantwortet ist, woraus das Ergebnis entsteht. „Weiß nicht“ ist auch "
            "eine Antwort, hat aber keinen Wert."
        ),
        (
            "“With a value” says how much of what makes up the result is answered. “Don’t know” is an answer too, but "
            "has no value."
        ),
    ),
    "fields": ("Feld für Feld", "Field by field"),
    "overall": ("Gesamt", "Overall"),
    "next": ("Was zur nächsten Stufe fehlt: {level}", "What is missing for the next level: {level}"),
    "change": ("„{prompt}“: von „{current}“ zu „{target}“", "“{prompt}”: from “{current}” to “{target}”"),
    "much": (
        "Dafür müssten sich {count} Antworten ändern. Das ist viel; gehen Sie Feld für Feld vor.",
        "{count} answers would have to change for this. That is a long way; take it field by field.",
    ),
    "nearer": ("Am wenigsten fehlt bis zur nächsten Stufe hier: {fields}.", "Closest to their next level: {fields}."),
    "either_way": (
        "Es gibt auch andere Wege dorthin.",
        "There are other ways there as well.",
    ),
    "span": (
        (
            "Mit Wert beantwortet sind {coverage}. Hätten alle Antworten einen Wert, läge das Ergebnis zwischen {low} "
            "und {high}."
        ),
        "{coverage} is answered with a value. If every answer had one, the score would lie between {low} and {high}.",
    ),
    "alt": (
        "{title}: Wert {score} auf der Skala von {low} bis {high}",
        "{title}: score {score} on the scale from {low} to {high}",
    ),
    "alt.span": ("{alt}, möglich {from_} bis {to}", "{alt}, possible {from_} to {to}"),
    "border": ("Der Wert liegt nahe an der Stufe „{level}“.", "The score lies close to the level “{level}”."),
    "capped": ("Der Wert allein ergäbe die Stufe „{level}“.", "The score alone would make it the level “{level}”."),
    "provisional": ("vorläufig", "provisional"),
    "legend": ("Der dunkle Strich ist der Wert.", "The dark mark is the score."),
    "legend.span": (
        "Der helle Balken zeigt, wo er liegen könnte, wenn jede Antwort einen Wert hätte.",
        "The light bar shows where it could lie if every answer had a value.",
    ),
    "no_score": ("kein Wert", "no score"),
    "noticed": ("Was auffällt", "What stands out"),
    "suggestions": ("Anregungen für den nächsten Schritt", "Suggestions for the next step"),
    "because": ("Warum", "Why"),
    "first_step": ("Erster Schritt", "First step"),
    "who": ("Wer", "Who"),
    "lead_question": ("Zum Nachdenken", "To think about"),
    "indicator": ("Woran man es merkt", "How to notice"),
    "more": ("Weitere Anregungen", "Further suggestions"),
    "nothing": (
        "Mit diesen Antworten lässt sich noch nichts auswerten. Das ist kein schlechtes Ergebnis, nur ein offenes.",
        "Nothing can be evaluated from these answers yet. That is no bad result, only an open one.",
    ),
}


def word_of(language: str, name: str, /, **values: object) -> str:
    """Return what a sheet says under a name: German for `de…`, else English."""
    german, english = _WORDS[name]
    return (german if is_german(language) else english).format(**values)
