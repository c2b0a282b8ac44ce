"""What is written after the workshop, word for word, in German and in English: (German, English) under each name."""

from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.reports.planning.council_words import COUNCIL_WORDS
from selfcheck_service.reports.planning.minutes_words import MINUTES_WORDS
from selfcheck_service.reports.planning.plan_words import PLAN_WORDS
from selfcheck_service.reports.planning.public_words import PUBLIC_WORDS
from selfcheck_service.reports.planning.recheck_words import RECHECK_WORDS
from selfcheck_service.reports.planning.simple_words import SIMPLE_WORDS

PLAIN_GERMAN = "de-simple"
_SHARED_WORDS: dict[str, tuple[str, str]] = {
    "and": (" und ", " and "),
    "quoted": ("„{text}“", "“{text}”"),
    "open": ("noch offen", "still open"),
    "blank": ("[bitte ergänzen: {words}]", "[please complete: {words}]"),
    "nobody": ("noch niemand", "nobody yet"),
    "foot": (
        (
            "Grundlage: „{questionnaire}“, Fassung {version}, Durchgang geschlossen am {closed}. Prüfsumme der "
            "Veröffentlichung: {hash}"
        ),
        "Based on “{questionnaire}”, version {version}; the round closed on {closed}. Checksum of the release: {hash}",
    ),
    "subtitle": ("{municipality} · {title}", "{municipality} · {title}"),
    "numbered": ("{number}. {title}", "{number}. {title}"),
    # Values as a release has them
    "value.exact": ("{value} (Skala {low} bis {high})", "{value} (scale {low} to {high})"),
    "value.between": (
        "zwischen {lowest} und {highest} (Skala {low} bis {high})",
        "between {lowest} and {highest} (scale {low} to {high})",
    ),
    "value.plain": ("{value}", "{value}"),
    "value.plain.between": ("zwischen {lowest} und {highest}", "between {lowest} and {highest}"),
    "value.none": ("kein Wert: {reason}", "no value: {reason}"),
    "value.missing": ("kein Wert", "no value"),
}
WORDS: dict[str, tuple[str, str]] = {
    **_SHARED_WORDS,
    **PLAN_WORDS,
    **MINUTES_WORDS,
    **COUNCIL_WORDS,
    **PUBLIC_WORDS,
    **RECHECK_WORDS,
}


def plan_word(language: str, name: str, /, **values: object) -> str:
    """Return what is written under a name: German for `de` and its variants, else English.

    `de-simple` has words of its own where people read who were not in the room.
    """
    german, english = WORDS[name]
    if language == PLAIN_GERMAN:
        german = SIMPLE_WORDS.get(name, german)
    return (german if is_german(language) else english).format_map(values)
