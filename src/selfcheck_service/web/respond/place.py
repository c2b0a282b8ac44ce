"""Where a visitor stands in a round, as far as the browser's cookie shows it."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request

from selfcheck_service.core.rounds.access_codes import code_hash
from selfcheck_service.core.rounds.resume_keys import ResumeKey
from selfcheck_service.core.rounds.spoken import spoken_moment
from selfcheck_service.core.rounds.states import RoundState
from selfcheck_service.core.scoring import Plan
from selfcheck_service.core.scoring.settling import form_of
from selfcheck_service.core.scoring.units import counts_in
from selfcheck_service.edge.context import context_of, request_of
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.use_cases.arriving import Standing, find_standing
from selfcheck_service.use_cases.days import HERE
from selfcheck_service.use_cases.openings import Opening
from selfcheck_service.use_cases.responding import Held as HeldRow
from selfcheck_service.use_cases.standing import Holder
from selfcheck_service.web.held import Held, held_of
from selfcheck_service.web.respond.secrets import secret_of
from selfcheck_service.web.visit import Visit

SIMPLE_GERMAN = "de-simple"


@dataclass(frozen=True, slots=True)
class Place:
    """What a visitor holds, and where that stands at the moment `now`."""

    round_id: uuid.UUID
    held: Held
    standing: Standing
    now: datetime

    @property
    def opening(self) -> Opening:
        """Return the round with its questionnaire."""
        return self.standing.opening

    @property
    def path(self) -> str:
        """Return the path of the pages of this round."""
        return f"/answer/{self.round_id}"

    @property
    def state(self) -> RoundState:
        """Return whether the round takes answers."""
        row = self.opening.round
        return "closed" if row.sealed_at is not None else row.state(self.now)

    @property
    def is_submitted(self) -> bool:
        """Tell whether anything is submitted."""
        return self.standing.row is not None and self.standing.row.answers is not None

    @property
    def is_member(self) -> bool:
        """Tell whether the visitor sees what the others said: who has submitted in an open round."""
        return self.is_submitted and self.opening.round.mode == "open"

    @property
    def has_draft(self) -> bool:
        """Tell whether there is a draft."""
        return self.standing.row is not None and self.standing.row.draft is not None

    @property
    def form(self) -> str | None:
        """Return the form of the questionnaire that the visitor is asked."""
        return form_of(self.opening.plan, self.standing.perspective)

    @property
    def key(self) -> ResumeKey | None:
        """Return the personal key; None for a response that another client has begun."""
        secret = secret_of(self.held)
        return None if secret is None else ResumeKey(self.round_id.bytes, secret)

    @property
    def owner(self) -> str:
        """Return what tells this response from others on the same device and opens nothing."""
        return hashlib.sha256(b"owner" + self.held.id.bytes).hexdigest()[:16]

    def holder(self, *, if_match: str | None = None) -> Holder:
        """Return what is shown to the use cases. `if_match` is the revision that is to be replaced."""
        matching = None if if_match is None else frozenset({if_match})
        return holder_of(self.round_id, self.held, if_match=matching)

    def row(self) -> HeldRow:
        """Return the response as the use cases of those who hold one take it; there must be one."""
        if self.standing.row is None:
            raise LookupError("nothing is kept yet")
        return HeldRow(self.opening, self.standing.row)

    def closing(self, visit: Visit) -> str:
        """Return when the round closes, in words."""
        return spoken_moment(self.opening.round.closes_at.astimezone(HERE), visit.spoken)

    def opens(self, visit: Visit) -> str:
        """Return when the round opens, in words."""
        return spoken_moment(self.opening.round.opens_at.astimezone(HERE), visit.spoken)


def holder_of(round_id: uuid.UUID, held: Held, *, if_match: frozenset[str] | None = None) -> Holder:
    """Return what a browser holds as the use cases take it: hashes."""
    hashed = None if held.code is None else code_hash(round_id.bytes, held.code)
    return Holder(round_id, held.id, hashlib.sha256(held.secret.encode()).digest(), hashed, if_match)


async def find_place(request: Request, held: Held | None = None, *, anew: bool = False) -> Place | None:
    """Return where the visitor stands, or None where the browser holds nothing of this round.

    What is known of the round may be some seconds old, but for `anew` and for pages that are only looked at.

    Raises `NotFound`, `AccessRefused` or `Erased` where what it holds is good for nothing (any more).
    """
    round_id: uuid.UUID = request.path_params["round_id"]
    held = held or held_of(request, "answer", round_id)
    if held is None:
        return None
    context = context_of(request.scope)
    anew = anew or request.method == "GET"
    holder = holder_of(round_id, held)
    standing = await find_standing(context.database, context.responding.openings, holder, anew=anew)
    request_of(request.scope).secret_accepted = True
    return Place(round_id, held, standing, current_moment())


async def plan_of(request: Request, place: Place) -> Plan:
    """Return the plan for as many units as the answers have that are kept."""
    counts = counts_in(place.opening.plan, place.standing.answers, [])
    return await context_of(request.scope).plans.with_units(place.opening.plan, counts)


def languages_of(opening: Opening) -> tuple[str, ...]:
    """Return the languages in which the questions of a round can be read: the round's, and plain German with German."""
    languages = opening.round.languages
    simple = SIMPLE_GERMAN in opening.plan.languages and "de" in languages and SIMPLE_GERMAN not in languages
    return (*languages, SIMPLE_GERMAN) if simple else languages


def language_of(visit: Visit, opening: Opening) -> str:
    """Return the language in which a visitor reads the questions of a round."""
    return visit.language_of(languages_of(opening))


def submits_in(visit: Visit, languages: Sequence[str]) -> str:
    """Return the language of the round in which somebody submits."""
    return visit.language_of(tuple(languages))
