"""Random expressions that fit in kind, the ranges of their names, and answers from within these ranges."""

from fractions import Fraction
from random import Random

from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.expressions.kinds import Kind, Value
from selfcheck_service.core.definition.expressions.numbers import ROUNDING_MODES
from selfcheck_service.core.definition.expressions.spans import Enclosure, Listed, Span, Truths, Words, span_between
from selfcheck_service.core.definition.expressions.tables import Table, TableInput, TableRow
from selfcheck_service.core.definition.expressions.vocabulary import Reference
from tests.core.expressions.words import KINDS, Plain, Values


def cell(low: int, high: int, *, closed: bool = False) -> Interval:
    return Interval(Fraction(low), Fraction(high), low_closed=True, high_closed=closed)


def row(*cells: object) -> TableRow:
    return TableRow(tuple(cells[:-1]), cells[-1])  # type: ignore[arg-type]  # the tests below give the right kinds


NORM = Table(
    "norm",
    (TableInput("n", Kind.NUMBER), TableInput("s", Kind.TEXT)),
    (
        row(cell(-5, 0), "m", Fraction(1, 2)),
        row(cell(-5, 0), "f", 3),
        row(cell(0, 2), None, -1),
        row(cell(2, 2, closed=True), "m", 7),
        row(cell(2, 9), None, 4),
    ),
)
STEPS = Table("steps", (TableInput("n", Kind.NUMBER),), (row(cell(-2, 0), 1), row(cell(0, 1), 2), row(None, 3)))
LINE = Table(
    "line",
    (TableInput("s", Kind.TEXT), TableInput("n", Kind.NUMBER)),
    tuple(row(sex, cell(at, at, closed=True), out) for sex in ("m", "f") for at, out in ((0, 1), (2, 5), (3, 0))),
    interpolate=True,
)
NAMED = Table("named", (TableInput("s", Kind.TEXT),), (row("m", "m"), row("f", "x")))
VOCABULARY = Plain({table.key: table for table in (NORM, STEPS, LINE, NAMED)}, {})

_NUMBERS = ("a", "b", "c", "x", "n")


