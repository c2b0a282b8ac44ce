"""Tables: which row matches, what lies between two, what the inputs' ranges leave open, and which way they go."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import product
from random import Random

import pytest

from selfcheck_service.core.definition.exact import Interval, parse_interval
from selfcheck_service.core.definition.expressions import tables_enclosed
from selfcheck_service.core.definition.expressions.enclose_numbers import GROWS, UNDEFINED
from selfcheck_service.core.definition.expressions.kinds import Kind, Value
from selfcheck_service.core.definition.expressions.spans import NOTHING, Enclosure, Span, Words
from selfcheck_service.core.definition.expressions.table_index import Cell
from selfcheck_service.core.definition.expressions.tables import Table, TableInput, TableRow
from selfcheck_service.core.definition.expressions.tables_enclosed import enclose_lookup
from tests.counting import calls_in

NUMBER, TEXT = TableInput("n", Kind.NUMBER), TableInput("s", Kind.TEXT)


def read(cell: object) -> Cell:
    if isinstance(cell, int):
        return Interval(Fraction(cell), Fraction(cell), low_closed=True, high_closed=True)
    return parse_interval(cell) if isinstance(cell, str) and cell[0] in "[(" else cell  # type: ignore[return-value]  # what is left is text or nothing


def a_table(*rows: tuple[object, ...], inputs: tuple[TableInput, ...] = (NUMBER,), interpolate: bool = False) -> Table:
    made = tuple(TableRow(tuple(map(read, row[:-1])), row[-1]) for row in rows)  # type: ignore[arg-type]  # the last is an output
    return Table("t", inputs, made, interpolate)


BY_AGE = a_table(("[0, 10)", "f", 1), ("[10, 20)", "f", 2), ("[0, 20)", "m", 3), (None, "m", 4), inputs=(NUMBER, TEXT))
LINE = a_table((0, 1), (10, 2), (20, 0), interpolate=True)


@pytest.mark.parametrize(
    ("keys", "output", "row"),
    [
        ((0, "f"), 1, 0),
        ((10, "f"), 2, 1),
        ((20, "f"), None, None),
        ((5, "m"), 3, 2),
        ((25, "m"), 4, 3),
        ((None, "m"), 4, 3),
        ((None, "f"), None, None),
        ((5, None), None, None),
        ((Fraction(39, 2), "f"), 2, 1),
        ((5, "x"), None, None),
    ],
)
def test_the_first_row_that_matches_counts(keys: tuple[Value, ...], output: Value, row: int | None):
    assert BY_AGE.find(keys) == output
    assert BY_AGE.find_row(keys) == row


@pytest.mark.parametrize(
    ("key", "output", "row"),
    [(-5, 1, 0), (0, 1, 0), (5, Fraction(3, 2), 0), (10, 2, 1), (15, 1, 1), (20, 0, 2), (30, 0, 2), (None, None, None)],
)
def test_between_two_points_lies_a_straight_line(key: Value, output: Value, row: int | None):
    assert LINE.find([key]) == output
    assert LINE.find_row([key]) == row


def test_a_line_is_that_of_the_other_inputs():
    table = a_table(("m", 0, 1), ("f", 0, 5), ("m", 2, 3), ("f", 4, 7), inputs=(TEXT, NUMBER), interpolate=True)
    assert table.find(["f", 2]) == 6
    assert table.find(["m", 1]) == 2
    assert table.find(["x", 1]) is None


def test_cells_that_touch_overlap_or_have_no_end_are_found():
    table = a_table(("(10, inf)", 3), ("[10, 10]", 2), ("(-inf, 10)", 1))
    assert [table.find([key]) for key in (-1000, 10, 11)] == [1, 2, 3]
    overlapping = a_table(("[0, 10]", 1), ("[5, 15]", 2), ("[0, 100]", 3))
    assert [overlapping.find([key]) for key in (4, 7, 12, 50, 101)] == [1, 1, 2, 3, None]


def test_a_large_table_finds_what_a_plain_search_finds():
    chance = Random(7)
    rows = [(f"[{low}, {low + chance.randint(1, 3)})", chance.choice(("m", "f", None)), low) for low in range(300)]
    table = a_table(*rows, inputs=(NUMBER, TEXT))
    for _ in range(500):
        keys = (Fraction(chance.randint(-10, 1300), 4), chance.choice(("m", "f", "x", None)))
        plain = next((row.output for row in table.rows if _matches(row, keys)), None)
        assert table.find(keys) == plain


def _matches(row: TableRow, keys: tuple[Fraction, str | None]) -> bool:
    number, text = row.cells
    assert isinstance(number, Interval)
    return keys[0] in number and text in (None, keys[1])


def test_the_kind_is_that_of_the_outputs():
    assert BY_AGE.kind is Kind.NUMBER
    assert a_table(("[0, 1]", "low")).kind is Kind.TEXT


def enclosed(table: Table, *keys: Enclosure) -> tuple[Enclosure, list[str]]:
    reported: list[str] = []
    return enclose_lookup(lambda code, _place: reported.append(code), table, keys), reported


M, F, BOTH = (Words(frozenset(letters)) for letters in ("m", "f", "mf"))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((Span(0, 9), F), (1, 1, False, [])),
        ((Span(0, 10), F), (1, 2, False, [])),
        ((Span(0, 10, high_open=True), F), (1, 1, False, [])),
        ((Span(0, 20), F), (1, 2, False, [UNDEFINED])),
        ((Span(0, 19, integer=True), BOTH), (1, 3, False, [])),
        ((Span(-1, 0), F), (1, 1, False, [UNDEFINED])),
        ((Span(0, 5), M), (3, 3, False, [])),
        ((Span(0, 5, null=True), M), (3, 4, False, [])),
        ((Span(0, 5, null=True), F), (1, 1, True, [])),
        ((Span(0, 5), Words(frozenset("m"), null=True)), (3, 3, True, [])),
        ((Span(0, 5), Words(None)), (1, 3, False, [UNDEFINED])),
    ],
)
def test_what_a_table_can_give_follows_from_its_inputs(
    keys: tuple[Enclosure, ...],
    expected: tuple[int, int, bool, list[str]],
):
    found, codes = enclosed(BY_AGE, *keys)
    assert isinstance(found, Span)
    assert (found.low, found.high, found.null, codes) == expected


def test_no_row_at_all_is_nothing():
    found, codes = enclosed(BY_AGE, Span(100, 200), F)
    assert isinstance(found, Span)
    assert found.empty
    assert codes == [UNDEFINED]


def test_an_input_without_a_value_gives_nothing():
    found, codes = enclosed(BY_AGE, Span(0, 1), Words(frozenset()))
    assert isinstance(found, Span)
    assert found.empty
    assert codes == []


def test_nor_does_a_number_without_a_value_between_points():
    table = a_table(("m", 0, 1), ("m", 2, 3), inputs=(TEXT, NUMBER), interpolate=True)
    found, codes = enclosed(table, M, NOTHING)
    assert isinstance(found, Span)
    assert found.empty
    assert codes == []


def test_gaps_between_whole_numbers_are_none():
    table = a_table(("[0, 4]", 1), ("[5, 9]", 2))
    assert enclosed(table, Span(0, 9, integer=True))[1] == []
    assert enclosed(table, Span(0, 9))[1] == [UNDEFINED]


def test_cells_without_an_end_leave_nothing_open():
    table = a_table(("(-inf, 0)", 1), ("[0, inf)", 2))
    found, codes = enclosed(table, Span(-5, 5))
    assert isinstance(found, Span)
    assert (found.low, found.high, codes) == (1, 2, [])


def test_a_line_is_enclosed_by_the_points_around():
    found, codes = enclosed(LINE, Span(2, 3))
    assert isinstance(found, Span)
    assert (found.low, found.high, codes) == (Fraction(6, 5), Fraction(13, 10), [])
    far, _ = enclosed(LINE, Span(25, 30, null=True))
    assert isinstance(far, Span)
    assert (far.low, far.high, far.null) == (0, 0, True)


@pytest.mark.parametrize(
    ("table", "place", "way"),
    [
        (a_table(("[0, 1)", 1), ("[1, 2)", 1), ("[2, 3)", 5)), 0, 1),
        (a_table(("[0, 1)", 5), ("[1, 2)", 1)), 0, -1),
        (a_table(("[0, 1)", 5), ("[1, 2)", 1), ("[2, 3)", 5)), 0, 0),
        (a_table(("[0, 1)", 5), ("[1, 2)", 5)), 0, 1),
        (a_table(("[0, 2)", 1), ("[1, 2)", 5)), 0, 0),
        (a_table(("[0, 2)", 1), (None, 5)), 0, 0),
        (a_table(("[0, 2)", "a"), ("[2, 3)", "b")), 0, 0),
        (a_table(("[0, 1)", "f", 1), ("[1, 2)", "f", 2), ("[0, 1)", "m", 0), inputs=(NUMBER, TEXT)), 0, 1),
        (a_table(("[0, 1)", "f", 1), ("[1, 2)", "f", 2), ("[0, 1)", "m", 0), inputs=(NUMBER, TEXT)), 1, 0),
        (a_table(("[0, 1)", "f", 1), ("[1, 2)", None, 2), inputs=(NUMBER, TEXT)), 0, 0),
        (LINE, 0, 0),
    ],
)
def test_a_table_knows_which_way_it_goes(table: Table, place: int, way: int):
    assert table.direction(place) == way


def crossing(rows: int, inputs: int) -> Table:
    """Rows that all lie around 0, each a little wider than the one before."""
    cells = [f"[{-place}, {place})" for place in range(1, rows + 1)]
    return a_table(*[(*[cell] * inputs, 1) for cell in cells], inputs=(NUMBER,) * inputs)


def scattered(rows: int) -> Table:
    """Rows that lie across each other everywhere; the last one matches whatever there is."""
    order = Random(7)
    made: list[tuple[object, ...]] = []
    for _ in range(rows):
        starts = [order.randrange(100) for _ in range(6)]
        made.append((*(f"[{start}, {start + order.randrange(1, 50)})" for start in starts), 1))
    return a_table(*made, (*[None] * 6, 1), inputs=(NUMBER,) * 6)


@pytest.mark.parametrize(
    ("table", "key", "seen"),
    [
        (crossing(2_000, 1), Span(-2_000, 2_000, high_open=True), True),
        (crossing(10, 3), Span(-10, 10, high_open=True), True),
        (crossing(10, 3), Span(-10, 10), False),
        (crossing(40, 6), Span(-40, 40, high_open=True), False),
        (scattered(200), Span(0, 100), False),
    ],
)
def test_how_many_rows_are_looked_at_has_an_end(
    monkeypatch: pytest.MonkeyPatch, table: Table, key: Enclosure, *, seen: bool
):
    looked_at = [0]
    pieces = tables_enclosed._pieces

    def counted(rows: tables_enclosed._Rows, key: Enclosure) -> Iterator[tables_enclosed._Rows]:
        for matching in pieces(rows, key):
            looked_at[0] += len(matching)
            yield matching

    monkeypatch.setattr(tables_enclosed, "_pieces", counted)
    reported: list[str] = []
    for _ in range(3):
        enclose_lookup(lambda code, _: reported.append(code), table, [key] * len(table.inputs))
    assert looked_at[0] <= 10_000 + 6 * len(table.rows)
    assert bool(reported) is not seen


def test_the_points_of_a_line_are_read_once(monkeypatch: pytest.MonkeyPatch):
    table = a_table(*[(place, place % 7) for place in range(2000)], interpolate=True)
    assert table.find([Fraction(3, 2)]) == Fraction(3, 2)
    read = [0]
    point_of = Table.point_of

    def counted(self: Table, row: TableRow) -> Fraction:
        read[0] += 1
        return point_of(self, row)

    monkeypatch.setattr(Table, "point_of", counted)
    assert table.find([Fraction(777, 2)]) == Fraction(388 % 7 + 389 % 7, 2)
    assert read[0] <= 3


@pytest.mark.parametrize("inputs", [(NUMBER,), (TEXT, NUMBER)])
def test_an_output_with_too_many_digits_is_told_and_lies_between_its_points(inputs: tuple[TableInput, ...]):
    others = ("m",) * (len(inputs) - 1)
    table = a_table((*others, 0, 1), (*others, 1, Fraction(1, 3)), (*others, 2, 7), inputs=inputs, interpolate=True)
    long = Fraction(1, 7**900)
    words = [Words(frozenset(others))] * len(others)
    assert table.find([*others, long]) == Fraction(1) - Fraction(2, 3) * long
    longer = Fraction(1, 7**1183)
    assert table.find([*others, longer]) is None
    assert enclosed(table, *words, Span(longer, longer)) == (Span(Fraction(1, 3), 1), [GROWS])
    assert enclosed(table, *words, Span(longer, 2)) == (Span(Fraction(1, 3), 7), [GROWS])
    assert enclosed(table, *words, Span(2 - longer, 5)) == (Span(Fraction(1, 3), 7), [GROWS])


def test_a_line_for_some_and_one_for_all_are_one_line():
    table = a_table(("m", 0, 1), (None, 10, 3), ("m", 20, 5), (None, 30, 4), inputs=(TEXT, NUMBER), interpolate=True)
    found = [[table.find([word, number]) for number in (-1, 5, 15, 25, 40)] for word in ("m", "f")]
    assert found == [[1, 2, 4, Fraction(9, 2), 4], [3, 3, Fraction(13, 4), Fraction(15, 4), 4]]
    assert table.find_row(["f", -1]) == 1


def test_what_is_remembered_of_a_table_has_an_end():
    """One of the inputs comes from an answer, so there is no end of different ones."""
    table = a_table(("[0, 10]", "[0, 10]", 1), inputs=(NUMBER, NUMBER))
    for number in range(2000):
        known = Fraction(number, 200)
        assert enclosed(table, Span(known, known), Span(0, 10)) == (Span(1, 1, integer=True), [])
    assert len(table.covered) <= 500


def a_cell(chance: Random, kind: Kind) -> object:
    if chance.random() < 0.15:
        return None
    if kind is Kind.TEXT:
        return chance.choice("mfx")
    low, high = sorted(chance.sample(range(-8, 9), 2))
    ends = chance.choice("[("), chance.choice("])")
    return chance.choice(
        (low, f"{ends[0]}{low}/2, {high}/2{ends[1]}", f"(-inf, {low}{ends[1]}", f"{ends[0]}{high}, inf)")
    )


def a_random_table(chance: Random, inputs: tuple[TableInput, ...]) -> Table:
    """Rows that leave gaps and lie across each other as they like; their last outputs are fractions."""
    rows = [
        (*(a_cell(chance, column.kind) for column in inputs), Fraction(place, chance.choice((1, 1, 2))))
        for place in range(chance.randint(1, 12))
    ]
    return a_table(*rows, inputs=inputs)


def a_random_key(chance: Random, kind: Kind) -> Enclosure:
    null = chance.random() < 0.3
    if kind is Kind.TEXT:
        return Words(frozenset(chance.sample("mfxy", chance.randint(1, 3))), null)
    integer = chance.random() < 0.4
    low, high = sorted(Fraction(chance.randint(-10, 10), 1 if integer else 2) for _ in range(2))
    opened = not integer and low < high and chance.random() < 0.5
    return Span(low, high, opened, opened, integer=integer, null=null)


def everything_in(key: Enclosure) -> Sequence[Value]:
    """Return values of a key, so many that one lies between any two ends of cells."""
    if isinstance(key, Words):
        return sorted(key.values or ())
    assert isinstance(key, Span)
    numbers = [Fraction(number, 4) for number in range(-40, 41)]
    return [number for number in numbers if key.has(number) and not (key.integer and number.denominator > 1)]


@pytest.mark.parametrize("inputs", [(NUMBER,), (TEXT,), (NUMBER, TEXT), (NUMBER, NUMBER)])
def test_what_is_enclosed_is_what_can_be_found_no_more_and_no_less(inputs: tuple[TableInput, ...], effort: str):
    chance = Random(len(inputs))
    for _ in range({"quick": 20, "normal": 60, "long": 1_000}[effort]):
        table = a_random_table(chance, inputs)
        keys = [a_random_key(chance, column.kind) for column in inputs]
        values = [everything_in(key) for key in keys]
        given = [table.find(each) for each in product(*values)]
        with_null = product(*((*some, None) if key.null else some for key, some in zip(keys, values, strict=True)))
        outputs = {table.find(each) for each in with_null}
        found, reported = enclosed(table, *keys)
        assert bool(reported) is (None in given)
        assert isinstance(found, Span)
        numbers = [output for output in outputs if isinstance(output, int | Fraction)]
        assert found.empty is not bool(numbers)
        assert found.null is (not numbers or (any(key.null for key in keys) and None in outputs))
        if numbers:
            assert (found.low, found.high) == (min(numbers), max(numbers))
            assert found.integer is all(number.denominator == 1 for number in numbers)


@pytest.mark.parametrize("interpolate", [False, True])
@pytest.mark.parametrize("integer", [False, True])
def test_a_long_table_of_one_number_takes_hardly_longer_than_a_short_one(*, interpolate: bool, integer: bool):
    work = {}
    for rows in (20, 5_000):
        cells = range(rows) if interpolate else [f"[{place}, {place + 1})" for place in range(rows)]
        table = a_table(*((cell, place * 7 % rows) for place, cell in enumerate(cells)), interpolate=interpolate)
        table.prepare()
        key = Span(1, rows - 2, integer=integer)
        assert enclosed(table, key)[1] == []
        work[rows] = calls_in(partial(enclosed, table, key)) + calls_in(partial(table.find, [3]))
    assert work[5_000] <= 5 * work[20]


def test_a_grid_is_enclosed_like_what_can_be_found():
    """No two of its rows match the same, so that each that can be reached counts."""
    chance = Random(3)
    for _ in range(200):
        steps = [chance.choice(("[)", "(]", "[]", "()")) for _ in range(5)]
        rows = [
            (f"{step[0]}{place}, {place + 1}{step[1]}", kind, chance.randint(0, 9))
            for place, step in enumerate(steps)
            for kind in chance.sample("mf", chance.randint(1, 2))
            if place % 2 == 0 or step == "()" or chance.random() < 0.5
        ]
        rows += [("(-inf, 0)", "m", 11), ("(6, inf)", "f", 12)][: chance.randint(0, 2)]
        table = a_table(*rows, inputs=(NUMBER, TEXT))
        keys = [a_random_key(chance, NUMBER.kind), a_random_key(chance, TEXT.kind)]
        outputs = {table.find(each) for each in product(*map(everything_in, keys))}
        found, reported = enclosed(table, *keys)
        numbers = [each for each in outputs if isinstance(each, Fraction | int)]
        assert isinstance(found, Span)
        assert bool(reported) is (None in outputs)
        assert (None if found.empty else (found.low, found.high)) == ((min(numbers), max(numbers)) if numbers else None)


def test_of_texts_that_may_be_anything_a_grid_names_only_some():
    table = a_table((1, "f", 5), (1, "m", 6), inputs=(NUMBER, TEXT))
    assert enclosed(table, Span(1, 1), Words(None)) == (Span(5, 6, integer=True), [UNDEFINED])
    assert enclosed(table, Span(1, 1), BOTH) == (Span(5, 6, integer=True), [])


def test_of_a_table_of_several_inputs_only_the_rows_that_can_match_are_looked_at():
    rows = [(f"[{age}, {age + 1})", kind, age) for age in range(2_000) for kind in ("f", "m")]
    table = a_table(*rows, inputs=(NUMBER, TEXT))
    table.prepare()
    assert calls_in(lambda: enclosed(table, Span(5, 8), BOTH)) <= 5_000


def test_a_number_that_is_always_missing_is_null_or_what_matches_anything():
    never = Span(0, 0, null=True, empty=True)
    for table, expected in (
        (a_table(("[0, 1]", 5)), None),
        (a_table(("[0, 1]", 5), (None, 7)), 7),
        (LINE, None),
        (a_table(("[0, 1]", "f", 5), inputs=(NUMBER, TEXT)), None),
        (a_table(("[0, 1]", "f", 5), (None, "f", 7), inputs=(NUMBER, TEXT)), 7),
        (a_table(("(0, 1/2)", 3)), None),
    ):
        found, reported = enclosed(table, never, *([F] * (len(table.inputs) - 1)))
        assert isinstance(found, Span)
        assert (None if found.empty else found.low, found.null, reported) == (expected, expected is None, [])


def test_texts_along_a_number_are_all_that_stand_there():
    table = a_table(("[0, 1)", "low"), ("[1, 2)", "middle"), ("[2, 3)", "high"))
    assert enclosed(table, Span(Fraction(1, 2), 1)) == (Words(frozenset(("low", "middle"))), [])
    assert enclosed(table, Span(2, 3)) == (Words(frozenset(("high",))), [UNDEFINED])


def test_stretches_between_points_without_a_whole_number_do_not_count_for_whole_numbers():
    table = a_table(("[0, 1/4)", 1), ("(1/4, 1/2)", 9), ("[1/2, 3]", 2))
    assert enclosed(table, Span(0, 3, integer=True)) == (Span(1, 2, integer=True), [])
    assert enclosed(table, Span(0, 3)) == (Span(1, 9, integer=True), [UNDEFINED])
    assert enclosed(a_table(("(0, 1/2)", 3)), Span(0, 3, integer=True)) == (NOTHING, [UNDEFINED])
