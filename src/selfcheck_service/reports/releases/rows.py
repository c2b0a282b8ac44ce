"""A release as one long table: a row for each figure, the same columns for all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from selfcheck_service.core.releases import canonical_release, release_hash
from selfcheck_service.core.releases.document import (
    BlockFigures,
    FieldFigures,
    Figure,
    GapFigures,
    GroupFigures,
    ItemFigures,
    MergeFigures,
    Number,
    RatingFigures,
)
from selfcheck_service.reports.releases.evaluation import evaluated
from selfcheck_service.reports.releases.said import list_said
from selfcheck_service.reports.releases.speaker import ReleaseSpeaker

Cell = str | Number | None
Scale = tuple[Number, Number] | None
_PER_CENT: Scale = (0, 100)
# The ends of both measures: docs/releases.md says where they come from.
_AGREEMENT: Scale = (-1, 1)
_CONSENSUS: Scale = (0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure. The order of the members is that of the columns; docs/exports.md says what they mean.

    The members up to `rests_on` are the same in every language, those after it are words for them.
    """

    part: str
    perspectives: str | None = None
    people: int | None = None
    other_perspectives: str | None = None
    other_people: int | None = None
    name: str | None = None
    field: str | None = None
    item: str | None = None
    option: int | str | None = None
    figure: str
    lowest: Number | None = None
    highest: Number | None = None
    scale_lowest: Number | None = None
    scale_highest: Number | None = None
    code: str | None = None
    text: str | None = None
    reason: str | None = None
    rests_on: str | None = None
    perspectives_title: str | None = None
    other_perspectives_title: str | None = None
    field_title: str | None = None
    item_title: str | None = None
    option_title: str | None = None
    figure_title: str | None = None
    in_words: str | None = None
    reason_in_words: str | None = None

    def cells(self) -> tuple[Cell, ...]:
        """Return the cells of the row."""
        return tuple(getattr(self, name) for name in COLUMNS)


COLUMNS = tuple(member.name for member in fields(Row))


def release_rows(speaker: ReleaseSpeaker) -> Iterator[Row]:
    """Yield all rows: the round, groups, blocks, everybody together, gaps, merges, ratings, the evaluation."""
    return _Rows(speaker).all_rows()


