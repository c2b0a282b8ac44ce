"""The questionnaires that are attacked: small ones of several shapes, and one that the service ships.

Each small one has something that a release must cope with: forms that ask perspectives different things, few options,
conditional items, uneven weights, fields of fields, sums, urgency.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from selfcheck_service.catalogue import read_questionnaire
from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import Plan, compile_plan

SHIPPED = "weltoffene-kommune"
_QUESTIONNAIRES = Path(__file__).parent.parent / "questionnaires"
_NO_ANSWERS = ("not_applicable", "dont_know", "declined")
_STATES = ("unanswered", "dont_know", "declined", "not_applicable", "hidden", "not_computed")
_FORMS = ({"key": "full", "title": "Full"}, {"key": "short", "title": "Short"})
_FIVE = (0, 1, 2, 3, 4)

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """A questionnaire as it is attacked, with the keys of its perspectives, in their order."""

    name: str
    plan: Plan
    perspectives: tuple[str, ...]


@cache
def shape_of(name: str) -> Shape:
    """Return the questionnaire of this name."""
    if name == SHIPPED:
        questionnaire = read_questionnaire(_QUESTIONNAIRES / SHIPPED / "1.0.0").questionnaire
    else:
        questionnaire = parse_definition(_SMALL[name])
    perspectives = tuple(found.key for found in questionnaire.perspectives)
    return Shape(name, compile_plan(questionnaire), perspectives)


def document_of(name: str) -> Data:
    """Return the document of a small questionnaire, as an author publishes it."""
    return _SMALL[name]


def _questionnaire(key: str, fields: Sequence[Data], **members: object) -> Data:
    frame = {"format": 1, "rules": 1, "key": key, "version": "1.0.0", "languages": ["en"], "title": key.title()}
    return {**frame, "fields": list(fields), **members}


def _field(key: str, items: Sequence[Data], **members: object) -> Data:
    return {"key": key, "title": f"Field {key}", "items": list(items), "scoring": _rule(), **members}


def _rule(**members: object) -> Data:
    return {"method": "mean", "scale": [0, 4], "no_answer": dict.fromkeys(_STATES, "exclude"), **members}


def _item(key: str, points: Sequence[int] = _FIVE, **members: object) -> Data:
    options = [{"value": place, "title": f"Option {place}", "points": worth} for place, worth in enumerate(points)]
    made = {"key": key, "type": "single_choice", "prompt": f"Item {key}", "no_answers": list(_NO_ANSWERS)}
    return {**made, "options": options, **members}


def _items(prefix: str, count: int, points: Sequence[int] = _FIVE, **members: object) -> list[Data]:
    return [_item(f"{prefix}{at}", points, **members) for at in range(count)]


def _urgency(key: str) -> Data:
    options = [{"value": value, "title": f"Urgent {value}"} for value in range(4)]
    made = {"key": key, "type": "single_choice", "prompt": "How urgent?", "no_answers": ["dont_know", "declined"]}
    return {**made, "options": options, "scored": False}


def _text(key: str) -> Data:
    return {"key": key, "type": "text", "prompt": f"Item {key}"}


def _perspectives(*names: str, **forms: str) -> list[Data]:
    return [{"key": key, "title": key.title(), **({"form": forms[key]} if key in forms else {})} for key in names]


def _all_small() -> Iterator[Data]:
    names = ("head", "staff", "council", "club", "firms", "board")
    yield _questionnaire(
        "plain",
        [_field("ways", _items("a", 4)), _field("people", _items("b", 5))],
        perspectives=_perspectives(*names),
        overall={"title": "Overall", "scoring": _rule()},
    )
    yield _questionnaire(
        "forms",
        [
            _field("both", _items("a", 4, forms={"short": {}})),
            _field("mixed", [*_items("b", 2, forms={"short": {}}), *_items("c", 4)]),
            _field("inside", _items("d", 4)),
        ],
        forms=list(_FORMS),
        perspectives=_perspectives(*names, head="full", staff="full", council="short", club="short", board="full"),
    )
    yield _questionnaire(
        "few-options",
        [
            _field("yes", _items("a", 5, (0, 4))),
            _field("three", _items("b", 4, (0, 2, 4))),
            _field("four", [*_items("c", 4, (0, 1, 3, 4)), _item("turned", (4, 3, 1, 0))]),
        ],
        perspectives=_perspectives(*names[:4]),
    )
    yield _questionnaire(
        "conditional",
        [
            _field(
                "asked",
                [*_items("a", 4), _item("b", shown_when={"item": "a0", "points": {"at_least": 1}}), _text("words")],
            ),
            _field("scale", _items("c", 4), scoring=_rule(scale=[0, 100], rescale_from=[4, 0])),
        ],
        perspectives=_perspectives(*names[:3]),
    )
    yield _questionnaire(
        "weights",
        [
            _field("uneven", [_item("a", weight=3), *_items("b", 4), _urgency("a_soon")], urgency="a_soon"),
            _field("added", _items("c", 3), scoring=_rule(method="sum", scale=[0, 12])),
            {"key": "parent", "title": "Parent", "scoring": _rule(), "fields": [_field("child", _items("d", 4))]},
            {"key": "lens", "title": "Lens", "scoring": _rule(of=[{"item": f"b{at}"} for at in range(4)])},
        ],
        perspectives=_perspectives(*names[:5]),
        overall={"title": "Overall", "scoring": _rule(of=[{"field": "uneven"}, {"field": "parent"}])},
    )
    yield _questionnaire("short", [_field("all", _items("a", 4))], perspectives=[])


_SMALL = {document["key"]: document for document in _all_small()}
SMALL = tuple(chain(_SMALL))
