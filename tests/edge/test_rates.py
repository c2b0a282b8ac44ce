"""Buckets are exact, and Rates tells whose bucket a request is taken from."""

from fractions import Fraction
from math import isclose
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.rounds.access_codes import make_code, show_code
from selfcheck_service.edge.api_keys import create_key
from selfcheck_service.edge.problems import TooManyRequests
from selfcheck_service.edge.rates import ACCESS_CODE, SECRET, Buckets, Rates
from selfcheck_service.edge.respondents import CODE_HEADER, SECRET_HEADER

CODE = show_code(make_code(lambda bound: 7 % bound))


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


class PlainBucket:
    """The textbook: so many tokens, refilled all the time, never more than the bucket holds."""

    def __init__(self, per_minute):
        self.rate, self.size = Fraction(per_minute, 60), Fraction(per_minute)
        self.tokens, self.at = self.size, Fraction(0)

    def take(self, now):
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.rate)
        self.at = now
        if self.tokens >= 1:
            self.tokens -= 1
            return Fraction(0)
        return (1 - self.tokens) / self.rate


class TestBuckets:
    # Tokens and pauses of whole 64ths of a second: at the very edge rounding decides nothing.
    @given(
        st.sampled_from([15, 30, 60, 120, 240, 480]),
        st.lists(st.integers(0, 64).map(lambda n: Fraction(n, 64)) | st.integers(0, 90).map(Fraction), max_size=700),
    )
    def test_they_are_those_of_the_textbook(self, per_minute, pauses):
        clock = Clock()
        buckets, plain, now = Buckets(per_minute, clock=clock), PlainBucket(per_minute), Fraction(0)
        for pause in pauses:
            now += pause
            clock.now = 1000.0 + float(now)
            waiting = buckets.wait(b"a")
            assert isclose(waiting, float(plain.take(now)), abs_tol=0.005)
            assert buckets.take(b"a") == waiting

    @given(st.integers(1, 10_000), st.lists(st.floats(0, 5), min_size=1, max_size=400))
    def test_no_more_than_the_rate_gets_through(self, per_minute, pauses):
        clock = Clock()
        buckets, taken = Buckets(per_minute, clock=clock), 0
        for pause in pauses:
            clock.now += pause
            taken += buckets.take(b"a") == 0
        assert taken <= per_minute + sum(pauses) * per_minute / 60 + 1e-6

    @given(st.integers(1, 300))
    def test_whoever_waits_as_told_gets_through(self, per_minute):
        clock = Clock()
        buckets = Buckets(per_minute, clock=clock)
        taken = 0
        while (waiting := buckets.take(b"a")) == 0:
            taken += 1
        assert taken == per_minute
        clock.now += waiting + 1e-6
        assert buckets.take(b"a") == 0
        assert buckets.take(b"a") > 0

    def test_each_name_has_its_own(self):
        buckets = Buckets(1, clock=Clock())
        assert [buckets.take(name) == 0 for name in (b"a", b"a", b"b", b"b")] == [True, False, True, False]
        assert b"a" in buckets
        assert b"c" not in buckets

    def test_a_rate_of_0_is_no_limit(self):
        buckets = Buckets(0, clock=Clock())
        assert {buckets.take(b"a") for _ in range(1000)} == {0.0}
        assert buckets.wait(b"a") == 0

    def test_their_number_is_bounded_and_the_longest_unseen_goes_first(self):
        buckets = Buckets(60, clock=Clock(), size=3)
        for name in (b"a", b"b", b"c", b"a", b"d"):
            buckets.take(name)
        assert (len(buckets), b"a" in buckets, b"b" in buckets) == (3, True, False)


def scope(address="192.0.2.1", method="PUT", path="/v1/rounds/r/responses/x", root_path=""):
    client = None if address is None else (address, 1234)
    return {"client": client, "method": method, "path": path, "root_path": root_path}


class Asking:
    """Somebody who asks, and what comes of it."""

    def __init__(self, **rates):
        self.clock = Clock()
        self.rates = Rates(**({"key": 5, "guest": 4, "refused": 2} | rates), clock=self.clock)

    def ask(self, status=200, *, accepted=False, address="192.0.2.1", place=None, **headers):
        shown = {name.replace("_", "-").encode(): value.encode() for name, value in headers.items()}
        where = scope(address, **(place or {}))
        try:
            attempt = self.rates.admit(where, shown)
        except TooManyRequests as error:
            return "wait" if 1 <= error.seconds <= 60 else error.seconds
        if attempt is not None:
            self.rates.settle(attempt, where, status, key_accepted=accepted)
        return status

    def times(self, number, status=200, **options):
        return [self.ask(status, **options) for _ in range(number)].count("wait")


