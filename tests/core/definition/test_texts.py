"""Which characters a text may hold: what an Arabic or a Hebrew text needs, and nothing that turns another one round."""

import pytest

from selfcheck_service.core.definition.texts import clean_text, unclean_character


@pytest.mark.parametrize(
    "text",
    [
        # A mark keeps brackets and full stops where they belong.
        "أوافق تمامًا (C++\u200e) على ذلك.",
        "\u200fאבגד (WhatsApp)\u200f!",
        "بلی \u200f(C++)\u200f",
        "Amt: \u200eאבגד\u200e, 030 1",
    ],
)
def test_plain_marks_of_direction_belong_to_a_text(text):
    assert unclean_character(text) is None
    assert clean_text(text) == text


@pytest.mark.parametrize("point", [0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
def test_what_turns_the_order_of_others_round_is_refused_balanced_too(point):
    control = chr(point)
    assert unclean_character(f"a{control}b") == control
    assert unclean_character(f"a{control}b\u202c\u2069") == control
