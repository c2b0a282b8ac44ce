"""Published definitions, read from the database."""

from selfcheck_service.cli.database import with_database
from selfcheck_service.core.definition import Questionnaire, parse_definition
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.storage.questionnaires import PublishedDefinition, get_definition
from selfcheck_service.use_cases.plans import read_canonical


def read_published(key: str, version: str) -> Questionnaire:
    """Return a published version; raise `NotFound` where it was never published."""

    async def work(database: Database) -> PublishedDefinition:
        async with database.reading() as transaction:
            return await get_definition(transaction, key, version)

    return parse_definition(read_canonical(with_database(Settings.load(), work).definition))
