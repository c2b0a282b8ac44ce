"""Two releases, byte for byte: what is published never changes. Never make one of these files anew to pass a test."""

from pathlib import Path
from random import Random

import pytest

from selfcheck_service.core.releases import canonical_release, read_release, release_hash, size_of
from tests.builders import a_field, a_parent, a_plan, an_item, an_overall
from tests.core.releases.sealing import NAMES, SILENT, a_response, released, some_perspectives

HERE = Path(__file__).parent
HASHES = {
    "small": "c55f1154c524e83d737b1b8629b6e89249acb84bb8ea695fecce7584090ab34d",
    "larger": "a2e4ee50cbdbaf5bff4b58f4db33221c684133756bf8839467ee77a5c139643d",
}


def plan_of_both():
    soon = an_item("soon", scored=False, options=[{"value": at, "title": f"Option {at}"} for at in range(4)])
    return a_plan(
        a_parent(
            "all",
            a_field("ways", *[an_item(f"way{at}", weight=1 + at % 2) for at in range(5)], soon, urgency="soon"),
            a_field("people", *[an_item(f"people{at}") for at in range(4)]),
        ),
        a_field("yes", an_item("yes0", points=(0, 4)), an_item("yes1", points=(4, 0))),
        perspectives=some_perspectives(*NAMES),
        overall=an_overall(),
    )


def said_by(plan, rng, level):
    """Answers around a level, now and then none."""
    given = {}
    for item in plan.items:
        options = len(item.choices)
        place = min(options - 1, max(0, round(rng.gauss(level * (options - 1), 0.8))))
        given[item.key] = SILENT if rng.random() < 0.08 and item.key != "soon" else place
    return given


def release_of(sizes, seed):
    plan, rng = plan_of_both(), Random(seed)
    levels = dict(zip(NAMES, (0.8, 0.6, 0.35, 0.6), strict=True))
    return released(
        plan,
        [a_response(plan, said_by(plan, rng, levels[name]), name) for name, size in sizes.items() for _ in range(size)],
    )


ROUNDS = {
    "small": ({"head": 2, "staff": 3, "club": 3}, 1),
    "larger": ({"head": 6, "staff": 23, "council": 12, "club": 9}, 2),
}


@pytest.mark.parametrize("name", sorted(ROUNDS))
def test_a_release_keeps_its_bytes(name):
    document = canonical_release(release_of(*ROUNDS[name]))
    assert document + b"\n" == (HERE / f"release_{name}.json").read_bytes()
    assert release_hash(document) == HASHES[name]


@pytest.mark.parametrize("name", sorted(HASHES))
def test_what_is_stored_reads_back_as_what_it_was(name):
    document = (HERE / f"release_{name}.json").read_bytes().removesuffix(b"\n")
    release = read_release(document)
    assert canonical_release(release) == document
    assert size_of(document) == release.n
