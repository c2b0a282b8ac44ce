"""Run a command as a user would, in this process, and see both streams."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from selfcheck_service.cli.group import app

DEFINITION = Path(__file__).parent / "definition"
EXPLAINED = Path(__file__).parent / "explained"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command wrote, and how it ended."""

    code: int
    out: str
    err: str
    octets: bytes


def run(
    *arguments: object, stdin: str | bytes | None = None, environment: Mapping[str, str | None] | None = None
) -> Ran:
    """Run `selfcheck` with these arguments, in English unless the environment says otherwise."""
    env = {"LC_ALL": "en_GB.UTF-8", **(environment or {})}
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin, env=env)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr, result.stdout_bytes)