@pytest.fixture
def asking():
    return Asking()


class TestPages:
    """Browsers show cookies: who has signed in, answers or votes is counted by that, and not by the town hall."""

    SESSION, HELD = "a=b; selfcheck_session=token", "selfcheck_answer=r.i.secret"

    def test_who_has_signed_in_is_counted_by_the_session(self, asking):
        page = {"path": "/manage", "method": "GET"}
        assert asking.ask(cookie=self.SESSION, accepted=True, place=page) == 200
        assert asking.times(6, cookie=self.SESSION, accepted=True, place=page) == 2
        assert asking.times(4, place=page) == 0

    def test_a_session_that_is_none_counts_as_its_address(self, asking):
        assert asking.times(6, 303, cookie=self.SESSION, place={"path": "/manage", "method": "GET"}) == 2

    def test_a_held_secret_counts_once_a_page_has_accepted_it(self, asking):
        where, shown = scope(path="/answer/r", method="POST"), {b"cookie": self.HELD.encode()}
        attempt = asking.rates.admit(where, shown)
        assert attempt is not None
        asking.rates.settle(attempt, where, 303, key_accepted=False, secret_accepted=True)
        assert asking.times(4, cookie=self.HELD, place={"path": "/answer/r"}) == 1
        assert asking.times(4) == 0

    def test_what_is_typed_wrongly_is_counted_with_the_guesses(self, asking):
        where = scope(path="/sign-in", method="POST")
        for _ in range(2):
            asking.rates.require_guess(where)
            asking.rates.refuse(where)
        with pytest.raises(TooManyRequests):
            asking.rates.require_guess(where)
        asking.rates.require_guess(scope(address="192.0.2.9"))

    def test_what_was_right_before_is_no_guess_whatever_others_have_typed(self, asking):
        where, shown = scope(path="/vote/b", method="POST"), "b.i.code"
        attempt = asking.rates.admit(where, {b"cookie": f"selfcheck_vote={shown}".encode()})
        assert attempt is not None
        asking.rates.settle(attempt, where, 303, key_accepted=False, secret_accepted=True)
        for _ in range(2):
            asking.rates.refuse(where)
        asking.rates.require_guess(where, shown)
        with pytest.raises(TooManyRequests):
            asking.rates.require_guess(where, "b.i.other")

    def test_under_a_prefix_what_is_shown_rightly_is_counted_by_itself(self, asking):
        prefix = {"path": "/amt/v1/rounds/r/responses/x", "root_path": "/amt"}
        assert asking.times(4, place=prefix, selfcheck_response_secret="s" * 22) == 0
        assert asking.times(4) == 0


class TestGuests:
    def test_they_are_counted_by_address(self, asking):
        assert asking.times(6) == 2
        assert asking.times(4, address="192.0.2.2") == 0
        asking.clock.now += 15
        assert asking.times(2) == 1

    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [
            ("2001:db8::1", "2001:db8:0:0:ffff:1:2:3", True),
            ("2001:db8::1", "2001:db8:0:1::1", False),
            ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
            ("::ffff:192.0.2.1", "192.0.2.1", True),
            ("::1", "127.0.0.1", False),
            ("fe80::1%eth0", "fe80::2%eth0", True),
            ("no:address", "no:address", True),
            (None, None, True),
        ],
    )
    def test_a_network_of_64_bits_is_one_address(self, asking, one, other, same):
        asking.times(4, address=one)
        assert asking.times(1, address=other) == same

    def test_addresses_are_not_kept(self, asking):
        asking.times(3, address="203.0.113.77")
        asking.times(3, 401, address="203.0.113.77", selfcheck_access_code=CODE)
        kept = [asking.rates._guests._full_at, asking.rates._refused._full_at]
        assert "203.0.113.77" not in repr(kept)
        assert kept[0].keys() != Asking().rates._guests._full_at.keys()
        twin = Asking()
        twin.times(1, address="203.0.113.77")
        assert kept[0].keys().isdisjoint(twin.rates._guests._full_at.keys())