class _Rows:
    """Makes the rows of one release."""

    def __init__(self, speaker: ReleaseSpeaker) -> None:
        self.speaker = speaker

    def all_rows(self) -> Iterator[Row]:
        release = self.speaker.release
        yield from self._round()
        for group in release.groups:
            yield from self._group(group)
        for block in release.blocks:
            yield from self._block("block", block)
        if release.total is not None:
            yield from self._block("total", release.total)
        for gap in release.gaps:
            yield from self._gap(gap)
        for merge in release.merges:
            yield self._merge(merge)
        for rating in release.ratings or ():
            yield from self._rating(rating)
        yield from self._evaluation()

    def _row(self, part: str, figure: str, about: Sequence[str] | None = None, **members: object) -> Row:
        """Return a row about people, a field or an item, with all that is said in words of what it names."""
        speaker = self.speaker
        item, field, reason = members.get("item"), members.get("field"), members.get("reason")
        titles: dict[str, object] = {
            "figure_title": speaker.word(f"figure.{figure}"),
            "field_title": None if field is None else speaker.field(str(field)),
            "item_title": None if item is None else speaker.item(str(item)),
            "reason_in_words": None if reason is None or part == "evaluation" else speaker.reason(str(reason)),
        }
        if about is not None:
            titles |= {"perspectives": _keys(about), "perspectives_title": speaker.people(about)}
        if item is not None and members.get("option") is not None:
            titles["option_title"] = speaker.option(str(item), members["option"])
        return Row(part=part, figure=figure, **{**titles, **members})  # type: ignore[arg-type]  # typed by their columns

    def _round(self) -> Iterator[Row]:
        speaker, release = self.speaker, self.speaker.release
        if speaker.about.made_up:
            yield self._row("round", "made_up", code="demo", in_words=speaker.word("made_up.text"))
        texts = {
            "municipality": speaker.about.municipality,
            "round_title": speaker.about.title,
            "title": speaker.title,
            "questionnaire": release.questionnaire,
            "version": release.version,
            "round": release.round,
            "closed_on": release.closed_on,
            "definition_hash": release.definition_hash,
            "terms_hash": release.terms_hash,
            "release_hash": release_hash(canonical_release(release)),
        }
        for figure, text in texts.items():
            yield self._row("round", figure, text=text)
        yield self._row("round", "mode", code=release.mode, in_words=speaker.word(f"mode.{release.mode}"))
        for figure, count in (("policy", release.policy), ("minimum_group_size", release.minimum_group_size)):
            yield self._row("round", figure, lowest=count, highest=count)
        yield self._row("round", "people", people=release.n, lowest=release.n, highest=release.n)

    def _group(self, group: GroupFigures) -> Iterator[Row]:
        about, people = group.perspectives, group.n
        ends = {"lowest": people, "highest": people}
        yield self._row("group", "people", about, people=people, code=group.rule, reason=group.reason, **ends)
        for found in group.fields:
            yield self._row(
                "group",
                "quarter",
                about,
                people=people,
                field=found.key,
                lowest=found.lowest,
                highest=found.highest,
                code=None if found.quarter is None else f"{found.quarter}_of_{found.quarters}",
                reason=found.reason,
                in_words=self.speaker.quarter(found) or None,
            )

    def _block(self, part: str, block: BlockFigures) -> Iterator[Row]:
        for item in block.items:
            yield from self._item(part, block, item)
        for field in block.fields:
            yield from self._field(part, block, field)

    def _item(self, part: str, block: BlockFigures, item: ItemFigures) -> Iterator[Row]:
        about, speaker = block.perspectives, self.speaker
        # Without cells it is not said how many were asked: 0 would be a number.
        of = {"people": item.n if item.cells else None, "field": item.field, "item": item.key}
        if not item.cells:
            yield self._row(part, "count", about, **of, reason=item.reason)
        for cell in item.cells:
            yield self._row(
                part,
                "no_answer_count" if cell.option is None else "count",
                about,
                **of,
                **_scaled((0, item.n)),
                option=cell.option,
                lowest=cell.lowest,
                highest=cell.highest,
                code=cell.code,
                in_words=speaker.cell(cell),
            )
        yield self._row(part, "no_answer_share", about, **of, **_figure(item.no_answer, _PER_CENT))
        yield self._row(part, "mean", about, **of, **_figure(item.mean, _PER_CENT))
        yield self._row(part, "agreement", about, **of, **_figure(item.agreement, _AGREEMENT))
        yield self._row(part, "consensus", about, **of, **_figure(item.consensus, _CONSENSUS))
        yield self._code(part, "pattern", item.pattern, about, **of, reason=item.pattern_reason)

    def _field(self, part: str, block: BlockFigures, field: FieldFigures) -> Iterator[Row]:
        about = block.perspectives
        of = {"people": field.n, "field": field.key}
        yield self._row(part, "value", about, **of, **_figure(field.value, field.scale), rests_on=_keys(field.items))
        rests_on = _keys(field.pattern_items)
        yield self._code(part, "pattern", field.pattern, about, **of, reason=field.pattern_reason, rests_on=rests_on)
        yield self._code(part, "quadrant", field.quadrant, about, **of)
        if field.urgency is not None and field.urgent is not None:
            yield self._row(part, "urgency", about, **of, **_figure(field.urgency, _PER_CENT))
            yield self._code(part, "urgent", field.urgent, about, **of)
        for pattern in field.seen_patterns:
            words = self.speaker.seen_pattern(pattern)
            yield self._row(part, "seen_pattern", about, **of, code=pattern, in_words=words)

    def _code(self, part: str, figure: str, code: str, about: Sequence[str], **members: object) -> Row:
        return self._row(part, figure, about, code=code, in_words=self.speaker.text(f"{figure}.{code}"), **members)

    def _gap(self, gap: GapFigures) -> Iterator[Row]:
        speaker = self.speaker
        sizes = {block.perspectives: block.n for block in speaker.release.blocks}
        of: dict[str, object] = {
            "people": sizes[gap.first],
            "other_perspectives": _keys(gap.second),
            "other_perspectives_title": speaker.people(gap.second),
            "other_people": sizes[gap.second],
            "field": gap.field,
            "rests_on": _keys(gap.items),
        }
        yield self._row("gap", "difference", gap.first, **of, **_figure(gap.difference, None))
        yield self._row("gap", "gap", gap.first, **of, code=gap.gap, in_words=speaker.gap(gap))

    def _merge(self, merge: MergeFigures) -> Row:
        return self._row(
            "merge",
            "merge",
            merge.smaller,
            people=merge.smaller_n,
            other_perspectives=_keys(merge.larger),
            other_perspectives_title=self.speaker.people(merge.larger),
            other_people=merge.larger_n,
            code=merge.partition,
            in_words=self.speaker.merge(merge),
        )

    def _rating(self, rating: RatingFigures) -> Iterator[Row]:
        about = None if rating.perspective is None else [rating.perspective]
        for said in list_said(rating, self.speaker):
            of = {"name": rating.name or None, "item": said.item, "item_title": said.title}
            ends = {"lowest": said.number, "highest": said.number}
            if said.options:
                for option in said.options:
                    yield self._row("rating", "answer", about, **of, option=option)
            else:
                found = {"text": said.text, "code": said.state, "in_words": said.words}
                yield self._row("rating", "answer", about, **of, **ends, **found)

    def _evaluation(self) -> Iterator[Row]:
        for each in evaluated(self.speaker):
            yield self._row(
                "evaluation",
                each.figure,
                None,
                field=each.field,
                field_title=each.title,
                lowest=each.lowest,
                highest=each.highest,
                **_scaled(each.scale),
                code=each.code,
                reason=each.reason,
                reason_in_words=each.why,
                in_words=each.words,
            )


def _figure(figure: Figure, scale: Scale) -> dict[str, object]:
    return {"lowest": figure.lowest, "highest": figure.highest, "reason": figure.reason, **_scaled(scale)}


def _scaled(scale: Scale) -> dict[str, object]:
    return {} if scale is None else {"scale_lowest": scale[0], "scale_highest": scale[1]}


def _keys(keys: Sequence[str]) -> str:
    """Return keys in one cell; a blank stands between them, because no key has one."""
    return " ".join(keys)
