"""`selfcheck bundle`: a version folder as the one JSON document that the API takes and gives."""

from pathlib import Path
from typing import Annotated

import typer

from selfcheck_service.catalogue import FileInvalid, locate, read_document
from selfcheck_service.core.definition import canonical_document, parse_definition
from selfcheck_service.core.definition.problems import DefinitionInvalid

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Definition = Annotated[Path, typer.Argument(exists=True, help="A version folder, or one YAML or JSON file.")]


@app.command()
def bundle(definition: Definition) -> None:
    """Print a definition as one JSON document, byte for byte as it would be published.

    Faults are named with file and line, and nothing is printed.
    """
    document = read_document(definition)
    if document.data is None or document.has_errors:
        raise FileInvalid(document.problems)
    try:
        questionnaire = parse_definition(document.data)
    except DefinitionInvalid as invalid:
        raise FileInvalid(locate(invalid.problems, document.positions)) from invalid
    typer.echo(canonical_document(questionnaire), nl=False)
