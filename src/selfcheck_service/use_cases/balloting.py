"""What a facilitator does with a ballot: opening it, entering what was counted on paper, closing it."""

import dataclasses
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from selfcheck_service.core.ballots.asking import (
    MOST_BALLOTS,
    OPEN_FOR,
    BallotKind,
    BallotOption,
    CodeKind,
    Question,
    ask,
    parse_paper,
)
from selfcheck_service.core.ballots.codes import make_shared_code, make_slip_codes
from selfcheck_service.core.ballots.counting import Tally
from selfcheck_service.core.definition import Conflict, InputInvalid, Problem
from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.problems import pointer, twice
from selfcheck_service.core.definition.texts import LocalisedText
from selfcheck_service.core.scoring import Plan
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage.audit import EventName
from selfcheck_service.storage.ballots import (
    BallotRow,
    add_ballot,
    count_made,
    count_votes,
    find_by_code,
    set_counts,
)
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.releases import find_newest
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases.ballot_ends import count_and_close
from selfcheck_service.use_cases.ballot_papers import hashes_of
from selfcheck_service.use_cases.ballot_records import Place, get_ballot, note_ballot, revision_of
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.plans import Plans
from selfcheck_service.use_cases.revisions import require_revision
from selfcheck_service.use_cases.suggesting import suggestions_of
from selfcheck_service.use_cases.voting import SHOWN_FOR


