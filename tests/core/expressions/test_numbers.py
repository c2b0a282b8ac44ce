"""The rounded functions against series of fractions with proven error bounds, which know nothing of decimals."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from math import floor, gcd, lcm, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.definition.expressions import numbers, reals, roots
from selfcheck_service.core.definition.expressions.numbers import (
    LIMIT,
    ROUNDING_MODES,
    bounded,
    decimal_logarithm,
    exponential,
    natural_logarithm,
    power,
    round_exactly,
    square_root,
    too_large,
)
from selfcheck_service.core.definition.expressions.reals import ExactNumber
from selfcheck_service.core.definition.expressions.roots import coprime_powers, weighted_root
from tests.drawn import fewer

Ends = tuple[Fraction, Fraction]
FINE = 10**80


def coarse(ends: Ends, unit: int = FINE) -> Ends:
    """Keep the fractions short; the ends only move outwards."""
    return Fraction(floor(ends[0] * unit), unit), Fraction(-floor(-ends[1] * unit), unit)


def small_exponential(number: Fraction) -> Ends:
    """e^x for 0 ≤ x ≤ 1: the rest of the series is smaller than twice its next term."""
    total, term, count = Fraction(0), Fraction(1), 0
    while term > Fraction(1, FINE * 10):
        total, count = total + term, count + 1
        term = Fraction(-floor(-term * number / count * FINE * FINE), FINE * FINE)
    return total - Fraction(count, FINE * FINE), total + 2 * term


def series_exponential(number: Fraction) -> Ends:
    """Halve the argument until it is small, then square the result as often."""
    halvings = max(0, int(abs(number)).bit_length() + 1)
    low, high = coarse(small_exponential(abs(number) / 2**halvings), FINE * FINE)
    for _ in range(halvings):
        low, high = coarse((low * low, high * high), FINE * FINE)
    return (low, high) if number >= 0 else (1 / high, 1 / low)


def series_logarithm(number: Fraction) -> Ends:
    """ln x = k·ln 2 + 2·artanh((m − 1)/(m + 1)) with m = x/2^k near 1."""
    if number < 1:
        low, high = series_logarithm(1 / number)
        return -high, -low
    doublings = 0
    while number / 2**doublings > Fraction(4, 3):
        doublings += 1
    mantissa, two = number / 2**doublings, _artanh(Fraction(1, 3))
    rest = (
        _artanh((mantissa - 1) / (mantissa + 1))
        if mantissa >= 1
        else _negative(_artanh((1 - mantissa) / (1 + mantissa)))
    )
    return 2 * (doublings * two[0] + rest[0]), 2 * (doublings * two[1] + rest[1])


def _negative(ends: Ends) -> Ends:
    return -ends[1], -ends[0]


def _artanh(number: Fraction) -> Ends:
    unit = FINE * FINE
    total, odd, up = Fraction(0), 1, coarse((number, number), unit)[1]
    square = coarse((number * number, number * number), unit)
    down = coarse((number, number), unit)[0]
    low = total
    while up / odd > Fraction(1, FINE * 10):
        low, total = low + down / odd, total + up / odd
        low, total = coarse((low, total), unit)
        down, up, odd = coarse((down * square[0], up), unit)[0], coarse((down, up * square[1]), unit)[1], odd + 2
    return low, total + 2 * up / odd


def half_even(ends: Ends) -> Fraction:
    """Round to 50 significant digits by integers alone; both ends must agree."""
    found = {_half_even(end) for end in ends}
    assert len(found) == 1, "the series is not fine enough for this argument"
    return found.pop()


def _half_even(number: Fraction) -> Fraction:
    if number < 0:
        return -_half_even(-number)
    exponent = 0
    while number * Fraction(10) ** exponent < 10**49:
        exponent += 1
    while number * Fraction(10) ** exponent >= 10**50:
        exponent -= 1
    scaled = number * Fraction(10) ** exponent
    return round(scaled) / Fraction(10) ** exponent


arguments = st.one_of(
    st.fractions(min_value=-20, max_value=20, max_denominator=1000),
    st.builds(lambda n, k: Fraction(n, 10**k), st.integers(-(10**6), 10**6), st.integers(0, 20)),
)
positive = st.one_of(
    st.fractions(min_value=Fraction(1, 1000), max_value=10**6, max_denominator=1000),
    st.builds(lambda n: 1 + Fraction(n, 10**20), st.integers(-1000, 1000)),
).filter(lambda number: number > 0)


@given(arguments.filter(lambda number: number != 0 and abs(number) <= 100))
def test_an_exponential_is_the_real_one_rounded(number: Fraction):
    assert exponential(number) == half_even(series_exponential(number))


@given(positive.filter(lambda number: number != 1))
def test_a_logarithm_is_the_real_one_rounded(number: Fraction):
    assert natural_logarithm(number) == half_even(series_logarithm(number))


@given(positive)
def test_a_decimal_logarithm_is_the_real_one_rounded(number: Fraction):
    found = decimal_logarithm(number)
    if number in {Fraction(10) ** exponent for exponent in range(-20, 21)}:
        assert found is not None
        assert Fraction(10) ** int(found) == number
        return
    top, bottom = series_logarithm(number), series_logarithm(Fraction(10))
    quotients = [one / two for one in top for two in bottom]
    assert found == half_even((min(quotients), max(quotients)))


@given(positive, st.fractions(min_value=-8, max_value=8, max_denominator=60))
def test_a_power_is_exact_or_the_real_one_rounded(base: Fraction, exponent: Fraction):
    found = power(base, exponent)
    assert found is not None
    # Where the result is rational, the fraction itself solves found^q = base^p.
    if Fraction(found) ** exponent.denominator == base**exponent.numerator:
        return
    logarithms = series_logarithm(base)
    products = sorted(end * exponent for end in logarithms)
    low, high = series_exponential(products[0]), series_exponential(products[1])
    assert found == half_even((low[0], high[1]))


@given(st.fractions(min_value=0, max_value=10**9, max_denominator=10**6))
def test_a_square_root_squared_is_next_to_its_number(number: Fraction):
    found = square_root(number)
    assert found is not None
    if found * found != number:
        step = Fraction(found) / 10**49
        assert (found - step) ** 2 < number < (found + step) ** 2
        assert found == _half_even(Fraction(found))


@pytest.mark.parametrize(
    ("found", "exact"),
    [
        (square_root(Fraction(4, 9)), Fraction(2, 3)),
        (square_root(0), 0),
        (square_root(-1), None),
        (power(8, Fraction(2, 3)), 4),
        (power(Fraction(8, 27), Fraction(-2, 3)), Fraction(9, 4)),
        (power(2, -1), Fraction(1, 2)),
        (power(2, 100), 2**100),
        (power(0, 0), 1),
        (power(0, Fraction(1, 3)), 0),
        (power(0, -1), None),
        (power(0, Fraction(-1, 2)), None),
        (power(-8, Fraction(1, 3)), None),
        (power(-2, 3), -8),
        (power(1, 10**30), 1),
        (power(-1, 10**30 + 1), -1),
        (power(10, 1000), None),
        (power(10, 999), 10**999),
        (power(10, -999), Fraction(1, 10**999)),
        (power(10**999, 10**18), None),
        (power(3, Fraction(2001, 2)), None),
        (power(3, Fraction(-2001, 2)), None),
        (power(10, Fraction(601, 2)), None),
        (power(1, Fraction(1, 10**20)), 1),
        (decimal_logarithm(1000), 3),
        (decimal_logarithm(Fraction(1, 1000)), -3),
        (decimal_logarithm(1), 0),
        (decimal_logarithm(0), None),
        (natural_logarithm(1), 0),
        (natural_logarithm(0), None),
        (natural_logarithm(-1), None),
        (exponential(0), 1),
        (exponential(501), None),
        (exponential(-501), None),
    ],
)
def test_the_plain_cases_are_exact(found: Fraction | None, exact: Fraction | None):
    assert found == exact


def test_what_is_whole_stays_an_integer():
    assert [type(number) for number in (square_root(9), power(4, Fraction(1, 2)), power(2, 3), exponential(0))] == [
        int
    ] * 4


def test_arguments_next_to_the_exact_cases_are_worked_out_in_full():
    """The nearer to 1, the more digits a logarithm needs; the largest denominator is the worst case there is."""
    tiny = Fraction(1, 10**999)
    assert natural_logarithm(1 + tiny) == _half_even(tiny - tiny**2 / 2)
    assert exponential(tiny) == 1
    assert decimal_logarithm(1 + tiny) is None  # 50 digits so far behind the point are more than 1,000
    ten, small = series_logarithm(Fraction(10)), Fraction(1, 10**900)
    assert decimal_logarithm(1 + small) == half_even((small / ten[1], small / ten[0]))


def precisions_of(monkeypatch: pytest.MonkeyPatch, function: Callable[[], ExactNumber | None]) -> list[int]:
    """Return with how many digits the real number was asked for."""
    asked: list[int] = []
    enclose = reals.logarithm_ends

    def ends(number: ExactNumber, precision: int) -> reals.Ends:
        asked.append(precision)
        return enclose(number, precision)

    for module in (numbers, reals):
        monkeypatch.setattr(module, "logarithm_ends", ends)
    function()
    return asked


@pytest.mark.parametrize("function", [natural_logarithm, decimal_logarithm])
@pytest.mark.parametrize("exponent", [19, 20, 21, 100, 999])
def test_a_number_next_to_1_needs_no_more_digits_than_another(monkeypatch, function, exponent):
    number = 1 + Fraction(7, 10**exponent + 1)
    asked = precisions_of(monkeypatch, lambda: function(number))
    assert set(asked) == {80}


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("exponent", [20, 21, 150])
def test_a_logarithm_next_to_1_is_that_of_its_series(sign, exponent):
    distance = sign * Fraction(7, 10**exponent + 3)
    series = sum((-1) ** (count + 1) * distance**count / count for count in range(1, 6))
    assert natural_logarithm(1 + distance) == _half_even(series)


@pytest.mark.parametrize(
    ("distance", "found"),
    [(500, Fraction("1.4142135623730950488016887242096980785696718753769") + Fraction(1, 10**49)), (999, None)],
)
def test_what_lies_all_too_near_to_a_middle_is_not_looked_at_for_ever(monkeypatch, distance, found):
    """The middle between two numbers of 50 digits, squared, and a little more: its root is hardly larger."""
    middle = Fraction("1.41421356237309504880168872420969807856967187537695")
    asked: list[int] = []
    enclose = reals.square_root_ends

    def ends(number: ExactNumber, precision: int) -> reals.Ends:
        asked.append(precision)
        return enclose(number, precision)

    monkeypatch.setattr(numbers, "square_root_ends", ends)
    assert square_root(middle**2 + Fraction(1, 10**distance)) == found
    assert max(asked) <= 640


class TestWeightedRoots:
    @fewer
    @given(
        st.lists(
            st.tuples(
                st.fractions(min_value=Fraction(1, 20), max_value=50, max_denominator=20),
                st.fractions(min_value=0, max_value=3, max_denominator=12),
            ),
            min_size=1,
            max_size=5,
        ).filter(lambda powers: any(weight for _, weight in powers))
    )
    def test_are_exact_or_the_real_ones_rounded(self, powers):
        found = weighted_root(tuple(powers))
        assert found is not None
        common = lcm(*(weight.denominator for _, weight in powers))
        whole = [(number, int(weight * common)) for number, weight in powers]
        if found ** sum(times for _, times in whole) == prod(number**times for number, times in whole):
            return
        logarithms = [tuple(weight * end for end in series_logarithm(number)) for number, weight in powers]
        weights = sum(weight for _, weight in powers)
        low, high = (sum(part[end] for part in logarithms) / weights for end in (0, 1))
        assert found == half_even((series_exponential(low)[0], series_exponential(high)[1]))

    @given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(-3, 3)), max_size=8))
    def test_parts_coprime_powers_have_the_same_product(self, powers):
        found = coprime_powers([(number, Fraction(exponent)) for number, exponent in powers])
        assert all(gcd(one, two) == 1 for one, two in combinations(found, 2))
        assert prod(Fraction(base) ** int(exponent) for base, exponent in found.items()) == prod(
            Fraction(number) ** exponent for number, exponent in powers
        )

    @pytest.mark.parametrize(
        ("powers", "exact"),
        [
            (((2, 1), (8, 1)), 4),
            (((Fraction(4, 9), 1), (1, 1)), Fraction(2, 3)),
            (((2, Fraction(1, 3)), (4, Fraction(1, 3)), (8, Fraction(1, 3))), 4),
            (((12, 1), (Fraction(1, 3), 1)), 2),
            (((5, 7), (0, 1)), 0),
            (((5, 7), (0, 0)), 5),
            (((5, 7), (-1, 0)), 5),
            (((5, 7), (-1, 1)), None),
            (((5, 0),), None),
            ((), None),
            (((10**900, 10**30), (10**900, 1)), 10**900),
        ],
    )
    def test_the_plain_cases_are_exact(self, powers, exact):
        assert weighted_root(powers) == exact

    def test_equal_weights_need_one_logarithm(self, monkeypatch):
        counted = Counter[int]()
        exponential_ends = reals.exponential_ends

        def asked(ends: reals.Ends, precision: int) -> reals.Ends:
            counted[precision] += 1
            return exponential_ends(ends, precision)

        monkeypatch.setattr(roots, "exponential_ends", asked)
        assert weighted_root(tuple((number, 1) for number in range(1, 1000))) is not None
        assert dict(counted) == {80: 1}


def test_a_number_is_too_large_from_the_first_digit_too_many():
    assert not too_large(LIMIT - 1)
    assert bounded(LIMIT) is None
    assert bounded(-LIMIT) is None
    assert bounded(Fraction(1, LIMIT)) is None
    assert bounded(Fraction(LIMIT, 3)) is None
    assert bounded(Fraction(1, 3)) == Fraction(1, 3)


@pytest.mark.parametrize(
    ("mode", "rounded"),
    [
        ("half_even", [-2, -2, 0, 0, 2, 2, 3]),
        ("half_up", [-2, -1, 0, 1, 2, 3, 3]),
        ("half_down", [-3, -2, -1, 0, 1, 2, 3]),
        ("half_away_from_zero", [-3, -2, -1, 1, 2, 3, 3]),
        ("half_toward_zero", [-2, -1, 0, 0, 1, 2, 3]),
        ("ceiling", [-2, -1, 0, 1, 2, 3, 3]),
        ("floor", [-3, -2, -1, 0, 1, 2, 2]),
        ("toward_zero", [-2, -1, 0, 0, 1, 2, 2]),
    ],
)
def test_the_modes_of_rounding(mode: str, rounded: list[int]):
    halves = [Fraction(number, 2) for number in (-5, -3, -1, 1, 3, 5)]
    found = [round_exactly(half, 0, mode) for half in halves]
    assert [*found, round_exactly(Fraction(26, 10), 0, mode)] == rounded


def test_every_mode_of_rounding_leaves_what_is_round_and_counts_places_both_ways():
    for mode in ROUNDING_MODES:
        assert round_exactly(Fraction(-7), 0, mode) == -7
        assert round_exactly(Fraction(5, 4), 2, mode) == Fraction(5, 4)
    assert round_exactly(1234, -2, "half_up") == 1200
    assert round_exactly(Fraction(1, 3), 2, "ceiling") == Fraction(34, 100)


def test_repeats_are_remembered():
    natural_logarithm.cache_clear()
    assert natural_logarithm(7) == natural_logarithm(7)
    assert natural_logarithm.cache_info().hits == 1
    assert reals.DIGITS == 50
