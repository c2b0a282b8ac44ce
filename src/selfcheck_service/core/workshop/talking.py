"""What there is to talk about: where people agree and differ, what many left open, urgency, and gaps."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import get_args

from selfcheck_service.core.releases.document import CellFigure, Figure, GapFigures, ItemFigures, Number
from selfcheck_service.core.workshop import agreeing
from selfcheck_service.core.workshop.document import (
    FieldAgreement,
    GapSeen,
    GridCell,
    ItemSeen,
    OptionSeen,
    Place,
    Reason,
    UrgencySeen,
)
from selfcheck_service.core.workshop.fields_seen import FieldSeen
from selfcheck_service.core.workshop.speaker import BriefSpeaker

PLACES: tuple[Place, ...] = get_args(Place)
_APART = ("first_higher", "second_higher")
# Below eight no pattern is named. Where names are shown anyway, ratings are put side by side from this share on.
_FAR_APART = Fraction(1, 2)
# From which share without an answer on, in per cent, a gap has words of its own.
_WIDE = ((80, "most"), (50, "half"))


def grid_of(speaker: BriefSpeaker, fields: Sequence[FieldSeen]) -> tuple[GridCell, ...]:
    """Return score × agreement, the strengths first; each of the fields is in one cell, in their order."""
    return tuple(
        GridCell(
            place=name,
            title=speaker.reason("place", name).text,
            hint=speaker.reason("grid", _hint(speaker, name)).text,
            fields=tuple(each.key for each in fields if each.place == name),
        )
        for name in PLACES
    )


def _hint(speaker: BriefSpeaker, place: Place) -> str:
    """Return under which name the hint for a place stands; where agreement is never shown, it cannot be asked for."""
    unspread = place in ("high_open", "low_open") and speaker.seen.basis in ("quarters", "joint")
    return f"{place}.{speaker.seen.basis}" if unspread else place


def agreement_of_fields(speaker: BriefSpeaker, fields: Sequence[FieldSeen]) -> tuple[FieldAgreement, ...]:
    """Return how far the ratings of each field agree, in the order of the fields; nothing of quarters."""
    return tuple(
        FieldAgreement(
            field=each.key,
            finding=speaker.reason("agreement", _finding(found)),
            mean=found.mean,
            agree=found.items.count("agree"),
            differ=found.items.count("differ"),
            left_open=found.items.count("left_open"),
            open=found.items.count("open"),
        )
        for each in fields
        for found in [each.agreement]
        if found is not None and found.items
    )


def _finding(found: agreeing.FieldAgreement) -> str:
    if not found.rated:
        return "too_few"
    return "open_without_camps" if found.side == "open" and found.without_camps else found.side


def agreed_items(speaker: BriefSpeaker) -> tuple[ItemSeen, ...]:
    """Return the items on which people agree, those on which they agree most first."""
    return _ranked(speaker, ("aligned", "mostly_aligned"), lambda item: -_low(item.agreement))


def differing_items(speaker: BriefSpeaker) -> tuple[ItemSeen, ...]:
    """Return the items on which people differ: camps first, and then those on which they agree least."""
    named = _ranked(speaker, ("camps", "spread"), lambda item: _high(item.agreement))
    if speaker.seen.basis != "open":
        return named
    few = [item for item in _scored(speaker) if item.pattern == "too_few" and _reach(speaker, item) >= _FAR_APART]
    few.sort(key=lambda item: -_reach(speaker, item))
    return (*named, *(_item(speaker, item) for item in few))


def unknown_items(speaker: BriefSpeaker) -> tuple[ItemSeen, ...]:
    """Return the items that many left open, those that most did first."""
    return _ranked(speaker, ("knowledge_gap",), lambda item: -_low(item.no_answer))


def _ranked(
    speaker: BriefSpeaker, patterns: tuple[str, ...], place: Callable[[ItemFigures], Fraction]
) -> tuple[ItemSeen, ...]:
    found = [item for item in _scored(speaker) if item.pattern in patterns]
    found.sort(key=lambda item: (patterns.index(item.pattern), place(item)))
    return tuple(_item(speaker, item) for item in found)


def _scored(speaker: BriefSpeaker) -> list[ItemFigures]:
    plan = speaker.seen.plan
    return [
        item
        for item in speaker.seen.items
        if item.key in plan.item_index and plan.items[plan.item_index[item.key]].scored
    ]


def _low(figure: Figure) -> Fraction:
    """Return the lower end; what is not said comes last."""
    return Fraction(-1) if figure.lowest is None else Fraction(str(figure.lowest))


def _high(figure: Figure) -> Fraction:
    return Fraction(2) if figure.highest is None else Fraction(str(figure.highest))


def _reach(speaker: BriefSpeaker, item: ItemFigures) -> Fraction:
    """Return how far the outermost ratings of an item are apart, as a share of its points."""
    plan = speaker.seen.plan
    worth = {value: points for value, (points, _) in plan.items[plan.item_index[item.key]].choices.items()}
    given = [worth[cell.option] for cell in item.cells if cell.option is not None and cell.lowest]
    points = [Fraction(each) for each in given if each is not None]
    everything = [Fraction(each) for each in worth.values() if each is not None]
    return (max(points) - min(points)) / (max(everything) - min(everything))


def _item(speaker: BriefSpeaker, item: ItemFigures) -> ItemSeen:
    place = speaker.seen.plan.item_index[item.key]
    titles = speaker.wording.options[place]
    question = item.pattern if item.pattern != "too_few" else "spread"
    return ItemSeen(
        key=item.key,
        prompt=speaker.wording.prompts[place],
        field=item.field,
        n=item.n,
        pattern=_pattern(speaker, item),
        lead_question=speaker.reason("ask", question).text,
        mean=item.mean,
        agreement=item.agreement,
        no_answer=item.no_answer,
        options=tuple(
            OptionSeen(
                None if cell.option is None else titles.get(cell.option, str(cell.option)),
                cell,
                tuple(_names(speaker, item.key, cell)),
            )
            for cell in item.cells
            # One joint answer has nothing to count.
            if speaker.seen.basis != "joint"
        ),
    )


def _pattern(speaker: BriefSpeaker, item: ItemFigures) -> Reason:
    """Return the pattern of an item; of a gap in knowledge the words say how wide it surely is."""
    if speaker.seen.basis == "joint":
        return speaker.reason("pattern", "left_open")
    wide = next((words for share, words in _WIDE if _low(item.no_answer) >= share), "")
    if item.pattern == "knowledge_gap" and wide:
        return Reason(item.pattern, speaker.reason("pattern", f"{item.pattern}.{wide}").text)
    return speaker.reason("pattern", item.pattern)


def _names(speaker: BriefSpeaker, item: str, cell: CellFigure) -> Iterator[str]:
    """Yield under which names an option was chosen, or no answer given; in open rounds only."""
    named = [each for each in speaker.seen.release.ratings or () if each.name]
    given = [(each.name, each.answers.get(item)) for each in named]
    chosen = [name for name, answer in given if answer is not None and _option_of(answer) == cell.option]
    # Those who passed over an item are counted with those who said why they do not answer. Whether all who have no
    # answer were asked, nobody sees here, so they are named only where the count is theirs.
    passed = [name for name, answer in given if answer is None and cell.option is None]
    if len(chosen) + len(passed) == cell.lowest:
        chosen += passed
    yield from (name for name, _ in given if name in chosen)


def _option_of(answer: object) -> object:
    return None if isinstance(answer, dict) else answer


def urgency_of(speaker: BriefSpeaker) -> tuple[UrgencySeen, ...]:
    """Return how urgent fields are called beside where they stand, in the order of the definition."""
    return tuple(
        UrgencySeen(
            field=each.key,
            title=speaker.field(each.key),
            urgency=each.figures.urgency,
            value=each.value,
            standing=each.standing,
            finding=_urgent(speaker, each.figures.urgent, each.standing),
        )
        for each in speaker.seen.asking
        if each.figures is not None and each.figures.urgency is not None and each.figures.urgent is not None
    )


def _urgent(speaker: BriefSpeaker, urgent: str, standing: str) -> Reason:
    return speaker.reason("urgency", urgent if urgent == "not_determinable" else f"{urgent}_{standing}")


def gaps_of(speaker: BriefSpeaker) -> tuple[GapSeen, ...]:
    """Return how far blocks are apart in the fields that ask something, those furthest apart first."""
    asking = {each.key for each in speaker.seen.asking}
    found = [each for each in speaker.seen.release.gaps if each.gap in _APART and each.field in asking]
    found.sort(key=_apart)
    return tuple(_gap(speaker, each) for each in found)


def alike_in(speaker: BriefSpeaker) -> tuple[str, ...]:
    """Return the keys of the fields that ask something in which surely no two blocks are apart."""
    found: dict[str, bool] = {}
    for each in speaker.seen.release.gaps:
        found[each.field] = found.get(each.field, True) and each.gap == "no_gap"
    return tuple(each.key for each in speaker.seen.asking if found.get(each.key))


def _apart(gap: GapFigures) -> Fraction:
    return -_nearest(gap.difference.lowest, gap.difference.highest)


def _nearest(low: Number | None, high: Number | None) -> Fraction:
    """Return how far from nought an interval is at least."""
    ends = [Fraction(str(end)) for end in (low, high) if end is not None]
    return max(Fraction(0), min(ends), -max(ends))


def _gap(speaker: BriefSpeaker, gap: GapFigures) -> GapSeen:
    first, second = speaker.perspectives(gap.first), speaker.perspectives(gap.second)
    names = {"first": speaker.together(gap.first), "second": speaker.together(gap.second)}
    return GapSeen(
        field=gap.field,
        title=speaker.field(gap.field),
        first=first,
        second=second,
        difference=gap.difference,
        finding=speaker.reason("gap", gap.gap, **names),
        lead_question=speaker.reason("ask", "gap").text,
    )
