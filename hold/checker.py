"""The checker: reads the clients' history, the database by plain SQL and the service by HTTP, and compares.

It shares no code with the service, so that no mistake of the service can hide in it.
"""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hold.cluster import Cluster
from hold.expectation import ABSENT, ERASED, SEAT, Story, Told, tell
from hold.history import read_history
from hold.http import Reply
from hold.replica import Replica
from hold.setting import QUESTIONNAIRE, VERSION, Seat, Setting, body_of, digest, headers_of, path_of

# So many callers ask at once when everything is read again.
READERS = 8

RESPONSES = """
    SELECT responses.round_id::text AS round, responses.id::text AS id, perspective, answers,
           erased_on IS NOT NULL AS erased, responses.xmin::text AS written, rounds.questionnaire, rounds.version
    FROM responses LEFT JOIN rounds ON rounds.municipality_id = responses.municipality_id
         AND rounds.id = responses.round_id AND rounds.terms_hash = responses.terms_hash
"""
TICKETS = "SELECT round_id::text AS round, perspective, count(*) AS left FROM tickets GROUP BY 1, 2"


@dataclass(slots=True)
class Findings:
    """What the checker found: sentences, by the promise that is broken."""

    acknowledged: int = 0
    unknown: int = 0
    read_again: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    unwritten: list[str] = field(default_factory=list)
    miscounted: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def broken(self) -> dict[str, list[str]]:
        """The promises that do not hold, each with all sentences."""
        names = ("lost", "doubled", "returned", "altered", "unwritten", "miscounted", "refused")
        return {name: found for name in names if (found := getattr(self, name))}


async def check(
    history: Path, cluster: Cluster, database: str, replicas: Sequence[Replica], setting: Setting
) -> Findings:
    """Compare what was acknowledged with what is there."""
    told = tell(read_history(history))
    findings = Findings(told.acknowledged, told.unknown, refused=list(told.refusals))
    async with cluster.connection(database) as connection:
        rows = await connection.fetch(RESPONSES)
        tickets = await connection.fetch(TICKETS)
    _compare_rows(told, rows, findings)
    _compare_codes(told, rows, findings)
    _compare_tickets(setting, rows, tickets, findings)
    await _read_again(told, replicas, findings)
    async with cluster.connection(database) as connection:
        _compare_writes(told, rows, await connection.fetch(RESPONSES), findings)
    await _compare_participation(setting, rows, replicas[0], findings)
    return findings


