"""Everything that a release says as a key it can say in words, in German and in English."""

import re
from typing import get_args

import pytest

from selfcheck_service.core.releases import release_text
from selfcheck_service.core.releases.cells import CellCode
from selfcheck_service.core.releases.document import CellFigure, Rule
from selfcheck_service.core.releases.findings import Reason
from selfcheck_service.core.releases.partition import Side
from selfcheck_service.core.releases.patterns import GapName, PatternName, Quadrant, UrgencyName
from selfcheck_service.core.releases.quarters import NoQuarter
from selfcheck_service.core.releases.release_texts import RELEASE_TEXTS, cell_text
from selfcheck_service.core.releases.values import NoValue

KINDS = {
    "cell": (*get_args(CellCode), "between", "no_answer", "most_frequent.certain", "between.certain"),
    "gap": get_args(GapName),
    "merge": get_args(Side),
    "pattern": get_args(PatternName),
    "quadrant": get_args(Quadrant),
    "reason": (*get_args(Reason), *get_args(NoQuarter), *get_args(NoValue), "no_items", "no_majority", "in_block"),
    "rule": get_args(Rule),
    "urgent": get_args(UrgencyName),
}


def test_there_are_words_for_every_key_and_no_others():
    assert set(RELEASE_TEXTS) == {f"{kind}.{name}" for kind, names in KINDS.items() for name in names}


@pytest.mark.parametrize("key", sorted(RELEASE_TEXTS))
def test_both_languages_have_the_same_placeholders(key):
    german, english = (set(re.findall(r"{(\w+)}", text)) for text in RELEASE_TEXTS[key])
    assert german == english


@pytest.mark.parametrize("code", ["most_frequent", "between"])
def test_where_only_one_number_is_left_it_is_said_as_one(code):
    said = [cell_text(CellFigure(0, code, None, 4, highest), "de") for highest in (4, 6)]
    assert [each.removesuffix(" (am häufigsten)") for each in said] == ["4", "4 bis 6"]
    assert cell_text(CellFigure(0, "exact", 3, 3, 3), "en") == "3"


def test_german_is_for_all_its_variants_and_english_for_all_else():
    assert release_text("cell.at_most", "de-simple", count=2) == "höchstens 2"
    assert release_text("cell.at_most", "fr", count=2) == "at most 2"
    assert "hoch" not in release_text("merge.groups", "en", smaller="Head", larger="Club")
