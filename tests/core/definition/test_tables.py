"""Constants and tables: read cell by cell, every fault at its cell, looked up by expressions."""

from fractions import Fraction

import pytest

from selfcheck_service.core.definition import canonical_document, parse_definition, plain_document
from selfcheck_service.core.definition.building import build_structure
from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.tables import LookupTable, check_rows
from tests.builders import a_field, a_flag, a_questionnaire, an_attribute, an_item, evaluation_of
from tests.core.faults import faults_of, findings_in

SOURCE = {"key": "norms", "title": "Norms", "as_of": "2026-01-31"}
INPUTS = [{"name": "raw", "type": "number"}, {"name": "kind", "type": "text"}]
ROWS = [["[0, 2)", "town", 1], ["[2, 4]", "town", "1/3"], ["[0, 4]", "any", 0.25]]


def a_table(**overrides):
    return {"key": "norm", "inputs": INPUTS, "rows": ROWS, **overrides}


def looking_up(table, expression="lookup('norm', a, profile.kind)", **overrides):
    """A definition with a flag for each number that a look-up may give."""
    flags = [a_flag(f"is_{index}", {"value": expression, "is": {"equal": out}}) for index, out in enumerate((1, "1/3"))]
    flags.append(a_flag("else", {"value": expression, "is": {"equal": 0.25}}))
    frame = {"tables": [table], "profile": [an_attribute("kind", "town", "county")], "flags": flags}
    return a_questionnaire(a_field("f", an_item("a")), **{**frame, **overrides})


@pytest.mark.parametrize(
    ("answers", "profile", "flags"),
    [
        ({"a": 1}, {"kind": "town"}, (True, False, False)),
        ({"a": 2}, {"kind": "town"}, (False, True, False)),
        ({"a": 2}, {"kind": "county"}, (False, False, True)),
        ({"a": 2}, {}, (False, False, True)),
        ({}, {"kind": "town"}, (None, None, None)),
    ],
)
def test_the_first_row_that_matches_counts(answers, profile, flags):
    found = evaluation_of(looking_up(a_table()), answers, profile=profile).flags
    assert tuple(found.values()) == flags


def test_a_row_of_anything_matches_what_is_missing():
    table = a_table(rows=[["any", "any", 0.25]])
    assert evaluation_of(looking_up(table), {}).flags["else"] is True


def test_between_points_the_output_lies_on_a_line():
    table = a_table(inputs=INPUTS[:1], rows=[[0, 0], [4, 1]], interpolate=True)
    document = looking_up(table, "lookup('norm', a)")
    assert evaluation_of(document, {"a": 4}).flags["is_0"] is True
    assert evaluation_of(document, {"a": 1}).flags["else"] is True


def test_what_was_written_is_kept_and_what_it_means_is_exact():
    questionnaire = parse_definition(looking_up(a_table()))
    assert plain_document(questionnaire)["tables"][0]["rows"] == ROWS
    spelt = [["[ 0, 2 )", "town", "1"], ["[2.0, 4]", "town", "2/6"], ["[0,4]", "any", "1/4"]]
    again = parse_definition(looking_up(a_table(rows=spelt)))
    assert canonical_document(again) == canonical_document(questionnaire)
    outputs = [row.output for row in build_structure(questionnaire).tables["norm"].rows]
    assert outputs == [1, Fraction(1, 3), Fraction(1, 4)]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([["[0, 2)", "town"]], ("/tables/0/rows/0", "too_short")),
        ([["[0, 2)", "town", 1, 2]], ("/tables/0/rows/0", "too_long")),
        ([["x", "town", 1]], ("/tables/0/rows/0/0", "malformed")),
        ([["[2, 0]", "town", 1]], ("/tables/0/rows/0/0", "malformed")),
        ([[1, 2.5, 1]], ("/tables/0/rows/0/1", "wrong_type")),
        ([[1, "town", "much"]], ("/tables/0/rows/0/2", "malformed")),
        ([[1, True, 1]], ("/tables/0/rows/0/1", "wrong_type")),
        ([[1, None, 1]], ("/tables/0/rows/0/1", "wrong_type")),
        ([[1, "x" * 101, 1]], ("/tables/0/rows/0/1", "too_long")),
        ([[1, "town", "any"]], ("/tables/0/rows/0/2", "malformed")),
        ([], ("/tables/0/rows", "too_short")),
    ],
)
def test_every_fault_is_found_at_its_cell(rows, fault):
    assert faults_of(looking_up(a_table(rows=rows), flags=[])) == [fault]


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (a_table(interpolate=True), ("/tables/0/interpolate", "interpolates_no_numbers")),
        (a_table(source="nowhere"), ("/tables/0/source", "unknown_reference")),
        (a_table(inputs=[INPUTS[0], INPUTS[0]], rows=[[1, 1, 1]]), ("/tables/0/inputs/1/name", "duplicate_name")),
        (a_table(inputs=[]), ("/tables/0/inputs", "too_short")),
        (
            a_table(inputs=INPUTS[:1], rows=[["[0, 1)", 0]], interpolate=True),
            ("/tables/0/rows/0/0", "malformed"),
        ),
    ],
)
def test_a_table_that_cannot_be_looked_up_is_refused(table, fault):
    assert faults_of(looking_up(table, flags=[])) == [fault]


