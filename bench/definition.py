"""A questionnaire of ten fields and sixty items, and answers to it: the same on every machine and in every run.

Sizes follow the questionnaires that the service is made for; the texts mean nothing.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

Data = dict[str, Any]

KEY = "bench-questionnaire"
VERSION = "1.0.0"
FIELDS = 10
ITEMS_PER_FIELD = 6

_WORDS = {
    "de": "Die Kommune plant gemeinsam mit Vereinen und Ämtern regelmäßige Gespräche über Teilhabe, prüft "
    "Zuständigkeiten für Beratung und Begleitung, veröffentlicht Ergebnisse verständlich, stärkt Beschäftigte durch "
    "Fortbildung und bezieht Rückmeldungen möglichst früh in Entscheidungen ein",
    "en": "The municipality regularly plans conversations on participation together with associations and offices, "
    "checks who answers for advice and guidance, publishes findings in plain words, strengthens its staff by "
    "training and takes responses into account early in its decisions",
}
_LEVELS = (
    ("start", "[0, 20)"),
    ("awakening", "[20, 40)"),
    ("growth", "[40, 60)"),
    ("routine", "[60, 80)"),
    ("beacon", "[80, 100]"),
)
_TYPES = ("dialogue", "cooperation", "quick_win", "support")


def bench_definition(version: str = VERSION) -> Data:
    """Return the definition; every version differs in its texts only."""
    chance = Random(f"definition {version}")
    return {
        "format": 1,
        "rules": 1,
        "key": KEY,
        "version": version,
        "languages": ["de", "en"],
        "title": _text(chance, 5),
        "notice": _text(chance, 20),
        "response_scales": [_response_scale(chance)],
        "level_sets": [_level_set(chance)],
        "item_classes": [{"key": name, "title": _text(chance, 2)} for name in ("foundation", "practice", "learning")],
        "suggestion_types": [{"key": name, "title": _text(chance, 2)} for name in _TYPES],
        "profile": [_attribute(chance, "kind", ("town", "city", "county"))],
        "sources": [
            {"key": "study", "title": _text(chance, 4), "url": "https://example.org/study", "as_of": "2026-01-31"}
        ],
        "defaults": _defaults(),
        "fields": [_field(chance, number) for number in range(1, FIELDS + 1)],
        "overall": {"title": _text(chance, 2), "level_texts": _level_texts(chance)},
        "flags": [
            {"key": "much_unknown", "title": _text(chance, 8), "when": _unknown_share("overall", 0.3)},
            {
                "key": "words_before_deeds",
                "title": _text(chance, 8),
                "when": {"all": [_scored("field_2", at_least=60), _scored("field_3", below=40)]},
            },
        ],
    }


def answer_sets(kind: str, count: int = 40) -> list[Data]:
    """Return members `answers` and `profile` of requests; on them `few`, some (`middle`) or `many` suggestions fire.

    All sets differ, so that nothing is gained by keeping what one of them comes to.
    """
    chance = Random(f"answers {kind}")
    weights = {"few": (1, 2, 12, 30, 18), "middle": (4, 17, 24, 24, 10), "many": (30, 24, 6, 2, 1)}[kind]
    return [{"answers": _answers(chance, weights), "profile": {"kind": "town"}} for _ in range(count)]


def request_bodies(kind: str = "middle") -> list[Data]:
    """Return bodies of requests for an evaluation."""
    named = {"questionnaire": KEY, "version": VERSION, "language": "de"}
    return [{**named, **members} for members in answer_sets(kind)]


def _answers(chance: Random, weights: Sequence[int]) -> Data:
    return {
        f"field_{field}_item_{item}": _answer(chance, field, item, weights)
        for field in range(1, FIELDS + 1)
        for item in range(1, ITEMS_PER_FIELD + 1)
    }


def _answer(chance: Random, field: int, item: int, weights: Sequence[int]) -> Any:  # noqa: ANN401 an answer is any JSON
    value = chance.choices(range(5), weights)[0]
    if item == ITEMS_PER_FIELD and field in (4, 8):
        return list(range(value))
    if item == ITEMS_PER_FIELD and field == 6:
        return value * 20 + 7
    return {"no_answer": "dont_know"} if chance.random() < 0.04 else value


def _text(chance: Random, words: int) -> Data:
    """Return a text of about this many words in each language."""
    text = {}
    for language, all_words in _WORDS.items():
        known = all_words.split()
        start = chance.randrange(len(known))
        said = [known[(start + place) % len(known)] for place in range(words)]
        text[language] = " ".join(said).strip(",").capitalize()
    return text


def _sentence(chance: Random, words: int) -> Data:
    return {language: f"{text}." for language, text in _text(chance, words).items()}


def _response_scale(chance: Random) -> Data:
    options = [{"value": value, "title": _text(chance, 2), "points": value} for value in range(5)]
    return {"key": "stage5", "options": options, "no_answers": ["dont_know", "declined", "not_applicable"]}


def _level_set(chance: Random) -> Data:
    levels = [
        {"key": key, "title": _text(chance, 1), "range": span, "text": _sentence(chance, 14)} for key, span in _LEVELS
    ]
    border = {language: f"{text}: {{level}}." for language, text in _text(chance, 12).items()}
    return {"key": "maturity", "levels": levels, "border": {"margin": 4, "text": border}}


def _attribute(chance: Random, key: str, values: Sequence[str]) -> Data:
    options = [{"value": value, "title": _text(chance, 2)} for value in values]
    return {"key": key, "title": _text(chance, 2), "options": options}


def _defaults() -> Data:
    states = ("unanswered", "dont_know", "declined", "not_applicable", "hidden")
    common = {
        "method": "mean",
        "scale": [0, 100],
        "better": "higher",
        "coverage": {"provisional": 0.6, "valid": 0.8},
        "rounding": {"digits": 1, "mode": "half_even", "stage": "last"},
    }
    items = {**common, "rescale_from": [0, 4], "no_answer": dict.fromkeys(states, "exclude")}
    fields = {**common, "no_answer": dict.fromkeys((*states, "not_computed"), "exclude")}
    return {"scoring": items, "parent_scoring": fields, "levels": "maturity", "parent_levels": "maturity"}


def _level_texts(chance: Random) -> Data:
    return {key: _sentence(chance, 8) for key, _ in _LEVELS}


def _field(chance: Random, number: int) -> Data:
    key = f"field_{number}"
    foundation = {"every": {"field": key, "class": "foundation"}, "points": {"at_least": 2}}
    learning = {"some": {"field": key, "class": "learning"}, "points": {"at_least": 3}}
    return {
        "key": key,
        "title": _text(chance, 3),
        "introduction": _sentence(chance, 30),
        "weight": 1 + number % 2,
        "items": [_item(chance, number, place) for place in range(1, ITEMS_PER_FIELD + 1)],
        "level_texts": _level_texts(chance),
        "not_computed_text": _sentence(chance, 20),
        "gates": [
            {"level": "routine", "requires": foundation, "text": _sentence(chance, 6)},
            {"level": "beacon", "requires": {"all": [foundation, learning]}, "text": _sentence(chance, 6)},
        ],
        "suggestions": [_suggestion(chance, number, place, when) for place, when in enumerate(_triggers(number), 1)],
    }


def _item(chance: Random, field: int, place: int) -> Data:
    item: Data = {
        "key": f"field_{field}_item_{place}",
        "type": "single_choice",
        "prompt": _sentence(chance, 6),
        "help": _sentence(chance, 14),
        "weight": 2 if place == 1 else 1,
        "classes": [("foundation", "practice", "learning")[place % 3]],
    }
    if place == ITEMS_PER_FIELD and field in (4, 8):
        options = [{"value": value, "title": _text(chance, 4), "points": 1} for value in range(4)]
        return {**item, "type": "multiple_choice", "options": options, "multiple_choice": {"points_from": "sum"}}
    if place == ITEMS_PER_FIELD and field == 6:
        bins = [
            {"range": "[0, 25)", "points": 0},
            {"range": "[25, 60)", "points": "5/2"},
            {"range": "[60, 100]", "points": 4},
        ]
        return {**item, "type": "number", "number": {"range": "[0, 100]", "points": {"bins": bins}}}
    if place == ITEMS_PER_FIELD and field == 10:
        item["shown_when"] = {"item": f"field_{field}_item_1", "points": {"at_least": 1}}
    return {**item, "scale": "stage5"}


def _triggers(field: int) -> tuple[Data, Data, Data]:
    """Return the conditions of the suggestions of one field: of a level, of single answers, of several things."""
    key = f"field_{field}"
    answers = [
        {"item": f"{key}_item_1", "points": {"at_most": 1}},
        {"item": f"{key}_item_2", "no_answer": ["dont_know"]},
        _unknown_share(key, 0.5),
    ]
    return (
        {"field": key, "level": {"at_most": "awakening"}},
        {"any": answers},
        {"all": [_scored(key, below=70), {"item": f"{key}_item_3", "points": {"at_most": 2}}]},
    )


def _unknown_share(field: str, share: float) -> Data:
    return {"share": {"field": field}, "no_answer": ["dont_know"], "is": {"at_least": share}}


def _scored(field: str, **test: float) -> Data:
    return {"field": field, "score": test}


def _suggestion(chance: Random, field: int, place: int, when: Data) -> Data:
    made = {
        "key": f"field_{field}_suggestion_{place}",
        "type": _TYPES[(field + place) % len(_TYPES)],
        "title": _text(chance, 3),
        "when": when,
        "text": _sentence(chance, 7),
        "first_step": _sentence(chance, 4),
        "effort": "SML"[(field + place) % 3],
        "horizon": ("0-3", "3-12", "12+")[(field + place) % 3],
        "impact": 1 + (field * place) % 3,
        "who": _text(chance, 2),
        "lead_question": _text(chance, 4),
        "indicator": _sentence(chance, 3),
    }
    if place == 1:
        made["sources"] = ["study"]
    if place == 3:
        made["depends_on"] = [f"field_{field}_suggestion_2"]
    return made