def _compare_rows(told: Told, rows: Sequence[Any], findings: Findings) -> None:
    """Find the response of every story exactly once, and no response without a story."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row["id"], []).append(row)
    for response in found.keys() - told.stories.keys():
        findings.doubled.append(f"nobody sent a response {response}")
    for story in told.stories.values():
        mine = found.get(story.id, [])
        if len(mine) > 1:
            findings.doubled.append(f"{story.id} is there {len(mine)} times")
        for row in mine[:1]:
            _compare_row(story, row, findings)
        if not mine and ABSENT not in story.states:
            findings.lost.append(f"{story.id} is not there; acknowledged: {_words(story)}")


def _compare_row(story: Story, row: Any, findings: Findings) -> None:  # noqa: ANN401 - a row of the driver
    if row["erased"] != story.is_erased and (story.is_erased or ERASED not in story.states):
        findings.returned.append(
            f"{story.id} is {'' if row['erased'] else 'not '}erased; acknowledged: {_words(story)}"
        )
    elif row["erased"]:
        return
    elif row["answers"] is None:
        if not story.states & {SEAT, ABSENT}:
            findings.lost.append(f"{story.id} has no answers; acknowledged: {_words(story)}")
    elif not any(_is_said(row, story, state) for state in story.states):
        findings.altered.append(f"{story.id} has other answers than were acknowledged")
    if (row["round"], row["questionnaire"], row["version"]) != (story.round, QUESTIONNAIRE, VERSION):
        findings.altered.append(f"{story.id} stands under {row['questionnaire']} {row['version']} in {row['round']}")


def _is_said(row: Any, story: Story, state: str) -> bool:  # noqa: ANN401 - a row of the driver
    return state in story.bodies and (json.loads(row["answers"]), row["perspective"]) == (
        story.bodies[state],
        story.perspective,
    )


def _words(story: Story) -> str:
    return " or ".join(state if state in (ABSENT, SEAT, ERASED) else "submitted" for state in story.states)


def _compare_codes(told: Told, rows: Sequence[Any], findings: Findings) -> None:
    """Find at most one response for each code that is good for one."""
    there = {row["id"] for row in rows}
    spent = Counter(story.who for story in told.stories.values() if story.single and story.id in there)
    findings.doubled += [f"one code was good for {times} responses" for times in spent.values() if times > 1]


def _compare_tickets(setting: Setting, rows: Sequence[Any], tickets: Sequence[Any], findings: Findings) -> None:
    """Count codes and responses: what was redeemed has become a response each, an erased one included."""
    left = {(ticket["round"], ticket["perspective"]): ticket["left"] for ticket in tickets}
    entered = Counter(row["round"] for row in rows)
    by_perspective = Counter((row["round"], row["perspective"]) for row in rows if not row["erased"])
    for made in setting.rounds:
        redeemed = {name: usable - left.get((made.id, name), 0) for name, usable in made.usable.items()}
        if sum(redeemed.values()) != entered[made.id]:
            findings.miscounted.append(f"{sum(redeemed.values())} redeemed codes, {entered[made.id]} responses")
        for name, count in redeemed.items():
            if by_perspective[made.id, name] > count:
                findings.miscounted.append(f"{name}: {count} codes for {by_perspective[made.id, name]} responses")


async def _compare_participation(setting: Setting, rows: Sequence[Any], replica: Replica, findings: Findings) -> None:
    """Ask the service how many have taken part; it must say what the rows say."""
    entered = Counter(row["round"] for row in rows)
    for made in setting.rounds:
        reply = await replica.ask("GET", f"/v1/rounds/{made.id}/participation", headers=setting.authorization)
        said = reply.json()["perspectives"] if reply.status == 200 else []
        usable, redeemed = (sum(one[name] for one in said) for name in ("left", "redeemed"))
        if (usable + redeemed, redeemed) != (sum(made.usable.values()), entered[made.id]):
            findings.miscounted.append(
                f"the service says {redeemed} redeemed and {usable} left; {entered[made.id]} are there"
            )


async def _read_again(told: Told, replicas: Sequence[Replica], findings: Findings) -> None:
    """Ask the service for every response whose state is sure, as its respondent would."""
    sure = [story for story in told.stories.values() if story.is_submitted or story.is_erased]
    random.Random(0).shuffle(sure)
    waiting = iter(sure)

    async def work(number: int) -> None:
        for story in waiting:
            asked = _ask_erased if story.is_erased else _ask_submitted
            await asked(story, replicas[number % len(replicas)], findings)
            findings.read_again += 1

    await asyncio.gather(*(work(number) for number in range(READERS)))


def _compare_writes(told: Told, before: Sequence[Any], after: Sequence[Any], findings: Findings) -> None:
    """Find that whatever was just submitted once more was written once more: by another transaction than before."""
    by = {row["id"]: row["written"] for row in before}
    findings.unwritten += [
        f"{row['id']} was acknowledged once more and not written"
        for row in after
        if row["id"] in told.stories and told.stories[row["id"]].is_submitted and by.get(row["id"]) == row["written"]
    ]


async def _ask_submitted(story: Story, replica: Replica, findings: Findings) -> None:
    """Read and submit once more: the same answers, the same ETag, an evaluation of the same bytes."""
    (state,) = story.states
    path = path_of(_seat(story), story.id)
    body = body_of(story.bodies[state])
    evaluation = await replica.ask("GET", f"{path}/evaluation", headers=headers_of(story.secret))
    own = await replica.ask("GET", path, headers=headers_of(story.secret))
    again = await replica.ask("PUT", path, headers=headers_of(story.secret), body=body)
    acknowledged = story.evaluations[state]
    for reply, what in ((evaluation, "its evaluation"), (again, "the same again")):
        if reply.status != 200:
            findings.lost.append(f"{story.id}: {what} is answered with {reply.status}")
        elif {digest(reply.body)} != acknowledged:
            findings.altered.append(f"{story.id}: {what} has other bytes than were acknowledged")
    if (
        own.status != 200
        or own.headers.get("etag") != story.etags[state]
        or again.headers.get("etag") != story.etags[state]
    ):
        findings.altered.append(f"{story.id} does not have the ETag that was acknowledged")


async def _ask_erased(story: Story, replica: Replica, findings: Findings) -> None:
    """Read and submit once more what was erased: it is gone for good."""
    path = path_of(_seat(story), story.id)
    replies: list[Reply] = [await replica.ask("GET", path, headers=headers_of(story.secret))]
    replies += [
        await replica.ask("PUT", path, headers=headers_of(story.secret), body=body_of(answers))
        for answers in story.bodies.values()
    ]
    if wrong := [reply.status for reply in replies if reply.status != 410]:
        findings.returned.append(f"{story.id} was erased and is answered with {wrong[0]}")


def _seat(story: Story) -> Seat:
    return Seat(story.round, story.perspective, "", story.single)
