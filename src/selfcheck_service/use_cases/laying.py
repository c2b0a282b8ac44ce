"""The matrix of a round: the cards of its brief and the room's own measures, where they lie and were moved."""

import asyncio
import dataclasses
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from selfcheck_service.core.ballots.matrix import (
    Matrix,
    MatrixCard,
    PlacedCard,
    Position,
    lay_matrix,
    proposed_position,
)
from selfcheck_service.core.definition import NotFound
from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.planning import Measure
from selfcheck_service.core.releases import read_release
from selfcheck_service.core.scoring import Plan, parse_profile
from selfcheck_service.core.workshop import prepare_brief
from selfcheck_service.storage import Database
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.matrix import CardPlace, list_positions, set_position
from selfcheck_service.storage.measures import list_measures
from selfcheck_service.storage.reach import Reach
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.ground import Ground, find_ground, hold
from selfcheck_service.use_cases.plans import Plans
from selfcheck_service.use_cases.revisions import fingerprint, require_revision
from selfcheck_service.use_cases.suggesting import suggestions_of

Speak = Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class Laid:
    """The matrix of a round, the release that its cards come from, and its language."""

    matrix: Matrix
    release_hash: str
    language: str


@dataclass(frozen=True, slots=True)
class _Table:
    """What lies on the table before anybody moves anything: the cards, and keys and titles of the chosen fields."""

    cards: tuple[MatrixCard, ...]
    fields: tuple[tuple[str, str], ...]


async def lay_cards(database: Database, plans: Plans, reach: Reach, round_id: uuid.UUID, speak: Speak) -> Laid:
    """Return the matrix of a round; `speak` chooses one of the languages of the questionnaire.

    Raises `NotFound` where there is no such round in reach, `Conflict` where nothing of it is released.
    """
    ground = await find_ground(database, plans, reach, round_id)
    async with database.reading() as transaction:
        moved = await list_positions(transaction, round_id)
        measures = await list_measures(transaction, round_id, reach=reach)
    language = speak(ground.plan.languages)
    # Finding the cards of a large release takes a while, and others are waiting to be answered.
    matrix = await asyncio.to_thread(lay_table, ground, moved, language, measures=measures)
    return Laid(matrix, ground.release.release_hash, language)


def lay_table(
    ground: Ground,
    moved: Mapping[str, Position],
    language: str,
    also: Collection[str] = (),
    *,
    measures: Iterable[Measure] = (),
) -> Matrix:
    """Return the matrix of a round: the cards of its brief, all that the room moved, and `also` those of these keys.

    Of `measures` those are cards, too, that are ideas of the room's own.

    `language` is one of the questionnaire's. Raises `Conflict` where the release was withdrawn.
    """
    table = _set_table(ground, language)
    further = {*moved, *also} - {card.key for card in table.cards}
    others = (card for card in _cards_of(ground.plan, language) if card.key in further)
    cards = (*table.cards, *others, *_own_cards(measures, ground))
    return lay_matrix(cards, moved, table.fields, language)


def fields_dealt(ground: Ground, key: str) -> tuple[str, ...]:
    """Return the fields to which the brief of a round deals a suggestion as a card; none where it deals it to none.

    Raises `Conflict` where the release was withdrawn.
    """
    table = _set_table(ground, ground.plan.languages[0])
    return tuple(field for card in table.cards if card.key == key for field in card.fields)


def cards_of_choice(ground: Ground) -> tuple[str, ...]:
    """Return the keys of the cards of the brief where the room has chosen its fields; none before that.

    Raises `Conflict` where the release was withdrawn.
    """
    if not ground.chosen:
        return ()
    return tuple(dict.fromkeys(card.key for card in _set_table(ground, ground.plan.languages[0]).cards))


async def move_card(
    database: Database,
    plans: Plans,
    deed: Deed,
    place: tuple[uuid.UUID, str],
    position: Position,
    *,
    revisions: frozenset[str] | None,
) -> None:
    """Put a card of a round elsewhere; `place` is the id of the round and the key of the card.

    To put it where it lies changes nothing. `revisions` are the places that it may be moved from, "*" for any; None
    where it was never moved. Raises `NotFound`, `Conflict` where nothing is released, `RevisionMissing` where somebody
    has moved it before, and `RevisionDiffers` where somebody else has moved it meanwhile.
    """
    round_id, key = place
    ground = await find_ground(database, plans, deed.reach, round_id)
    async with database.transaction() as transaction:
        await hold(transaction, deed, ground)
        if key not in suggestions_of(ground.plan):
            measures = await list_measures(transaction, round_id, reach=deed.reach)
            if all(card.key != key for card in _own_cards(measures, ground)):
                raise NotFound("matrix_unknown_card", name=shown(key))
        found = (await list_positions(transaction, round_id)).get(key)
        if found == position:
            return
        require_revision(revisions, position_revision(key, found), demanded=found is not None)
        where = CardPlace(ground.row.municipality_id, round_id, key)
        await set_position(transaction, where, ground.release.release_hash, position, is_new=found is None)
        event = deed.event(
            "matrix_moved",
            **ground.place,
            key=key,
            before=None if found is None else dataclasses.asdict(found),
            now=dataclasses.asdict(position),
        )
        await note(transaction, event)


def position_revision(key: str, moved: Position | None) -> str:
    """Return what differs after every move of a card: 32 hexadecimal digits."""
    plain = [key, None if moved is None else [moved.impact, moved.effort]]
    return fingerprint(plain)


def revision_of(card: PlacedCard) -> str:
    """Return the revision of a card as it lies."""
    return position_revision(card.key, card.moved)


def _set_table(ground: Ground, language: str) -> _Table:
    """Return the cards of the brief: those of the priorities, of the strength to build on, and for the whole.

    Where the room has chosen its fields, these are the priorities.
    """
    profile = parse_profile(ground.plan.questionnaire, ground.row.profile, [])
    release = read_release(ground.release.document)
    brief = prepare_brief(release, ground.plan, language=language, profile=profile, chosen=ground.chosen)
    cards = {card.key: card for card in _cards_of(ground.plan, language)}
    hands: list[tuple[tuple[str, ...], str]] = []
    hands += [((each.field,), card.key) for each in brief.priorities for card in each.cards]
    hands += [((each.field,), card.key) for each in brief.strengths for card in each.cards]
    hands += [((), card.key) for card in brief.overall]
    dealt = tuple(dataclasses.replace(cards[key], fields=fields) for fields, key in hands)
    return _Table(dealt, tuple((each.field, each.title) for each in brief.priorities))


def _own_cards(measures: Iterable[Measure], ground: Ground) -> Iterator[MatrixCard]:
    """Yield the measures that are ideas of the room's own, as cards for which nobody has proposed a place.

    One that came from a suggestion lies where that lies.
    """
    of_items = ground.plan.structure.item_fields
    for each in measures:
        if each.origin == "own" and each.is_planned:
            fields = dict.fromkeys([*each.fields, *(of_items[item] for item in each.items if item in of_items)])
            yield MatrixCard(each.id, "measure", each.title, tuple(fields), None)


def _cards_of(plan: Plan, language: str) -> Iterator[MatrixCard]:
    """Yield every suggestion of a version as a card, with the field under which it stands."""
    field_of: Mapping[str, str | None] = {each.key: each.field_key for each in plan.suggestions}
    for key, each in suggestions_of(plan).items():
        field = each.field or field_of.get(key)
        title = Text(each.title).in_language(language, plan.languages[0])
        fields = () if field is None else (field,)
        yield MatrixCard(key, "suggestion", title, fields, proposed_position(each.impact, each.effort))