def test_a_text_may_come_out():
    table = a_table(inputs=INPUTS[1:], output="text", rows=[["town", 1], ["county", "two"]])
    document = looking_up(table, "if(lookup('norm', profile.kind) = '1', 1, 0)")
    assert evaluation_of(document, {}, profile={"kind": "town"}).flags["is_0"] is True
    assert evaluation_of(document, {}, profile={"kind": "county"}).flags["is_0"] is False


@pytest.mark.parametrize(
    ("rows", "findings"),
    [
        ([["[0, 2]", "town", 1], ["[2, 4]", "town", 2]], [("/tables/0/rows/1", "table_overlap", "error")]),
        ([["[2, 4]", "town", 1], ["[0, 2]", "town", 2]], [("/tables/0/rows/1", "table_overlap", "error")]),
        ([["[0, 2)", "town", 1], ["(2, 4]", "town", 2]], [("/tables/0/rows/1", "table_gap", "warning")]),
        ([[1, "town", 1], [1, "town", 2]], [("/tables/0/rows/1", "table_overlap", "error")]),
        ([["any", "town", 1], ["any", "town", 2]], [("/tables/0/rows/1", "table_overlap", "error")]),
        ([[1, "town", 1], [3, "town", 2]], []),
        ([["[0, 2]", "town", 1], ["[2, 4]", "county", 2], ["any", "any", 3]], []),
    ],
)
def test_overlaps_and_gaps_are_found(rows, findings):
    found = findings_in(looking_up(a_table(rows=rows)))
    # That these tables leave something out is another finding.
    assert [finding for finding in found if finding[1].startswith("table_")] == findings


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        ([["[0, 10)", "[0, 5)", 1], ["[5, 15)", "[0, 5)", 2]], [1]),
        ([["[0, 10)", "[0, 5)", 1], ["[5, 15)", "[5, 9)", 2]], []),
        ([["[0, 9]", "[0, 1)", 1], ["[1, 2]", "[1, 2)", 2], ["[3, 4]", "[0, 2)", 3]], [2]),
        ([["[0, 9]", "[0, 1)", 1], ["any", "[0, 1)", 2], ["any", "any", 3]], []),
    ],
)
def test_rows_are_compared_in_all_their_ranges(rows, places):
    inputs = [{"name": name, "type": "number"} for name in ("one", "two")]
    table = LookupTable.model_validate(a_table(inputs=inputs, rows=rows))
    assert [problem.location for problem in check_rows(table, ()) if problem.code == "table_overlap"] == [
        f"/rows/{place}" for place in places
    ]


def test_rows_that_all_cross_are_compared_as_long_as_that_is_affordable(monkeypatch):
    compared = [0]
    overlaps = Interval.overlaps

    def counted(one, two):
        compared[0] += 1
        return overlaps(one, two)

    rows = [[f"[{-place}, {place})", f"[{place}, {place}]", 1] for place in range(1, 1500)]
    inputs = [{"name": name, "type": "number"} for name in ("one", "two")]
    table = LookupTable.model_validate(a_table(inputs=inputs, rows=rows))
    monkeypatch.setattr(Interval, "overlaps", counted)
    assert list(check_rows(table, ())) == []
    assert compared[0] < 500_000


def test_points_on_a_line_leave_no_gap():
    table = a_table(inputs=INPUTS[:1], rows=[[0, 0], [4, 1]], interpolate=True)
    found = findings_in(looking_up(table, "lookup('norm', a)"))
    assert [finding for finding in found if finding[1].startswith("table_")] == []


def test_what_nobody_looks_up_is_unused():
    document = looking_up(
        a_table(source="norms"), flags=[], sources=[SOURCE], constants=[{"key": "c", "value": 1, "source": "norms"}]
    )
    assert findings_in(document) == [("/constants/0", "unused", "warning"), ("/tables/0", "unused", "warning")]


def test_a_constant_has_an_exact_value_and_a_source_that_is_there():
    constant = {"key": "c", "value": "1/3", "source": "norms", "note": "Of all."}
    flags = [a_flag("third", {"value": "constant.c * 3", "is": {"equal": 1}})]
    document = a_questionnaire(constants=[constant], sources=[SOURCE], flags=flags)
    assert evaluation_of(document, {}).flags == {"third": True}
    assert faults_of({**document, "sources": []}) == [("/constants/0/source", "unknown_reference")]
    assert faults_of({**document, "constants": [constant, constant]}) == [("/constants/1/key", "duplicate_name")]
