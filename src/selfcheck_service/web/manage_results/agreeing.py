"""The pages for what the room agrees on, or does not: each beside what was released, and never over it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import InputInvalid, NotFound, Problem
from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.problems import Conflict, RevisionDiffers
from selfcheck_service.core.planning.agreeing import find_subject
from selfcheck_service.core.planning.document import SubjectKind
from selfcheck_service.core.scoring.plan import ItemPlan
from selfcheck_service.core.scoring.wording import wording_in
from selfcheck_service.storage.consensus import SubjectName
from selfcheck_service.use_cases.agreeing import (
    ConsensusSeen,
    Said,
    list_consensus,
    note_consensus,
    see_consensus,
    withdraw_consensus,
)
from selfcheck_service.web.forms import NOTHING, Reader, Told, told
from selfcheck_service.web.manage_results.calls import Call, Rooms
from selfcheck_service.web.numbers import AmbiguousNumber, read_number
from selfcheck_service.web.routing import Site

_MOST_SUBJECTS = 1000
_LONGEST_KEY = 200
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,12})?", re.ASCII)
_PATH = "/workshop/consensus"


@dataclass(frozen=True, slots=True)
class Subject:
    """A field or an item of which something can be noted, and what holds of it."""

    kind: SubjectKind
    key: str
    title: str
    seen: ConsensusSeen | None


class ConsensusPages:
    """Consensus values and dissent notes."""

    def __init__(self, site: Site) -> None:
        self._rooms = Rooms(site)

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [
            self._rooms.route(_PATH, get=self.overview),
            self._rooms.route(f"{_PATH}/{{kind}}/{{key}}", get=self.ask, post=self.note),
            self._rooms.route(f"{_PATH}/{{kind}}/{{key}}/withdraw", get=self.confirm, post=self.withdraw),
        ]

    async def overview(self, call: Call) -> Response:
        """List all fields and items with what was noted of them."""
        database, reach = call.context.database, call.deed.reach
        found = await list_consensus(database, call.ground, reach, call.language, after=None, limit=_MOST_SUBJECTS)
        seen = {(each.kind, each.key): each for each in found}
        plan, wording = call.ground.plan, wording_in(call.ground.plan, call.language)
        fields = [
            Subject("field", each.key, wording.fields[at].title, seen.get(("field", each.key)))
            for at, each in enumerate(plan.fields)
        ]
        items = [
            Subject("item", each.key, wording.prompts[at], seen.get(("item", each.key)))
            for at, each in enumerate(plan.items)
            if each.definition.kind.asked
        ]
        return self._rooms.page("consensus.html", call, fields=fields, items=items, option=self._option(call))

    async def ask(self, call: Call) -> Response:
        """Show what was released and noted of a field or an item, and ask what the room says."""
        return await self._page(call, subject_in(call), {}, NOTHING)

    async def note(self, call: Call) -> Response:
        """Note a value or dissent beside all that was said before, where nobody else has said something meanwhile."""
        subject, reader = subject_in(call), Reader(call.sent)
        labels = self._rooms.site.words(call.visit).consensus
        titles = {"outcome": labels.outcome, "value": labels.value, "reason": labels.reason, "decided_on": labels.day}
        said = _said(call, subject, reader)
        problems = reader.problems
        if said is not None and not problems:
            revisions = frozenset({call.sent.one("revision")})
            try:
                await note_consensus(call.context.database, call.deed, call.ground, subject, said, revisions=revisions)
            except InputInvalid as invalid:
                problems = list(invalid.problems)
            except RevisionDiffers:
                return await self._page(call, subject, dict(call.sent.pairs), NOTHING, differs=True)
            except Conflict as refused:
                problems = [refused.problem]
            else:
                return self._rooms.see(call, f"{_PATH}/{subject[0]}/{subject[1]}", saved="1")
        faults = told(problems, titles, self._rooms.site.words(call.visit).manage, call.visit.spoken)
        return await self._page(call, subject, dict(call.sent.pairs), faults)

    async def confirm(self, call: Call) -> Response:
        """Ask whether what was noted last is to hold no longer."""
        return await self._page(call, subject_in(call), {}, NOTHING, withdrawing=True)

    async def withdraw(self, call: Call) -> Response:
        """Say that what was noted last holds no longer; it stays to be read."""
        kind, key = subject = subject_in(call)
        revisions = frozenset({call.sent.one("revision")})
        try:
            await withdraw_consensus(call.context.database, call.deed, call.ground, subject, revisions)
        except RevisionDiffers:
            return await self._page(call, subject, {}, NOTHING, differs=True)
        except NotFound:
            # Somebody has sent it twice: it holds no longer, as was wished.
            pass
        return self._rooms.see(call, f"{_PATH}/{kind}/{key}", saved="1")

    async def _page(
        self,
        call: Call,
        subject: SubjectName,
        typed: Mapping[str, str],
        faults: Told,
        *,
        differs: bool = False,
        withdrawing: bool = False,
    ) -> Response:
        database, reach = call.context.database, call.deed.reach
        seen = await see_consensus(database, call.ground, reach, subject, call.language)
        found = find_subject(call.ground.plan, *subject)
        is_item = isinstance(found, ItemPlan)
        choices = found.choices if isinstance(found, ItemPlan) and found.definition.kind.chooses_one else ()
        has_number = not isinstance(found, ItemPlan) or found.definition.numbers is not None
        return self._rooms.page(
            "consensus_of.html",
            call,
            status=409 if differs else 422 if faults.summary else 200,
            seen=seen,
            is_item=is_item,
            choices=choices,
            takes_value=bool(choices) or has_number,
            option=self._option(call),
            typed=typed,
            faults=faults,
            differs=differs,
            withdrawing=withdrawing,
            path=f"{call.path}{_PATH}/{subject[0]}/{subject[1]}",
        )

    @staticmethod
    def _option(call: Call) -> object:
        """Return what says an option, or a number, of an item in words."""
        plan, wording = call.ground.plan, wording_in(call.ground.plan, call.language)

        def option(key: str, value: object) -> str | None:
            place = plan.item_index.get(key)
            return None if place is None else wording.options[place].get(value)

        return option


def subject_in(call: Call) -> SubjectName:
    """Return the field or item that the path names; raise `NotFound` where there is none."""
    kind, key = call.request.path_params["kind"], call.request.path_params["key"][:_LONGEST_KEY]
    if kind not in ("field", "item"):
        raise NotFound("unknown_path")
    find_subject(call.ground.plan, kind, key)
    return kind, key


def _said(call: Call, subject: SubjectName, reader: Reader) -> Said | None:
    outcome = reader.choice("outcome", ("value", "dissent"))
    reader.need("outcome", outcome)
    reason = reader.words("reason")
    reader.need("reason", reason)
    # What is wrong with a number is said at once, also where it is not chosen yet what was said.
    value = None if outcome == "dissent" else _value(call, subject, reader)
    day = reader.day("decided_on")
    if outcome == "value" and value is None:
        reader.need("value", None)
    if reader.problems or reason is None:
        return None
    return Said("dissent" if outcome == "dissent" else "value", value, reason, day)


def _value(call: Call, subject: SubjectName, reader: Reader) -> object:
    """Return the value that was typed or chosen: an option of the item, else a number."""
    text = call.sent.one("value").strip()
    found = find_subject(call.ground.plan, *subject)
    if isinstance(found, ItemPlan) and found.definition.kind.chooses_one:
        return next((each for each in found.choices if str(each) == text), text or None)
    try:
        written = read_number(text)
    except AmbiguousNumber:
        reader.problems.append(Problem("/value", "ambiguous_number", {"found": shown(text)}))
        return None
    if text and _NUMBER.fullmatch(written) is None:
        reader.problems.append(Problem("/value", "malformed", {"found": shown(text), "expected": "62,5 / 62.5"}))
        return None
    return Decimal(written) if text else None
