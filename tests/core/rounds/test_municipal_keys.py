"""Official keys: what may exist, what a key says, and whether it fits what is said of the municipality."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.rounds.municipal_keys import (
    LANDS,
    MUNICIPALITY_TYPES,
    SIZE_CLASSES,
    OfficialKey,
    check_official_key,
    read_official_key,
    size_class_of,
)

TODAY = date(2026, 3, 1)
STUTTGART, SMALL_TOWN = "08111000", "145215115430"


def faults(of_type, key, key_on=TODAY, land=None):
    return [(found.location, found.code) for found in check_official_key(of_type, key, key_on, land, TODAY)]


@pytest.mark.parametrize(
    ("text", "kind", "land", "ags"),
    [
        (STUTTGART, "ags", "08", STUTTGART),
        ("08 1 11 000", "ags", "08", STUTTGART),
        ("081110000000", "ars", "08", STUTTGART),
        (SMALL_TOWN, "ars", "14", "14521430"),
        ("03 2 41 0001 001", "ars", "03", "03241001"),
        ("14521", "kreis", "14", None),
        ("145215115", "verband", "14", None),
        ("11000000", "ags", "11", "11000000"),
        ("020000000000", "ars", "02", "02000000"),
        ("04012", "kreis", "04", None),
        ("04011000\u00a0", "ags", "04", "04011000"),
    ],
)
def test_a_key_tells_its_kind_its_land_and_its_municipality(text, kind, land, ags):
    key = read_official_key(text)
    assert isinstance(key, OfficialKey)
    assert (key.kind, key.land, key.ags) == (kind, land, ags)
    assert key.digits.startswith(key.district)
    assert key.independent == (None if ags is None else ags.endswith("000"))


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("", "official_key_length", None),
        ("8111000", "official_key_length", None),
        ("081110000", "official_key_part", "0000"),
        ("0811100O", "official_key_length", None),
        ("\u0660\u0668\u0661\u0661\u0661\u0660\u0660\u0660", "official_key_length", None),
        ("08111\n000", "official_key_length", None),
        ("8" * 4000, "official_key_length", None),
        ("00111000", "official_key_land", None),
        ("17111000", "official_key_land", None),
        ("08100000", "official_key_part", "100"),
        ("08100", "official_key_part", "100"),
        ("11001000", "official_key_part", "001"),
        ("11000001", "official_key_part", "001"),
        ("04013", "official_key_part", "013"),
        ("020005001", "official_key_part", "5001"),
        ("020000000", "official_key_part", "0000"),
        ("145219115", "official_key_part", "9115"),
        ("145210115", "official_key_part", "0115"),
        ("145215115000", "official_key_part", "5115000"),
        ("145210000430", "official_key_part", "0000430"),
    ],
)
def test_what_cannot_be_a_key_is_said_with_what_is_wrong(text, code, part):
    problem = read_official_key(text, "/somewhere")
    assert not isinstance(problem, OfficialKey)
    assert (problem.location, problem.code, problem.parameters.get("part")) == ("/somewhere", code, part)
    assert len(problem.message("de")) < 250


@given(st.text(alphabet="0123456789", min_size=0, max_size=13))
def test_reading_never_fails_and_keeps_the_digits(digits):
    key = read_official_key(digits)
    assert not isinstance(key, OfficialKey) or (key.digits == digits and key.land in LANDS)


@given(st.text(max_size=20))
def test_anything_may_be_written(text):
    read_official_key(text)


@pytest.mark.parametrize(
    ("of_type", "keys"),
    [
        ("independent_city", {STUTTGART, "081110000000", "08111", "11000", "11000000", "04012"}),
        ("municipality_in_district", {SMALL_TOWN, "14521430"}),
        ("district", {"08111", "14521"}),
        ("association", {"145215115"}),
    ],
)
def test_only_the_keys_of_its_type_fit_a_municipality(of_type, keys):
    """Whether 5 digits belong to a city or to a district around it, the digits alone do not say."""
    known = {
        STUTTGART,
        "081110000000",
        "11000000",
        SMALL_TOWN,
        "14521430",
        "08111",
        "11000",
        "04012",
        "145215115",
    }
    undecided = {"14521"}
    wrong = [("/official_key", "official_key_kind")]
    for key in known - undecided:
        assert faults(of_type, key) == ([] if key in keys else wrong), key


def test_a_guest_has_no_official_key():
    assert faults("guest", None, None) == []
    assert faults("guest", STUTTGART) == [("/official_key", "official_key_not_here")]


def test_a_municipality_may_be_without_a_key_but_not_with_half_of_one():
    assert faults("district", None, None, "08") == []
    assert faults("district", None, TODAY) == [("/official_key", "missing")]
    assert faults("district", "14521", None) == [("/official_key_on", "official_key_date_missing")]


def test_the_land_of_the_key_is_the_land_that_is_said():
    assert faults("independent_city", STUTTGART, land="08") == []
    assert faults("independent_city", STUTTGART, land="09") == [("/official_key", "official_key_elsewhere")]
    assert faults("independent_city", STUTTGART, land="17") == [("/land", "not_one_of")]
    message = check_official_key("independent_city", STUTTGART, TODAY, "09", TODAY)[0].message("en")
    assert message == "“08111000” lies in Baden-Württemberg, not in Bayern."


@pytest.mark.parametrize(
    ("day", "good"),
    [
        (date(1989, 12, 31), False),
        (date(1990, 1, 1), True),
        (TODAY, True),
        (TODAY + timedelta(days=1), False),
    ],
)
def test_the_day_of_a_key_is_no_day_to_come(day, good):
    assert faults("independent_city", STUTTGART, day) == ([] if good else [("/official_key_on", "official_key_date")])


def test_all_faults_are_named_at_once():
    assert faults("district", "0", None, "99") == [
        ("/land", "not_one_of"),
        ("/official_key", "official_key_length"),
        ("/official_key_on", "official_key_date_missing"),
    ]


def test_a_wrong_type_is_told_which_keys_it_may_have():
    message = check_official_key("district", STUTTGART, TODAY, None, TODAY)[0].message("de")
    assert message == "„08111000“ kann nicht der Schlüssel der Art „district“ sein; nötig: Kreis (5)."


def test_every_name_is_there_in_both_languages():
    assert list(LANDS) == [f"{number:02}" for number in range(1, 17)]
    for names in (*LANDS.values(), *MUNICIPALITY_TYPES.values(), *(found.title for found in SIZE_CLASSES)):
        assert len(names) == 2
        assert all(names)


def test_size_classes_follow_on_each_other_without_a_gap():
    assert SIZE_CLASSES[0].fewest == 0
    assert [found.below for found in SIZE_CLASSES] == [*(found.fewest for found in SIZE_CLASSES[1:]), None]
    assert len({found.key for found in SIZE_CLASSES}) == len(SIZE_CLASSES)


@pytest.mark.parametrize(("inhabitants", "key"), [(0, "under_5000"), (9_999, "from_5000"), (500_000, "from_500000")])
def test_a_size_class_begins_at_its_fewest(inhabitants, key):
    assert size_class_of(inhabitants).key == key


@given(st.integers(0, 5_000_000))
def test_every_number_of_inhabitants_has_one_size_class(inhabitants):
    found = size_class_of(inhabitants)
    assert found.fewest <= inhabitants
    assert found.below is None or inhabitants < found.below
