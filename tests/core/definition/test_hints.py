"""What was probably meant by a name that nobody knows."""

from collections.abc import Callable
from random import Random

import pytest

from selfcheck_service.core.definition import DefinitionInvalid, Problem, parse_definition
from selfcheck_service.core.definition.problems import hint
from tests.builders import Data, a_field, a_flag, a_questionnaire, a_rule, an_item
from tests.counting import calls_in


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("staff", ["staf"], " (staf?)"),
        ("population", ["budget", "population_65"], " (population_65?)"),
        ("population", ["budget"], ""),
        ("population", [], ""),
        # It is known, but not where it stands.
        ("range", ["range"], ""),
    ],
)
def test_what_was_meant_is_what_is_written_alike(name, known, expected):
    assert hint(name, known) == expected


def test_what_was_meant_is_found_among_very_many_names():
    assert hint("participation", [*(f"a{number}" for number in range(2000)), "participatoin"]) == " (participatoin?)"


def test_where_many_names_are_wrong_nobody_looks_for_what_was_meant():
    assert hint("staff", ["staf"], 19) == " (staf?)"
    assert hint("staff", ["staf"], 20) == ""


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "condition",
    [
        lambda key: {"any": [{"item": key(), "is": 1} for _ in range(10)]},
        lambda key: {"value": " + ".join(key() for _ in range(10)) + " > 1"},
    ],
)
def test_hundreds_of_names_that_are_wrong_are_told_at_once(condition: Callable[[Callable[[], str]], Data]):
    """Keys of five letters are all a little alike, and to compare one with a hundred takes a fiftieth of a second."""
    chance = Random(1)

    def key() -> str:
        return "a" + "".join(chance.choices("abcde", k=63))

    keys = [key() for _ in range(100)]
    flags = [a_flag(f"f{number}", condition(key)) for number in range(20)]
    document = a_questionnaire(a_field("f", *map(an_item, keys)), flags=flags)
    document["fields"][0]["scoring"]["of"] = [{"item": keys[0][:-1]}]
    refused: list[Problem] = []

    def parse() -> None:
        with pytest.raises(DefinitionInvalid) as found:
            parse_definition(document)
        refused.extend(found.value.problems)

    compared = calls_in(parse)
    assert len(refused) == 201
    assert any(problem.parameters["hint"] == f" ({keys[0]}?)" for problem in refused)
    assert compared < 6_000_000


def test_in_every_unit_the_same_name_is_wrong_once():
    units = {"minimum": 1, "maximum": 30, "title": "Team", "scoring": a_rule()}
    items = an_item("staff"), an_item("b", shown_when={"item": "staf", "is": 1})
    with pytest.raises(DefinitionInvalid) as refused:
        parse_definition(a_questionnaire(a_field("f", *items, units=units)))
    assert [problem.message() for problem in refused.value.problems] == ["There is no item “staf”. (staff?)"]
