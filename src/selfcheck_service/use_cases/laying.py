"""The matrix of a round: the cards of its brief where they were proposed to lie, and where the room has moved them."""

import asyncio
import dataclasses
import hashlib
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from selfcheck_service.core.ballots.matrix import (
    Matrix,
    MatrixCard,
    PlacedCard,
    Position,
    lay_matrix,
    proposed_position,
)
from selfcheck_service.core.definition import Conflict, NotFound, canonical_json
from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.problems import RevisionDiffers
from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.releases import read_release
from selfcheck_service.core.scoring import Plan, parse_profile
from selfcheck_service.core.workshop import prepare_brief
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.matrix import CardPlace, list_positions, set_position
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.releases import StoredRelease, find_newest
from selfcheck_service.storage.rounds import RoundRow, get_round
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.plans import Plans
from selfcheck_service.use_cases.suggesting import suggestions_of

_REVISION_LENGTH = 32
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
    async with database.reading() as transaction:
        its_round = await get_round(transaction, reach, round_id)
        release = await _release(transaction, round_id)
        moved = await list_positions(transaction, round_id)
    plan = await plans.get(its_round.questionnaire, its_round.version)
    language = speak(plan.languages)
    # Finding the cards of a large release takes a while, and others are waiting to be answered.
    table = await asyncio.to_thread(_set_table, its_round, release, plan, language)
    known = {card.key for card in table.cards}
    cards = (*table.cards, *(card for card in _cards_of(plan, language) if card.key in moved.keys() - known))
    return Laid(lay_matrix(cards, moved, table.fields, language), release.release_hash, language)


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
    where it was never moved. Raises `NotFound`, `Conflict` where nothing is released, and `RevisionDiffers` where
    somebody else has moved it meanwhile.
    """
    round_id, key = place
    async with database.reading() as transaction:
        its_round = await get_round(transaction, deed.reach, round_id)
    plan = await plans.get(its_round.questionnaire, its_round.version)
    if key not in suggestions_of(plan):
        raise NotFound("matrix_unknown_card", name=shown(key))
    async with database.transaction() as transaction:
        its_round = await get_round(transaction, deed.reach, round_id, to_change=True)
        release = await _release(transaction, round_id)
        found = (await list_positions(transaction, round_id)).get(key)
        if found == position:
            return
        allowed = {position_revision(key, found), "*"}
        if (revisions is None and found is not None) or (revisions is not None and not revisions & allowed):
            raise RevisionDiffers("revision_differs")
        where = CardPlace(its_round.municipality_id, round_id, key)
        await set_position(transaction, where, release.release_hash, position, is_new=found is None)
        event = deed.event(
            "matrix_moved",
            municipality_id=its_round.municipality_id,
            round_id=round_id,
            key=key,
            before=None if found is None else dataclasses.asdict(found),
            now=dataclasses.asdict(position),
        )
        await note(transaction, event)


def position_revision(key: str, moved: Position | None) -> str:
    """Return what differs after every move of a card: 32 hexadecimal digits."""
    plain = [key, None if moved is None else [moved.impact, moved.effort]]
    return hashlib.sha256(canonical_json(plain)).hexdigest()[:_REVISION_LENGTH]


def revision_of(card: PlacedCard) -> str:
    """Return the revision of a card as it lies."""
    return position_revision(card.key, card.moved)


async def _release(transaction: Transaction, round_id: uuid.UUID) -> StoredRelease:
    found = await find_newest(transaction, round_id)
    if found is None:
        raise Conflict("round_without_release")
    return found


def _set_table(its_round: RoundRow, release: StoredRelease, plan: Plan, language: str) -> _Table:
    """Return the cards of the brief: those of the priorities, of the strength to build on, and for the whole."""
    profile = parse_profile(plan.questionnaire, its_round.profile, [])
    brief = prepare_brief(read_release(release.document), plan, language=language, profile=profile)
    cards = {card.key: card for card in _cards_of(plan, language)}
    hands: list[tuple[tuple[str, ...], str]] = []
    hands += [((each.field,), card.key) for each in brief.priorities for card in each.cards]
    hands += [((each.field,), card.key) for each in brief.strengths for card in each.cards]
    hands += [((), card.key) for card in brief.overall]
    dealt = tuple(dataclasses.replace(cards[key], fields=fields) for fields, key in hands)
    return _Table(dealt, tuple((each.field, each.title) for each in brief.priorities))


def _cards_of(plan: Plan, language: str) -> Iterator[MatrixCard]:
    """Yield every suggestion of a version as a card, with the field under which it stands."""
    field_of: Mapping[str, str | None] = {each.key: each.field_key for each in plan.suggestions}
    for key, each in suggestions_of(plan).items():
        field = each.field or field_of.get(key)
        title = Text(each.title).in_language(language, plan.languages[0])
        fields = () if field is None else (field,)
        yield MatrixCard(key, "suggestion", title, fields, proposed_position(each.impact, each.effort))
