"""`selfcheck diff`: what differs between two versions, the smallest honest bump, what stays comparable."""

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from selfcheck_service.catalogue import read_questionnaire
from selfcheck_service.cli.diff_words import diff_lines, diff_rows, outcome_line
from selfcheck_service.cli.faults import DONE, REFUSED, MessageLanguage, say
from selfcheck_service.cli.output import Format, FormatOption
from selfcheck_service.cli.progress import expires_in, progress_bar
from selfcheck_service.cli.stored import read_published
from selfcheck_service.core.comparison import Bump, compare_along_bridge, is_enough
from selfcheck_service.core.definition import Questionnaire
from selfcheck_service.core.scoring import compile_plan
from selfcheck_service.simulation import chance_of, try_to_refute

app = typer.Typer(add_completion=False, rich_markup_mode=None)

# The same two versions are always compared by the same responses.
_SEED = 1
_HELP = "Version folder, YAML or JSON file, or key@version of a published version in the database."
Old = Annotated[str, typer.Argument(metavar="OLD", help=_HELP)]
New = Annotated[str, typer.Argument(metavar="NEW", help="The later one, named in the same way.")]
Tries = Annotated[
    int,
    typer.Option(
        min=0, max=1_000_000, help="How many synthetic responses try to refute the bump; 200 where it is major."
    ),
]
Seconds = Annotated[float, typer.Option(min=1, help="When to stop trying.")]
Require = Annotated[
    Literal["patch", "minor"] | None,
    typer.Option(help="Leave with 1 where the change needs more than this bump, whatever the version numbers say."),
]


@app.command()
def diff(
    old: Old,
    new: New,
    *,
    output: FormatOption = Format.TEXT,
    tries: Tries = 2000,
    seconds: Seconds = 50.0,
    require: Require = None,
    language: MessageLanguage = "",
) -> None:
    """Compare two versions of a questionnaire (docs/versions.md).

    Leaves with 1 where the version numbers promise more than holds, or where more than `--require` is needed.
    """
    before, after = _read(old), _read(new)
    plans = compile_plan(before), compile_plan(after)
    compared = compare_along_bridge(before, after)
    with progress_bar(f"{old} → {new}") as progress:
        found = try_to_refute(compared, *plans, chance_of(_SEED), tries, expired=expires_in(seconds), progress=progress)
    if output is Format.JSON:
        typer.echo(json.dumps(diff_rows(found, language), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(diff_lines(found, language)))
    # Two documents that both say the same version are drafts: nothing has been promised yet.
    allowed: Bump = require or ("major" if found.old == found.new else found.declared)
    say(outcome_line(found, allowed, language))
    raise typer.Exit(DONE if is_enough(allowed, found.bump) else REFUSED)


def _read(name: str) -> Questionnaire:
    """Return the questionnaire at a path, else the published one that `key@version` names."""
    path = Path(name)
    key, at, version = name.rpartition("@")
    if at and not path.exists():
        return read_published(key, version)
    if not path.exists():
        raise typer.BadParameter(f"path '{name}' does not exist.")
    return read_questionnaire(path).questionnaire
