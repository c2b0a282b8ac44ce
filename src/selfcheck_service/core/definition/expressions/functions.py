"""The functions and operators of the language. One row is one function: to add one touches this table alone.

docs/expressions.md is checked against the table, so that none is forgotten there.
"""

from collections.abc import Callable, Mapping
from math import ceil, floor
from operator import eq, ge, gt, le, lt, ne

from selfcheck_service.core.definition.expressions import arithmetic as do
from selfcheck_service.core.definition.expressions import enclose_lists as of
from selfcheck_service.core.definition.expressions import enclose_numbers as number
from selfcheck_service.core.definition.expressions import function_directions as way
from selfcheck_service.core.definition.expressions.bound import Direction, Function, Length
from selfcheck_service.core.definition.expressions.evaluation import compile_sum
from selfcheck_service.core.definition.expressions.forms import (
    BOOLEAN,
    NUMBER,
    About,
    Among,
    Asked,
    Cases,
    Compared,
    FirstOf,
    Fixed,
    Gathered,
    InTable,
    Rounded,
    Row,
)
from selfcheck_service.core.definition.expressions.kinds import LISTS, SCALARS, Kind, Value
from selfcheck_service.core.definition.expressions.numbers import (
    ROUNDING_MODES,
    decimal_logarithm,
    exponential,
    natural_logarithm,
    square_root,
)
from selfcheck_service.core.definition.expressions.relations import Joint, Relation
from selfcheck_service.core.definition.expressions.spans import Span

_NUMBER, _TRUTH = Row(Kind.NUMBER), Row(Kind.BOOLEAN)
_ONE, _TWO, _THREE = Row(Kind.NUMBER, 1), Row(Kind.NUMBER, 2), Row(Kind.NUMBER, 3)
_ANY, _ORDERED = Compared(ordered=False), Compared(ordered=True)
_MANY = Gathered(NUMBER, Kind.NUMBER)
_NUMBERS = frozenset((Kind.NUMBERS,))
_SUM = "a, b, … or a list"
# What is worked out to 50 digits takes as long as so many entries.
_ROUNDED = 10


def _many(
    name: str,
    apply: Callable[..., Value],
    enclose: Callable[..., Span],
    rises: tuple[Direction, ...] | Callable[..., tuple[Direction, ...]] = (1,),
    of_many: Callable[..., Span] | None = None,
    *,
    length: Length | None = None,
    price: int = 1,
) -> Function:
    """Return a row for a function of many numbers; a null among them makes its result null."""
    return Function(
        name,
        f"{name}({_SUM})",
        _MANY,
        apply,
        enclose,
        rises,
        complete=True,
        unordered=True,
        of_many=of_many,
        length=length,
        price=price,
    )


def _placed(
    name: str, apply: Callable[..., Value], enclose: Callable[..., Span], rises: tuple[Direction, ...]
) -> Function:
    """Return a row for a function that takes the number at a place of a list when this is sorted."""
    form = Fixed((_NUMBERS, NUMBER), Kind.NUMBER)
    return Function(
        name,
        f"{name}(list, k)",
        form,
        apply,
        enclose,
        rises,
        complete=True,
        unordered=True,
        of_many=of.smallest_or_largest_of_many,
        length=Length.LONGEST,
    )


OPERATIONS: Mapping[str, Function] = {
    row.name: row
    for row in (
        Function(
            "+", "a + b", _NUMBER, do.sum_of_row, number.enclose_sum, (1,), compile=compile_sum, length=Length.JOINED
        ),
        Function("-", "-a", _NUMBER, do.negate, number.enclose_negative, (-1,), length=Length.JOINED),
        Function("*", "a * b", _NUMBER, do.multiply, number.enclose_product, way.of_product, length=Length.JOINED),
        Function("/", "a / b", _NUMBER, do.divide, number.enclose_quotient, way.of_quotient, length=Length.JOINED),
        Function("^", "a ^ b", _NUMBER, do.raise_to, number.enclose_power, way.of_power, price=_ROUNDED),
        Function("=", "a = b", _ANY, eq, of.enclose_equal, tells=Relation.EQUAL),
        Function("!=", "a != b", _ANY, ne, of.enclose_different, tells=Relation.DIFFERENT),
        Function("<", "a < b", _ORDERED, lt, of.enclose_less, (-1, 1), tells=Relation.BELOW),
        Function("<=", "a <= b", _ORDERED, le, of.enclose_less_or_equal, (-1, 1), tells=Relation.AT_MOST),
        Function(">", "a > b", _ORDERED, gt, of.enclose_greater, (1, -1), tells=Relation.ABOVE),
        Function(">=", "a >= b", _ORDERED, ge, of.enclose_greater_or_equal, (1, -1), tells=Relation.AT_LEAST),
        Function("in", "a in [b, c]", Among(), do.is_among, of.enclose_among, tells=Relation.AMONG),
        Function("and", "a and b", _TRUTH, do.all_with_null, of.enclose_all, (1,), sees_null=True, tells=Joint.ALL),
        Function("or", "a or b", _TRUTH, do.any_with_null, of.enclose_any, (1,), sees_null=True, tells=Joint.ANY),
        Function("not", "not a", Fixed((BOOLEAN,), Kind.BOOLEAN), do.invert, of.enclose_not, (-1,), tells=Joint.NOT),
    )
}

