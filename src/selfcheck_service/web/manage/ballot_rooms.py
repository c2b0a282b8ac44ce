"""A ballot as the pages of facilitators have it, with the code of the room where the browser has that.

The service keeps codes as hashes only. So the browser of whoever opens a ballot keeps the code of the room for a day,
in a cookie for the pages of that ballot alone: the wall of the room shows it as long as people vote.
"""

import uuid
from dataclasses import dataclass
from hmac import compare_digest

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from selfcheck_service.core.ballots.codes import ballot_code_hash, make_shared_code, read_ballot_code, show_ballot_code
from selfcheck_service.core.definition import NotFound
from selfcheck_service.edge.context import context_of, header_of
from selfcheck_service.edge.cookies import ROOM_COOKIE, read_cookies, set_cookie
from selfcheck_service.edge.moments import current_moment, new_id
from selfcheck_service.reports.pdf.ballot_papers import qr_code
from selfcheck_service.storage.ballots import BallotRow, find_ballot
from selfcheck_service.storage.rounds import RoundRow, get_round
from selfcheck_service.use_cases.ballot_ends import settle_round
from selfcheck_service.use_cases.ballot_records import Place, revision_of
from selfcheck_service.use_cases.voting import count_cast
from selfcheck_service.web.manage.rounds import PATH
from selfcheck_service.web.once import chance_of
from selfcheck_service.web.visit import Visit

_A_DAY = 24 * 3600
# A code that another room has is thrown away; of two million hardly ever one, and never so many.
_MOST_TRIES = 20


@dataclass(frozen=True, slots=True)
class BallotAt:
    """A ballot in its round, and how many have voted on phones; `code` is that of the room, None where unknown."""

    row: RoundRow
    ballot: BallotRow
    voted: int
    code: str | None

    @property
    def path(self) -> str:
        """Return the path of the page of the round."""
        return f"{PATH}/{self.row.id}"

    @property
    def own_path(self) -> str:
        """Return the path of the page of the ballot."""
        return path_of(self.place)

    @property
    def place(self) -> Place:
        """Return round and ballot."""
        return self.row.id, self.ballot.id

    @property
    def counted(self) -> int:
        """Return how many have voted, on phones and on paper."""
        return self.voted + self.ballot.paper.ballots

    @property
    def is_untouched(self) -> bool:
        """Tell whether nobody has voted yet, so that all can still be changed."""
        return self.ballot.is_open and self.counted == 0

    @property
    def revision(self) -> str:
        """Return what differs after every change of a facilitator."""
        return revision_of(self.ballot)


def path_of(place: Place) -> str:
    """Return the path of the page of a ballot, by round and ballot."""
    return f"{PATH}/{place[0]}/ballots/{place[1]}"


async def ballot_at(request: Request, visit: Visit) -> BallotAt:
    """Return the ballot that the path names, counted where its time is over. Raises `NotFound` where there is none."""
    database, now = context_of(request.scope).database, current_moment()
    found = await _find(request, visit)
    if found.ballot.is_open and now >= found.ballot.closes_at:
        await settle_round(database, found.row.id, now=now, new_id=new_id)
        found = await _find(request, visit)
    return found


async def _find(request: Request, visit: Visit) -> BallotAt:
    round_id, ballot_id = request.path_params["round_id"], request.path_params["ballot_id"]
    reach = visit.principal.reach
    async with context_of(request.scope).database.reading() as transaction:
        row = await get_round(transaction, reach, round_id)
        ballot = await find_ballot(transaction, round_id, ballot_id, reach=reach)
        if ballot is None:
            raise NotFound("unknown_ballot", id=str(ballot_id))
        return BallotAt(row, ballot, await count_cast(transaction, ballot), _code_in(request, ballot))


def _code_in(request: Request, ballot: BallotRow) -> str | None:
    header = header_of(request.scope, b"cookie")
    shown = read_cookies(None if header is None else header.encode("latin-1")).get(ROOM_COOKIE, "")
    code = read_ballot_code(shown)
    return show_ballot_code(code) if code is not None and _is_code_of(ballot, code) else None


def _is_code_of(ballot: BallotRow, code: str) -> bool:
    made = ballot_code_hash(ballot.id.bytes, code)
    return ballot.is_shared and ballot.code_hash is not None and compare_digest(made, ballot.code_hash)


def remember_code(response: Response, visit: Visit, place: Place, code: str) -> None:
    """Let the browser keep the canonical code of the room for as long as people can vote."""
    path = f"{visit.prefix}{path_of(place)}"
    set_cookie(response, ROOM_COOKIE, code, path=path, seconds=_A_DAY, secure=visit.secure)


def code_again(ballot: BallotRow, seed: str) -> str | None:
    """Return the canonical code that was made of a seed for a ballot, None where it was not."""
    chance = chance_of(seed)
    made = (make_shared_code(chance) for _ in range(_MOST_TRIES))
    return next((code for code in made if _is_code_of(ballot, code)), None)


def picture_of(address: str, code: str) -> Markup:
    """Return the QR code that leads to the ballot, as SVG to stand in a page."""
    return Markup(qr_code(f"{address}#{code}"))  # noqa: S704 - nothing of the text but black squares


def id_in(path: str) -> uuid.UUID:
    """Return the id with which a path of ours ends."""
    return uuid.UUID(path.rpartition("/")[2])
