"""Rounds and invitations as callers read them: what several routes answer with."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from selfcheck_service.api.round_schemas import AdviceShown, Invitation, NewCodes, Round, RoundLinks, RoundSummary
from selfcheck_service.core.definition import Problem
from selfcheck_service.core.rounds.access_codes import show_code
from selfcheck_service.core.rounds.advice import advise
from selfcheck_service.edge.context import Context, Scope, context_of, header_of
from selfcheck_service.edge.languages import negotiate_language, speaker
from selfcheck_service.edge.problems import LANGUAGES, ParametersInvalid
from selfcheck_service.reports.privacy.papers import PAPERS
from selfcheck_service.storage.invitations import InvitationRow
from selfcheck_service.storage.rounds import RoundRow
from selfcheck_service.use_cases.inviting import Issued


def language_of(scope: Scope) -> str:
    """Return the language, German or English, in which a caller wants to read what the service itself says."""
    default = context_of(scope).default_language
    return negotiate_language(header_of(scope, b"accept-language"), LANGUAGES, default)


def asked_language(scope: Scope, asked: str | None) -> Callable[[Sequence[str]], str]:
    """Return what chooses among the languages of a questionnaire: the one that is asked for, or the preferred one.

    What it returns raises `ParametersInvalid` where the questionnaire does not have the one that is asked for.
    """

    def choose(languages: Sequence[str]) -> str:
        if asked is None:
            return speaker(scope)(languages)
        if asked not in languages:
            parameters = {"name": asked, "allowed": ", ".join(languages)}
            raise ParametersInvalid([Problem("?language", "unknown_language_asked", parameters)])
        return asked

    return choose


def shown_round(scope: Scope, row: RoundRow, usable: int, now: datetime) -> Round:
    """Return a round as callers read it; its codes are good for `usable` responses."""
    language = language_of(scope)
    path = f"{context_of(scope).root_path}/v1/rounds/{row.id}"
    return Round(
        **_members(row, now),
        advice=[AdviceShown(key=each.key, message=each.message(language)) for each in advise(row.terms, usable)],
        links=_links(path),
    )


def summary_of(row: RoundRow, now: datetime) -> RoundSummary:
    """Return a round as lists show it."""
    return RoundSummary(**_members(row, now))


def invitation_of(row: InvitationRow) -> Invitation:
    """Return an invitation as callers read it."""
    return Invitation(
        id=row.id,
        perspective=row.perspective or None,
        kind=row.kind,
        issued=row.issued,
        revoked=row.revoked,
        created_at=row.created_at,
    )


def new_codes(context: Context, issued: Issued) -> NewCodes:
    """Return an invitation with its codes, as it is shown once."""
    codes = [show_code(code) for code in issued.codes]
    page = f"{context.public_url}{context.root_path}/answer/{issued.invitation.round_id}"
    members = invitation_of(issued.invitation).model_dump()
    return NewCodes(**members, codes=codes, links=[f"{page}#code={code}" for code in codes])


def without_codes(codes: NewCodes) -> NewCodes:
    """Return the same invitation as it may be kept."""
    return codes.model_copy(update={"codes": None, "links": None})


def _links(path: str) -> RoundLinks:
    names = RoundLinks.model_fields.keys() - {"papers"}
    papers = {name: f"{path}/papers/{name}" for name in PAPERS}
    return RoundLinks.model_validate({name: f"{path}/{name}" for name in names} | {"papers": papers})


def _members(row: RoundRow, now: datetime) -> dict[str, Any]:
    derived = {"municipality": row.municipality_id, "programme": row.programme_id, "state": row.state(now)}
    names = RoundSummary.model_fields.keys() - derived.keys()
    return {**{name: getattr(row, name) for name in names}, **derived}
