"""The words of the table that `selfcheck evaluate --explain` prints."""

from dataclasses import dataclass

from selfcheck_service.core.definition.texts import is_german


@dataclass(frozen=True, slots=True)
class Words:
    """All fixed words in one language."""

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
    profile: str
    constant: str
    table: str


_GERMAN = Words(
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
    flags="Kennzeichen",
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
    profile="Profil",
    constant="Konstante",
    table="Tabelle",
)
_ENGLISH = Words(
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
    profile="Profile",
    constant="constant",
    table="table",
)


def words_in(language: str) -> Words:
    """Return the words in German (`de…`) or English (all else)."""
    return _GERMAN if is_german(language) else _ENGLISH
