"""The pages on which a measure is looked at again, and on which a review that was noted by mistake is withdrawn."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import InputInvalid, NotFound, Problem
from selfcheck_service.core.definition.problems import Conflict
from selfcheck_service.core.planning import Measure, Review, ReviewRecord
from selfcheck_service.core.planning.measures import NEXT_STATUS
from selfcheck_service.core.planning.reviews import reviews_due, standing
from selfcheck_service.storage.measures import get_measure, list_review_records, list_reviews
from selfcheck_service.use_cases.days import day_here
from selfcheck_service.use_cases.ground import hold
from selfcheck_service.use_cases.planning import create_review, withdraw_review
from selfcheck_service.web.forms import NOTHING, Reader, Told, told
from selfcheck_service.web.manage_results import measure_forms
from selfcheck_service.web.manage_results.calls import Call, Rooms, id_in
from selfcheck_service.web.routing import Site

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


class ReviewPages:
    """The form of a review, and the question whether one is to be withdrawn."""

    def __init__(self, site: Site) -> None:
        self._rooms = Rooms(site)

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        path = "/measures/{measure_id}"
        return [
            self._rooms.route(path + "/review", get=self.ask, post=self.add),
            self._rooms.route(path + "/reviews/{number}/withdraw", get=self.confirm, post=self.withdraw),
        ]

    async def ask(self, call: Call) -> Response:
        """Ask what was found when a measure was looked at again."""
        stored = await stored_measure(call)
        held = await held_of(call, stored)
        # Before its day has come none of them is meant, but one in between.
        open_days = [each for each in reviews_due(stored, held) if not each.held]
        due = next((each.months for each in open_days if each.due_on <= day_here(call.deed.at)), None)
        typed = {"status": stored.status, "months": "" if due is None else str(due)}
        return await self._page(call, stored, held, typed, NOTHING)

    async def add(self, call: Call) -> Response:
        """Note a review; the same form sent twice makes one."""
        stored, reader = await stored_measure(call), Reader(call.sent)
        titles = self._rooms.site.words(call.visit).measures.field
        said = _read_review(reader)
        reader.need("status", said.get("status"))
        if said == {"status": stored.status}:
            # Nobody has said anything: it would count as held.
            reader.problems.append(Problem("/next_step", "review_says_nothing"))
        problems = reader.problems
        held = await held_of(call, stored)
        if not problems:
            try:
                is_noted = await _reviewed(call, said)
            except InputInvalid as invalid:
                problems = list(invalid.problems)
            except Conflict as refused:
                problems = [refused.problem]
            else:
                if is_noted:
                    return self._rooms.see(call, f"/measures/{stored.id}", saved="1")
                held = await held_of(call, stored)
                return await self._page(call, stored, held, dict(call.sent.pairs), NOTHING, differs=True)
        faults = told(problems, titles, self._rooms.site.words(call.visit).manage, call.visit.spoken)
        return await self._page(call, stored, held, dict(call.sent.pairs), faults)

    async def _page(
        self,
        call: Call,
        stored: Measure,
        held: Sequence[Review],
        typed: Mapping[str, str],
        faults: Told,
        *,
        differs: bool = False,
    ) -> Response:
        return self._rooms.page(
            "review.html",
            call,
            status=409 if differs else 422 if faults.summary else 200,
            measure=stored,
            seen=await _noted(call),
            held=held,
            due=reviews_due(stored, held),
            typed=typed,
            faults=faults,
            differs=differs,
            statuses=(stored.status, *NEXT_STATUS[stored.status]),
        )

    async def confirm(self, call: Call) -> Response:
        """Ask whether a review was noted by mistake."""
        stored = await stored_measure(call)
        number = _number_in(call)
        review = next((each for each in await held_of(call, stored) if each.number == number), None)
        if review is None:
            raise NotFound("unknown_review", number=number)
        return self._rooms.page("review_withdraw.html", call, measure=stored, review=review)

    async def withdraw(self, call: Call) -> Response:
        """Withdraw a review; its record stays."""
        stored = await stored_measure(call)
        measure_id = id_in(call.request, "measure_id", "unknown_measure")
        records = await _records(call)
        # Sent twice it is withdrawn once, as was wished.
        if not any(each.withdraws == _number_in(call) for each in records):
            await withdraw_review(call.context.database, call.deed, call.ground, measure_id, _number_in(call))
        return self._rooms.see(call, f"/measures/{stored.id}", saved="1")


async def stored_measure(call: Call) -> Measure:
    """Return the measure that the path names. Raises `NotFound`."""
    measure_id = id_in(call.request, "measure_id", "unknown_measure")
    async with call.context.database.reading() as transaction:
        return await get_measure(transaction, call.row.id, measure_id, reach=call.deed.reach)


async def held_of(call: Call, stored: Measure) -> Sequence[Review]:
    """Return the reviews of a measure that stand, in the order in which they were noted."""
    measure_id = id_in(call.request, "measure_id", "unknown_measure")
    async with call.context.database.reading() as transaction:
        found = await list_reviews(transaction, call.row.id, [measure_id])
    return [each for each in found if each.measure == stored.id]


def _read_review(reader: Reader) -> dict[str, Any]:
    months = reader.choice("months", ("3", "6", "12"))
    said = {
        "months": None if months is None else int(months),
        "held_on": reader.day("held_on"),
        "status": reader.choice("status", measure_forms.STATUSES),
        "blocker": reader.words("blocker"),
        "next_step": reader.words("next_step"),
        "dropped_reason": reader.words("dropped_reason"),
    }
    return {name: value for name, value in said.items() if value is not None}


async def _reviewed(call: Call, said: Mapping[str, Any]) -> bool:
    """Note a review, unless the same was noted just now; False where somebody else has noted another one meanwhile."""
    measure_id = id_in(call.request, "measure_id", "unknown_measure")
    async with call.context.database.transaction() as transaction:
        await hold(transaction, call.deed, call.ground)
        records = await list_review_records(transaction, call.row.id, [measure_id])
        if str(len(records)) != call.sent.one("seen"):
            held = standing(records)
            return bool(held) and all(getattr(held[-1], name) == value for name, value in said.items())
        await create_review(transaction, call.deed, call.ground, measure_id, said)
        return True


async def _records(call: Call) -> Sequence[ReviewRecord]:
    measure_id = id_in(call.request, "measure_id", "unknown_measure")
    async with call.context.database.reading() as transaction:
        return await list_review_records(transaction, call.row.id, [measure_id])


async def _noted(call: Call) -> int:
    """Return how much was noted of reviews, with what was withdrawn: it tells an older form from this one."""
    return len(await _records(call))


def _number_in(call: Call) -> int:
    text = str(call.request.path_params["number"])
    if _NUMBER.fullmatch(text) is None:
        raise NotFound("unknown_review", number=text[:10])
    return int(text)