class TestKeys:
    KEY: ClassVar = {"authorization": f"Bearer {create_key().text}"}

    def test_a_right_key_is_counted_by_itself_whatever_the_address(self, asking):
        waited = [asking.ask(accepted=True, address=f"192.0.2.{n}", **self.KEY) for n in range(7)]
        assert waited.count("wait") == 2
        assert asking.times(4) == 0

    def test_it_goes_on_where_guests_and_guesses_of_its_address_have_to_wait(self, asking):
        assert asking.ask(accepted=True, **self.KEY) == 200
        asking.times(9)
        asking.times(9, 401, authorization=f"Bearer {create_key().text}")
        assert asking.times(4, **self.KEY) == 0

    def test_writing_it_in_another_way_gives_no_other_bucket(self, asking):
        text = self.KEY["authorization"].split(" ")[1]
        for number in range(5):
            assert asking.ask(accepted=True, authorization=f"bearer {' ' * number}{text}") == 200
        assert asking.ask(accepted=True, authorization=f"BEARER {text} ") == "wait"

    def test_wrong_keys_are_stopped_soon(self, asking):
        tried = [asking.ask(401, authorization=f"Bearer {create_key().text}") for _ in range(5)]
        assert tried == [401, 401, "wait", "wait", "wait"]

    def test_what_is_no_key_counts_as_a_guest_does(self, asking):
        assert asking.times(6, 401, authorization="Bearer nonsense") == 2

    def test_showing_something_that_nobody_looks_at_does_not_go_round_the_limit(self, asking):
        place = {"method": "GET", "path": "/v1/questionnaires"}
        for shown in ({"selfcheck_response_secret": "s" * 22}, {"selfcheck_access_code": CODE}, self.KEY):
            one = Asking()
            assert one.times(6, place=place, **shown) == 2
        guest_round = {"method": "POST", "path": "/v1/rounds/guest"}
        assert asking.times(6, 201, place=guest_round, selfcheck_response_secret="s" * 22) == 2


def test_the_headers_are_those_that_respondents_show():
    assert (CODE_HEADER.lower().encode(), SECRET_HEADER.lower().encode()) == (ACCESS_CODE, SECRET)


class TestRespondents:
    def test_a_whole_town_hall_answers_behind_one_address(self, asking):
        for number in range(1000):
            secret = f"secret-of-respondent-{number}"
            assert asking.ask(201, selfcheck_response_secret=secret, selfcheck_access_code=CODE) == 201
            assert asking.ask(200, selfcheck_response_secret=secret) == 200

    def test_each_secret_has_a_rate_of_its_own(self, asking):
        assert asking.times(7, selfcheck_response_secret="a" * 22) == 3
        assert asking.times(4, selfcheck_response_secret="b" * 22) == 0

    def test_guessing_codes_is_stopped_soon(self, asking):
        secret = {"selfcheck_response_secret": "a" * 22}
        assert asking.ask(201, **secret, selfcheck_access_code=CODE) == 201
        # A secret that was right once does not cover for guesses.
        tried = [asking.ask(401, **secret, selfcheck_access_code=CODE) for _ in range(4)]
        assert tried == [401, 401, "wait", "wait"]
        assert asking.ask(**secret) == 200
        assert asking.ask(401, selfcheck_access_code=CODE, address="192.0.2.2") == 401

    def test_guessing_secrets_is_stopped_soon(self, asking):
        tried = [asking.ask(404, selfcheck_response_secret=f"{n:022}") for n in range(4)]
        assert tried == [404, 404, "wait", "wait"]

    def test_a_slip_of_the_pen_is_no_guess(self, asking):
        wrong = CODE[:-1] + ("0" if CODE[-1] != "0" else "1")
        assert asking.times(4, 401, selfcheck_access_code=wrong) == 0

    def test_nobody_is_to_blame_for_failures_of_ours(self, asking):
        assert asking.times(50, 503, selfcheck_access_code=CODE, selfcheck_response_secret="a" * 22) == 0

    def test_what_contradicts_counts_for_the_address_only(self, asking):
        assert asking.times(6, 409, selfcheck_access_code=CODE) == 2


def test_without_rates_everything_gets_through():
    asking = Asking(key=0, guest=0, refused=0)
    key = f"Bearer {create_key().text}"
    assert asking.times(100) == 0
    assert asking.times(100, 401, authorization=key) == 0
    assert asking.times(100, accepted=True, authorization=key) == 0
    assert asking.times(100, 404, selfcheck_response_secret="a" * 22) == 0
    assert asking.times(100, 201, selfcheck_response_secret="a" * 22) == 0
