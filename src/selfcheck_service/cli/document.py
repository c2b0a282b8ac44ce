"""`selfcheck document`: a version of a questionnaire as pages that people read and link."""

from pathlib import Path
from typing import Annotated

import typer

from selfcheck_service.catalogue import read_questionnaire
from selfcheck_service.cli.faults import DONE, REFUSED
from selfcheck_service.reports.questionnaire import MADE_OF, questionnaire_pages

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Definition = Annotated[
    Path,
    typer.Argument(metavar="DEFINITION", exists=True, help="Version folder, or one YAML or JSON file."),
]
Target = Annotated[
    Path,
    typer.Option("--output", metavar="FOLDER", file_okay=False, help="Where the pages go, a folder for each language."),
]
Check = Annotated[bool, typer.Option("--check", help="Write nothing, and compare with the pages that are there.")]


@app.command()
def document(definition: Definition, output: Target, check: Check = False) -> None:  # noqa: FBT002 - a flag of the command
    """Write a definition as Markdown: fields, items, levels, suggestions and procedures in all its languages.

    Every part has an anchor by its key, such as `fields/dialog.md#item-zweck`. Pages that this command made before and
    that are not among the new ones are deleted. With --check leaves with 1 where pages differ from the definition.
    """
    pages = {
        output / name: text.encode()
        for name, text in questionnaire_pages(read_questionnaire(definition).questionnaire).items()
    }
    strays = _strays(pages)
    if check:
        raise typer.Exit(_compare(pages, strays, f"selfcheck document {definition} --output {output}"))
    for path, content in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for path in strays:
        path.unlink()
    typer.echo(f"{output}: {len(pages)} pages")


def _strays(pages: dict[Path, bytes]) -> list[Path]:
    """Return the pages that were made before and are none of these any more; what others wrote is theirs."""
    folders = {path.parent for path in pages}
    found = (path for folder in folders for path in folder.glob("*.md") if path not in pages)
    return sorted(path for path in found if path.read_bytes().startswith(MADE_OF.encode()))


def _compare(pages: dict[Path, bytes], strays: list[Path], command: str) -> int:
    differing = [path for path, content in pages.items() if not path.is_file() or path.read_bytes() != content]
    for path in sorted([*differing, *strays]):
        typer.echo(f"{path} differs from the definition; `{command}` writes it anew")
    return REFUSED if differing or strays else DONE
