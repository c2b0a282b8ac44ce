"""Names for files that people download, of letters, digits and hyphens: every system takes these."""

import re
import unicodedata

# German letters are written out, as people do it themselves; NFKD alone would leave “a” of “ä”, and nothing of “ß”.
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_OTHERS = re.compile("[^a-z0-9]+")
_LONGEST_PART = 40


def file_name(*parts: str, ending: str) -> str:
    """Return a file name of some parts, with hyphens between them and an ending such as `csv` behind a full stop.

    Each part is at most 40 characters long, and left out where nothing of it can be written in small ASCII letters,
    digits and hyphens.
    """
    return f"{'-'.join(filter(None, map(in_plain_letters, parts)))}.{ending}"


def in_plain_letters(text: str) -> str:
    """Return a text in small ASCII letters, digits and single hyphens, at most 40 characters; empty where none is."""
    plain = unicodedata.normalize("NFC", text).lower().translate(_WRITTEN_OUT)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return _OTHERS.sub("-", plain).strip("-")[:_LONGEST_PART].rstrip("-")
