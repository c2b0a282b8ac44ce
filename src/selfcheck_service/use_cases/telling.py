"""What the people of a round are told: the welcome, and letters that the facilitator sends."""

import uuid
from dataclasses import dataclass

from selfcheck_service.core.rounds.lasting import minutes_of_round
from selfcheck_service.core.rounds.own_words import asks_own_words
from selfcheck_service.core.rounds.reminders import InvitationKind, Reminder, reminders
from selfcheck_service.core.rounds.welcome import Statement, welcome
from selfcheck_service.storage import Database
from selfcheck_service.storage.municipalities import get_municipality
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases.days import HERE
from selfcheck_service.use_cases.plans import Plans

_FEWEST_MINUTES = 2


@dataclass(frozen=True, slots=True)
class RoundTexts:
    """What respondents read in a round, and what to write to them."""

    welcome: tuple[Statement, ...]
    letters: tuple[Reminder, ...]


async def texts_of(
    database: Database,
    plans: Plans,
    reach: Reach,
    round_id: uuid.UUID,
    *,
    invitation: InvitationKind,
    minutes: int | None,
) -> RoundTexts:
    """Return the texts of a round; `minutes` is how long answering takes, None: guessed from the number of questions.

    Raises `NotFound` where there is no such round in reach.
    """
    async with database.reading() as transaction:
        found = await get_round(transaction, reach, round_id)
        municipality = await get_municipality(transaction, reach, found.municipality_id)
    plan = await plans.get(found.questionnaire, found.version)
    closes_at = found.closes_at.astimezone(HERE)
    letters = reminders(
        found.terms,
        closes_at,
        title=found.title,
        municipality=municipality.name,
        minutes=minutes or max(_FEWEST_MINUTES, minutes_of_round(plan, found.terms)),
        invitation=invitation,
        erase_on=found.erase_on,
    )
    own_words = asks_own_words(plan.questionnaire, found.perspectives or ("",))
    return RoundTexts(welcome(found.terms, closes_at, erase_on=found.erase_on, own_words=own_words), letters)
