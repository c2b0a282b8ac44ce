"""`script/hold`: run, print what was found, fail where something is lost or doubled."""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable
from pathlib import Path

from hold.calling import Patience
from hold.faults import FAULTS
from hold.run import Outcome, Scale, open_site, run
from hold.summary import as_text, shortcomings

FULL = Scale(
    participants=1000,
    wave_seconds=20.0,
    waves=21,
    spare_waves=5,
    faults=FAULTS,
    times=3,
    fault_seconds=3.0,
    calm_seconds=0.5,
    patience=Patience(attempt=8.0, whole=60.0),
    long_after=30.0,
    database_seconds=5.0,
    deadline=900.0,
)
SHORT = Scale(
    participants=600,
    wave_seconds=20.0,
    waves=1,
    spare_waves=1,
    faults=FAULTS,
    times=1,
    fault_seconds=0.6,
    calm_seconds=0.05,
    patience=Patience(attempt=3.0, whole=20.0, longest_pause=1.0),
    long_after=5.0,
    database_seconds=2.0,
    deadline=120.0,
)
# Fewer would prove less than is promised.
FEWEST_ACKNOWLEDGED = 20_000


def main() -> int:
    """Return 0 where nothing is lost or doubled, 1 where something is or the run was too small, 2 for misuse."""
    chosen = _parse_arguments()
    scale = SHORT if chosen.short else FULL
    try:
        outcome = asyncio.run(_run(scale, chosen.keep))
    except (RuntimeError, TimeoutError) as error:
        print(f"The run came to no end: {error!r}", file=sys.stderr)
        return 1
    print(as_text(outcome))
    wrong = shortcomings(outcome, times=scale.times, acknowledged=0 if chosen.short else FEWEST_ACKNOWLEDGED)
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
    parser.add_argument("--short", action="store_true", help="one wave, every fault once: less than a minute")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="copy the clients' history and the logs there")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
