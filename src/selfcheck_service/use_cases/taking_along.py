"""Everything that is stored of a response, as plain data to take along."""

from collections.abc import Mapping

from selfcheck_service.use_cases.responding import Held
from selfcheck_service.use_cases.understanding import plain_answers


def stored_of(held: Held) -> Mapping[str, object]:
    """Return the answers, the draft, the days, and which questionnaire they belong to, under the names of the API."""
    row, opening = held.row, held.opening
    return {
        "id": row.id,
        "round": row.round_id,
        "questionnaire": opening.round.questionnaire,
        "version": opening.round.version,
        "definition_hash": opening.plan.definition_hash,
        "profile": opening.round.profile,
        "perspective": row.perspective or None,
        "display_name": row.display_name,
        "language": row.language,
        "entered_on": row.entered_on,
        "changed_on": row.changed_on,
        "answers": None if row.answers is None else plain_answers(row.answers),
        "draft": None if row.draft is None else plain_answers(row.draft),
    }
