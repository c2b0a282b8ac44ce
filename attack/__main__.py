"""`script/attack`: run, print what was found, fail where the real build is broken or a weakened one is not."""

import argparse
import asyncio
import os
import sys
import time

from attack.outcome import Outcome
from attack.run import attack_one, attack_real, attack_weakened, builds
from attack.served import attack_served, served_numbers
from attack.summary import as_text, shortcomings, stories

LONG, SHORT = 10_000, 500
# Rounds against the running service.
SERVED_LONG, SERVED_SHORT = 250, 25


def main() -> int:
    """Return 0 where nothing is found and every weakened build falls, 1 where not, 2 for misuse."""
    chosen = _parse_arguments()
    if chosen.only is not None and chosen.served:
        return _tell(asyncio.run(attack_served(chosen.seed, [chosen.only])))
    if chosen.only is not None:
        return _tell(attack_one(chosen.seed, chosen.build, chosen.only))
    began = time.monotonic()
    weakened = attack_weakened(chosen.seed, chosen.cores)
    rounds = chosen.rounds or (SHORT if chosen.short else LONG)
    served = served_numbers(chosen.seed, SERVED_SHORT if chosen.short else SERVED_LONG)
    outcome = asyncio.run(attack_served(chosen.seed, served))
    outcome.add(attack_real(chosen.seed, range(rounds), chosen.cores, _show))
    print(as_text(outcome, weakened, time.monotonic() - began))
    print("\nHow the weakened builds fell:")
    for story in stories(weakened):
        print(f"- {story}")
    wrong = shortcomings(outcome, weakened)
    for line in wrong:
        print(f"FAILED: {line}")
    return 1 if wrong else 0


def _tell(outcome: Outcome) -> int:
    """Tell everything that is found in one round."""
    for finding in outcome.findings:
        print(finding)
    print(", ".join(f"{name}: {count}" for name, count in outcome.tried.items()))
    return 1 if outcome.findings else 0


def _show(done: int, whole: int) -> None:
    """Show how far the run is: one line that changes, where somebody looks at it."""
    if sys.stdout.isatty():
        filled = 40 * done // whole
        print(
            f"\r[{'#' * filled}{'.' * (40 - filled)}] {done} of {whole}", end="\n" if done == whole else "", flush=True
        )


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/attack", description="Try to find out what somebody answered.")
    parser.add_argument("--short", action="store_true", help=f"{SHORT} rounds in place of {LONG}")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="other rounds")
    parser.add_argument("--rounds", type=int, metavar="N", help="so many rounds")
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1, metavar="N", help="on so many cores")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="one round, told in full")
    parser.add_argument("--build", choices=sorted(builds()), default="real", help="which build --only attacks")
    parser.add_argument("--served", action="store_true", help="with --only: on the running service")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
