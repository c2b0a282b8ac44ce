"""The command line: `selfcheck`, also as `python -m selfcheck_service`."""

from selfcheck_service.cli.group import app

__all__ = ["main"]


def main() -> None:
    """Run the command that the arguments name, and leave with its exit code (docs/authors.md lists them)."""
    app()
