"""Two releases of one municipality beside each other: a function of the two published documents and of a day.

No answer is looked at, so nothing is learnt here that the two releases do not say already. docs/over-time.md explains
what is compared, and how it is worded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from selfcheck_service.core.comparison import Comparability, declared_bump
from selfcheck_service.core.definition import InputInvalid, Problem, Questionnaire
from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.releases.document import BlockFigures, GroupFigures, Release
from selfcheck_service.core.releases.over_time.ages import is_outdated, whole_months
from selfcheck_service.core.releases.over_time.blocks import compare_blocks, compare_groups, compare_scores
from selfcheck_service.core.releases.over_time.crossing import compare_across
from selfcheck_service.core.releases.over_time.document import Continued, Note, NoteName, OverTime, ReleaseSide
from selfcheck_service.core.releases.over_time.ground import SharedGround, shared_ground
from selfcheck_service.core.rounds.spoken import told_day
from selfcheck_service.core.scoring import Plan

Part = TypeVar("Part", BlockFigures, GroupFigures)


def compare_over_time(
    earlier: Release,
    later: Release,
    plans: tuple[Plan, Plan],
    *,
    today: date,
    between: Sequence[Questionnaire] = (),
) -> OverTime:
    """Return the comparison of two releases, with the plans of their versions, as of a day.

    `between` are the versions between the two that have a bridge, oldest first. The caller sees to it that both
    releases are of one municipality. Raises `InputInvalid` where the questionnaires differ or where the earlier release
    is not the one that closed earlier, and `ValueError` where a plan is not of its release.
    """
    for release, plan in zip((earlier, later), plans, strict=True):
        if release.definition_hash != plan.definition_hash:
            message = f"the plan is not of {release.questionnaire} {release.version}"
            raise ValueError(message)
    _check(earlier, later)
    versions = plans[0].questionnaire, plans[1].questionnaire
    diff = compare_across(*versions, between)
    ground = shared_ground(diff, *plans)
    return _Comparison(earlier, later, ground).over_time(
        today,
        (*_notes(earlier, later, today), *_bridge_notes(*versions, between)),
        tuple(map(_continued, diff.items)),
        tuple(map(_continued, diff.fields)),
    )


def _check(earlier: Release, later: Release) -> None:
    words: dict[str, object] = {"before": earlier.questionnaire, "later": later.questionnaire}
    if earlier.questionnaire != later.questionnaire:
        raise InputInvalid([Problem("", "compared_other_questionnaire", words)])
    # In messages {earlier} is how many problems stand before.
    days: dict[str, object] = {
        name: told_day(date.fromisoformat(each.closed_on)) for name, each in (("before", earlier), ("later", later))
    }
    if earlier.closed_on == later.closed_on:
        raise InputInvalid([Problem("", "compared_same_day", days)])
    if earlier.closed_on > later.closed_on:
        raise InputInvalid([Problem("", "compared_not_earlier", days)])


def _continued(found: Comparability) -> Continued:
    share = None if found.share is None else exact_to_number(found.share)
    return Continued(found.key, found.continuation, found.trend, share, found.partners)


class _Comparison:
    """Two releases and what their versions have in common."""

    def __init__(self, earlier: Release, later: Release, ground: SharedGround) -> None:
        self.earlier, self.later, self.ground = earlier, later, ground

    def over_time(
        self, today: date, notes: tuple[Note, ...], items: tuple[Continued, ...], fields: tuple[Continued, ...]
    ) -> OverTime:
        earlier, later, ground = self.earlier, self.later, self.ground
        blocks = _Matched(_blocks(earlier), _blocks(later))
        groups = _Matched(_quartered(earlier), _quartered(later))
        total = None
        if earlier.total is not None and later.total is not None and not _joint_and_single(earlier, later):
            total = compare_blocks(ground, earlier.total, later.total)
        scores = None
        if earlier.evaluation is not None and later.evaluation is not None:
            scores = tuple(compare_scores(ground, earlier.evaluation, later.evaluation))
        return OverTime(
            as_of=today.isoformat(),
            questionnaire=later.questionnaire,
            earlier=_side(earlier, today),
            later=_side(later, today),
            notes=notes,
            items=items,
            fields=fields,
            total=total,
            blocks=tuple(compare_blocks(ground, *pair) for pair in blocks.both()),
            groups=tuple(compare_groups(ground, *pair) for pair in groups.both()),
            only_earlier=(*blocks.only_earlier(), *groups.only_earlier()),
            only_later=(*blocks.only_later(), *groups.only_later()),
            scores=scores,
        )


@dataclass(frozen=True, slots=True)
class _Matched(Generic[Part]):
    """Parts of two releases, to be matched by the perspectives that they sum up, in whatever order these stand."""

    earlier: Sequence[Part]
    later: Sequence[Part]

    def both(self) -> Iterator[tuple[Part, Part]]:
        """Yield the parts of the same perspectives, in the order of the later release."""
        known = {frozenset(part.perspectives): part for part in self.earlier}
        for part in self.later:
            if (before := known.get(frozenset(part.perspectives))) is not None:
                yield before, part

    def only_earlier(self) -> Iterator[tuple[str, ...]]:
        """Yield the perspectives of the parts that the later release does not have."""
        return _without(self.earlier, self.later)

    def only_later(self) -> Iterator[tuple[str, ...]]:
        """Yield the perspectives of the parts that the earlier release does not have."""
        return _without(self.later, self.earlier)


def _without(parts: Sequence[Part], others: Sequence[Part]) -> Iterator[tuple[str, ...]]:
    known = {frozenset(part.perspectives) for part in others}
    return (part.perspectives for part in parts if frozenset(part.perspectives) not in known)


def _blocks(release: Release) -> Sequence[BlockFigures]:
    """Return the blocks; of a joint answer none, because its total says the same."""
    return () if release.evaluation is not None else release.blocks


def _quartered(release: Release) -> Sequence[GroupFigures]:
    return tuple(group for group in release.groups if group.rule == "quarters")


def _joint_and_single(earlier: Release, later: Release) -> bool:
    """Tell whether only one of the two is a joint answer: what many say each alone is another thing."""
    return (earlier.evaluation is None) != (later.evaluation is None)


def _side(release: Release, today: date) -> ReleaseSide:
    closed_on = date.fromisoformat(release.closed_on)
    return ReleaseSide(
        round=release.round,
        closed_on=release.closed_on,
        months=whole_months(closed_on, today),
        outdated=is_outdated(closed_on, today),
        version=release.version,
        mode=release.mode,
        policy=release.policy,
        minimum_group_size=release.minimum_group_size,
        n=release.n,
    )


def _notes(earlier: Release, later: Release, today: date) -> Iterator[Note]:
    """Yield what is to be known, the most important first."""
    if earlier.evaluation is not None and later.evaluation is not None:
        yield Note("joint_answers")
    elif _joint_and_single(earlier, later):
        yield Note("joint_and_single", earlier.mode, later.mode)
    else:
        yield Note("other_people")
        yield from _if_differing("other_size", earlier.n, later.n)
        yield from _if_differing("other_mode", earlier.mode, later.mode)
    if (earlier.total is None) != (later.total is None):
        yield Note("quarters_and_cells")
    if earlier.mode == later.mode:
        yield from _if_differing("other_minimum", earlier.minimum_group_size, later.minimum_group_size)
    yield from _if_differing("other_policy", earlier.policy, later.policy)
    if _perspectives(earlier) != _perspectives(later):
        yield Note("other_perspectives")
    yield from _if_differing("other_version", earlier.version, later.version)
    sides = _side(earlier, today), _side(later, today)
    if sides[0].outdated:
        yield Note("earlier_outdated", sides[0].months, None)
    if sides[1].outdated:
        yield Note("later_outdated", None, sides[1].months)


def _if_differing(key: NoteName, earlier: str | int | None, later: str | int | None) -> Iterator[Note]:
    if earlier != later:
        yield Note(key, earlier, later)


def _perspectives(release: Release) -> set[str]:
    return {name for group in release.groups for name in group.perspectives}


def _bridge_notes(earlier: Questionnaire, later: Questionnaire, between: Sequence[Questionnaire]) -> Iterator[Note]:
    """Say so where a bridge could have told how keys go on, and a major step on the way has none."""
    steps = {_major(version) for version in (*between, later)} - {_major(earlier)}
    bridged = {_major(version) for version in (*between, later) if version.bridge is not None}
    if declared_bump(earlier.version, later.version) == "major" and not steps <= bridged:
        yield Note("no_bridge", earlier.version, later.version)


def _major(version: Questionnaire) -> int:
    return int(version.version.split(".", maxsplit=1)[0])