@dataclass(frozen=True, slots=True)
class OptionWish:
    """An option that somebody wants: the key of something in the questionnaire, or a title of the room's own."""

    key: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class BallotWish:
    """A ballot that somebody wants. Without options it is about all fields; without dots people have the usual ones."""

    kind: BallotKind
    title: str
    options: tuple[OptionWish, ...]
    dots: int | None
    cumulating: bool
    codes: CodeKind
    people: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A ballot with its codes in canonical form, which are kept nowhere: one for the room, or one for each voter."""

    ballot: BallotRow
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperWish:
    """What was counted on paper: how many ballots, and option → dots."""

    ballots: int
    dots: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class BallotChange:
    """What is to change; None stays as it is."""

    title: str | None = None
    people: int | None = None
    paper: PaperWish | None = None
    closes: bool = False
    opens: bool = False


async def understand_question(
    database: Database, plans: Plans, reach: Reach, round_id: uuid.UUID, wish: BallotWish
) -> Question:
    """Return what a ballot would ask in a round.

    Raises `NotFound` where there is no such round in reach, `InputInvalid` with every fault of the options.
    """
    async with database.reading() as transaction:
        its_round = await get_round(transaction, reach, round_id)
    plan = await plans.get(its_round.questionnaire, its_round.version)
    options = _options(wish, dict(titles_to_ask(plan, wish.kind)))
    return ask(options, dots=wish.dots, cumulating=wish.cumulating)


async def open_ballot(
    transaction: Transaction,
    deed: Deed,
    round_id: uuid.UUID,
    wish: BallotWish,
    question: Question,
    *,
    chance: Callable[[int], int],
) -> Opened:
    """Open a ballot on the newest release of a round; `chance(n)` gives each of the numbers from 0 to n - 1 alike.

    Raises `NotFound` where there is no such round in reach, `Conflict` where nothing of it is released, and where
    it has as many ballots as can be.
    """
    its_round = await get_round(transaction, deed.reach, round_id, to_change=True)
    release = await find_newest(transaction, round_id)
    if release is None:
        raise Conflict("round_without_release")
    if await count_made(transaction, round_id) >= MOST_BALLOTS:
        raise Conflict("too_many_records", limit=MOST_BALLOTS)
    ballot_id = deed.new_id()
    slips = make_slip_codes(chance, wish.people) if wish.codes == "slips" else ()
    codes = slips or (await _new_shared_code(transaction, deed.at, chance),)
    hashes, all_of_them = hashes_of(ballot_id, codes)
    opened = BallotRow(
        municipality_id=its_round.municipality_id,
        round_id=round_id,
        id=ballot_id,
        release_hash=release.release_hash,
        kind=wish.kind,
        title=wish.title,
        question=question,
        codes=wish.codes,
        people=wish.people,
        code_hash=all_of_them if slips else hashes[0],
        created_at=deed.at,
        closed_at=None,
        phones=None,
        paper=Tally(0, {option.key: 0 for option in question.options}),
    )
    await add_ballot(transaction, opened, hashes if slips else ())
    await note_ballot(transaction, deed, "ballot_opened", opened, kind=wish.kind, codes=wish.codes, people=wish.people)
    return Opened(opened, codes)


async def _new_shared_code(transaction: Transaction, now: datetime, chance: Callable[[int], int]) -> str:
    """Return a code for a room that no other room has now, as it must lead to one ballot alone."""
    while True:
        code = make_shared_code(chance)
        if await find_by_code(transaction, code, since=now - OPEN_FOR - SHOWN_FOR) is None:
            return code


async def change_ballot(
    transaction: Transaction,
    deed: Deed,
    place: Place,
    change: BallotChange,
    *,
    revisions: frozenset[str] | None,
) -> BallotRow:
    """Change or close the ballot at `place` (round and ballot), and return it as it is then.

    Closing counts all votes and deletes them; call `sweep_votes` once that is committed. `revisions` are those to
    change, "*": any. Raises `NotFound`, `InputInvalid`, `RevisionMissing`, `RevisionDiffers`, and `Conflict` for what
    cannot be: opening a ballot again, another question under votes that were cast, more ballots than people, more
    people than slips.
    """
    found = await get_ballot(transaction, deed, place)
    require_revision(revisions, revision_of(found), demanded=True)
    changed = _with(found, change)
    await _require_same_question(transaction, found, changed)
    if change.opens and not found.is_open:
        raise Conflict("ballot_stays_closed")
    closes = change.closes and found.is_open
    if closes:
        changed = await count_and_close(transaction, changed, at=deed.at)
    cast = await count_votes(transaction, found) if changed.phones is None else changed.phones.ballots
    if cast + changed.paper.ballots > changed.people:
        raise Conflict("ballot_more_than_people", count=cast + changed.paper.ballots, people=changed.people)
    if changed == found:
        return found
    await set_counts(transaction, changed)
    name: EventName = "ballot_closed" if closes else "ballot_changed"
    paper: dict[str, object] = {"paper_ballots": changed.paper.ballots, "paper_dots": dict(changed.paper.dots)}
    if not found.is_open and changed.paper != found.paper:
        # Whoever reads the result is told, wherever it is shown.
        paper["after_end"] = True
        changed = dataclasses.replace(changed, paper_late=True)
    await note_ballot(transaction, deed, name, changed, people=changed.people, **(paper if change.paper else {}))
    return changed


async def _require_same_question(transaction: Transaction, found: BallotRow, changed: BallotRow) -> None:
    """Raise `Conflict` where the question would change under what was voted on it."""
    if changed.title == found.title:
        return
    if not found.is_open or found.paper.ballots or await count_votes(transaction, found):
        raise Conflict("ballot_title_stays")


def _with(found: BallotRow, change: BallotChange) -> BallotRow:
    people = found.people if change.people is None else change.people
    if people != found.people and found.codes == "slips":
        raise Conflict("ballot_people_of_slips")
    paper = found.paper
    if change.paper is not None:
        wish = change.paper
        paper = Tally(wish.ballots, parse_paper(found.question, wish.ballots, wish.dots))
    title = found.title if change.title is None else change.title
    return dataclasses.replace(found, title=title, people=people, paper=paper)


def titles_to_ask(plan: Plan, kind: BallotKind) -> Iterator[tuple[str, LocalisedText]]:
    """Yield what of a questionnaire can be voted on: fields with items of their own, or suggestions."""
    structure = plan.structure
    if kind == "fields":
        asked = {structure.item_fields[plan.items[at].key] for each in plan.fields for at in each.coverage_items}
        yield from ((each.key, structure.nodes[each.key].definition.title) for each in plan.fields if each.key in asked)
    if kind == "suggestions":
        yield from ((key, each.title) for key, each in suggestions_of(plan).items())


def _options(wish: BallotWish, known: Mapping[str, LocalisedText]) -> Sequence[BallotOption]:
    """Return the options of a wish; raise `InputInvalid` with everything that is wrong with them."""
    if not wish.options and wish.kind == "fields":
        return [BallotOption(key, title) for key, title in known.items()]
    options, problems = [], []
    for at, each in enumerate(wish.options):
        key = each.key or f"own-{at + 1}"
        if each.title is None and key in known:
            options.append(BallotOption(key, known[key]))
        elif each.title is None:
            where, code = ("key", "ballot_unknown_option") if each.key else ("title", "ballot_title_missing")
            problems.append(Problem(pointer("options", at, where), code, {"name": shown(key)}))
        elif key in known:
            problems.append(Problem(pointer("options", at, "title"), "ballot_title_not_own", {"name": shown(key)}))
        else:
            options.append(BallotOption(key, {"": each.title}))
    named = [(each.key or f"own-{at + 1}", ("options", at)) for at, each in enumerate(wish.options)]
    problems += twice("option", named)
    if problems:
        raise InputInvalid(problems)
    return options
