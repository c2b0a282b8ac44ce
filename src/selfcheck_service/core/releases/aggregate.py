"""From the responses of a round to its release: one function for each confidentiality mode, one shape for all."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import msgspec

from selfcheck_service.core.definition import canonical_json
from selfcheck_service.core.releases.cells import Cell, code_cells, exact_cells
from selfcheck_service.core.releases.document import (
    BlockFigures,
    GapFigures,
    GroupFigures,
    RatingFigures,
    Release,
    Rule,
)
from selfcheck_service.core.releases.findings import ItemFinding, Reason, Seen, find_field, find_item
from selfcheck_service.core.releases.gaps import GapFinding, find_gaps
from selfcheck_service.core.releases.partition import Group, Partition, every_group, partition, separable
from selfcheck_service.core.releases.pieces import Pieces
from selfcheck_service.core.releases.policy import POLICY, SMALLEST_BLOCK, fewest_responses
from selfcheck_service.core.releases.quarters import Quartered, find_quarter, quarter_fields
from selfcheck_service.core.releases.subjects import ItemSubject, fields_of, subjects_of
from selfcheck_service.core.releases.tally import Tally
from selfcheck_service.core.releases.writing import (
    digits_of,
    figure,
    names_of,
    write_field,
    write_item,
    write_merge,
    write_quarter,
)
from selfcheck_service.core.rounds.terms import Terms, terms_hash
from selfcheck_service.core.scoring import Answers, Plan, encode_evaluation, evaluate
from selfcheck_service.core.scoring.canonical import canonical_answers
from selfcheck_service.core.scoring.run import Profile

Code = Callable[[Sequence[int]], tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Sealing:
    """What a release is about: the round, the day it closed, its terms and its version.

    `profile` is the one of the terms, as `parse_profile` understands it.
    """

    round: str
    closed_on: date
    terms: Terms
    plan: Plan
    profile: Profile

    @property
    def perspectives(self) -> tuple[str, ...]:
        """Return the perspectives in their declared order; one without a name where the round has none."""
        return self.terms.perspectives or ("",)


@dataclass(frozen=True, slots=True)
class NamedAnswers:
    """What somebody in an open round answered, under the display name that they chose; or a joint answer, without one.

    `said` is what they sent, with their texts; without it there is what entered the engine.
    """

    name: str
    answers: Answers
    said: dict[str, object] | None = None


class Gathering:
    """The responses of a round, counted as they come and in any order, and in the end its release."""

    def __init__(self, sealing: Sealing) -> None:
        self._mode = sealing.terms.mode
        self._work = _Work(sealing, "cells" if self._mode == "confidential" else "exact")
        self._kept: list[NamedAnswers] = []

    @property
    def n(self) -> int:
        """Return how many have been counted."""
        return sum(self._work.tally.sizes)

    def add_all(self, responses: Iterable[NamedAnswers]) -> None:
        """Count these responses; raises `KeyError` where one has a perspective that the round does not have."""
        if self._mode != "confidential":
            # Of a confidential round nothing is kept but counts, as soon as there are ten.
            responses = list(responses)
            self._kept += responses
        self._work.tally.add_all(each.answers for each in responses)

    def add_stored(self, perspective: str, stored: bytes) -> bool:
        """Count a response of a perspective ("" where there are none) as it is stored, and tell whether that was done.

        It is not where a release says more than counts, and where something in it has not been learned.
        """
        return self._mode == "confidential" and self._work.tally.add_stored(perspective, stored)

    def learn(self, stored: bytes, answers: Answers) -> None:
        """Take note how stored answers were understood, so that others like them need not be."""
        self._work.pieces.learn(stored, answers)

    def release(self) -> Release | None:
        """Return the release; None where fewer people answered than may be shown at all."""
        sizes = self._work.tally.sizes
        if self._mode == "confidential":
            parts = partition(sizes, self._work.minimum)
            return None if parts.too_few else self._work.release(parts)
        if not self._kept:
            return None
        if self._mode == "institutional":
            evaluation = _evaluation(self._kept)
            # A joint answer is nobody's own: it stands there without a name.
            joint = tuple(_rating(replace(each, name="")) for each in self._kept)
            return self._work.release(every_group(sizes), ratings=joint, evaluation=evaluation)
        # The order of responses is chance; here they stand in that of their own content.
        ratings = sorted(map(_rating, self._kept), key=lambda rating: canonical_json(msgspec.to_builtins(rating)))
        return self._work.release(every_group(sizes), ratings=tuple(ratings))


def aggregate(sealing: Sealing, responses: Iterable[NamedAnswers]) -> Release | None:
    """Return the release of a round; None where fewer people answered than may be shown at all.

    The responses are read once; their order makes no difference. In a round that is not open they have no names.
    """
    work = Gathering(sealing)
    work.add_all(responses)
    return work.release()


def aggregate_confidential(sealing: Sealing, responses: Iterable[Answers]) -> Release | None:
    """Return the release of a confidential round; None where fewer people answered than may be shown at all."""
    return aggregate(sealing, (NamedAnswers("", answers) for answers in responses))


def _evaluation(kept: Sequence[NamedAnswers]) -> dict[str, object]:
    """Return the evaluation in the source language. Raises `ValueError` where there is not the one joint answer."""
    (only,) = kept
    answers = only.answers
    evaluation = evaluate(answers, language=answers.plan.languages[0])
    plain: dict[str, object] = msgspec.json.decode(encode_evaluation(evaluation))
    return plain


def _rating(named: NamedAnswers) -> RatingFigures:
    answers = None if named.said is None else {name: _plain(value) for name, value in named.said.items()}
    if answers is None:
        answers = msgspec.json.decode(canonical_answers(named.answers))["answers"]
    return RatingFigures(named.name, named.answers.perspective, answers)


def _plain(value: object) -> object:
    """Return a value as JSON holds it: a number that is no double is written as text, as it may be sent."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, Decimal):
        return value
    whole = value == value.to_integral_value()
    nearest = int(value) if whole else float(value)
    return nearest if whole or Decimal(repr(nearest)) == value else str(value)


