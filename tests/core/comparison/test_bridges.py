"""A bridge says how items and fields go on, and is refused where it says what is not so."""

import copy
from typing import Any

import pytest

from selfcheck_service.core.comparison import check_bridge_to, compare_along_bridge
from selfcheck_service.core.definition import parse_definition
from tests.builders import Data, a_field, a_parent, a_questionnaire, a_rule, an_item
from tests.core.faults import faults_of


def a_step(becomes: str, origins: tuple[str, ...] = (), to: tuple[str, ...] = ()) -> Data:
    step: Data = {"is": becomes}
    return step | ({"from": list(origins)} if origins else {}) | ({"to": list(to)} if to else {})


OLD = a_questionnaire(a_field("f", *(an_item(key) for key in ("net", "head", "plan", "aims", "leaflet", "stays"))))
STEPS = [
    a_step("same", ("net",), ("network",)),
    a_step("split", ("head",), ("head_a", "head_b")),
    a_step("merged", ("plan", "aims"), ("concept",)),
    a_step("new", to=("effect",)),
    a_step("removed", ("leaflet",)),
]
FIELDS = [a_step("removed", ("f",)), a_step("new", to=("g",))]


def newer(*steps: Data, origin: str = "1.0.0", version: str = "2.0.0", fields: list[Data] | None = None) -> Data:
    keys = ("network", "head_a", "head_b", "concept", "effect", "stays")
    bridge = {"from": origin, "items": list(steps or STEPS), "fields": FIELDS if fields is None else fields}
    return a_questionnaire(a_field("g", *(an_item(key) for key in keys)), version=version, bridge=bridge)


def broken(old: Data, new: Data) -> list[tuple[str, str]]:
    found = check_bridge_to(parse_definition(old), parse_definition(new))
    return [(problem.location, problem.code) for problem in found]


def test_a_bridge_that_says_everything_stands():
    assert broken(OLD, newer()) == []
    assert broken(OLD, {**newer(), "bridge": None}) == []


def test_what_it_says_stands_in_the_comparison_and_changes_no_bump():
    diff = compare_along_bridge(parse_definition(OLD), parse_definition(newer()))
    assert diff.bump == "major"
    found = {one.key: (one.continuation, one.trend, one.partners) for one in diff.items}
    assert found == {
        "network": ("same", "comparable", ("net",)),
        "head_a": ("split", "partly", ("head",)),
        "head_b": ("split", "partly", ("head",)),
        "concept": ("merged", "partly", ("plan", "aims")),
        "effect": ("new", "broken", ()),
        "stays": ("same", "comparable", ()),
        "leaflet": ("removed", "broken", ()),
    }


def test_a_broken_bridge_adds_nothing():
    diff = compare_along_bridge(parse_definition(OLD), parse_definition(newer(origin="0.9.0")))
    assert {one.continuation for one in diff.items} == {"new", "removed", "same"}


def with_step(place: int, step: Data) -> Data:
    return newer(*STEPS[:place], step, *STEPS[place + 1 :])


def other(change: dict[str, Any], key: str = "network") -> Data:
    document = copy.deepcopy(newer())
    item = next(one for one in document["fields"][0]["items"] if one["key"] == key)
    item.update(change)
    return document


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (newer(origin="1.0.1"), [("/bridge/from", "bridge_other_version")]),
        (
            with_step(4, a_step("removed", ("leaflet", "nothing"))),
            [("/bridge/items/4/from/1", "bridge_unknown")],
        ),
        (
            with_step(0, a_step("reworded", ("nothing",), ("network",))),
            [("/bridge/items/0/from/0", "bridge_unknown"), ("/bridge/items", "bridge_silent")],
        ),
        (other({"weight": 1, "help": "Words"}), []),
        (other({"scored": False}), [("/bridge/items/0", "bridge_differs")]),
        (other({"no_answers": []}), [("/bridge/items/0", "bridge_differs")]),
        (newer(*STEPS[:4]), [("/bridge/items", "bridge_silent")]),
        (newer(fields=FIELDS[:1]), [("/bridge/fields", "bridge_silent")]),
        (newer(*STEPS[:1], version="1.1.0", fields=[]), []),
    ],
)
def test_a_bridge_that_does_not_fit_the_version_before_is_broken(document: Data, expected: list[tuple[str, str]]):
    assert broken(OLD, document) == expected


@pytest.mark.parametrize(
    ("step", "place", "code"),
    [
        (a_step("same", ("net",), ("network", "effect")), "", "bridge_shape"),
        (a_step("split", ("head",), ("network",)), "", "bridge_shape"),
        (a_step("merged", ("head",), ("network",)), "", "bridge_shape"),
        (a_step("new", ("head",), ("network",)), "", "bridge_shape"),
        (a_step("removed", ("net",), ("network",)), "", "bridge_shape"),
        (a_step("same", ("net",), ("effect",)), "", None),
        (a_step("same", ("net",), ("nothing",)), "/to/0", "unknown_reference"),
        (a_step("same", ("aims",), ("network",)), "", None),
    ],
)
def test_the_document_alone_tells_some_faults(step: Data, place: str, code: str | None):
    document = newer(step, fields=[])
    assert faults_of(document) == ([] if code is None else [(f"/bridge/items/0{place}", code)])


def test_a_key_goes_on_in_one_way_only():
    twice = newer(STEPS[0], a_step("removed", ("net",)), a_step("new", to=("network",)), fields=[])
    assert faults_of(twice) == [
        ("/bridge/items/1/from/0", "bridge_key_twice"),
        ("/bridge/items/2/to/0", "bridge_key_twice"),
    ]


def test_a_renamed_field_must_be_scored_alike():
    old = a_questionnaire(a_parent("p", a_field("a", an_item("one"), an_item("two"))))

    def renamed(**changes: Any) -> Data:
        field = a_field("b", an_item("uno"), an_item("two"), **changes)
        bridge = {
            "from": "1.0.0",
            "items": [a_step("same", ("one",), ("uno",))],
            "fields": [a_step("reworded", ("a",), ("b",)), a_step("same", ("p",), ("p",))],
        }
        return a_questionnaire(a_parent("p", field), version="2.0.0", bridge=bridge)

    assert broken(old, renamed()) == []
    assert broken(old, renamed(scoring=a_rule(method="minimum"))) == [("/bridge/fields/0", "bridge_differs")]
    unknown = renamed()
    unknown["bridge"]["fields"].append(a_step("removed", ("nothing",)))
    assert broken(old, unknown) == [("/bridge/fields/2/from/0", "bridge_unknown")]
    diff = compare_along_bridge(parse_definition(old), parse_definition(renamed()))
    assert {one.key: (one.trend, one.partners) for one in diff.fields}["b"] == ("comparable", ("a",))
