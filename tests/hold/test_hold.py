"""The short form of the proof: the service holds, and whatever is broken on purpose is found out."""

import asyncio

import pytest

from hold.run import open_site, run
from hold.scales import BROKEN, SHORT
from hold.summary import as_text, shortcomings

pytestmark = pytest.mark.fault

# What gives each build away, whatever else does.
GIVEN_AWAY = {"early": "lost", "twice": "doubled", "unwritten": "unwritten"}


def say(words):
    """Nobody looks."""


async def test_nothing_acknowledged_is_lost():
    async with open_site() as site:
        outcome = await run(site, SHORT, say)
    assert shortcomings(outcome, SHORT) == [], as_text(outcome)


async def test_every_broken_build_is_found_out():
    # At the same time, each in a database of its own: what one of them waits for, another uses.
    async with open_site() as site:
        outcomes = await asyncio.gather(*(run(site, scale, say, name) for name, scale in BROKEN.items()))
    found = {name: outcome.findings.broken for name, outcome in zip(BROKEN, outcomes, strict=True)}
    assert {name: GIVEN_AWAY[name] in broken for name, broken in found.items()} == dict.fromkeys(GIVEN_AWAY, True), (
        found
    )
