"""docs/recheck.md names everything that a re-check can say."""

import re
from typing import get_args

from selfcheck_service.core.recheck.document import About, Instrument, Outcome, Part, RecheckNoteName
from selfcheck_service.core.recheck.spoken import LISTS
from selfcheck_service.core.releases.over_time.document import NoteName
from tests.checkout import CHECKOUT

PAGE = (CHECKOUT / "docs" / "recheck.md").read_text(encoding="utf-8")


def named_in(head: str) -> set[str]:
    """Return the names in the first column of the table with this head."""
    rows = PAGE.split(f"| {head} |")[1].split("\n\n")[0].splitlines()[2:]
    return {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}


def test_its_tables_are_complete():
    assert named_in("`instrument` | the newer version") == set(get_args(Instrument))
    assert named_in("`outcome` | is said where") == set(get_args(Outcome))
    assert named_in("list | has") == set(LISTS)
    names = {name for part in get_args(RecheckNoteName) for name in (get_args(part) or (part,))}
    assert named_in("note | says") == names - set(get_args(NoteName))


def test_parts_and_what_notes_are_about_are_named():
    for name in (*get_args(Part), *(set(get_args(About)) - {"reading"})):
        assert f"`{name}`" in PAGE