class Writer:
    """Writes expressions that fit, by chance."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def one_of(self, *choices: str) -> str:
        return self.chance.choice(choices)

    def filled(self, patterns: tuple[str, ...], depth: int) -> str:
        """Fill a pattern: N a number, B a truth, S a text, L a list of numbers or many numbers."""
        makers = {"N": self.number, "B": self.truth, "S": self.text, "L": self.numbers}
        return "".join(makers[sign](depth - 1) if sign in makers else sign for sign in self.one_of(*patterns))

    def number(self, depth: int) -> str:
        """Return the text of an expression that is a number."""
        if depth <= 0 or self.chance.random() < 0.1:
            return self.one_of(*_NUMBERS, *_NUMBERS, "0", "1", "2", "0.5", "3", "10")
        return self.filled(_OF_NUMBERS, depth).replace("MODE", self.one_of(*ROUNDING_MODES))

    def truth(self, depth: int) -> str:
        """Return the text of an expression that is true or false."""
        if depth <= 0:
            return self.one_of(*_TRUTHS)
        return self.filled(_OF_TRUTHS, depth)

    def text(self, depth: int) -> str:
        """Return the text of an expression that is a text."""
        if depth <= 0:
            return self.one_of("s", "t", "'m'", "'f'")
        return self.filled(("S", "if(B, S, S)", "coalesce(S, 'm')", "lookup('named', S)"), depth)

    def numbers(self, depth: int) -> str:
        """Return arguments that are one list, or many numbers."""
        if depth <= 0 or self.chance.random() < 0.2:
            return self.one_of("list.all", "list.two", "present(list.all)", "present(list.two)")
        return self.filled(_OF_LISTS, depth)

    # -------------------------------------------------------------------------------------------------- answers

    def span(self) -> Span:
        """Return the range of a number."""
        ends = [Fraction(self.chance.randint(-12, 24), self.chance.choice((1, 2, 4))) for _ in range(2)]
        low, high = min(ends), max(ends)
        integer, null = self.chance.random() < 0.5, self.chance.random() < 0.4
        is_open = [low < high and self.chance.random() < 0.3 for _ in range(2)]
        found = span_between((low, is_open[0]), (high, is_open[1]), integer=integer, null=null)
        return found if not found.empty else Span(2, 2, integer=True, null=null)

    def box(self) -> dict[str, Enclosure]:
        """Return what each name can be."""
        box: dict[str, Enclosure] = {name: self.span() for name, kind in KINDS.items() if kind is Kind.NUMBER}
        for name, kind in KINDS.items():
            null = self.chance.random() < 0.4
            if kind is Kind.TEXT:
                box[name] = Words(frozenset(self.one_of("m", "f", "mf", "mfx")), null)
            elif kind is Kind.BOOLEAN:
                box[name] = Truths(true=True, false=self.chance.random() < 0.5, null=null)
        ticked = tuple(Words(frozenset(word), null=True) for word in "uvw")
        box["ticked"] = Listed(ticked, self.chance.random() < 0.4, dropped=True)
        states = ("answered", "hidden") if box["a"].null else ("answered",)
        return {**box, "state_of_a": Words(frozenset(states))}

    def answers(self, box: dict[str, Enclosure]) -> Values:
        """Return values from within a box, often at its ends."""
        values = {name: self._value(enclosure) for name, enclosure in box.items() if name != "state_of_a"}
        return {**values, "state_of_a": "hidden" if values["a"] is None else "answered"}

    def _value(self, enclosure: Enclosure) -> Value:
        if enclosure.null and self.chance.random() < 0.25:
            return None
        match enclosure:
            case Truths():
                return self.chance.choice([True] * enclosure.true + [False] * enclosure.false)
            case Words():
                return self.chance.choice(sorted(enclosure.values or ()))
            case Listed():
                return tuple(word for word in "uvw" if self.chance.random() < 0.5)
            case Span():
                return self._number(enclosure)

    def _number(self, span: Span) -> Value:
        if span.integer:
            return self.chance.randint(int(span.low), int(span.high))
        share = Fraction(self.chance.randint(int(span.low_open), 12 - int(span.high_open)), 12)
        return span.low + (span.high - span.low) * share


_TRUTHS = ("p", "q", "true", "a > 0", "b <= 1", "x = 0", "n != 0", "answered(a)", "s = 'm'", "s != 'f'")
_OF_TRUTHS = (
    *("N = N", "N != N", "N < N", "N <= N", "N > N", "N >= N", "(B and B)", "(B or B)", "(not (B))"),
    *("S = S", "S != S", "N in [1, N]", "s in ['m', S]", "includes(ticked, 'u')", "state(a) = 'answered'"),
)
_OF_NUMBERS = (
    *("(N + N)", "(N - N)", "(N * N)", "(N / N)", "(N + N - N)", "(-N)", "abs(N)", "floor(N)", "ceiling(N)", "sign(N)"),
    *("sqrt(N)", "ln(N)", "log10(N)", "exp(N)", "(N) ^ (N)", "(N) ^ 2", "(N) ^ 3", "(N) ^ 0", "(N) ^ -1", "(N) ^ -2"),
    *("(N) ^ 0.5", "(N) ^ 1.5", "(N) ^ (-0.5)", "sum(L)", "product(L)", "mean(L)", "median(L)", "min(L)", "max(L)"),
    *("smallest(list.all, 2)", "largest(list.all, 2)", "smallest([N, N, N], N)", "largest([N, N, N], N)"),
    *("smallest(present(L), 2)", "largest(present(L), 2)", "smallest([L], floor(N))", "largest([L], floor(N))"),
    *("count(L)", "geometric(L)", "round(N, 0, 'MODE')", "round(N, 1, 'MODE')", "round(N, -1, 'MODE')"),
    *("clamp(N, N, N)", "clamp(N, 0, 3)", "mod(N, N)", "mod(N, 3)", "elapsed(N, N)", "if(B, N, N)"),
    *("case(B, N, B, N, N)", "case(a < 1, N, a < 2, N, N)", "coalesce(N, N)", "divide(N, N, N)", "divide(N, N, null)"),
    *("weighted(list.all, [N, N, N])", "weighted(list.two, [1, 2])", "count_true(B, list.all > N)"),
    *(
        "if(n > 0, N / n, N)",
        "lookup('norm', N, S)",
        "lookup('line', S, N)",
        "lookup('steps', N)",
        "selected(ticked)",
        "wins(pairs, 'm')",
    ),
    *("if(answered(a), a, 0)", "if(not (a <= 0), ln(a), N)", "if(a > 0 and b > 0, a ^ b, N)", "if(x != 0, N / x, 1)"),
)
_OF_LISTS = (
    *(
        "N, N",
        "present(N, N)",
        "list.all * N",
        "present(list.all) / N",
        "list.two + [1, N]",
        "divide(list.all, N, null)",
        "divide(N, [N, N], N)",
        "if(B, list.all, null) * [N, N, N]",
        "if(B, [N, N], [N])",
    ),
    *("if(B, list.all, list.two)", "if(B, present(list.all), list.two)", "[N, 2], list.two", "present([N] / [N])"),
    *("present(list.all), list.two", "-present(list.all)", "coalesce(list.two, list.all)"),
)


def span_in(box: dict[str, Enclosure], reference: Reference) -> Enclosure:
    return box[f"state_of_{reference.key}" if reference.role == "state" else reference.key]


def holds(enclosure: Enclosure, value: Value) -> bool:
    """Tell whether an enclosure has a place for a value."""
    if value is None:
        return enclosure.null
    match enclosure:
        case Span():
            fits = isinstance(value, int | Fraction) and enclosure.has(value)
            return fits and not (enclosure.integer and Fraction(str(value)).denominator > 1)
        case Truths():
            return enclosure.true if value is True else enclosure.false
        case Words():
            return enclosure.values is None or value in enclosure.values
        case Listed():
            return True
