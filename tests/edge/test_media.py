"""The header `Accept`: what is preferred of what there is."""

import pytest

from selfcheck_service.edge.media import negotiate_media_type

JSON, HTML = "application/json", "text/html"


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("text/html", HTML),
        ("TEXT/HTML ; charset=utf-8", HTML),
        ("text/*", HTML),
        ("text/html;q=0.5, application/json", JSON),
        ("text/html, application/json", JSON),
        ("text/html;q=0.9, */*;q=0.1", HTML),
        ("application/json;q=0, text/html;q=0.1", HTML),
        ("text/html;q=0, text/*, application/json;q=0.2", JSON),
        ("application/json;q=0", JSON),
        ("image/png", JSON),
        ("text/html;q=nan, */*;q=0.1", JSON),
        ("text/html;q=1_0", JSON),
        ("text/html;q=7, application/json;q=0.9", HTML),
        (",".join(["image/png"] * 20 + ["text/html"]), JSON),
        (";;,;q=", JSON),
    ],
)
def test_the_most_wanted_of_what_there_is_is_chosen(header, chosen):
    assert negotiate_media_type(header, (JSON, HTML)) == chosen
