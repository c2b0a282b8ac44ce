"""What a ballot asks, what a vote may say, and what all of them come to."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.ballots.asking import (
    BallotOption,
    Question,
    ask,
    default_dots,
    parse_dots,
    parse_paper,
)
from selfcheck_service.core.ballots.ballot_texts import ballot_text
from selfcheck_service.core.ballots.counting import (
    Tally,
    count_votes,
    in_words,
    participation_text,
    result_for,
    result_of,
)
from selfcheck_service.core.definition import InputInvalid

GOLDEN = Path(__file__).with_name("results.json")
KEYS = ("a", "b", "c", "d")


def question(dots=2, *, cumulating=False, keys=KEYS):
    return Question(
        tuple(BallotOption(key, {"de": f"Feld {key}", "en": f"Field {key}"}) for key in keys), dots, cumulating
    )


def faults(call, *arguments, **named):
    with pytest.raises(InputInvalid) as caught:
        call(*arguments, **named)
    return [(problem.location, problem.code) for problem in caught.value.problems]


class TestAsking:
    @pytest.mark.parametrize(("options", "dots"), [(2, 1), (3, 2), (4, 2), (7, 4), (10, 5)])
    def test_people_have_half_as_many_dots_as_there_are_options(self, options, dots):
        assert default_dots(options) == dots

    @pytest.mark.parametrize("count", [0, 1, 61])
    def test_it_takes_two_options_and_sixty_at_most(self, count):
        options = [BallotOption(str(at), {"": f"x {at}"}) for at in range(count)]
        assert faults(ask, options, dots=None, cumulating=False) == [("/options", "ballot_options_count")]

    def test_what_the_room_wrote_itself_stands_there_once(self):
        titles = ("A café", "A tree", "a  CAFÉ", "A tree")
        options = [BallotOption(str(at), {"": title}) for at, title in enumerate(titles)]
        found = faults(ask, options, dots=None, cumulating=False)
        assert found == [("/options/2", "duplicate_name"), ("/options/3", "duplicate_name")]

    @pytest.mark.parametrize(("dots", "cumulating"), [(0, False), (2, False), (0, True), (61, True)])
    def test_dots_must_say_something(self, dots, cumulating):
        options = question(keys=KEYS[:2]).options
        assert faults(ask, options, dots=dots, cumulating=cumulating) == [("/dots", "ballot_dots_count")]

    def test_what_is_not_said_is_the_usual(self):
        asked = ask(question().options, dots=None, cumulating=False)
        assert (asked.dots, asked.most_on_one) == (2, 1)
        assert ask(question().options, dots=9, cumulating=True).most_on_one == 9

    @pytest.mark.parametrize(
        ("title", "language", "said"),
        [
            ({"de": "Feld", "en": "Field"}, "en", "Field"),
            ({"de": "Feld", "en": "Field"}, "de-simple", "Feld"),
            ({"": "Eigenes"}, "en", "Eigenes"),
            ({"de": "Feld"}, "en", "Feld"),
        ],
    )
    def test_titles_are_told_in_the_next_best_language(self, title, language, said):
        assert BallotOption("a", title).say(language) == said


class TestVotes:
    def test_they_are_told_in_the_order_of_the_ballot_and_without_zeros(self):
        assert list(parse_dots(question(), {"c": 1, "b": 0, "a": 1}).items()) == [("a", 1), ("c", 1)]

    def test_none_at_all_is_an_abstention(self):
        assert parse_dots(question(), {}) == {}

    def test_dots_may_be_heaped_where_the_ballot_says_so(self):
        assert parse_dots(question(3, cumulating=True), {"a": 3}) == {"a": 3}

    def test_every_fault_is_named(self):
        assert faults(parse_dots, question(), {"a": 2, "x/y": 1, "b": -1}) == [
            ("/dots/a", "vote_dots_on_one"),
            ("/dots/x~1y", "vote_unknown_option"),
            ("/dots/b", "vote_dots_on_one"),
        ]
        assert faults(parse_dots, question(), {"a": 1, "b": 1, "c": 1}) == [("/dots", "vote_dots_total")]

    def test_endless_numbers_are_told_by_their_size(self):
        calls: list[tuple[Any, Any, Any]] = [
            (ask, (question().options,), {"dots": 10**4200, "cumulating": False}),
            (parse_dots, (question(), {"a": 10**4200}), {}),
            (parse_paper, (question(), 2, {"a": 10**4200}), {}),
        ]
        for call, arguments, named in calls:
            with pytest.raises(InputInvalid) as caught:
                call(*arguments, **named)
            assert caught.value.problems[0].parameters["count"] == "10^4200"

    def test_paper_cannot_say_more_than_its_ballots(self):
        assert parse_paper(question(), 3, {"a": 3, "b": 3}) == {"a": 3, "b": 3, "c": 0, "d": 0}
        assert faults(parse_paper, question(), 2, {"a": 3, "x": 1}) == [
            ("/paper/dots/a", "paper_dots_on_one"),
            ("/paper/dots/x", "vote_unknown_option"),
        ]
        assert faults(parse_paper, question(1), 2, {"a": 2, "b": 1}) == [("/paper/dots", "paper_dots_total")]


def votes(most=2):
    return st.lists(st.sets(st.sampled_from(KEYS), max_size=most).map(lambda keys: dict.fromkeys(keys, 1)), max_size=30)


class TestCounting:
    @given(votes(), st.randoms())
    def test_the_order_of_votes_does_not_matter(self, cast, chance):
        shuffled = list(cast)
        chance.shuffle(shuffled)
        assert count_votes(question(), cast) == count_votes(question(), shuffled)

    @given(votes(), votes())
    def test_nothing_is_lost_and_nothing_comes_from_nowhere(self, phones, paper):
        asked = question()
        counted, written = count_votes(asked, phones), count_votes(asked, paper)
        result = result_of(asked, counted, written, "en")
        assert sum(each.dots for each in result.options) == sum(sum(vote.values()) for vote in (*phones, *paper))
        assert all(each.dots == (each.phones or 0) + (each.paper or 0) for each in result.options)
        assert (result.phone_ballots, result.paper_ballots) == (len(phones), len(paper))

    @pytest.mark.parametrize(
        ("phones", "paper", "voters", "apart"),
        [(5, 5, False, True), (4, 9, False, False), (9, 4, False, False), (9, 0, False, False), (9, 9, True, False)],
    )
    def test_phones_and_paper_are_told_apart_to_facilitators_where_there_are_five_of_each(
        self, phones, paper, voters, apart
    ):
        counted = result_of(question(), Tally(phones, {"a": phones}), Tally(paper, {"a": paper}), "en")
        told = result_for(counted, voters=voters)
        assert (told == counted) == apart
        assert told.options[0].phones == (phones if apart else None)
        assert told.options[0].paper == (paper if apart else None)
        assert [each.dots for each in told.options] == [each.dots for each in counted.options]

    @given(votes())
    def test_places_follow_dots_and_equals_share_one(self, cast):
        result = result_of(question(), count_votes(question(), cast), Tally(0, {}), "de")
        for one in result.options:
            assert one.place == 1 + sum(other.dots > one.dots for other in result.options)
        assert [each.place for each in result.options] == sorted(each.place for each in result.options)
        tied = {key for tie in result.ties for key in tie.keys}
        assert tied == {
            one.key
            for one in result.options
            if one.dots and any(other.key != one.key and other.dots == one.dots for other in result.options)
        }

    def test_what_is_said_stays_as_it_was_said(self):
        """Golden: every way in which a ballot can end, in German and in English."""
        cases: dict[str, list[dict[str, int]]] = {
            "nobody": [],
            "all abstained": [{}, {}],
            "one ahead": [{"a": 1, "b": 1}, {"a": 1, "c": 1}],
            "one dot in all": [{"d": 1}],
            "tie at one": [{"a": 1, "b": 1}],
            "tie of three": [{"a": 1, "b": 1}, {"a": 1, "b": 1}, {"c": 1, "d": 1}, {"c": 1}],
            "paper decides": [{"a": 1}],
        }
        said = {
            f"{name} ({language})": msgspec.to_builtins(
                result_of(
                    question(),
                    count_votes(question(), cast),
                    Tally(2, {"b": 2}) if name == "paper decides" else Tally(0, {}),
                    language,
                )
            )
            for name, cast in cases.items()
            for language in ("de", "en")
        }
        assert json.loads(json.dumps(said)) == json.loads(GOLDEN.read_text(encoding="utf-8"))


class TestWords:
    @pytest.mark.parametrize(
        ("ballots", "people", "english", "german"),
        [
            (0, 4, "None of 4 people in the room has voted.", "Von 4 Personen im Raum hat niemand abgestimmt."),
            (1, 4, "One of 4 people in the room has voted.", "Eine von 4 Personen im Raum hat abgestimmt."),
            (3, 4, "3 of 4 people in the room have voted.", "3 von 4 Personen im Raum haben abgestimmt."),
            (4, 4, "All 4 people in the room have voted.", "Alle 4 Personen im Raum haben abgestimmt."),
            (1, 1, "The one person in the room has voted.", "Die eine Person im Raum hat abgestimmt."),
        ],
    )
    def test_the_participation_is_a_sentence(self, ballots, people, english, german):
        assert participation_text(ballots, people, "en") == english
        assert participation_text(ballots, people, "de") == german

    def said(self, dots, ballots, language="en", *, paper_late=False):
        return in_words(
            result_of(question(), Tally(ballots, dots), Tally(0, {}), language), 5, language, paper_late=paper_late
        )

    def test_a_tie_for_the_first_place_is_told_once(self):
        assert self.said({"a": 2, "b": 2, "c": 1, "d": 1}, 3) == (
            "3 of 5 people in the room have voted.",
            "“Field a” and “Field b” have the most dots: 2 each.",
            "Their order says nothing: where only one can be taken, the room decides, in talk or by another ballot.",
            "“Field c” and “Field d” have one dot each.",
        )

    def test_where_nobody_has_voted_that_is_told_once(self):
        assert self.said({}, 0) == ("None of 5 people in the room has voted.",)

    def test_a_later_tie_says_what_it_means(self):
        assert self.said({"a": 3, "b": 1, "c": 1}, 5, "de") == (
            "Alle 5 Personen im Raum haben abgestimmt.",
            "„Feld a“ hat die meisten Punkte: 3.",
            f"„Feld b“ und „Feld c“ haben je einen Punkt. {ballot_text('tie_means', 'de')}",
            "Punkte, die niemand vergeben hat: 5.",
        )

    def test_paper_that_came_after_the_end_is_told_last(self):
        english, german = (ballot_text("paper_late", language) for language in ("en", "de"))
        assert self.said({}, 0, paper_late=True) == ("None of 5 people in the room has voted.", english)
        assert self.said({"a": 3}, 4, "de", paper_late=True)[-2:] == ("Punkte, die niemand vergeben hat: 5.", german)
        assert german not in self.said({"a": 3}, 4, "de")

    @given(votes())
    def test_every_tie_and_what_is_left_over_is_told(self, cast):
        result = result_of(question(), count_votes(question(), cast), Tally(0, {}), "en")
        said = " ".join(in_words(result, 30, "en", paper_late=False))
        assert all(each.title in said for tie in result.ties for each in result.options if each.key in tie.keys)
        assert (result.unused or "") in said
        assert ("Their order says nothing" in said) == bool(result.ties)
