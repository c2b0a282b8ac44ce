"""A town asks twice, a year apart, with a MINOR version in between. The comparison of the two keeps its bytes."""

from datetime import date
from pathlib import Path
from random import Random

import msgspec

from selfcheck_service.core.definition import canonical_json
from tests.builders import a_field, a_parent, a_plan, an_item
from tests.core.releases.later import compared, field_over, total_in
from tests.core.releases.sealing import NAMES, SILENT, a_response, some_perspectives

HERE = Path(__file__).parent
TODAY = date(2028, 4, 3)


def plan_of_town(version, *fields):
    soon = an_item("soon", scored=False, options=[{"value": at, "title": f"Option {at}"} for at in range(4)])
    return a_plan(
        a_parent(
            "all",
            a_field("ways", *[an_item(f"way{at}", weight=1 + at % 2) for at in range(4)], soon, urgency="soon"),
            a_field("people", *[an_item(f"people{at}") for at in range(4)]),
        ),
        *fields,
        version=version,
        perspectives=some_perspectives(*NAMES),
    )


def said_in_town(plan, sizes, levels, seed):
    """People answer around the level of the field, a few items not at all."""
    rng = Random(seed)
    found = []
    for name, size in sizes.items():
        for _ in range(size):
            given = {}
            for item in plan.items:
                options, level = len(item.choices), levels[item.key.rstrip("0123456789")]
                place = min(options - 1, max(0, round(rng.gauss(level * (options - 1), 0.7))))
                given[item.key] = SILENT if rng.random() < 0.05 else place
            found.append(a_response(plan, given, name))
    return plan, found


def town_over_time():
    before = plan_of_town("1.0.0")
    after = plan_of_town("1.1.0", a_field("digital", *[an_item(f"digital{at}") for at in range(3)]))
    first = {"head": 6, "staff": 23, "council": 12, "club": 9}
    second = {"head": 5, "staff": 30, "council": 11, "club": 17}
    levels = {"way": 0.4, "people": 0.6, "soon": 0.8}
    return compared(
        said_in_town(before, first, levels, 1),
        said_in_town(after, second, {**levels, "way": 0.7, "digital": 0.3}, 2),
        days=(date(2026, 3, 20), date(2027, 3, 19)),
        today=TODAY,
    )


def test_the_comparison_of_a_town_keeps_its_bytes():
    document = canonical_json(msgspec.to_builtins(town_over_time()))
    assert document + b"\n" == (HERE / "over_time_town.json").read_bytes()


def test_the_town_reads_as_it_went():
    found = town_over_time()
    assert [note.key for note in found.notes] == ["other_people", "other_size", "other_version", "earlier_outdated"]
    assert [field.key for field in total_in(found).fields] == ["all", "ways", "people"]
    assert field_over(total_in(found), "ways").movement == "higher"
    assert field_over(total_in(found), "people").movement == "not_determinable"
    assert [block.perspectives for block in found.blocks] == [("staff",)]
    assert found.only_earlier == (("head", "club"), ("council",))
    assert found.only_later == (("head", "council"), ("club",))
