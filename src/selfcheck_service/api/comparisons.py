"""Comparisons over time: one release beside an earlier one of the same municipality."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from fastapi import APIRouter, Path, Query, Request, Response

from selfcheck_service.api.auth import Facilitator
from selfcheck_service.api.comparison_schemas import ReleaseComparison
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, Now
from selfcheck_service.api.failures import failures
from selfcheck_service.api.paths import MOST_RELEASES, ReleaseNumber
from selfcheck_service.api.round_replies import language_of
from selfcheck_service.core.comparison import CONTINUATION_WORDS, TREND_WORDS
from selfcheck_service.core.definition import InputInvalid, Problem, Questionnaire, build_structure
from selfcheck_service.core.definition.texts import Text, is_german
from selfcheck_service.core.releases.over_time import over_time_text
from selfcheck_service.edge.problems import ParametersInvalid
from selfcheck_service.use_cases.comparing import Compared, Named, compare_releases

router = APIRouter(prefix="/v1/rounds", tags=["releases"], route_class=ContractRoute)

_Plain = dict[str, Any]


@router.get(
    "/{round_id}/releases/{number}/comparison",
    operation_id="compare_releases",
    summary="Compare a release with an earlier one",
    response_description="The two releases beside each other.",
    responses=failures(404, key=True),
)
async def get_comparison(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    facilitator: Facilitator,
    now: Now,
    round_id: Annotated[UUID, Path(description="Id of the later round.")],
    number: ReleaseNumber,
    earlier_round: Annotated[UUID, Query(description="Id of the round of the same municipality that closed earlier.")],
    earlier_number: Annotated[
        int, Query(ge=1, le=MOST_RELEASES, description="Number of the earlier release in its round.")
    ] = 1,
    language: Annotated[
        Literal["de", "en"] | None, Query(description="Absent: by `Accept-Language`, else that of the service.")
    ] = None,
) -> ReleaseComparison:
    """Sets a release beside an earlier one: what both asked, differences as intervals, and words that claim no more.

    The answer follows from the two published documents alone. It never says that the same people answered.
    """
    names = Named(earlier_round, earlier_number), Named(round_id, number)
    spoken = language or language_of(request.scope)
    show = partial(_shown, language=spoken)
    try:
        found = await compare_releases(context.database, context.plans, facilitator.reach, names, now=now, show=show)
    except InputInvalid as refused:
        problems = [Problem(f"?{problem.location}", problem.code, problem.parameters) for problem in refused.problems]
        raise ParametersInvalid(problems) from None
    response.headers.update({"content-language": spoken, "vary": "accept-language"})
    return found


def _shown(found: Compared, language: str) -> ReleaseComparison:
    """Return a comparison with everything that it says in one language."""
    plain: _Plain = msgspec.to_builtins(found.over_time)
    for side, number in zip(("earlier", "later"), found.numbers, strict=True):
        plain[side].update(number=number, mode_text=over_time_text(f"mode.{plain[side]['mode']}", language))
    items, fields = _titles(found.questionnaires, language)
    for each, titles in (*((one, items) for one in plain["items"]), *((one, fields) for one in plain["fields"])):
        each.update(title=titles[each["key"]], text=_continued(each, language))
    for note in plain["notes"]:
        note["text"] = _note(note, language)
    blocks: list[_Plain] = [block for block in (plain["total"], *plain["blocks"]) if block is not None]
    for each in (*(one for block in blocks for one in (*block["items"], *block["fields"])), *(plain["scores"] or ())):
        key = each["difference"]["reason"]
        each["text"] = over_time_text(f"reason.{key}" if key else f"movement.{each['movement']}", language)
        _say_why(each, language)
    for quarter in (one for group in plain["groups"] for one in group["fields"]):
        key, where = quarter["reason"], {name: quarter[name] for name in ("earlier", "later", "quarters")}
        quarter["text"] = over_time_text(
            f"reason.{key}" if key else f"quarter.{quarter['movement']}", language, **where
        )
    return ReleaseComparison.model_validate({**plain, "language": language})


def _say_why(compared: _Plain, language: str) -> None:
    """Put words beside the keys that say why a figure is missing, and what the values of a field rest on."""
    for figure in (found for found in compared.values() if isinstance(found, dict)):
        figure["reason_text"] = over_time_text(f"reason.{figure['reason']}", language) if figure["reason"] else None
    if "basis" in compared:
        basis = compared["basis"]
        compared["basis_text"] = over_time_text(f"basis.{basis}", language) if basis else None


def _titles(versions: tuple[Questionnaire, Questionnaire], language: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the prompts of all items and the titles of all fields, those of the later version where both have one."""
    items: dict[str, str] = {}
    fields: dict[str, str] = {}
    for version in versions:
        structure, source = build_structure(version), version.languages[0]
        items |= {key: Text(item.name).in_language(language, source) for key, item in structure.items.items()}
        fields |= {
            key: Text(node.definition.title).in_language(language, source) for key, node in structure.nodes.items()
        }
    return items, fields


def _continued(found: Mapping[str, Any], language: str) -> str:
    words = CONTINUATION_WORDS[found["continuation"]], TREND_WORDS[found["trend"]]
    return ", ".join(each[is_german(language)] for each in words)


def _note(found: Mapping[str, Any], language: str) -> str:
    sides = {side: found[side] for side in ("earlier", "later")}
    if found["key"] == "other_mode":
        sides = {side: over_time_text(f"mode.{mode}", language) for side, mode in sides.items()}
    return over_time_text(f"note.{found['key']}", language, **sides)