FUNCTIONS: Mapping[str, Function] = {
    row.name: row
    for row in (
        # Many numbers, or one list.
        _many("sum", do.total, of.enclose_total, of_many=of.total_of_many, length=Length.JOINED),
        _many(
            "product",
            do.product,
            of.enclose_list_product,
            way.of_list_product,
            of.product_of_many,
            length=Length.JOINED,
        ),
        _many("mean", do.mean, of.enclose_mean, length=Length.JOINED),
        _many("median", do.median, of.enclose_median),
        _many("min", do.smallest, of.enclose_smallest, length=Length.LONGEST),
        _many("max", do.largest, of.enclose_largest, length=Length.LONGEST),
        _placed("smallest", do.smallest_at, of.enclose_smallest_at, (1, 1)),
        _placed("largest", do.largest_at, of.enclose_largest_at, (1, -1)),
        _many("geometric", do.geometric_mean, of.enclose_geometric_mean, price=_ROUNDED),
        Function(
            "weighted",
            "weighted(list, weights)",
            Fixed((_NUMBERS, _NUMBERS), Kind.NUMBER, side_by_side=True),
            do.weighted_mean,
            of.enclose_weighted_mean,
            way.of_weighted_mean,
            complete=True,
        ),
        # Lists of anything.
        Function(
            "count",
            f"count({_SUM})",
            Gathered(SCALARS, Kind.NUMBER),
            len,
            of.enclose_count,
            (None,),
            complete=True,
            unordered=True,
            of_many=of.count_of_many,
            length=Length.COUNT,
        ),
        Function(
            "present",
            f"present({_SUM})",
            Gathered(SCALARS, None),
            do.present_of_null,
            of.enclose_present,
            (1,),
            length=Length.JOINED,
            leaves_out_null=True,
        ),
        Function(
            "count_true",
            "count_true(a = b, … or a list)",
            Gathered(BOOLEAN, Kind.NUMBER),
            do.count_true_with_null,
            of.enclose_count_true,
            (1,),
            unordered=True,
            of_many=of.count_true_of_many,
            length=Length.COUNT,
        ),
        # One number.
        Function("abs", "abs(a)", _ONE, abs, number.enclose_absolute, way.of_absolute, length=Length.LONGEST),
        Function("floor", "floor(a)", _ONE, floor, number.enclose_floor, (1,), length=Length.LONGEST),
        Function("ceiling", "ceiling(a)", _ONE, ceil, number.enclose_ceiling, (1,), length=Length.LONGEST),
        Function("sign", "sign(a)", _ONE, do.sign, number.enclose_sign, (1,), length=Length.LONGEST),
        Function("sqrt", "sqrt(a)", _ONE, square_root, number.enclose_square_root, (1,), price=_ROUNDED),
        Function("ln", "ln(a)", _ONE, natural_logarithm, number.enclose_logarithm, (1,), price=_ROUNDED),
        Function("log10", "log10(a)", _ONE, decimal_logarithm, number.enclose_decimal_logarithm, (1,), price=_ROUNDED),
        Function("exp", "exp(a)", _ONE, exponential, number.enclose_exponential, (1,), price=_ROUNDED),
        Function("mod", "mod(a, b)", _TWO, do.modulo, number.enclose_modulo),
        Function(
            "round",
            "round(a, digits, 'half_up')",
            Rounded(ROUNDING_MODES),
            do.round_to,
            number.enclose_rounded,
            (1, None),
        ),
        Function(
            "clamp",
            "clamp(a, low, high)",
            _THREE,
            do.clamp,
            number.enclose_clamped,
            (1,),
            length=Length.LONGEST,
        ),
        # Choice.
        Function("if", "if(test, a, otherwise)", Cases(most=3)),
        Function("case", "case(test, a, test, b, …, otherwise)", Cases()),
        Function(
            "coalesce",
            "coalesce(a, b, …)",
            FirstOf(),
            do.first_of_null,
            of.enclose_first,
            (1,),
            sees_null=True,
            passes_over=True,
            length=Length.LONGEST,
        ),
        Function(
            "divide",
            "divide(a, b, otherwise)",
            Row(Kind.NUMBER, 3, last_or_null=True),
            do.divide_or,
            of.enclose_division_or,
            way.of_division_or,
            sees_null=True,
            strict=2,
        ),
        # Data and answers.
        Function("lookup", "lookup('table', a, …)", InTable()),
        Function(
            "answered",
            "answered(item)",
            About("state", Kind.BOOLEAN, "answered"),
            eq,
            of.enclose_equal,
            tells=Relation.EQUAL,
        ),
        Function("state", "state(item)", Asked("state")),
        Function("includes", "includes(item, option)", Among(list_first=True), do.includes, of.enclose_includes),
        Function(
            "selected",
            "selected(item)",
            Fixed((LISTS,), Kind.NUMBER),
            len,
            of.enclose_count,
            (None,),
            of_many=of.count_of_many,
            length=Length.COUNT,
        ),
        Function(
            "wins",
            "wins(item, 'option')",
            About("wins", Kind.NUMBER),
            do.wins_of,
            of.enclose_wins,
            complete=True,
            length=Length.COUNT,
        ),
        Function("units", "units(field)", Asked("units")),
        # Times of day, in minutes after midnight.
        Function("elapsed", "elapsed(from, to)", _TWO, do.minutes_between, number.enclose_minutes),
    )
}
