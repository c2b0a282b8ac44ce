"""A made-up programme looks like one: levels, camps, gaps and what people do not know; and it is nobody's."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations
from random import Random
from statistics import correlation, mean, pvariance

import msgspec
import pytest

from selfcheck_service.catalogue import read_document
from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.rounds.municipal_keys import LANDS, SIZE_CLASSES
from selfcheck_service.core.scoring import Plan, canonical_results, compile_plan, parse_answers
from selfcheck_service.simulation.programme import (
    FEWEST,
    MOST,
    MUNICIPALITIES,
    Given,
    MadeUpProgramme,
    MadeUpRound,
    make_up_programme,
)
from selfcheck_service.simulation.programme_draws import draw_bell
from selfcheck_service.simulation.programme_places import MADE_UP
from tests.builders import a_field, a_multiple_choice, a_number, a_plan, a_text, an_attribute, an_item
from tests.checkout import CHECKOUT
from tests.oracle.random_definitions import random_document

LEVELS = 5
# What comes out must not depend on the machine, nor on the version of Python.
EXPECTED = "76891b590d9e049d5461ce30f70fe18c82afad8e974120d74aa19ab7dbe54781"
# Scores of all who answered, by municipality and field.
Scores = dict[int, dict[str, list[float]]]


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    keys = ("weltoffene-kommune", "dialogbereitschaft", "schutz-im-amt")
    documents = (read_document(CHECKOUT / "questionnaires" / key / "1.0.0") for key in keys)
    return [compile_plan(parse_definition(document.data)) for document in documents]


@pytest.fixture(scope="module")
def programme(plans: list[Plan]) -> MadeUpProgramme:
    return make_up_programme(plans[0], plans[1:])


@pytest.fixture(scope="module")
def scores(plans: list[Plan], programme: MadeUpProgramme) -> Scores:
    """The scores of the fields that ask something, by municipality."""
    found: Scores = {}
    for at, municipality in enumerate(programme.municipalities):
        found[at] = defaultdict(list)
        for key, score in scores_of(plans[0], municipality.rounds[0]):
            found[at][key].append(score)
    return found


def themes_of(plan: Plan) -> list[str]:
    """Return the keys of the fields that ask something."""
    return [field.key for field in plan.questionnaire.fields if field.items]


def scores_of(
    plan: Plan, of: MadeUpRound, wanted: Callable[[Given], bool] = lambda _given: True
) -> Iterator[tuple[str, float]]:
    for given in filter(wanted, of.given):
        results = msgspec.json.decode(canonical_results(parse_answers(plan, body_of(of, given))))
        for key in themes_of(plan):
            score = results["fields"][key]["score"]
            if score is not None:
                yield key, float(Fraction(score))


def body_of(of: MadeUpRound, given: Given) -> dict[str, object]:
    return {"answers": given.answers, "perspective": given.perspective, "profile": of.profile}


def rounds_of(programme: MadeUpProgramme) -> list[MadeUpRound]:
    return [each for municipality in programme.municipalities for each in municipality.rounds]


def no_answers(given: Given, kind: str) -> int:
    return sum(answer == {"no_answer": kind} for answer in given.answers.values())


class TestWhoIsInIt:
    def test_there_are_35_municipalities_of_every_type_with_5_to_50_people_each(self, programme: MadeUpProgramme):
        assert len(programme.municipalities) == MUNICIPALITIES == 35
        types = {municipality.place.type for municipality in programme.municipalities}
        assert types == {"municipality_in_district", "independent_city", "district", "association"}
        counts = [len(municipality.rounds[0].given) for municipality in programme.municipalities]
        assert (FEWEST, MOST) == (5, 50)
        assert FEWEST <= min(counts) < 8
        assert 45 < max(counts) <= MOST

    def test_every_name_says_that_it_is_made_up_and_no_two_are_alike(self, programme: MadeUpProgramme):
        names = [municipality.place.name for municipality in programme.municipalities]
        assert len({name.split()[1] for name in names}) == len(names)
        assert all(re.fullmatch(r"\w+ \w+ \(erfunden\)", name) for name in names)
        assert programme.name.endswith(MADE_UP)
        assert all(each.title.endswith(MADE_UP) for each in rounds_of(programme))

    def test_land_and_size_are_ones_that_can_be_registered(self, programme: MadeUpProgramme):
        known = {each.key for each in SIZE_CLASSES}
        for municipality in programme.municipalities:
            assert municipality.place.land in LANDS
            assert municipality.place.size_class in known

    def test_the_profile_says_what_the_municipality_is(self, programme: MadeUpProgramme):
        for municipality in programme.municipalities:
            profile = municipality.rounds[0].profile
            assert (profile["municipality_type"] == "landkreis") == (municipality.place.type == "district")
            assert (profile["size_class"] == "unter_5000") == (municipality.place.inhabitants < 5_000)

    def test_every_perspective_answers_and_most_are_of_the_administration(self, programme: MadeUpProgramme):
        main = [each for each in rounds_of(programme) if each.questionnaire == "weltoffene-kommune"]
        people = [given.perspective for each in main for given in each.given]
        assert set(people) == {
            "verwaltungsspitze",
            "fachverwaltung",
            "politik",
            "zivilgesellschaft",
            "wirtschaft",
            "beirat",
        }
        assert people.count("fachverwaltung") > people.count("zivilgesellschaft") > 0

    def test_rounds_are_planned_open_and_closed_and_of_every_mode(self, programme: MadeUpProgramme):
        every = rounds_of(programme)
        assert any(each.opens_day > 0 and not each.given for each in every)
        assert any(each.opens_day < 0 < each.closes_day for each in every)
        modes = [each.mode for each in every]
        assert modes.count("confidential") > modes.count("open") > modes.count("institutional") > 0
        assert {each.questionnaire for each in every} == {"weltoffene-kommune", "dialogbereitschaft", "schutz-im-amt"}

    def test_some_have_asked_eleven_months_before_by_the_same_version(self, programme: MadeUpProgramme):
        pairs = [
            (each.rounds[0], earlier)
            for each in programme.municipalities
            for earlier in each.rounds[1:]
            if earlier.mode == "confidential" and earlier.closes_day < -300
        ]
        assert len(pairs) >= 3
        for newer, earlier in pairs:
            assert (newer.questionnaire, newer.version) == (earlier.questionnaire, earlier.version)
            assert (newer.mode, newer.closes_day - earlier.closes_day) == ("confidential", 325)
            # Closed for so long that it is sealed, and of so many that single fields are shown.
            assert newer.closes_day < -20
            assert min(len(newer.given), len(earlier.given)) >= 12

    def test_nobody_answers_without_having_been_invited(self, programme: MadeUpProgramme):
        for each in rounds_of(programme):
            for perspective, invited in each.invited.items():
                assert sum((given.perspective or "") == perspective for given in each.given) <= invited


class TestWhatTheySay:
    def test_levels_are_spread_over_the_whole_scale(self, scores: Scores):
        levels = [int(min(LEVELS - 1, mean(each) // 20)) for fields in scores.values() for each in fields.values()]
        assert len(levels) == 10 * MUNICIPALITIES
        assert min(levels.count(level) for level in range(LEVELS)) >= len(levels) / 40

    def test_who_is_further_in_one_field_is_mostly_further_in_others(self, scores: Scores):
        fields = list(scores[0])
        columns = {key: [mean(scores[at][key]) for at in scores] for key in fields}
        found = [correlation(columns[one], columns[other]) for one, other in combinations(fields, 2)]
        assert 0.3 < mean(found) < 0.8
        assert max(found) < 0.95

    def test_municipalities_differ_by_more_than_their_people_do(self, scores: Scores):
        """The share of the variance that lies between municipalities (ICC), field by field."""
        for key in scores[0]:
            groups = [scores[at][key] for at in scores]
            inside = mean(pvariance(group) for group in groups)
            between = pvariance([mean(group) for group in groups])
            assert 0.3 < between / (between + inside) < 0.7

    def test_camps_are_two_heaps_with_little_between_them(
        self, plans: list[Plan], programme: MadeUpProgramme, scores: Scores
    ):
        seen = 0
        for at, municipality in enumerate(programme.municipalities):
            for theme in municipality.standing.camps:
                group = sorted(scores[at][themes_of(plans[0])[theme]])
                if len(group) < 20:
                    continue
                seen += 1
                lower, upper = group[: len(group) // 2], group[len(group) // 2 :]
                assert mean(upper) - mean(lower) > 35
                between = sum(40 < score < 60 for score in group)
                assert between < min(sum(score <= 40 for score in group), sum(score >= 60 for score in group)) / 1.5
        assert seen >= 3

    def test_some_municipalities_look_better_from_inside(self, plans: list[Plan], programme: MadeUpProgramme):
        inside = {"verwaltungsspitze", "fachverwaltung"}
        seen = 0
        for municipality in programme.municipalities:
            main = municipality.rounds[0]
            for theme, gap in municipality.standing.gaps.items():
                key = themes_of(plans[0])[theme]
                near = [
                    score
                    for name, score in scores_of(plans[0], main, lambda each: each.perspective in inside)
                    if name == key
                ]
                far = [
                    score
                    for name, score in scores_of(plans[0], main, lambda each: each.perspective not in inside)
                    if name == key
                ]
                if min(len(near), len(far)) >= 5:
                    seen += 1
                    assert (mean(near) - mean(far) > 10) == (gap > 0)
        assert seen >= 3

    def test_who_looks_from_outside_does_not_know_more_often(self, programme: MadeUpProgramme):
        asked, unknown = {True: 0, False: 0}, {True: 0, False: 0}
        for each in (municipality.rounds[0] for municipality in programme.municipalities):
            for given in each.given:
                inside = given.perspective in {"verwaltungsspitze", "fachverwaltung"}
                asked[inside] += len(given.answers)
                unknown[inside] += no_answers(given, "dont_know")
        shares = {inside: unknown[inside] / asked[inside] for inside in asked}
        assert 0.03 < shares[True] < 0.15
        assert 0.12 < shares[False] < 0.3

    def test_all_kinds_of_no_answer_occur_and_some_say_nothing(self, programme: MadeUpProgramme):
        people = [given for each in rounds_of(programme) for given in each.given]
        for kind in ("dont_know", "not_applicable", "declined"):
            assert sum(no_answers(given, kind) for given in people) > 50
        assert len({len(given.answers) for given in people if given.perspective == "fachverwaltung"}) > 10

    def test_urgency_is_said_and_is_higher_where_little_is_done(self, plans: list[Plan], programme: MadeUpProgramme):
        pairs = [
            (municipality.standing.levels[theme], given.answers[field.urgency])
            for municipality in programme.municipalities
            for given in municipality.rounds[0].given
            for theme, field in enumerate(plans[0].questionnaire.fields)
            if field.urgency is not None and isinstance(given.answers.get(field.urgency), int)
        ]
        assert {urgency for _, urgency in pairs} == {0, 1, 2, 3}
        assert -0.6 < correlation(*zip(*pairs, strict=True)) < -0.1


class TestEverywhere:
    def test_the_same_seed_makes_the_same_bytes_on_every_machine(self):
        plan = a_plan(
            a_field("f", an_item("a"), a_number("n"), a_text("t")),
            a_field("g", an_item("b"), a_multiple_choice("m")),
            profile=[an_attribute()],
        )
        made = repr(make_up_programme(plan, seed=7)).encode()
        assert hashlib.sha256(made).hexdigest() == EXPECTED

    def test_another_seed_makes_another_programme(self, plans: list[Plan]):
        assert make_up_programme(plans[1], seed=1) == make_up_programme(plans[1], seed=1)
        assert make_up_programme(plans[1], seed=1) != make_up_programme(plans[1], seed=2)

    @pytest.mark.parametrize("seed", range(6))
    def test_any_questionnaire_is_answered_as_far_as_it_asks(self, seed: int):
        plan = compile_plan(parse_definition(random_document(seed)))
        for each in rounds_of(make_up_programme(plan, seed=seed)):
            for given in each.given:
                answers = parse_answers(plan, body_of(each, given))
                hidden = set(msgspec.json.decode(canonical_results(answers))["hidden"])
                assert hidden.isdisjoint(given.answers)

    def test_options_may_begin_like_sizes_and_be_none(self):
        plan = a_plan(a_field("f"), profile=[an_attribute("size", "ab_20000", "ab_und_zu", "unter_20000")])
        made = make_up_programme(plan)
        assert {each.profile["size"] for each in rounds_of(made)} == {"ab_20000", "unter_20000"}

    def test_people_answer_what_their_form_asks_and_what_applies(self, plans: list[Plan], programme: MadeUpProgramme):
        plan = plans[0]
        thorough = [
            (municipality, given)
            for municipality in programme.municipalities
            for given in municipality.rounds[0].given
            if given.perspective == "politik"
        ]
        answered = {key for _, given in thorough for key in given.answers}
        assert answered == {item.key for item in plan.items if "mirrored" in item.forms and item.scored}

    def test_a_bell_has_the_spread_it_says(self):
        rng = Random(3)
        drawn = [draw_bell(rng, 2.0) for _ in range(4000)]
        assert abs(mean(drawn)) < 0.1
        assert abs(pvariance(drawn) - 4) < 0.3
