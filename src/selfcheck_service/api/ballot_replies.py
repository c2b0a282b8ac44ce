"""Ballots as facilitators and voters read them: what several routes answer with."""

from dataclasses import asdict
from typing import Any

from fastapi import Request, Response

from selfcheck_service.api.ballot_schemas import (
    Ballot,
    BallotLinks,
    BallotOptionShown,
    BallotResultShown,
    CountedOnPaper,
    SheetLinks,
)
from selfcheck_service.api.round_replies import language_of
from selfcheck_service.core.ballots.counting import in_words, result_for, result_of
from selfcheck_service.edge.context import Context, Scope, context_of
from selfcheck_service.storage.ballots import BallotRow
from selfcheck_service.use_cases.ballot_records import revision_of


def tagged(request: Request, response: Response, found: BallotRow, voted: int) -> Ballot:
    """Return a ballot as facilitators read it, and its `ETag` with it; `voted` is how many have voted on phones."""
    response.headers.update({"etag": f'"{revision_of(found)}"', "vary": "accept-language"})
    return Ballot(**members_of(request.scope, found, voted))


def members_of(scope: Scope, found: BallotRow, voted: int) -> dict[str, Any]:
    """Return the members of a ballot as facilitators read it."""
    path = _path(scope, found)
    links = BallotLinks(
        **_voters_links(path),
        new_slips=None if found.is_shared else f"{path}/slips.pdf",
        paper=f"{path}/paper.pdf",
        page=voting_page(context_of(scope)),
    )
    return {
        **sheet_of(scope, found, voted, voters=False),
        "links": links,
        "release_hash": found.release_hash,
        "code_kind": found.codes,
        "people": found.people,
        "cumulating": found.question.cumulating,
        "paper": CountedOnPaper(ballots=found.paper.ballots, dots=dict(found.paper.dots)),
        "created_at": found.created_at,
        "closed_at": found.closed_at,
        "revision": revision_of(found),
    }


def sheet_of(scope: Scope, found: BallotRow, voted: int, *, voters: bool) -> dict[str, Any]:
    """Return the members of a ballot as the room reads it; to voters phones and paper are not told apart."""
    question, language = found.question, language_of(scope)
    result = None
    if found.phones is not None:
        counted = result_of(question, found.phones, found.paper, language)
        told = asdict(result_for(counted, voters=voters))
        words = in_words(counted, found.people, language, paper_late=found.paper_late)
        result = BallotResultShown.model_validate({**told, "participation": words[0], "words": list(words)})
    return {
        "id": found.id,
        "round": found.round_id,
        "kind": found.kind,
        "title": found.title,
        "state": "open" if found.is_open else "closed",
        "options": [BallotOptionShown(key=each.key, title=each.say(language)) for each in question.options],
        "dots": question.dots,
        "most_on_one": question.most_on_one,
        "voted": voted,
        "result": result,
        "closes_at": found.closes_at,
        "language": language,
        "links": SheetLinks(**_voters_links(_path(scope, found))),
    }


def _voters_links(path: str) -> dict[str, str]:
    return {"sheet": f"{path}/sheet", "votes": f"{path}/votes"}


def _path(scope: Scope, found: BallotRow) -> str:
    return f"{context_of(scope).root_path}/v1/rounds/{found.round_id}/ballots/{found.id}"


def voting_page(context: Context) -> str:
    """Return the address where people vote; without the public address of the service only its path."""
    return f"{context.public_url}{context.root_path}/vote"
