"""`selfcheck evaluate` and `selfcheck replay`: files in, the evaluation of the service out."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from selfcheck_service.catalogue import read_document
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.builders import (
    Data,
    a_computed,
    a_field,
    a_level_set,
    a_number,
    a_questionnaire,
    a_rule,
    an_attribute,
    an_item,
)
from tests.cli.running import DEFINITION, EXPLAINED, run

ANSWERS: dict[str, dict[str, object]] = {
    "much": {"answers": {"eins": 1, "zwei": 2, "drei": 2, "mehrere": ["baum"], "meter": "2.5"}},
    "little": {
        "answers": {
            "eins": 0,
            "zwei": 2,
            "drei": {"no_answer": "dont_know"},
            "eine_frage_mit_sehr_langem_kuerzel": {"no_answer": "declined"},
        },
        "language": "en",
    },
    "nothing": {"answers": {}},
}


@pytest.fixture(params=sorted(ANSWERS))
def answers(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"{request.param}.json"
    path.write_text(json.dumps(ANSWERS[request.param]))
    return path


@pytest.mark.parametrize("detail", ["none", "short", "full"])
async def test_the_bytes_are_those_of_the_endpoint(client: httpx.AsyncClient, app: FastAPI, answers: Path, detail: str):
    definition = read_document(DEFINITION).data
    await publish_questionnaire(app.state.context.database, definition, now=datetime(2026, 11, 21, tzinfo=UTC))
    body = ANSWERS[answers.stem]
    sent = {**body, "questionnaire": "alles", "version": "1.0.0", "language": body.get("language", "de")}
    response = await client.post(f"/v1/evaluations?explanation={detail}", json=sent)
    assert response.status_code == 200
    ran = run("evaluate", DEFINITION, answers, "--explanation", detail)
    assert (ran.code, ran.octets) == (0, response.content)


def test_answers_come_from_standard_input_in_json_and_yaml():
    by_json = run("evaluate", DEFINITION, "-", stdin='{"answers": {"eins": 1, "meter": 2.50}}')
    by_yaml = run("evaluate", DEFINITION, "-", stdin="answers:\n  eins: 1\n  meter: 2.50\n")
    assert by_json.code == 0
    assert by_json.octets == by_yaml.octets


def test_the_definition_is_also_taken_as_one_file(tmp_path: Path, answers: Path):
    one = tmp_path / "alles.json"
    one.write_text(json.dumps(read_document(DEFINITION).data, default=float))
    assert run("evaluate", one, answers).octets == run("evaluate", DEFINITION, answers).octets


def test_a_language_that_is_asked_for_wins(answers: Path):
    assert json.loads(run("evaluate", DEFINITION, answers, "--language", "en").out)["language"] == "en"


@pytest.mark.parametrize(
    ("language", "surroundings", "message"),
    [
        ("en", "de_DE.UTF-8", "There is no item “fuenf”."),
        ("de", "en_GB.UTF-8", "Die Frage „fuenf“ gibt es nicht."),
        ("de-simple", "en_GB.UTF-8", "Die Frage „fuenf“ gibt es nicht."),
        ("fr", "de_DE.UTF-8", "Die Frage „fuenf“ gibt es nicht."),
        ("", "de_DE.UTF-8", "Die Frage „fuenf“ gibt es nicht."),
    ],
)
def test_messages_follow_the_language_asked_for_and_else_the_surroundings(
    language: str, surroundings: str, message: str
):
    asked = ["--language", language] if language else []
    ran = run(
        "evaluate",
        DEFINITION,
        "-",
        *asked,
        stdin='{"answers": {"fuenf": true}}',
        environment={"LC_ALL": surroundings},
    )
    assert ran.code == 1
    assert message in ran.err


def test_every_fault_in_answers_is_named_with_its_place():
    ran = run(
        "evaluate",
        DEFINITION,
        "-",
        "--language",
        "fr",
        stdin='{"answers": {"eins": 9,\n "fuenf": true}, "version": "9.0.0", "profile": {"ort": 1}}',
    )
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "<stdin>:1:1: error unknown_language_asked The questionnaire has no text in “fr”; possible: de, en.",
        "<stdin>:1:22: error unknown_option “9” is not an option of “eins”; possible: 0, 1, 2.",
        "<stdin>:2:2: error unknown_item There is no item “fuenf”.",
        "<stdin>:2:29: error answers_to_other The answers belong to 9.0.0; the definition is 1.0.0.",
        "<stdin>:2:50: error unknown_attribute There is no attribute “ort”.",
    ]


@pytest.mark.parametrize("stdin", ["", "[1, 2]", "a: [", "\x00", b"\xff", '{"answers": {"eins": 1e999999}}'])
def test_answers_that_cannot_be_read_are_refused(stdin: str | bytes):
    ran = run("evaluate", DEFINITION, "-", stdin=stdin)
    assert (ran.code, ran.out) == (1, "")
    assert re.match(r"<stdin>:[12]:[0-9]+: error ", ran.err)


def test_a_faulty_definition_is_refused_with_its_places(tmp_path: Path, answers: Path):
    path = tmp_path / "one.yaml"
    path.write_text("format: 1\nrulse: 1\n")
    ran = run("evaluate", path, answers)
    assert (ran.code, ran.out) == (1, "")
    assert f"{path}:2:1: error unknown_member" in ran.err


def test_answers_that_are_not_there_are_wrong_usage():
    assert run("evaluate", DEFINITION, "nowhere.json").code == 2


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_table_is_what_it_was(answers: Path, language: str):
    ran = run("evaluate", DEFINITION, answers, "--explain", "--language", language)
    assert ran.code == 0
    # A new table is reviewed by eye: selfcheck evaluate tests/cli/definition ANSWERS --explain --language de
    assert ran.out == (EXPLAINED / f"{answers.stem}.{language}.txt").read_text()


def test_the_table_is_plain_and_narrow(answers: Path):
    lines = run("evaluate", DEFINITION, answers, "--explain").out.splitlines()
    assert max(map(len, lines)) <= 100
    assert not any("\x1b" in line or line != line.rstrip() for line in lines)


@pytest.mark.parametrize(("language", "word"), [("de", "zählt mit"), ("en", "takes part")])
def test_an_answer_without_points_takes_part_in_a_formula(tmp_path: Path, language: str, word: str):
    length = a_number("length", scored=False, no_answers=[])
    del length["number"]["points"]
    rule = {"formula": "2 * length", "scale": [0, 20], "no_answer": {"unanswered": "exclude"}}
    path = tmp_path / "formula.json"
    path.write_text(json.dumps({**a_questionnaire(a_field("f", length, scoring=rule)), "languages": [language]}))
    ran = run("evaluate", path, "-", "--explain", "--language", language, stdin='{"answers": {"length": 3}}')
    assert ran.code == 0
    assert any(line.split()[:2] == ["length", "3"] and word in line for line in ran.out.splitlines())


class TestReplay:
    @pytest.fixture
    def evaluation(self, answers: Path, tmp_path: Path) -> Path:
        path = tmp_path / "evaluation.json"
        path.write_bytes(run("evaluate", DEFINITION, answers, "--explanation", "full").octets)
        return path

    def test_an_evaluation_comes_out_the_same(self, evaluation: Path, answers: Path):
        ran = run("replay", evaluation, "--answers", answers, "--definition", DEFINITION)
        assert ran.code == 0
        assert ran.out.startswith("the same: results ")
        assert "the whole evaluation byte for byte" in ran.out

    def test_a_receipt_alone_is_enough(self, evaluation: Path, answers: Path, tmp_path: Path):
        receipt = tmp_path / "receipt.json"
        receipt.write_text(json.dumps(json.loads(evaluation.read_text())["receipt"], indent=2))
        ran = run("replay", receipt, "--answers", answers, "--definition", DEFINITION)
        assert (ran.code, ran.out.startswith("the same: results byte for byte, ")) == (0, True)

    def test_other_answers_are_noticed(self, evaluation: Path):
        ran = run("replay", evaluation, "--answers", "-", "--definition", DEFINITION, stdin='{"answers": {"eins": 2}}')
        assert ran.code == 1
        assert ran.out.startswith("answers_digest: ")
        assert "innen.score: " in ran.out

    def test_a_changed_definition_is_noticed(self, evaluation: Path, answers: Path, tmp_path: Path):
        one = tmp_path / "alles.yaml"
        document = read_document(DEFINITION).data
        assert isinstance(document, dict)
        one.write_text(json.dumps(document | {"title": {"de": "Anders", "en": "Else"}}, default=float))
        ran = run("replay", evaluation, "--answers", answers, "--definition", one)
        assert ran.code == 1
        assert ran.out.startswith("definition_hash: ")

    @pytest.mark.parametrize(
        ("path", "value", "line"),
        [
            (("fields", 0, "score"), 1, "haus.score: 1 in the evaluation, "),
            (("fields", 0, "level"), None, "haus.level: None in the evaluation, "),
            (("flags",), {}, "flags: {} in the evaluation, "),
            (("suggestions",), [], "suggestions: [] in the evaluation, "),
            (("receipt", "result_digest"), "00", "result_digest: 00 in the receipt, "),
            (("receipt", "version"), "1.0.1", "version: 1.0.1 in the receipt, 1.0.0 now"),
        ],
    )
    def test_every_forged_result_is_noticed(
        self, path: tuple[str | int, ...], value: object, line: str, tmp_path: Path
    ):
        answers = tmp_path / "answers.json"
        answers.write_text(json.dumps(ANSWERS["much"]))
        forged = json.loads(run("evaluate", DEFINITION, answers).out)
        inner = forged
        for part in path[:-1]:
            inner = inner[part]
        inner[path[-1]] = value
        evaluation = tmp_path / "forged.json"
        evaluation.write_text(json.dumps(forged))
        ran = run("replay", evaluation, "--answers", answers, "--definition", DEFINITION)
        assert ran.code == 1
        assert line in ran.out

    def test_what_is_no_receipt_is_refused(self, tmp_path: Path, answers: Path):
        path = tmp_path / "no.json"
        path.write_text('{"a": 1}')
        ran = run("replay", path, "--answers", answers, "--definition", DEFINITION)
        assert (ran.code, ran.out) == (1, "")
        assert f"{path}:1:1: error not_a_receipt " in ran.err


def test_the_table_shows_what_was_worked_out_and_the_levels_of_items(tmp_path: Path):
    items = [
        a_number("weight", "[30, 200]", scored=False),
        a_computed("twice", "weight * 2", levels="set"),
        an_item("open", levels="set"),
    ]
    level_set = a_level_set("set", "[0, 100)", "[100, 400]")
    definition, given = tmp_path / "small.json", tmp_path / "given.json"
    definition.write_text(json.dumps(a_questionnaire(a_field("f", *items), level_sets=[level_set])))
    given.write_text(json.dumps({"answers": {"weight": 80}}))
    lines = [line.strip() for line in run("evaluate", str(definition), str(given), "--explain").out.splitlines()]
    assert "weight * 2 = 160" in lines
    assert [line.split() for line in lines if line.endswith("Level 1")] == [["twice", "160", "Level", "1"]]


def test_the_table_names_what_a_calculation_rests_on(tmp_path: Path):
    size = {"key": "size", "title": "Size", "number": {"range": "[0, 100]", "unit": "people"}}
    table = {"key": "norm", "inputs": [{"name": "size", "type": "number"}], "rows": [["[0, 100]", 2]]}
    worth = {"value": "a * lookup('norm', profile.size)", "points": "value"}
    computed: Data = {"key": "c", "type": "computed", "title": "C", "computed": worth}
    rule = a_rule(method="sum", scale=[0, 10_000], of=[{"item": "c", "weight": "constant.base"}])
    document = a_questionnaire(
        a_field("f", an_item("a", scored=False), computed, scoring=rule),
        profile=[an_attribute(), an_attribute("silent"), size],
        constants=[{"key": "unused", "value": 1}, {"key": "base", "value": "107.63"}],
        tables=[table],
    )
    given = {"answers": {"a": 3}, "profile": {"kind": "town", "size": 12}}
    lines = explained(tmp_path, document, given)
    assert lines[1].endswith(" · Size 12 people")
    assert "silent" not in lines[1]
    found = [line.split("  ")[0] for line in lines if line.startswith(("constant", "table"))]
    assert found == ["constant base = 107.63", "table norm"]
    # Numbers are never cut, however long they are.
    assert any("6 × 107.63 = 645.78" in line for line in lines)


def test_a_line_of_a_formula_multiplies_nothing(tmp_path: Path):
    rule = a_rule(formula="a.points + b.points", method=None)
    document = a_questionnaire(a_field("f", an_item("a", weight=3), an_item("b"), scoring=rule))
    lines = explained(tmp_path, document, {"answers": {"a": 1, "b": 2}})
    assert [line.split()[:4] for line in lines if "Option" in line] == [
        ["a", "Option", "1", "1"],
        ["b", "Option", "2", "2"],
    ]
    assert not any("×" in line for line in lines)


def test_changes_and_levels_are_called_by_their_words(tmp_path: Path):
    gate = {"level": "l2", "requires": {"item": "a", "is": 4}, "text": "All of it."}
    field = a_field("f", an_item("a", no_answers=["declined"]), an_item("b"), levels="set", gates=[gate])
    document = a_questionnaire(field, level_sets=[a_level_set()])
    declined = explained(tmp_path, document, {"answers": {"a": {"no_answer": "declined"}, "b": 4}})
    assert "By the score alone it would be “Level 2”; a condition is not met." in declined
    assert "a: declined → Option 4" in declined


def test_a_unit_stands_below_its_field(tmp_path: Path):
    units: Data = {"title": "Team", "maximum": 3, "scoring": a_rule()}
    rule = a_rule(no_answer={"not_computed": "exclude"})
    document = a_questionnaire(a_field("teams", an_item("x"), units=units, scoring=rule))
    told = explained(tmp_path, document, {"answers": {"teams": [{"x": 1}, {"x": 2}]}}, stripped=False)
    heads = [line.split("(")[0].rstrip() for line in told if "(teams" in line]
    assert heads == ["Field teams", "  Team 1", "  Team 2"]
    place = next(at for at, line in enumerate(told) if "(teams.1)" in line)
    assert all(line.startswith("    ") for line in told[place + 1 : place + 4])
    assert max(map(len, told)) <= 100


def explained(folder: Path, document: Data, given: Data, *, stripped: bool = True) -> list[str]:
    definition, answers = folder / "definition.json", folder / "answers.json"
    definition.write_text(json.dumps(document))
    answers.write_text(json.dumps(given))
    lines = run("evaluate", definition, answers, "--explain").out.splitlines()
    return [line.strip() for line in lines] if stripped else lines
