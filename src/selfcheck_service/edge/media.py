"""In which form to answer: the `Accept` header, weighed as RFC 9110 says."""

from collections.abc import Sequence

# What comes behind these is not looked at.
_MOST_RANGES = 20


def negotiate_media_type(header: str | None, available: Sequence[str]) -> str:
    """Return the available media type that the header prefers; the first one where it prefers none of them.

    The most specific range decides of a type, as `text/html` before `text/*`; of two that are wanted alike the first
    available one is taken. Nobody is refused: who asks for what there is not gets the first.
    """
    ranges = [_range(part) for part in (header or "").split(",")[:_MOST_RANGES]]
    wanted = {media_type: _quality(media_type, ranges) for media_type in available}
    best = max(available, key=lambda media_type: wanted[media_type])
    return best if wanted[best] > 0 else available[0]


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    given = [each.removeprefix("q=") for each in parameters if each.startswith("q=")]
    if not given:
        return name, 1.0
    # "q=nan" and "q=1_0" would be numbers for Python.
    is_number = given[0].isascii() and given[0].replace(".", "", 1).isdecimal()
    return name, min(float(given[0]), 1.0) if is_number else 0.0


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    for name in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        found = [quality for each, quality in ranges if each == name]
        if found:
            return found[0]
    return 0.0
