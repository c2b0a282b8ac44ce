"""Access codes: made by chance, read however people write them, and safe against slips of the pen."""

import hashlib
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.rounds.access_codes import ALPHABET, code_hash, make_code, read_code, show_code

codes = st.integers(min_value=0).map(lambda seed: make_code(Random(seed).randrange))


def unit_code(place: int, value: int) -> str:
    """A code of zeros with one character at a place, and whatever stands at the end."""
    values = iter([value if at == place else 0 for at in range(11)])
    return make_code(lambda _: next(values))


def plus(one: str, other: str) -> str:
    """The sum of two codes, character by character, in GF(32): addition there is exclusive or."""
    return "".join(ALPHABET[ALPHABET.index(a) ^ ALPHABET.index(b)] for a, b in zip(one, other, strict=True))


def test_a_code_has_twelve_characters_without_those_that_look_alike():
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)
    asked = []

    def sevens(choices):
        asked.append(choices)
        return 7

    code = make_code(sevens)
    assert asked == [32] * 11
    assert code[:11] == "7" * 11
    assert len(code) == 12


@given(st.lists(st.integers(0, 31), min_size=11, max_size=11))
def test_chance_alone_decides_the_first_eleven_characters(values):
    rest = iter(values)
    code = make_code(lambda _: next(rest))
    assert [ALPHABET.index(character) for character in code[:11]] == values
    assert read_code(code) == code


def test_codes_are_closed_under_addition():
    """So that to prove what a slip does to one code proves it for all: the slip is what is added."""
    random = Random(1)
    for _ in range(300):
        one, other = make_code(random.randrange), make_code(random.randrange)
        assert read_code(plus(one, other)) == plus(one, other)


def test_every_wrong_character_is_found():
    """A wrong character adds one value at one place: all 12 × 31 of these sums are no codes, so no slip makes one."""
    for place in range(12):
        for value in range(1, 32):
            slip = "".join(ALPHABET[value] if at == place else "0" for at in range(12))
            assert read_code(slip) is None


def test_every_exchange_of_two_characters_is_found():
    """An exchange adds the same value, not zero, at two places: all of these sums are no codes, near or far."""
    for places in combinations(range(12), 2):
        for value in range(1, 32):
            slip = "".join(ALPHABET[value] if at in places else "0" for at in range(12))
            assert read_code(slip) is None


@given(codes, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_a_code_with_a_wrong_character_is_none(code, place, character):
    wrong = code[:place] + character + code[place + 1 :]
    assert (read_code(wrong) is None) == (wrong != code)


@given(codes, st.integers(0, 10))
def test_a_code_with_two_neighbours_exchanged_is_none(code, place):
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert (read_code(wrong) is None) == (wrong != code)


def test_every_character_has_its_check_character():
    """For each place, 32 values at it have 32 check characters: none is favoured, and one in 32 guesses is a code."""
    for place in range(11):
        assert len({unit_code(place, value)[11] for value in range(32)}) == 32


@given(codes, st.randoms())
def test_a_code_is_read_however_it_is_written(code, random):
    written = show_code(code)
    assert written == f"{code[:4]}-{code[4:8]}-{code[8:]}"
    alike = {"0": "0Oo", "1": "1IiLl"}
    loose = "".join(random.choice(alike.get(character, character + character.lower())) for character in code)
    spaced = "".join(character + random.choice(("", "", " ", "-", " – ", "\u00a0", "\u2011")) for character in loose)
    for text in (code, written, written.lower(), loose, f" {spaced}\n"):
        assert read_code(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "00000000000",
        "0000000000000",
        "00000000000U",
        "0000.0000.0000",
        "0000_0000_0000",
        "\u0660" * 12,
        "00000000000\x00",
        "\uff10" * 12,
        "\ud800" * 12,
        "0" * 12 + " " * 53,
    ],
)
def test_what_is_no_code_is_none(text):
    assert read_code(text) is None


def test_the_zeros_are_a_code():
    assert read_code("oooo-OOOO-0000") == "000000000000"


@given(st.text(max_size=70))
def test_reading_never_fails_and_reads_its_own_result(text):
    code = read_code(text)
    assert code is None or (read_code(code) == code and set(code) <= set(ALPHABET))


def test_a_code_is_shown_in_groups_of_four():
    assert show_code("ABCDEFGH1234") == "ABCD-EFGH-1234"


def test_only_the_round_and_the_code_make_the_hash():
    code = make_code(Random(3).randrange)
    first, second = bytes(16), bytes([1] * 16)
    assert code_hash(first, code) == hashlib.sha256(first + code.encode()).digest()
    assert len({code_hash(first, code), code_hash(second, code), code_hash(first, "0" * 12)}) == 3
