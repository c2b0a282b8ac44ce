"""`script/hold`: run, print what was found, fail where something is lost or doubled."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import uvloop

from hold.run import Outcome, Scale, open_site, run
from hold.scales import BROKEN, FULL, SHORT
from hold.summary import as_text, shortcomings


def main() -> int:
    """Return 0 where nothing is lost or doubled, 1 where something is or the run was too small, 2 for misuse."""
    chosen = _parse_arguments()
    scale = BROKEN[chosen.build] if chosen.build else SHORT if chosen.short else FULL
    try:
        outcome = uvloop.run(_run(scale, chosen.keep))
    except (RuntimeError, TimeoutError) as error:
        print(f"The run came to no end: {error!r}", file=sys.stderr)
        return 1
    print(as_text(outcome))
    wrong = shortcomings(outcome, scale)
    for line in wrong:
        print(f"FAILED: {line}")
    return 1 if wrong else 0


async def _run(scale: Scale, keep: Path | None) -> Outcome:
    async with open_site(keep=keep) as site:
        return await run(site, scale, _progress())


def _progress() -> Callable[[str], None]:
    """Return what shows how far the run is: one line that changes, where somebody looks at it."""
    began = time.monotonic()

    def say(words: str) -> None:
        if sys.stdout.isatty():
            print(
                f"\r\033[K{time.monotonic() - began:4.0f} s  {words}",
                end="\n" if words == "checking" else "",
                flush=True,
            )

    return say


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/hold", description="Prove that nothing acknowledged is lost.")
    parser.add_argument("--short", action="store_true", help="one wave, the gravest faults once: less than a minute")
    parser.add_argument("--build", choices=sorted(BROKEN), help="run a build that is broken on purpose; it must fail")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="copy the clients' history and the logs there")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
