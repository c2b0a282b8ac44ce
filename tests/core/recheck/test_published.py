"""Where the comparison works values out anew, a re-check names what the releases themselves say beside them."""

import pytest
from msgspec.structs import replace

from selfcheck_service.core.recheck import spoken_recheck, with_published
from selfcheck_service.core.releases.over_time import compare_over_time
from tests.core.recheck.rechecks import AFTER, BEFORE, HIGH, LOW, a_measure, rechecked
from tests.core.releases.later import FIRST, SECOND, sealed
from tests.core.releases.sealing import responses_of
from tests.core.releases.test_over_time_golden import TODAY


def releases(version=AFTER):
    """Two releases; the versions differ in the fifth item of `open`, which the second release counts."""
    first, second = (
        (plan, responses_of(plan, {item.key: said if item.key != odd else other for item in plan.items}))
        for plan, said, odd, other in ((BEFORE, LOW, "o4", HIGH), (version, HIGH, "o9", LOW))
    )
    return sealed(first, FIRST), sealed(second, SECOND)


def reread(version=AFTER):
    one, other = releases(version)
    over_time = compare_over_time(one, other, (BEFORE, version), today=TODAY)
    found = rechecked(over_time, BEFORE, a_measure(fields=("open", "net"), items=("k",)))
    return with_published(found, one, other)


def reading_of(found, key, part):
    (aim,) = [aim for aim in found.measures[0].aims if aim.key == key]
    return next(reading for reading in aim.readings if reading.part == part)


@pytest.mark.parametrize("part", ["total", "block"])
def test_both_values_stand_side_by_side_where_they_differ(part):
    one, other = releases()
    reading = reading_of(reread(), "open", part)
    assert reading.basis == "recomputed"
    for side, release in (("earlier", one), ("later", other)):
        block = release.total if part == "total" else release.blocks[0]
        (field,) = [field for field in block.fields if field.key == "open"]
        published = getattr(reading, f"{side}_published")
        assert (published.value, published.scale) == (field.value, field.scale)
        assert published.value != getattr(reading, side)


def test_nothing_is_said_twice_where_both_are_the_same():
    found = reread()
    for key in ("net", "k"):
        reading = reading_of(found, key, "total")
        assert (reading.earlier_published, reading.later_published) == (None, None)


def test_a_side_on_which_the_release_says_the_same_is_left_out():
    one, other = releases()
    over_time = compare_over_time(one, other, (BEFORE, AFTER), today=TODAY)
    plain = rechecked(over_time, BEFORE, a_measure(fields=("open",)))
    compared = reading_of(plain, "open", "total")
    same = {"value": compared.earlier, "scale": compared.scale}
    fields = tuple(replace(each, **same) if each.key == "open" else each for each in one.total.fields)
    alike = replace(one, total=replace(one.total, fields=fields))
    reading = reading_of(with_published(plain, alike, other), "open", "total")
    assert reading.earlier_published is None
    assert reading.later_published is not None


def test_it_changes_nothing_else():
    one, other = releases()
    over_time = compare_over_time(one, other, (BEFORE, AFTER), today=TODAY)
    plain = rechecked(over_time, BEFORE, a_measure(fields=("open",)))
    found = with_published(plain, one, other)
    assert (found.moved, found.notes) == (plain.moved, plain.notes)
    assert reading_of(found, "open", "total").difference == reading_of(plain, "open", "total").difference


def test_figures_that_are_published_have_words_for_their_reason():
    found = spoken_recheck(reread(), BEFORE.questionnaire, "de")
    (aim, _, _) = found["measures"][0]["aims"]
    assert aim["readings"][0]["earlier_published"]["value"]["reason_text"] is None
