"""The files of the project, as git sees them: for tests about the project itself."""

import subprocess
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]


@cache
def project_files() -> list[Path]:
    """Return every file that is in the project or would be with the next commit; of a copy without git, every file."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=CHECKOUT, capture_output=True, check=False)
    if listed.returncode == 0:
        paths = [CHECKOUT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        paths = [path for path in CHECKOUT.rglob("*") if not path.relative_to(CHECKOUT).parts[0].startswith(".venv")]
    return [path for path in paths if path.is_file()]


def text_files() -> list[Path]:
    """Return the files that can be read as text."""
    return [path for path in project_files() if path.suffix not in {".ico", ".png", ".ttf", ".woff2"}]
