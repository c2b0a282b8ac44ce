"""How far people agree: the measures of van der Eijk and of Tastle and Wierman over one histogram.

Both look at the order of the options only. They are worked out from their published formulas; the oracles of the tests
are the values that the authors give.
"""

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from math import lcm

# A logarithm is never exact. `decimal` rounds it in the same way on every machine, which the libraries behind floats
# do not; of its 28 digits the last ones are given up, so that what ought to be 0 or 1 is.
_CONTEXT = Context(prec=28)
_LOG_2 = _CONTEXT.ln(Decimal(2))
_CERTAIN = Decimal("1e-18")


@lru_cache(maxsize=50_000)
def agreement(counts: tuple[int, ...]) -> Fraction | None:
    """Return the agreement A of van der Eijk (2001): 1 where all say the same, -1 where half stand at each end.

    None where nobody answered, and with fewer than three options, for which it is not defined.
    """
    everybody, options = sum(counts), len(counts)
    if not everybody or options < 3:
        return None
    layers, below = [], 0
    for height in sorted({count for count in counts if count}):
        pattern = tuple([count >= height for count in counts])
        layers.append(((height - below) * sum(pattern), _of_pattern(pattern)))
        below = height
    # One fraction is made at the end: making one of each step is what takes the time.
    common = lcm(*[found.denominator for _, found in layers])
    total = sum([share * found.numerator * (common // found.denominator) for share, found in layers])
    return Fraction(total, common * everybody)


@lru_cache(maxsize=1_000)
def _of_pattern(pattern: tuple[bool, ...]) -> Fraction:
    """Return the agreement of a layer: which options it has, and whether gaps lie between them."""
    options, filled = len(pattern), sum(pattern)
    if filled in (1, options):
        return Fraction(int(filled == 1))
    triples = [triple for triple in combinations(pattern, 3) if sum(triple) == 2]
    gaps = sum(triple == (True, False, True) for triple in triples)
    unimodal = Fraction((options - 2) * (len(triples) - gaps) - (options - 1) * gaps, (options - 2) * len(triples))
    return unimodal * (1 - Fraction(filled - 1, options - 1))


@lru_cache(maxsize=20_000)
def consensus(counts: tuple[int, ...]) -> Fraction | None:
    """Return the consensus of Tastle and Wierman (2007), to 18 digits: 1 where all say the same, 0 at both ends.

    None where nobody answered, and with one option, which leaves no choice.
    """
    everybody, steps = sum(counts), len(counts) - 1
    if not everybody or not steps:
        return None
    places = sum(place * count for place, count in enumerate(counts))
    total = Decimal(0)
    for place, count in enumerate(counts):
        away = abs(place * everybody - places)
        if count and away:
            total += count * _log_2(steps * everybody - away, steps * everybody)
    return 1 + Fraction((total / everybody).quantize(_CERTAIN, context=_CONTEXT))


@lru_cache(maxsize=20_000)
def _log_2(numerator: int, denominator: int) -> Decimal:
    quotient = _CONTEXT.divide(Decimal(numerator), Decimal(denominator))
    return _CONTEXT.divide(_CONTEXT.ln(quotient), _LOG_2)


def without_one(counts: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the histograms that are left when one rating is removed, whichever."""
    return [
        tuple(count - (at == place) for at, count in enumerate(counts)) for place in range(len(counts)) if counts[place]
    ]
