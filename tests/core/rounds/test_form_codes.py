"""Form codes: made of what a form was printed from, and of no slip of the pen."""

from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.rounds.access_codes import ALPHABET, read_code
from selfcheck_service.core.rounds.form_codes import FORM_CODE_LENGTH, form_code, read_form_code, show_form_code

parts = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20), min_size=1, max_size=4)


@given(parts)
def test_it_is_read_as_it_was_shown(said):
    code = form_code(*said)
    assert len(code) == FORM_CODE_LENGTH
    assert read_form_code(show_form_code(code)) == read_form_code(show_form_code(code).lower()) == code


@given(parts, parts)
def test_other_parts_make_another_code(one, other):
    assert (form_code(*one) == form_code(*other)) == (one == other)


@given(parts, st.integers(0, FORM_CODE_LENGTH - 1), st.sampled_from(ALPHABET))
def test_a_wrong_character_is_noticed(said, place, character):
    code = form_code(*said)
    typed = code[:place] + character + code[place + 1 :]
    assert read_form_code(typed) == (code if typed == code else None)


@given(parts)
def test_it_is_never_taken_for_an_access_code(said):
    assert read_code(form_code(*said)) is None


def test_it_stays_what_it_is():
    # Forms that are printed already must be known again.
    assert show_form_code(form_code("version", "abc", "")) == "F0G3-BFHH"
    assert read_form_code("f0g3 bfhh") == "F0G3BFHH"
