"""The tour of docs/tour.md can be followed: its commands run in their order and print what the page shows."""

import asyncio
import shutil
import uuid

import pytest

from tests.checkout import CHECKOUT
from tests.databases import copy_of
from tests.documents.later import SERVE_LATER
from tests.documents.shell import Shell, Step, compare, differences, steps_of
from tests.service_process import a_key, running

PAGE = (CHECKOUT / "docs" / "tour.md").read_text(encoding="utf-8")
LATER = "\n## A year later\n"
A_YEAR = 370 * 24 * 60 * 60


@pytest.mark.process
@pytest.mark.skipif(not all(map(shutil.which, ("bash", "curl", "jq"))), reason="needs bash, curl and jq")
def test_the_tour_can_be_followed(sqlite_template, tmp_path):
    url = copy_of(sqlite_template, tmp_path)
    now, later = PAGE.split(LATER)
    shell = Shell(tmp_path, {"KEY": asyncio.run(a_key(url, "author", "facilitator"))})
    for part, ahead in ((now, 0), (later, A_YEAR)):
        with running(url, serve=SERVE_LATER, SECONDS_LATER=str(ahead)) as service:
            shell.environment |= {"SELFCHECK": service.url, "SECONDS_LATER": str(ahead)}
            for step in steps_of(part):
                compare(step, shell.run(step.commands))


def test_the_tour_shows_what_most_of_its_commands_print():
    steps = steps_of(PAGE)
    assert len(steps) > 10
    assert [step.commands for step in steps if step.kind is None and "() {" not in step.commands] == []


# What this test would not forgive.


@pytest.mark.parametrize(
    ("shown", "real"),
    [
        ({"a": 1}, {"a": 2}),
        ({"a": 1}, {"a": 1, "b": 2}),
        ({"a": 1, "…": 0}, {"b": 1}),
        ([1, 2], [1]),
        ([1], [1, 2]),
        ([1, 2, "…"], [1]),
        ("a … c", "a b"),
        ("1", 1),
        (True, 1),
        (None, 0),
        ([{"a": "x…"}], [{"a": "y"}]),
    ],
)
def test_what_differs_is_found(shown, real):
    assert list(differences(shown, real))


def test_what_is_left_out_may_be_anything():
    step = Step("c", "json", '{"a": [1, …], "b": {…}, "c": "x…z", "d": "…", …}')
    compare(step, '{"a": [1, 2], "b": {"k": 1}, "c": "xyz", "d": 7, "e": 0}')
    with pytest.raises(AssertionError):
        compare(step, '{"a": [2], "b": {}, "c": "xyz", "d": 7}')
    text = Step("c", "text", "a\n…\nc")
    compare(text, "a\nb\nc\n")
    with pytest.raises(AssertionError):
        compare(text, "a\nb\nd\n")


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_names_go_from_block_to_block_and_days_move(tmp_path):
    name = uuid.uuid4().hex
    shell = Shell(tmp_path, {"SECONDS_LATER": str(A_YEAR)})
    shell.run(f"NAME={name}; told() {{ echo $NAME; }}")
    assert shell.run("told") == f"{name}\n"
    asked = shell.run("date -u -d '+1 day' +%s; command date -u +%s").split()
    assert abs(int(asked[0]) - int(asked[1]) - A_YEAR - 86400) < 5
    with pytest.raises(AssertionError):
        shell.run("false | true")
