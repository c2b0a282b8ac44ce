"""Numbers as people type them: with a comma or a point, with or without thousands set apart."""

import re

_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?!\d))")
_ONE_MARK = re.compile(r"[+-]?\d*[.,]\d*")
_COULD_BE_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_THOUSANDS = {
    ",": re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?"),
    ".": re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?"),
}
_OTHER = {",": ".", ".": ","}


class AmbiguousNumber(ValueError):
    """A number that means one thing in German and another in English, such as 1.234."""


def read_number(typed: str) -> str:
    """Return a number with a decimal point and nothing else, or the text as it is where it is none.

    Raises `AmbiguousNumber` where guessing could be wrong by a factor of a thousand.
    """
    text = _SPACES.sub("", typed.strip().replace("−", "-"))
    if _COULD_BE_THOUSANDS.fullmatch(text):
        raise AmbiguousNumber(text)
    if _ONE_MARK.fullmatch(text):
        return _completed(text.replace(",", "."))
    for mark, pattern in _THOUSANDS.items():
        if pattern.fullmatch(text):
            return text.replace(_OTHER[mark], "").replace(mark, ".")
    return text


def _completed(text: str) -> str:
    """Return ",5" as "0.5" and "5," as "5"."""
    whole, _, part = text.partition(".")
    if not part:
        return whole
    return f"{whole}{'' if whole[-1:].isdigit() else '0'}.{part}"
