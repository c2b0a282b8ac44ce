"""What the service is compared with must not change unnoticed: a slower base would make everything look fast."""

import hashlib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
HASHES = CHECKOUT / "bench" / "comparators" / "hashes.txt"


def changed_comparators() -> list[str]:
    """Return the files that differ from what hashes.txt (in the format of sha256sum) says of them."""
    changed = []
    for line in HASHES.read_text().splitlines():
        expected, name = line.split(maxsplit=1)
        path = CHECKOUT / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            changed.append(name)
    return changed
