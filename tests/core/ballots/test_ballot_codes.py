"""Codes of ballots: short, readable aloud, and no slip of the pen makes one of another."""

import random

from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.ballots.codes import (
    SHARED_LENGTH,
    SLIP_LENGTH,
    ballot_code_hash,
    make_shared_code,
    make_slip_codes,
    read_ballot_code,
    show_ballot_code,
)
from selfcheck_service.core.rounds.access_codes import ALPHABET, make_code, read_code

SEEDS = st.integers(0, 2**32).map(random.Random)


def test_a_code_is_shown_in_two_halves():
    assert (show_ballot_code("ABC123"), show_ballot_code("ABCD1234")) == ("ABC-123", "ABCD-1234")


@given(SEEDS)
def test_a_code_is_read_as_it_is_shown_and_as_it_is_written_down(chance):
    for code in (make_shared_code(chance.randrange), *make_slip_codes(chance.randrange, 3)):
        shown = show_ballot_code(code)
        assert len(shown) == len(code) + 1
        assert read_ballot_code(shown) == read_ballot_code(f" {shown.lower().replace('0', 'O')} ") == code


@given(SEEDS, st.data())
def test_one_wrong_character_is_never_another_code(chance, data):
    code = make_shared_code(chance.randrange)
    at = data.draw(st.integers(0, SHARED_LENGTH - 1))
    wrong = data.draw(st.sampled_from([each for each in ALPHABET if each != code[at]]))
    assert read_ballot_code(code[:at] + wrong + code[at + 1 :]) is None


def test_slips_are_all_different():
    class Stuck:
        """Gives each code twice."""

        def __init__(self):
            self.drawn = 0

        def __call__(self, limit):
            self.drawn += 1
            return (self.drawn - 1) // (2 * (SLIP_LENGTH - 1)) % limit

    assert len(set(make_slip_codes(Stuck(), 5))) == 5


def test_a_code_of_the_room_is_none_of_a_slip_nor_of_an_invitation():
    chance = random.Random(1).randrange
    assert (SHARED_LENGTH, SLIP_LENGTH) == (6, 8)
    assert read_code(make_shared_code(chance)) is None
    assert read_ballot_code(make_code(chance)) is None
    assert read_ballot_code("") is None


def test_what_is_stored_depends_on_the_ballot():
    assert ballot_code_hash(b"1" * 16, "ABCDEF") != ballot_code_hash(b"2" * 16, "ABCDEF")
    assert len(ballot_code_hash(b"1" * 16, "ABCDEF")) == 32
