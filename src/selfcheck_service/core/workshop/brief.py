"""From a release to the workshop brief: one pure function."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import get_args

import msgspec

from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.definition.model import ThematicField
from selfcheck_service.core.definition.values import OVERALL
from selfcheck_service.core.releases import Release, canonical_release, release_hash, release_text
from selfcheck_service.core.scoring import Plan
from selfcheck_service.core.scoring.run import Profile
from selfcheck_service.core.workshop.brief_texts import brief_text
from selfcheck_service.core.workshop.cards import CARDS_OF_STRENGTH, CARDS_OF_THE_WHOLE, Deck
from selfcheck_service.core.workshop.choosing import BY_ROOM, Choice, choose, from_highest, preferred
from selfcheck_service.core.workshop.document import (
    AttributeSeen,
    BallotOrder,
    Card,
    FieldAtAGlance,
    NotChosen,
    Part,
    PartName,
    PeopleTogether,
    Priority,
    Proposed,
    Reason,
    RoomChoice,
    Strength,
    TookPart,
    WorkshopBrief,
)
from selfcheck_service.core.workshop.fields_seen import FieldSeen, see_release
from selfcheck_service.core.workshop.limits import limits_of
from selfcheck_service.core.workshop.speaker import BriefSpeaker, speaker_of
from selfcheck_service.core.workshop.talking import (
    agreed_items,
    agreement_of_fields,
    alike_in,
    differing_items,
    gaps_of,
    grid_of,
    unknown_items,
    urgency_of,
)

_LAST = 4


def prepare_brief(
    release: Release, plan: Plan, *, language: str, profile: Profile, chosen: Sequence[str] = ()
) -> WorkshopBrief:
    """Return the workshop brief of a release.

    `plan` is that of the version which the release names, `profile` the one of the terms, as `parse_profile`
    understands it: what the municipality is. Every figure is copied from the release, or follows from published ones.
    `chosen` are the keys of the fields that the room chose, in its order: then cards are dealt to these, and what is
    proposed is told beside them. Raises `ValueError` where one is no field of the version.
    """
    speaker = speaker_of(see_release(release, plan, profile), language)
    choice, room, ordered = _decided(speaker, chosen)
    deck = Deck(speaker, speaker.seen.known)
    brief = WorkshopBrief(
        release_hash=release_hash(canonical_release(release)),
        round=release.round,
        questionnaire=release.questionnaire,
        version=release.version,
        definition_hash=release.definition_hash,
        title=speaker.wording.title,
        language=language,
        mode=release.mode,
        basis=speaker.seen.basis,
        closed_on=release.closed_on,
        municipality=tuple(_municipality(speaker)),
        parts=(),
        reading=tuple(_reading(speaker, room)),
        took_part=_took_part(speaker),
        profile=_glances(speaker, ordered),
        views=_glances(speaker, [each for each in speaker.seen.fields if not each.asks]),
        grid=grid_of(speaker, ordered),
        agreement=agreement_of_fields(speaker, ordered),
        agree=agreed_items(speaker),
        differ=differing_items(speaker),
        knowledge=unknown_items(speaker),
        urgency=urgency_of(speaker),
        gaps=gaps_of(speaker),
        alike=alike_in(speaker),
        limits=limits_of(speaker),
        priorities=_priorities(speaker, deck, choice, room),
        strengths=_strengths(speaker, deck, choice),
        overall=_for_the_whole(speaker, deck),
        not_chosen=tuple(_not_chosen(speaker, choice, room)),
        procedures=(),
        ballot_order=BallotOrder((), ()),
    )
    return _completed(speaker, deck, brief, room)


def _decided(speaker: BriefSpeaker, chosen: Sequence[str]) -> tuple[Choice, RoomChoice | None, tuple[FieldSeen, ...]]:
    """Return what to work on, what the room chose, and the fields in their order, which no choice changes."""
    proposal = choose(speaker.seen.asking)
    ordered = _in_order(speaker, proposal)
    if not chosen:
        return proposal, None, ordered
    return preferred(proposal, speaker.seen.fields, chosen), _room_choice(speaker, proposal, chosen), ordered


def _completed(speaker: BriefSpeaker, deck: Deck, brief: WorkshopBrief, room: RoomChoice | None) -> WorkshopBrief:
    """Return a brief with all that follows from its own parts and from what the room chose."""
    sheets, order = deck.sheets(brief.cards), _ballot_order(speaker, brief.cards)
    brief = msgspec.structs.replace(brief, procedures=sheets, ballot_order=order, choice=room)
    return msgspec.structs.replace(brief, parts=_parts(speaker, brief))


def _ballot_order(speaker: BriefSpeaker, cards: Iterable[Card]) -> BallotOrder:
    """Return what can be voted on as electronic ballots list it: suggestions for the whole before those of fields."""
    dealt = {each.key for each in cards}
    found = sorted(speaker.seen.plan.structure.suggestions(), key=lambda each: each[0][0] != "suggestions")
    fields = tuple(each.key for each in speaker.seen.asking)
    return BallotOrder(fields, tuple(each.key for _, _, each in found if each.key in dealt))


def _parts(speaker: BriefSpeaker, brief: WorkshopBrief) -> tuple[Part, ...]:
    """Return the parts that have something in them, numbered in their order."""
    filled = [key for key in get_args(PartName) if getattr(brief, key) or (key == "gaps" and brief.alike)]
    # Where no perspectives are apart, a title that promises differences would lead the tables astray.
    titled = {
        "gaps": "gaps" if brief.gaps else "alike",
        "priorities": "chosen" if brief.choice else "priorities",
    }
    named = enumerate(filled, start=1)
    return tuple(Part(number, key, speaker.reason("part", titled.get(key, key)).text) for number, key in named)


def _municipality(speaker: BriefSpeaker) -> Iterator[AttributeSeen]:
    """Yield what the round says of the municipality, in the order of the questionnaire; what is open is left out."""
    for each in speaker.seen.plan.questionnaire.profile:
        value = speaker.seen.profile.get(each.key)
        if isinstance(value, Fraction):
            unit = speaker.say(each.number.unit) if each.number else None
            words = [speaker.wording.phrases.number(value), *([unit] if unit else [])]
            yield AttributeSeen(each.key, speaker.say(each.title), " ".join(words))
        elif value is not None:
            titles = {option.value: speaker.say(option.title) for option in each.options}
            yield AttributeSeen(each.key, speaker.say(each.title), titles[value])


def _for_the_whole(speaker: BriefSpeaker, deck: Deck) -> tuple[Card, ...]:
    """Return the cards of the overall result; they are dealt last, because a card fits one field better than all."""
    return tuple(
        card for each in speaker.seen.fields if each.key == OVERALL for card in deck.cards(each, CARDS_OF_THE_WHOLE)
    )


def _reading(speaker: BriefSpeaker, room: RoomChoice | None) -> Iterator[Reason]:
    for key in ("no_exam", speaker.seen.basis, "proposal" if room is None else "cards"):
        yield speaker.reason("reading", key)
    if room is not None:
        yield room.said


def _took_part(speaker: BriefSpeaker) -> TookPart:
    release = speaker.seen.release
    merges = [
        release_text(
            f"merge.{each.partition}",
            speaker.language,
            smaller=speaker.together(each.smaller),
            larger=speaker.together(each.larger),
        )
        for each in release.merges
    ]
    if merges and len(release.groups) == 1:
        # Step by step it is a long way to what one sentence says.
        merges = [speaker.reason("merge", "all").text]
    # A round may ask for no perspectives; a group is named all the same.
    everybody = (speaker.reason("took_part", "everybody").text,)
    groups = tuple(
        PeopleTogether(speaker.perspectives(each.perspectives) or everybody, each.n) for each in release.groups
    )
    return TookPart(release.n, groups, tuple(merges))


def _in_order(speaker: BriefSpeaker, choice: Choice) -> tuple[FieldSeen, ...]:
    """Return the fields that ask something themselves: strengths first, then by standing and value.

    Last come those that have no value at all, because a place between others would look like one.
    """
    strong = [each.key for each, _ in choice.strengths]

    def place(seen: FieldSeen) -> tuple[int, int, tuple[Fraction, Fraction]]:
        if seen.key in strong:
            return 0, strong.index(seen.key), (Fraction(0), Fraction(0))
        standing = 1 + ("high", "not_determinable", "low").index(seen.standing)
        return standing if seen.score is not None else _LAST, 0, from_highest(seen)

    return tuple(sorted(speaker.seen.asking, key=place))


def _glances(speaker: BriefSpeaker, fields: Iterable[FieldSeen]) -> tuple[FieldAtAGlance, ...]:
    return tuple(_glance(speaker, each) for each in fields)


def _glance(speaker: BriefSpeaker, seen: FieldSeen) -> FieldAtAGlance:
    """Return a field on one line."""
    quarter, figures = seen.quarter, seen.figures
    number = None if quarter is None else quarter.quarter
    text = speaker.reason("standing", _standing(seen))
    if seen.score is None:
        text = speaker.reason("reason", seen.value.reason or "no_score")
    elif number is not None:
        text = speaker.reason("quarter", str(number))
    low, high = seen.plan.scale
    return FieldAtAGlance(
        key=seen.key,
        title=speaker.field(seen.key),
        scale=(exact_to_number(low), exact_to_number(high)),
        value=seen.value,
        quarter=number,
        quarters=None if quarter is None else quarter.quarters,
        text=text.text + speaker.capped(seen),
        standing=seen.standing,
        cut_scores=tuple(map(exact_to_number, seen.cut_scores)),
        levels=speaker.levels(seen),
        pattern=None if figures is None else speaker.reason("pattern", _pattern(seen, figures.pattern)),
        place=seen.place,
    )


def _standing(seen: FieldSeen) -> str:
    """Return what to say of where a field stands: never more than its own level says."""
    if seen.standing == "high" and seen.level_is_low:
        return "high_by_value"
    # All fields together are no field.
    return f"overall.{seen.standing}" if seen.key == OVERALL else seen.standing


def _pattern(seen: FieldSeen, released: str) -> str:
    """Return the pattern to name: where camps stay open and it is sure that people differ, that they do."""
    return "differ" if released == "not_determinable" and seen.side == "split" else released


def _priority(speaker: BriefSpeaker, deck: Deck, seen: FieldSeen, reasons: tuple[str, ...]) -> Priority:
    return Priority(
        field=seen.key,
        title=speaker.field(seen.key),
        reasons=tuple(speaker.reason("priority", key) for key in reasons),
        lead_question=speaker.reason("lead", _leading(seen, reasons)).text,
        cards=deck.cards(seen),
    )


def _leading(seen: FieldSeen, reasons: tuple[str, ...]) -> str:
    """Return the reason to ask by: that the room chose a field asks nothing of it."""
    ruled = [key for key in reasons if key not in BY_ROOM]
    return ruled[0] if ruled else "lowest" if seen.sayable else "unsaid"


def _room_choice(speaker: BriefSpeaker, proposal: Choice, chosen: Sequence[str]) -> RoomChoice:
    """Return what the room chose beside what was proposed. Raises `ValueError` where a key is that of no field."""
    titles = _titles(speaker)
    if not titles.keys() >= set(chosen):
        message = f"no fields of this version: {sorted(set(chosen) - titles.keys())}"
        raise ValueError(message)
    proposed = tuple(
        Proposed(each.key, speaker.field(each.key), tuple(speaker.reason("priority", key) for key in reasons))
        for each, reasons in proposal.priorities
    )
    keys = tuple(dict.fromkeys(chosen))
    same = {each.field for each in proposed} == set(keys)
    words = {"chosen": [titles[key] for key in keys], "proposed": [each.title for each in proposed]}
    quoted = {
        name: ", ".join(brief_text("quoted", speaker.language, title=title) for title in each)
        for name, each in words.items()
    }
    said = speaker.reason("choice", "same" if same else "others" if proposed else "alone", **quoted)
    return RoomChoice(said, keys, proposed)


def _titles(speaker: BriefSpeaker) -> dict[str, str]:
    """Return the titles of all fields in which people are asked something, also of those that have no score."""
    nodes = speaker.seen.plan.structure.nodes
    return {
        key: speaker.say(node.definition.title)
        for key, node in nodes.items()
        if isinstance(node.definition, ThematicField)
    }


def _priorities(speaker: BriefSpeaker, deck: Deck, choice: Choice, room: RoomChoice | None) -> tuple[Priority, ...]:
    """Return what to work on; cards are dealt to these fields before all others."""
    made = {each.key: _priority(speaker, deck, each, reasons) for each, reasons in choice.priorities}
    if room is None:
        return tuple(made.values())
    return tuple(made.get(key) or _without_score(speaker, key) for key in room.chosen)


def _without_score(speaker: BriefSpeaker, key: str) -> Priority:
    """Return a field that the room chose and of which no release says anything: it has no cards."""
    reason, lead = speaker.reason("priority", BY_ROOM[1]), speaker.reason("lead", "unsaid")
    return Priority(key, _titles(speaker)[key], (reason,), lead.text, ())


def _strengths(speaker: BriefSpeaker, deck: Deck, choice: Choice) -> tuple[Strength, ...]:
    kept = enumerate(choice.strengths)
    return tuple(_strength(speaker, deck, each, reason, first=at == 0) for at, (each, reason) in kept)


def _strength(speaker: BriefSpeaker, deck: Deck, seen: FieldSeen, reason: str, *, first: bool) -> Strength:
    cards = deck.cards(seen, CARDS_OF_STRENGTH) if first else ()
    return Strength(seen.key, speaker.field(seen.key), speaker.reason("strength", reason), cards)


def _not_chosen(speaker: BriefSpeaker, choice: Choice, room: RoomChoice | None) -> Iterator[NotChosen]:
    proposed = {} if room is None else {each.field: each.reasons[0].text for each in room.proposed}
    for seen, why in choice.others:
        reason = speaker.reason("not_chosen", why, why=proposed.get(seen.key))
        yield NotChosen(seen.key, speaker.field(seen.key), reason)
    for seen in speaker.seen.fields:
        if not seen.asks and (room is None or seen.key not in room.chosen):
            yield NotChosen(seen.key, speaker.field(seen.key), speaker.reason("not_chosen", "view"))
