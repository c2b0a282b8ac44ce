"""How much a definition may hold, whoever reads it: a file that the command line takes, the API must take too."""

import re

DEEPEST = 32
# Names of members count like values: for whoever reads them they cost the same.
MOST_VALUES = 150_000
# In characters as written. A longer number is an attack on whoever expands it.
LONGEST_NUMBER = 40
# An exponent beyond this is never part of a scoring rule, and expanding it would cost memory.
LARGEST_EXPONENT = 30
# Exact arithmetic has no limit of its own; an answer beyond these many digits is a slip or an attack.
MOST_DIGITS_OF_AN_ANSWER = 30

_EXPONENT = re.compile(r"[eE]([-+]?[0-9]+)$")


def is_number_too_long(spelling: str) -> bool:
    """Return whether a decimal number is written longer, or stands for a larger one, than anybody needs."""
    if len(spelling) > LONGEST_NUMBER:
        return True
    exponent = _EXPONENT.search(spelling)
    return exponent is not None and abs(int(exponent[1])) > LARGEST_EXPONENT
