"""Build the wheel and the sdist and look at what is in them: everything needed, and nothing else.

Return 0 where both are right and 1 where something is missing or does not belong there.
"""

import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent

# A pattern names what may be there; a name that fits none of them is a stray.
WHEEL = [
    r"selfcheck_service/(?!_migrations/|_questionnaires/).*(\.py|/py\.typed)",
    r"selfcheck_service/(web|reports)/.*\.(html|css|js|svg|json|typ)",
    r"selfcheck_service/_migrations/(\.current-head|README\.md|script\.py\.mako|env\.py|versions/\w+\.py)",
    r"selfcheck_service/_questionnaires/[\w-]+/([\w.-]+/)*[\w.-]+\.(yaml|json|md)",
    r"selfcheck_service-[\d.]+\.dist-info/(METADATA|RECORD|WHEEL|entry_points\.txt)",
]
SDIST = [
    r"(PKG-INFO|\.gitignore|pyproject\.toml|requirements(-\w+)?\.txt|[A-Z]+\.md)",
    r"docs/.*\.(md|svg|png)",
    r"migrations/(\.current-head|README\.md|script\.py\.mako|env\.py|versions/\w+\.py)",
    r"openapi/[\w./-]+\.json",
    r"questionnaires/[\w-]+/([\w.-]+/)*[\w.-]+\.(yaml|json|md)",
    r"src/selfcheck_service/.*(\.py|/py\.typed)",
    r"src/selfcheck_service/(web|reports)/.*\.(html|css|js|svg|json|typ)",
]


def main() -> int:
    """Print one line for each thing that is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "hatchling", "build", "--directory", folder]
        built = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
        if built.returncode != 0:
            print(built.stdout + built.stderr)
            return 1
        (wheel,) = Path(folder).glob("*.whl")
        (sdist,) = Path(folder).glob("*.tar.gz")
        wrong = [
            *compare("wheel", names_in_wheel(wheel), WHEEL, expected_in_wheel()),
            *compare("sdist", names_in_sdist(sdist), SDIST, expected_in_sdist()),
        ]
    for line in wrong:
        print(line)
    return 1 if wrong else 0


def compare(archive: str, names: set[str], allowed: list[str], expected: set[str]) -> list[str]:
    """Return what is missing from an archive and what is in it without being allowed."""
    fitting = re.compile("|".join(f"(?:{pattern})" for pattern in allowed))
    missing = [f"{archive}: {name} is missing" for name in sorted(expected - names) if fitting.fullmatch(name)]
    strays = [f"{archive}: {name} does not belong there" for name in sorted(names) if not fitting.fullmatch(name)]
    return missing + strays


def names_in_wheel(wheel: Path) -> set[str]:
    """Return the names of the files in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def names_in_sdist(sdist: Path) -> set[str]:
    """Return the names of the files in an sdist, without the folder that all of them lie in."""
    with tarfile.open(sdist) as archive:
        return {member.name.split("/", 1)[1] for member in archive.getmembers() if member.isfile()}


def expected_in_wheel() -> set[str]:
    """Return what a wheel cannot do without: code, migrations and questionnaires."""
    return {
        *under("src"),
        *(f"selfcheck_service/_{name}" for name in under(".", "migrations")),
        *(f"selfcheck_service/_{name}" for name in under(".", "questionnaires")),
    }


def expected_in_sdist() -> set[str]:
    """Return what a wheel is built from."""
    return {*under(".", "src"), *under(".", "migrations"), *under(".", "questionnaires"), "README.md", "CHANGELOG.md"}


def under(base: str, folder: str = "") -> set[str]:
    """Return the files of the project below a folder, named from `base` on; caches are none of them."""
    root = CHECKOUT / base
    found = (path for path in (root / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(root).as_posix() for path in found}


if __name__ == "__main__":
    raise SystemExit(main())