class _Work:
    """One release in the making; `rule` says whether cells are coded."""

    def __init__(self, sealing: Sealing, rule: Rule) -> None:
        self.sealing, self.rule = sealing, rule
        self.subjects = subjects_of(sealing.plan, sealing.perspectives, sealing.profile)
        self.fields = fields_of(sealing.plan)
        self.pieces = Pieces(sealing.plan)
        self.tally = Tally(self.subjects, sealing.perspectives, self.pieces)
        self.code: Code = code_cells if rule == "cells" else exact_cells
        self.minimum = fewest_responses(sealing.terms)

    def release(
        self,
        parts: Partition,
        ratings: tuple[RatingFigures, ...] | None = None,
        evaluation: dict[str, object] | None = None,
    ) -> Release:
        sealing, terms = self.sealing, self.sealing.terms
        seen = [(group, self._seen(group, parts)) for group in parts.blocks]
        found = [(group, self._find(group, [cells])) for group, cells in seen]
        everybody = Group(tuple(range(len(sealing.perspectives))), sum(self.tally.sizes))
        total = self._find(everybody, [cells for _, cells in seen]) if seen else None
        gaps = list(find_gaps(found, self.fields))
        apart = {gap.field.key for gap in gaps if gap.gap in ("first_higher", "second_higher")}
        return Release(
            policy=POLICY,
            round=sealing.round,
            mode=terms.mode,
            closed_on=sealing.closed_on.isoformat(),
            questionnaire=sealing.plan.key,
            version=sealing.plan.version,
            definition_hash=sealing.plan.definition_hash,
            terms_hash=terms_hash(terms),
            n=everybody.size,
            minimum_group_size=terms.minimum_group_size,
            groups=tuple(self._group(group, parts) for group in parts.groups),
            blocks=tuple(self._block(group, items) for group, items in found),
            total=None if total is None else self._block(everybody, total, apart),
            gaps=tuple(map(self._gap, gaps)),
            merges=tuple(write_merge(merge, sealing.perspectives) for merge in parts.merges),
            ratings=ratings,
            evaluation=evaluation,
        )

    def _seen(self, group: Group, parts: Partition) -> Mapping[str, Seen]:
        """Return the cells of a block, by the keys of the items that have some. After this only they are looked at."""
        found = self.tally.histograms(group.places)
        people: Mapping[str, int] = {key: sum(histogram) for key, histogram in found.items()}
        shown = self._shown(group, parts)
        return {
            subject.key: Seen(people[subject.key], self.code(found[subject.key]))
            for subject in self.subjects
            if subject.key in found and subject.asked.intersection(group.places) in shown
        }

    def _shown(self, group: Group, parts: Partition) -> set[frozenset[int]]:
        """Return the parts of a block over which an item may be shown, by their sizes alone.

        The sizes of the groups in it are published, so these come first.
        """
        sizes, coded = self.tally.sizes, self.rule == "cells"
        groups = [frozenset(each.places) for each in parts.groups if set(each.places) <= set(group.places)]
        asked = [subject.asked.intersection(group.places) for subject in self.subjects if subject.no_cells is None]
        large = [part for part in asked if sum(sizes[at] for at in part) >= (SMALLEST_BLOCK if coded else 1)]
        allowed = separable(group, sizes, [*groups, *large], self.minimum if coded else 1)
        return allowed.intersection(large)

    def _find(self, group: Group, cells: Sequence[Mapping[str, Seen]]) -> dict[str, ItemFinding]:
        return {
            subject.key: find_item(subject, seen) if seen else _without_cells(subject, group, self.tally.sizes)
            for subject in self.subjects
            for seen in [[block[subject.key] for block in cells if subject.key in block]]
        }

    def _block(
        self, group: Group, items: Mapping[str, ItemFinding], apart: Collection[str] = frozenset()
    ) -> BlockFigures:
        """Return the figures of a block; `apart` are the fields in which blocks are far apart."""
        fields = [find_field(field, self.fields, items, apart=field.key in apart) for field in self.fields]
        return BlockFigures(
            perspectives=names_of(group.places, self.sealing.perspectives),
            n=group.size,
            rule=self.rule,
            items=tuple(map(write_item, items.values())),
            fields=tuple(write_field(field, self.sealing.plan, group.size) for field in fields),
        )

    def _group(self, group: Group, parts: Partition) -> GroupFigures:
        names = names_of(group.places, self.sealing.perspectives)
        if parts.blocks:
            # Quarters beside cells of the same people are not safe: decision 13 has the round that shows it.
            reason = None if group in parts.blocks else "in_block"
            return GroupFigures(names, group.size, self.rule, reason, ())
        people = [(place, answers) for place, answers in self.tally.few if place in group.places]
        places = {place for place, _ in people}
        quarters = [
            write_quarter(find_quarter(each, [answers for _, answers in people]), each.ends)
            if isinstance(each, Quartered)
            else write_quarter(each, None)
            for each in quarter_fields(self.sealing.plan, self.fields, self.subjects, places)
        ]
        return GroupFigures(names, group.size, "quarters", None, tuple(quarters))

    def _gap(self, found: GapFinding) -> GapFigures:
        names = self.sealing.perspectives
        return GapFigures(
            field=found.field.key,
            first=names_of(found.first.places, names),
            second=names_of(found.second.places, names),
            items=tuple(self.sealing.plan.items[at].key for at in found.items),
            difference=figure(found.difference, found.reason, digits=digits_of(found.field.plan.scale)),
            gap=found.gap,
        )


def _without_cells(subject: ItemSubject, group: Group, sizes: Sequence[int]) -> ItemFinding:
    """Return an item that has no cells in a block, and why."""
    asked = subject.asked.intersection(group.places)
    people = sum(sizes[place] for place in asked)
    reason: Reason = "too_few_asked" if people < SMALLEST_BLOCK else "too_few_others"
    return ItemFinding(subject, 0, subject.no_cells or (reason if asked else "not_asked"))
