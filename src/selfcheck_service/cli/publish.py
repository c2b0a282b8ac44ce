"""`selfcheck publish`: definitions from files into the database."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from selfcheck_service.catalogue import FileInvalid, check, find_definitions, locate, read_document
from selfcheck_service.cli.database import with_database
from selfcheck_service.cli.faults import DONE, REFUSED, MessageLanguage, explain_fault
from selfcheck_service.core.definition.problems import Conflict, DefinitionInvalid, InputInvalid
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.use_cases.publishing import Publication, preview_publication, publish_questionnaire

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", exists=True, help="Version folders, folders of them, or YAML or JSON files."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen and store nothing.")]


@app.command()
def publish(files: Files, preview: DryRun = False, language: MessageLanguage = "") -> None:  # noqa: FBT002 - a flag of the command
    """Publish definitions, directly into the database. What is published never changes.

    Prints one line per definition. Leaves with 1 where at least one is refused; the others are published.
    """
    definitions = [definition for file in files for definition in find_definitions(file)]

    async def work(database: Database) -> int:
        worst = DONE
        for definition in definitions:
            try:
                # Golden cases belong to the files, so only here is there anything to compare.
                _refuse_faults(definition)
                published = await publish_file(database, definition, now=datetime.now(UTC), preview=preview)
            except (InputInvalid, Conflict) as error:
                explain_fault(error, language)
                worst = REFUSED
            else:
                typer.echo(_line(published, preview=preview))
        return worst

    raise typer.Exit(with_database(Settings.load(), work))


def _refuse_faults(definition: Path) -> None:
    faults = check(definition)
    if any(located.problem.severity == "error" for located in faults):
        raise FileInvalid(faults)


async def publish_file(database: Database, path: Path, *, now: datetime, preview: bool) -> Publication:
    """Publish the definition at a path, or say what that would come to.

    Raises `FileInvalid` with every fault and its place, and `Conflict` where the version exists with other content.
    """
    document = read_document(path)
    if document.data is None or document.has_errors:
        raise FileInvalid(document.problems)
    step = preview_publication if preview else publish_questionnaire
    try:
        return await step(database, document.data, now=now)
    except DefinitionInvalid as invalid:
        raise FileInvalid(locate(invalid.problems, document.positions)) from invalid


def _line(publication: Publication, *, preview: bool) -> str:
    version = publication.version
    outcome = f"would be {publication.outcome}" if preview else publication.outcome
    diff = publication.comparison
    step = "" if diff is None else f" ({diff.declared} since {diff.old}, needed: {diff.bump})"
    return f"{version.key} {version.version} {outcome} {version.definition_hash}{step}"
