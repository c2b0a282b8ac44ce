"""Runs the commands of a page, block after block, and compares what they print with what the page shows."""

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.checkout import CHECKOUT

ANYTHING = "…"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
# Functions and the page's own variables go from block to block, as they do in a terminal.
_BEGIN = 'set -euo pipefail; [ ! -f "$STATE" ] || . "$STATE"\n'
_END = '\n{ declare -f; declare -p | grep "^declare -- [A-Z]*=" || true; } > "$STATE"\n'
# The page asks the shell for the day; a year later it is another one there, too.
_CLOCK = """
date() {
  local given=() next=""
  for each in "$@"; do
    [ -z "$next" ] || each="$each $SECONDS_LATER seconds"
    [ "$each" = -d ] && next=yes || next=""
    given+=("$each")
  done
  command date "${given[@]}"
}
"""


@dataclass(frozen=True)
class Step:
    """A block of commands, and the kind and text of the output that stands behind it, if any does."""

    commands: str
    kind: str | None
    output: str


def steps_of(page: str) -> list[Step]:
    """Return what a page has people do, in order: `sh` blocks, each with a `json` or `text` block right behind it."""
    blocks = [(found[1], found[2]) for found in _BLOCK.finditer(page)]
    found = []
    for place, (kind, text) in enumerate(blocks):
        if kind == "sh":
            after = blocks[place + 1] if place + 1 < len(blocks) else ("", "")
            found.append(Step(text, after[0] if after[0] in ("json", "text") else None, after[1]))
    return found


class Shell:
    """A terminal in a folder that has the documents of the checkout, in which blocks run one after the other."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._folder = folder
        (folder / "docs").symlink_to(CHECKOUT / "docs")
        self.environment = {**os.environ, "SECONDS_LATER": "0", "STATE": str(folder / "state"), **environment}

    def run(self, commands: str) -> str:
        """Run a block and return what it prints. A command that fails fails the test, with what it said."""
        done = subprocess.run(
            ["bash", "-c", _BEGIN + _CLOCK + commands + _END],
            cwd=self._folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"
        return done.stdout


def compare(step: Step, printed: str) -> None:
    """Assert that a block printed what the page shows behind it."""
    if step.kind == "json":
        problems = list(differences(json.loads(_written_out(step.output)), json.loads(printed)))
        assert not problems, f"{step.commands}\n{problems}\n{printed}"
    elif step.kind == "text":
        assert _is_like(step.output.strip(), printed.strip()), f"{step.commands}\n{printed}"


def _written_out(text: str) -> str:
    """Return JSON in which each bare `…` is a member of its map, or an entry of its list."""
    opened, parts = [], []
    for token in re.findall(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|…|[^"\[\]{}…]+', text):
        if token in ("[", "{"):
            opened.append(token)
        elif token in ("]", "}"):
            opened.pop()
        in_map = token == ANYTHING and opened[-1] == "{"
        parts.append(f'"{ANYTHING}": 0' if in_map else f'"{ANYTHING}"' if token == ANYTHING else token)
    return "".join(parts)


def _is_like(shown: str, real: object) -> bool:
    pattern = ".*".join(map(re.escape, shown.split(ANYTHING)))
    return isinstance(real, str) and re.fullmatch(pattern, real, re.DOTALL) is not None


def differences(shown: object, real: object, place: str = "") -> Iterator[str]:
    """Yield what is not as shown. `…` in a map or at the end of a list: there is more; in a text: anything."""
    if isinstance(shown, dict) and isinstance(real, dict):
        yield from _differing_members(shown, real, place)
    elif isinstance(shown, list) and isinstance(real, list):
        yield from _differing_entries(shown, real, place)
    elif isinstance(shown, str) and ANYTHING in shown:
        if shown != ANYTHING and not _is_like(shown, real):
            yield f"{place}: {real!r} is not {shown!r}"
    elif (type(shown), shown) != (type(real), real):
        yield f"{place}: {real!r} is not {shown!r}"


def _differing_members(shown: dict[str, object], real: dict[str, object], place: str) -> Iterator[str]:
    wanted = {name: value for name, value in shown.items() if name != ANYTHING}
    if not (wanted.keys() <= real.keys() if ANYTHING in shown else wanted.keys() == real.keys()):
        yield f"{place} has {sorted(real)}"
    for name in wanted.keys() & real.keys():
        yield from differences(wanted[name], real[name], f"{place}/{name}")


def _differing_entries(shown: list[object], real: list[object], place: str) -> Iterator[str]:
    goes_on = shown[-1:] == [ANYTHING]
    entries = shown[:-1] if goes_on else shown
    if len(real) < len(entries) or (len(real) > len(entries) and not goes_on):
        yield f"{place} has {len(real)} entries"
    for number, (one, other) in enumerate(zip(entries, real, strict=False)):
        yield from differences(one, other, f"{place}/{number}")
