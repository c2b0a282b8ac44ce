"""What strayed to a wrong place is left out of messages, and what helps there stays in."""

import pytest

from selfcheck_service.core.definition import Problem
from selfcheck_service.core.rounds.access_codes import make_code, show_code
from selfcheck_service.edge.strays import HIDDEN, hide_strays, without_strays

CODE = make_code(lambda _: 7)


@pytest.mark.parametrize(
    "stray",
    [
        CODE,
        CODE.lower(),
        show_code(CODE),
        show_code(CODE).replace("-", " "),
        # Another last character: a slip of the pen.
        f"{show_code(CODE)[:-1]}X",
        f"sck_live_acHLHe7xRcfL_{'pg' * 16}_a71b9fb0",
        "JoLT_e5zRX0Zkj2yvvz2fBc",
        "6b6e8114e8797a5642bd9d24f58321e9",
        "Abcdefghijklmnopqrstuv",
    ],
)
def test_what_looks_like_a_code_a_secret_or_a_key_is_left_out(stray):
    assert hide_strays(stray) == HIDDEN
    assert hide_strays(f"?name={stray}&x") == f"?name={HIDDEN}&x"


@pytest.mark.parametrize(
    "word",
    [
        "780c88a0-b418-43bf-853f-9e9cae5562d8",
        "explanations",
        "municipalities",
        "selfcheck-access-code",
        "weltoffene-kommune",
        "interkulturelle-verwaltung",
        "2026-03-01T08:00:00+01:00",
        "GET, HEAD, OPTIONS",
        "application/x-www-form-urlencoded",
        "1.0.0",
    ],
)
def test_what_helps_stays(word):
    assert hide_strays(word) == word


def test_problems_of_a_body_stay_as_they_are():
    inside = Problem("/answers/x", "malformed", {"found": CODE})
    assert without_strays(inside) is inside
    outside = without_strays(Problem(f"?{CODE}", "malformed", {"found": CODE, "limit": 3}))
    assert (outside.location, outside.parameters) == (f"?{HIDDEN}", {"found": HIDDEN, "limit": 3})
