"""The command line: `selfcheck`, also as `python -m selfcheck_service`."""

import gc

__all__ = ["main"]

# What modules define stays, and so does nearly all that a service makes when it starts: some 130,000 objects. Going by
# its own numbers, Python looks through them for garbage again and again, for a fifth of that time, and finds none.
_COLLECT_AFTER = (500_000, 20, 100)


def main() -> None:
    """Run the command that the arguments name, and leave with its exit code (docs/authors.md lists them)."""
    gc.set_threshold(*_COLLECT_AFTER)
    from selfcheck_service.cli.group import app  # noqa: PLC0415 - loading is what has to be quick

    app()
