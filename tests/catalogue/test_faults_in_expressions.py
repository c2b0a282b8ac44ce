"""Faults in expressions are found at the very character, however the text is written in the file."""

import json
from pathlib import Path

import pytest

from selfcheck_service.catalogue import check, read_questionnaire
from selfcheck_service.core.definition import plain_document
from tests.catalogue.faults_in_files import WHOLE

WHEN = "when: {field: start, score: {below: 2}}"
LINE = 43

SPOILT = [
    ("eins + drei", "drei", "unknown_name"),
    ("eins + field.stat", "field.stat", "unknown_name"),
    ("eins + profile.art", "profile.art", "unknown_name"),
    ("eins + constant.c", "constant.c", "unknown_name"),
    ("lookup('norm', eins)", "'norm'", "unknown_reference"),
    ("eins * sqr(zwei)", "sqr", "unknown_function"),
    ("eins + sqrt(eins, zwei)", "sqrt", "wrong_arguments"),
    ("eins + value", "value", "not_known_here"),
    ("eins + raw", "raw", "not_known_here"),
    ("eins + 'zwei'", "'zwei'", "type_differs"),
    ("if(eins, 1, 2)", "eins", "type_differs"),
    ("eins = 1", "=", "type_differs"),
    ("eins + * 2", "*", "expression_syntax"),
    ("eins + 2)", ")", "expression_syntax"),
    ("eins < zwei < 3", "< 3", "comparison_chained"),
    ("eins + 1e3", "e3", "expression_syntax"),
    ("Eins + 1", "Eins", "expression_syntax"),
    ("eins ; 2", ";", "expression_syntax"),
]


def faults(text: str, folder: Path) -> list[tuple[int, int, str]]:
    path = folder / "definition.yaml"
    path.write_text(text)
    return [(one.place.line, one.place.column, one.problem.code) for one in check(path)]


def spoilt(value: str) -> str:
    assert WHEN in WHOLE
    return WHOLE.replace(WHEN, f"when: {{is: {{below: 2}}, value: {value}}}")


BEGIN = len("        when: {is: {below: 2}, value: ") + 1


@pytest.mark.parametrize(("expression", "part", "code"), SPOILT)
def test_in_double_quotes(expression, part, code, tmp_path):
    column = BEGIN + 1 + expression.index(part)
    assert faults(spoilt(f'"{expression}"'), tmp_path) == [(LINE, column, code)]


@pytest.mark.parametrize(("expression", "part", "code"), [row for row in SPOILT if "'" not in row[0]])
def test_in_single_quotes(expression, part, code, tmp_path):
    column = BEGIN + 1 + expression.index(part)
    assert faults(spoilt(f"'{expression}'"), tmp_path) == [(LINE, column, code)]


@pytest.mark.parametrize(("expression", "part", "code"), SPOILT)
def test_without_quotes(expression, part, code, tmp_path):
    text = WHOLE.replace(WHEN, f"when:\n          is: {{below: 2}}\n          value: {expression}")
    column = len("          value: ") + 1 + expression.index(part)
    assert faults(text, tmp_path) == [(LINE + 2, column, code)]


@pytest.mark.parametrize("spelling", ['"\\u0065ins + drei"', "'eins + drei + ''a'''", '"eins +\n          drei"'])
def test_what_is_not_written_as_it_is_is_found_where_it_begins(spelling, tmp_path):
    ((line, column, _),) = faults(spoilt(spelling), tmp_path)
    assert (line, column) == (LINE, BEGIN)


@pytest.mark.parametrize(("spelling", "column"), [('"eins + drei"', 8), ('"\\u0065ins + drei"', 0)])
def test_in_json_too(spelling, column, tmp_path):
    (tmp_path / "whole.yaml").write_text(WHOLE)
    questionnaire = read_questionnaire(tmp_path / "whole.yaml").questionnaire
    assert questionnaire is not None
    document = plain_document(questionnaire)
    document["fields"][0]["suggestions"][0]["when"] = {"is": {"below": 2}, "value": "HERE"}
    text = json.dumps(document, indent=1, ensure_ascii=False)
    begin = next(line.index('"HERE"') + 1 for line in text.splitlines() if '"HERE"' in line)
    path = tmp_path / "definition.json"
    path.write_text(text.replace('"HERE"', spelling))
    assert [(one.place.column, one.problem.code) for one in check(path)] == [(begin + column, "unknown_name")]
