"""Everything that a comparison over time says as a key it can say in words, and never more than it knows."""

import re
from typing import get_args

import pytest

from selfcheck_service.core.releases.over_time import over_time_text
from selfcheck_service.core.releases.over_time.document import Basis, Movement, NotCompared, NoteName, QuarterMovement
from selfcheck_service.core.releases.over_time.texts import OVER_TIME_TEXTS
from selfcheck_service.core.releases.release_texts import RELEASE_TEXTS
from selfcheck_service.core.rounds.terms import Mode

KINDS = {
    "basis": get_args(Basis),
    "mode": get_args(Mode),
    "movement": get_args(Movement),
    "note": get_args(NoteName),
    "quarter": get_args(QuarterMovement),
    "reason": get_args(NotCompared),
}


def test_there_are_words_for_every_key_and_no_others():
    assert set(OVER_TIME_TEXTS) == {f"{kind}.{name}" for kind, names in KINDS.items() for name in names}
    assert set(OVER_TIME_TEXTS).isdisjoint(RELEASE_TEXTS)


@pytest.mark.parametrize("key", sorted(OVER_TIME_TEXTS))
def test_both_languages_have_the_same_placeholders(key):
    german, english = (set(re.findall(r"{(\w+)}", text)) for text in OVER_TIME_TEXTS[key])
    assert german == english


@pytest.mark.parametrize("key", sorted(OVER_TIME_TEXTS))
def test_nobody_is_said_to_have_changed_and_nothing_to_have_caused_it(key):
    claims = r"besser|verbesser|schlechter|verschlechter|weil|dieselben Personen|improv|better than|worse|because"
    assert [text for text in OVER_TIME_TEXTS[key] if re.search(claims, text)] == []


@pytest.mark.parametrize("name", ["tendency_higher", "tendency_lower"])
def test_a_tendency_is_called_one(name):
    assert over_time_text(f"movement.{name}", "de").startswith("Tendenz")
    assert "tendency" in over_time_text(f"movement.{name}", "en")


def test_what_a_release_says_already_keeps_its_words():
    assert over_time_text("reason.few_items", "de") == RELEASE_TEXTS["reason.few_items"][0]
    assert "12" in over_time_text("note.other_size", "de-simple", earlier=12, later=30)
