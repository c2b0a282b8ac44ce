"""Personal keys: what people write down comes back whole, and a slip of the pen is found."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.rounds.access_codes import ALPHABET
from selfcheck_service.core.rounds.resume_keys import ResumeKey, read_resume_key, response_id_of

parts = st.binary(min_size=16, max_size=16)
keys = st.builds(ResumeKey, parts, parts)


@given(keys)
def test_a_key_comes_back_whole(key):
    written = key.shown()
    assert [len(group) for group in written.split("-")] == [5] * 11
    assert set(written) <= set(ALPHABET) | {"-"}
    assert read_resume_key(written) == key


@given(keys)
def test_it_is_read_as_people_write_it(key):
    written = key.shown()
    for way in (written.lower(), written.replace("-", " "), written.replace("0", "o").replace("1", "l")):
        assert read_resume_key(way) == key


@given(keys, st.integers(0, 54), st.integers(1, 31))
def test_a_wrong_character_is_no_other_key(key, place, shift):
    characters = list(key.shown().replace("-", ""))
    characters[place] = ALPHABET[(ALPHABET.index(characters[place]) + shift) % 32]
    found = read_resume_key("".join(characters))
    # Two bytes of a hash find all but one in 65,536; what they miss is another round or another secret, never this one.
    assert found is None or found != key


@pytest.mark.parametrize("text", ["", "0", "U" * 55, "0" * 54, "0" * 56, "-" * 300, "0" * 54 + "1"])
def test_other_texts_are_no_keys(text):
    assert read_resume_key(text) is None


def test_a_key_as_it_is_written():
    """Worked out by hand: 32 zero bytes, and the first two bytes of their SHA-256, 0x66 0x68."""
    assert hashlib.sha256(bytes(32)).hexdigest().startswith("6668")
    # 256 zero bits are 51 characters and one bit; then 0110 0110 0110 1000 and three zeros: 00110 01100 11010 00000.
    bits = "0" * 256 + format(0x6668, "016b") + "000"
    expected = "".join(ALPHABET[int(bits[at : at + 5], 2)] for at in range(0, 275, 5))
    assert ResumeKey(bytes(16), bytes(16)).shown().replace("-", "") == expected
    assert read_resume_key(expected) == ResumeKey(bytes(16), bytes(16))
    # A slip of the pen in the middle, and one in the bits that are left over.
    assert read_resume_key(f"{expected[:30]}1{expected[31:]}") is read_resume_key(f"{expected[:-1]}1") is None


def test_the_id_is_made_of_the_secret_alone():
    assert response_id_of(bytes(16)) == hashlib.sha256(b"selfcheck response" + bytes(16)).digest()[:16]


@pytest.mark.parametrize(("round_id", "secret"), [(15, 16), (16, 17)])
def test_a_key_has_two_parts_of_sixteen_bytes(round_id, secret):
    with pytest.raises(ValueError, match="16 bytes"):
        ResumeKey(bytes(round_id), bytes(secret))


@given(parts)
def test_the_id_follows_from_the_secret(secret):
    found = response_id_of(secret)
    assert len(found) == 16
    assert found == response_id_of(secret)
    assert secret[:8] not in found
