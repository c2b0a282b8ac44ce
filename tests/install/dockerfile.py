"""Just enough of a Dockerfile's grammar to perform one stage of it by hand."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Step:
    """One instruction, such as RUN, and what follows it."""

    instruction: str
    argument: str


def read_stages(dockerfile: Path) -> list[list[Step]]:
    """Return the steps of each stage, in order; a stage begins with its FROM."""
    text = re.sub(r"\\\n\s*", " ", dockerfile.read_text())
    stages: list[list[Step]] = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            instruction, _, argument = line.strip().partition(" ")
            if instruction == "FROM":
                stages.append([])
            stages[-1].append(Step(instruction, argument.strip()))
    return stages


def perform(stage: list[Step], *, context: Path, root: Path, environment: dict[str, str]) -> None:
    """Copy and run what a stage copies and runs, with its absolute folders moved below `root`."""
    for step in stage:
        if step.instruction == "COPY":
            *sources, target = step.argument.split()
            for source in sources:
                _copy(context / source, root / "src" / target)
        elif step.instruction == "RUN":
            command = re.sub(r"(?<![\w./])/(app|build|src|wheels)\b", rf"{root}/\1", step.argument)
            subprocess.run(["/bin/sh", "-ec", command], cwd=root / "src", env=environment, check=True, timeout=300)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    else:
        shutil.copy2(source, target / source.name if target.is_dir() else target)
