"""The words of the table that `selfcheck evaluate --explain` prints."""

from dataclasses import dataclass
from fractions import Fraction

from selfcheck_service.core.definition.texts import is_german


@dataclass(frozen=True, slots=True)
class Words:
    """All fixed words in one language."""

    decimal_mark: str
    statuses: dict[str, str]
    states: dict[str, str]
    treatments: dict[str, str]
    truths: dict[bool | None, str]
    not_scored: str
    held: str
    no_change_found: str
    not_exact: str
    flags: str
    hidden: str
    effort: str
    horizon: str
    impact: str
    priority: str
    because: str
    after: str
    first_step: str
    receipt: str
    answers: str
    results: str

    def number(self, number: float) -> str:
        """Return a number with at most two decimal digits, as the formula has it."""
        hundredths = round(Fraction(str(number)) * 100)
        whole, rest = divmod(abs(hundredths), 100)
        digits = f"{self.decimal_mark}{rest:02d}".rstrip("0").rstrip(self.decimal_mark)
        return f"{'−' if hundredths < 0 else ''}{whole}{digits}"

    def value(self, value: object) -> str:
        """Return an answer: an option's value, several of them, a number or a text."""
        if isinstance(value, list | tuple):
            return ", ".join(self.value(part) for part in value)
        return self.number(value) if isinstance(value, int | float) else str(value)


_GERMAN = Words(
    decimal_mark=",",
    statuses={"valid": "gültig", "provisional": "vorläufig", "not_computed": "nicht berechnet"},
    states={
        "unanswered": "unbeantwortet",
        "dont_know": "weiß nicht",
        "declined": "keine Angabe",
        "not_applicable": "trifft nicht zu",
        "hidden": "nicht gefragt",
        "valid": "gültig",
        "provisional": "vorläufig",
        "not_computed": "nicht berechnet",
    },
    treatments={
        "taken": "zählt mit",
        "exclude": "zählt nicht",
        "required": "wird gebraucht",
        "worst": "als Schlechtestes",
        "best": "als Bestes",
        "points": "feste Punkte",
    },
    truths={True: "ja", False: "nein", None: "offen"},
    not_scored="ohne Wert",
    held="Nach dem Wert allein wäre es „{level}“; eine Bedingung ist nicht erfüllt.",
    no_change_found="Keine Änderung von Antworten gefunden, die dorthin führt.",
    not_exact="Vielleicht genügen weniger Änderungen; die Suche war begrenzt.",
    flags="Merker",
    hidden="Nicht gefragt",
    effort="Aufwand",
    horizon="Monate",
    impact="Wirkung",
    priority="Vorrang",
    because="Weil",
    after="Nach",
    first_step="Erster Schritt",
    receipt="Beleg: Definition",
    answers="Antworten",
    results="Ergebnis",
)
_ENGLISH = Words(
    decimal_mark=".",
    statuses={"valid": "valid", "provisional": "provisional", "not_computed": "not computed"},
    states={
        "unanswered": "unanswered",
        "dont_know": "don’t know",
        "declined": "declined",
        "not_applicable": "not applicable",
        "hidden": "not asked",
        "valid": "valid",
        "provisional": "provisional",
        "not_computed": "not computed",
    },
    treatments={
        "taken": "takes part",
        "exclude": "takes no part",
        "required": "is required",
        "worst": "counts as worst",
        "best": "counts as best",
        "points": "fixed points",
    },
    truths={True: "yes", False: "no", None: "open"},
    not_scored="no score",
    held="By the score alone it would be “{level}”; a condition is not met.",
    no_change_found="No change of answers was found that leads there.",
    not_exact="Fewer changes may do; the search was bounded.",
    flags="Flags",
    hidden="Not asked",
    effort="effort",
    horizon="months",
    impact="impact",
    priority="priority",
    because="Because",
    after="After",
    first_step="First step",
    receipt="Receipt: definition",
    answers="answers",
    results="results",
)


def words_in(language: str) -> Words:
    """Return the words in German (`de…`) or English (all else)."""
    return _GERMAN if is_german(language) else _ENGLISH
