"""Which known name was probably meant by one that nobody knows."""

from collections.abc import Iterable, Sized
from difflib import get_close_matches
from itertools import islice

# Looking for what was meant takes time; a body with more faults is not a slip of the pen.
_MOST_HINTS = 20
# To look through very many names for every fault takes longer than anybody waits.
_MOST_COMPARED = 250


def hint(name: str, known: Iterable[str], faults: Sized) -> str:
    """Return the known name that was probably meant, in brackets; nothing where there are many `faults` already."""
    if len(faults) >= _MOST_HINTS:
        return ""
    close = get_close_matches(name, list(islice(known, _MOST_COMPARED)), n=1, cutoff=0.75)
    return f" ({close[0]}?)" if close else ""
