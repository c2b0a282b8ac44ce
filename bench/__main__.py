"""`script/bench`: run the measurements, print the table, fail where a floor is missed."""

import argparse
from collections.abc import Callable

from bench.briefs import measure_briefs
from bench.document import render
from bench.engine import measure_engine
from bench.evaluations import measure_evaluations
from bench.features import measure_features
from bench.frozen import CHECKOUT, changed_comparators
from bench.lists import measure_lists
from bench.measuring import FEWEST_ROUNDS
from bench.memory import measure_memory
from bench.pages import measure_pages
from bench.printing import measure_printing
from bench.releases import measure_releases
from bench.results import Row, as_text
from bench.sealing import measure_sealing
from bench.sockets import measure_sockets
from bench.start import measure_start
from bench.submitting import measure_submitting

MEASUREMENTS: dict[str, Callable[[int], list[Row]]] = {
    "evaluations": measure_evaluations,
    "sockets": measure_sockets,
    "submitting": measure_submitting,
    "lists": measure_lists,
    "pages": measure_pages,
    "releases": measure_releases,
    "briefs": measure_briefs,
    "sealing": measure_sealing,
    "printing": measure_printing,
    "engine": measure_engine,
    "features": measure_features,
    "start": measure_start,
    "memory": measure_memory,
}


def main() -> int:
    """Return 0, 1 where a floor is missed, 2 for misuse or a comparator that was changed."""
    chosen = _parse_arguments()
    if changed := changed_comparators():
        print(f"These comparators differ from bench/comparators/hashes.txt: {', '.join(changed)}")
        return 2
    rows = []
    for name in chosen.names or MEASUREMENTS:
        measured = MEASUREMENTS[name](chosen.rounds)
        print(as_text(measured), end="\n\n", flush=True)
        rows += measured
    if chosen.write:
        (CHECKOUT / "docs" / "performance.md").write_text(render(rows, chosen.rounds))
    missed = [row for row in rows if row.is_missed]
    for row in missed:
        print(f"missed: {row.what} against {row.comparator}")
    return 1 if missed else 0


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench", description="Measure ratios to comparators in the same run.")
    parser.add_argument("names", nargs="*", metavar="name", help=f"what to measure: {', '.join(MEASUREMENTS)} (all)")
    parser.add_argument("--rounds", type=int, default=FEWEST_ROUNDS, help="rounds of each measurement (%(default)s)")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md; only after measuring all")
    chosen = parser.parse_args()
    if unknown := sorted(set(chosen.names) - set(MEASUREMENTS)):
        parser.error(f"unknown: {', '.join(unknown)}")
    if chosen.rounds < FEWEST_ROUNDS:
        parser.error(f"fewer than {FEWEST_ROUNDS} rounds say nothing")
    if chosen.write and chosen.names:
        parser.error("--write needs all measurements")
    return chosen


if __name__ == "__main__":
    raise SystemExit(main())
