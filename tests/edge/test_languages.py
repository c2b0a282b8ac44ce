"""Language negotiation: RFC 4647 lookup, and no header is too strange."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.edge.languages import negotiate_language


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, "de"),
        ("", "de"),
        ("en", "en"),
        ("EN-gb", "en"),
        ("fr, en;q=0.2", "en"),
        ("de;q=0.5, en;q=0.9", "en"),
        ("en;q=0", "de"),
        ("en;q=0, *", "de"),
        ("*;q=0.5, en", "en"),
        ("zh-Hans-CN, en-US;q=0.5", "en"),
        ("en;q=1.0;x=1", "de"),
        ("en;q=nan", "de"),
        ("en;q=1_0", "de"),
        ("en;q=-1", "de"),
        ("en;q=", "de"),
        ("en;level=1", "de"),
        ("en ; Q=1", "en"),
        (",,;;en", "de"),
        (",".join(["xx"] * 20 + ["en"]), "de"),
    ],
)
def test_the_most_wanted_language_that_there_is_wins(header, chosen):
    assert negotiate_language(header, ("de", "en"), "de") == chosen


def test_a_variant_serves_who_wants_the_language():
    assert negotiate_language("de", ("en", "de-simple"), "en") == "de-simple"
    assert negotiate_language("de-simple", ("de", "de-simple"), "de") == "de-simple"
    assert negotiate_language("de-simple", ("en", "de"), "en") == "de"


@given(st.text(max_size=200))
def test_no_header_breaks_it(header):
    assert negotiate_language(header, ("de", "en"), "de") in {"de", "en"}
