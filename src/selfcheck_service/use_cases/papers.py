"""Papers for privacy, of a round that is stored."""

import uuid

from selfcheck_service.reports.privacy.paper import Matter, Paper
from selfcheck_service.reports.privacy.papers import write_paper
from selfcheck_service.storage import Database
from selfcheck_service.storage.municipalities import get_municipality
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases.days import HERE
from selfcheck_service.use_cases.keeping import CODES_DAYS
from selfcheck_service.use_cases.plans import Plans


async def paper_of(
    database: Database, plans: Plans, reach: Reach, round_id: uuid.UUID, *, name: str, language: str
) -> Paper:
    """Return a paper of a round in German (`de`) or English (`en`); `name` is one of `PAPERS`.

    Raises `NotFound` where there is no such round in reach.
    """
    async with database.reading() as transaction:
        found = await get_round(transaction, reach, round_id)
        municipality = await get_municipality(transaction, reach, found.municipality_id)
    matter = Matter(
        questionnaire=(await plans.get(found.questionnaire, found.version)).questionnaire,
        terms=found.terms,
        title=found.title,
        municipality=municipality.name,
        languages=found.languages,
        opens_at=found.opens_at.astimezone(HERE),
        closes_at=found.closes_at.astimezone(HERE),
        codes_days=CODES_DAYS,
        erase_on=found.erase_on,
    )
    return write_paper(name, matter, language)
