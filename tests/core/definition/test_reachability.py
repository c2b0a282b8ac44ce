"""“Never true” is always right: held against every answer that can be given."""

from collections import Counter
from itertools import product
from random import Random

import pytest

from selfcheck_service.core.definition import build_structure, lint, named_spans, parse_definition
from selfcheck_service.core.definition.named_spans import NamedSpans
from selfcheck_service.core.definition.reachability import can_be_true
from selfcheck_service.core.definition.scope import bind_in_condition
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.scoring import compile_plan, parse_answers
from selfcheck_service.core.scoring.engine import compute
from tests.builders import (
    Data,
    a_field,
    a_flag,
    a_level_set,
    a_multiple_choice,
    a_number,
    a_parent,
    a_questionnaire,
    a_rule,
    an_attribute,
    an_item,
    no_answer,
)
from tests.oracle.random_answers import random_answers
from tests.oracle.random_definitions import random_document

CASES = {"quick": 60, "normal": 250, "long": 2000}
NEVER: Data = {"any": []}
FRAME = {"level_sets": [a_level_set()], "profile": [an_attribute()]}


def small_document(flags):
    """Three items and one attribute: everything that can be answered can be tried."""
    shown = {"item": "a", "points": {"at_least": 1}}
    first = a_field("f", an_item("a", (0, 1, 2)), an_item("b", (0, 2), shown_when=shown), levels="set")
    second = a_field("g", an_item("c", (0, 4)), levels="set", scoring=a_rule(no_answer={"declined": {"points": 9}}))
    return a_questionnaire(first, second, flags=flags, **FRAME)


def all_answers():
    values = ([0, 1, 2], [0, 1], [0, 1])
    kinds = [no_answer(kind) for kind in ("not_applicable", "dont_know", "declined")]
    for chosen in product(*([*found, *kinds, None] for found in values)):
        given = {key: value for key, value in zip("abc", chosen, strict=True) if value is not None}
        for kind in (None, "town", "county"):
            yield {"answers": given, "profile": {"kind": kind} if kind else {}}


def simple_tests():
    levels = ({"at_least": "l1"}, {"at_most": "l0"}, {"is": "l2"}, {"one_of": ["l0", "l2"]})
    bounds = ({"at_least": 2}, {"above": 3}, {"below": 1}, {"at_most": 0}, {"equal": 1}, {"above": 4}, {"above": 9})
    for item in "abc":
        yield from ({"item": item, "points": bound} for bound in bounds)
        yield from ({"item": item, "is": value} for value in (0, 1))
        yield from ({"item": item, "answered": value} for value in (True, False))
        yield {"item": item, "no_answer": ["hidden"]}
        yield {"item": item, "no_answer": ["declined", "dont_know"]}
    for field in "fg":
        yield from ({"field": field, "level": level} for level in levels)
        yield from ({"field": field, "score": bound} for bound in bounds)
        yield from ({"field": field, "coverage": {"at_least": share}} for share in (0.5, 1))
        yield {"field": field, "coverage": {"above": 1}}
        yield from ({"field": field, "status": [status]} for status in ("valid", "provisional", "not_computed"))
    yield from ({"flag": "first", "is": value} for value in (True, False))
    yield from ({"profile": "kind", "is": value} for value in ("town", "county"))
    yield {"some": {"field": "f"}, "points": {"above": 9}}


def some_condition(rng, depth):
    if depth == 0 or rng.random() < 0.3:
        return rng.choice(list(simple_tests()))
    form = rng.choice(["all", "any", "not", "all"])
    if form == "not":
        return {"not": some_condition(rng, depth - 1)}
    return {form: [some_condition(rng, depth - 1) for _ in range(rng.randint(0, 3))]}


def test_never_true_is_never_true_for_any_answers(effort):
    rng = Random(7)
    conditions = [some_condition(rng, 3) for _ in range(CASES[effort])]
    first = a_flag("first", {"item": "c", "is": 1})
    flags = [first, *(a_flag(f"x{place}", when) for place, when in enumerate(conditions))]
    questionnaires = [
        parse_definition(small_document([first, *flags[start : start + 150]])) for start in range(1, len(flags), 150)
    ]
    never = reached = 0
    for questionnaire in questionnaires:
        structure, plan = build_structure(questionnaire), compile_plan(questionnaire)
        names = NamedSpans(structure, ScoreSpans(structure))
        possible = {flag.key: can_be_true(flag.when, names) for flag in questionnaire.flags}
        once_true = set()
        for body in all_answers():
            flags_now = compute(parse_answers(plan, body)).flags
            once_true |= {key for key, truth in flags_now.items() if truth}
        assert once_true <= {key for key, can in possible.items() if can}
        never += sum(not can for can in possible.values())
        reached += len(once_true)
    # The conditions are mixed well enough to prove something.
    assert never > len(conditions) // 20
    assert reached > len(conditions) // 5


def reach(when, *fields, **members):
    made = fields or (a_field("f", an_item("a"), levels="set"),)
    questionnaire = parse_definition(a_questionnaire(*made, flags=[a_flag("x", when)], **{**FRAME, **members}))
    structure = build_structure(questionnaire)
    return can_be_true(questionnaire.flags[0].when, NamedSpans(structure, ScoreSpans(structure)))


class TestSingleTests:
    @pytest.mark.parametrize(
        "when",
        [
            NEVER,
            {"not": {"all": []}},
            {"item": "a", "points": {"above": 4}},
            {"item": "a", "points": {"above": 1, "below": 1}},
            {"all": [{"item": "a", "is": 1}, {"item": "a", "is": 2}]},
            {"all": [{"item": "a", "is": 1}, {"item": "a", "answered": False}]},
            {"all": [{"item": "a", "no_answer": ["declined"]}, {"item": "a", "answered": True}]},
            {"all": [{"not": {"item": "a", "answered": False}}, {"item": "a", "no_answer": ["hidden"]}]},
            {"field": "f", "score": {"above": 4}},
            {"field": "f", "score": {"below": 0}},
            {"field": "f", "coverage": {"above": 1}},
            {"all": [{"field": "f", "score": {"above": 2}}, {"field": "f", "score": {"below": 2}}]},
            {"all": [{"field": "f", "level": {"at_least": "l2"}}, {"field": "f", "level": {"at_most": "l1"}}]},
            {"all": [{"field": "f", "status": ["valid"]}, {"not": {"field": "f", "status": ["valid", "provisional"]}}]},
            {"all": [{"profile": "kind", "is": "town"}, {"not": {"profile": "kind", "one_of": ["town"]}}]},
            {"not": {"any": [{"profile": "kind", "is": "town"}, {"profile": "kind", "is": "county"}]}},
        ],
    )
    def test_what_excludes_itself_is_never_true(self, when):
        assert not reach(when)

    @pytest.mark.parametrize(
        "when",
        [
            {"all": []},
            {"any": [NEVER, {"item": "a", "is": 1}]},
            {"item": "a", "points": {"at_least": 4}},
            {"field": "f", "score": {"at_least": 4, "at_most": 4}},
            {"not": {"field": "f", "score": {"below": 9}}},
            {"all": [{"item": "a", "answered": False}, {"not": {"item": "a", "no_answer": ["hidden"]}}]},
            {"all": [{"every": {"field": "f"}, "points": {"above": 9}}]},
        ],
    )
    def test_what_may_be_so_is_not_called_never_true(self, when):
        assert reach(when)

    def test_an_option_may_be_called_like_a_state(self):
        options = [
            {"value": "hidden", "title": "Hidden", "points": 1},
            {"value": "<hidden>", "title": "H", "points": 2},
        ]
        when = {"all": [{"not": {"item": "a", "answered": True}}, {"item": "a", "no_answer": ["hidden"]}]}
        assert reach(when, a_field("f", an_item("a", options=options)))

    def test_conditions_that_are_too_large_to_tell_are_let_through(self):
        one_of_two = {"any": [{"item": "a", "is": 1}, {"item": "a", "is": 2}]}
        assert reach({"all": [one_of_two] * 9 + [NEVER]})
        assert reach({"any": [{"item": "a", "is": 5 - 1}] * 300})
        assert not reach({"all": [one_of_two] * 3 + [NEVER]})
        assert reach({"all": [{"any": [{"item": "a", "is": 0}] * 200}, *[{"item": "a", "is": 1}] * 2000]})
        assert reach({"all": [{"all": [one_of_two] * 9}, NEVER]})
        assert reach({"any": [{"all": [one_of_two] * 9}, NEVER]})

    def test_number_and_multiple_choice_are_not_looked_into(self):
        field = a_field("f", a_number("n"), a_multiple_choice("m"))
        assert reach({"item": "n", "points": {"above": 99}}, field)
        assert reach({"item": "m", "points": {"above": 99}}, field)

    @pytest.mark.parametrize(
        "when",
        [
            {"item": "n", "number": {"above": 10}},
            {"all": [{"item": "n", "number": {"above": 5}}, {"item": "n", "number": {"below": 3}}]},
            {"count": {"field": "f"}, "answered": True, "is": {"at_least": 3}},
            {"share": {"field": "f"}, "answered": True, "is": {"above": 1}},
            {"value": "n + a.points > 14"},
            {"not": {"value": "n + a.points <= 14"}},
        ],
    )
    def test_no_number_lies_beyond_what_it_can_be(self, when):
        assert not reach(when, a_field("f", a_number("n"), an_item("a"), levels="set"))

    @pytest.mark.parametrize(
        "when",
        [
            {"item": "n", "number": {"at_least": 10}},
            {"not": {"item": "n", "number": {"at_most": 10}}},
            {"count": {"field": "f"}, "answered": True, "is": {"at_least": 2}},
            {"share": {"field": "f"}, "answered": True, "is": {"at_least": 1}},
            {"all": [{"count": {"field": "f"}, "answered": said, "is": {"equal": 1}} for said in (True, False)]},
            {"value": "n + a.points >= 14"},
            {"not": {"value": "n + a.points < 14"}},
        ],
    )
    def test_a_number_may_lie_at_the_end_of_what_it_can_be(self, when):
        assert reach(when, a_field("f", a_number("n"), an_item("a"), levels="set"))


TENTHS = {"digits": 1, "stage": "before_levels"}


class TestScoreSpans:
    """The span of a field holds every score that any answers lead to."""

    @pytest.mark.parametrize(
        ("rule", "low", "high"),
        [
            ({}, 0, 4),
            ({"no_answer": {"declined": {"points": 6}}}, 0, 6),
            ({"no_answer": {"hidden": {"points": -1}}}, -1, 4),
            ({"method": "sum"}, 0, 12),
            ({"method": "minimum"}, 0, 4),
            ({"method": "percent_of_maximum"}, 0, 100),
            ({"rescale_from": [0, 4], "scale": [0, 100]}, 0, 100),
            ({"rescale_from": [4, 0], "scale": [0, 100]}, 0, 100),
            ({"rescale_from": [0, 2], "scale": [0, 100]}, 0, 200),
            ({"rounding": {**TENTHS, "mode": "ceiling"}}, 0, 4),
            ({"rescale_from": [0, 3], "scale": [0, 1], "rounding": {**TENTHS, "mode": "ceiling"}}, 0, "7/5"),
            ({"rescale_from": [0, 3], "scale": [0, 1], "rounding": {**TENTHS, "mode": "floor"}}, 0, "4/3"),
        ],
    )
    def test_of_items(self, rule, low, high):
        field = a_field("f", an_item("a"), an_item("b", weight=2), an_item("c", weight=0), scoring=a_rule(**rule))
        assert [str(end) for end in self.span(field)] == [str(low), str(high)]

    def span(self, *fields, key="f"):
        return ScoreSpans(build_structure(parse_definition(a_questionnaire(*fields)))).of_field(key)

    def test_an_entry_without_weight_counts_where_weights_do_not(self):
        items = an_item("a", (2, 4)), an_item("b", (0, 3), weight=0)
        assert self.span(a_field("f", *items, scoring=a_rule(method="minimum"))) == (0, 4)
        assert self.span(a_field("f", *items, scoring=a_rule(method="mean"))) == (2, 4)

    def test_of_fields(self):
        child = a_field("c", an_item("a"), scoring=a_rule(no_answer={"declined": {"points": 6}}))
        parent = a_parent("f", child, scoring=a_rule(no_answer={"not_computed": {"points": -3}}))
        assert [int(end) for end in self.span(parent)] == [-3, 6]

    def test_are_unknown_where_nothing_has_weight_or_a_maximum_is_not_positive(self):
        percent = a_rule(method="percent_of_maximum")
        assert self.span(a_field("f", an_item("a", weight=0))) is None
        assert self.span(a_field("f", an_item("a", (-1, 0)), scoring=percent)) is None
        unknown = a_field("c", an_item("a", (-1, 0)), scoring=percent)
        assert self.span(a_parent("f", unknown)) is None

    def test_hold_every_score_of_random_answers(self, effort):
        for seed in range({"quick": 10, "normal": 40, "long": 400}[effort]):
            document = random_document(seed)
            questionnaire = parse_definition(document)
            any_units = compile_plan(questionnaire)
            for answers_seed in range(5):
                given, profile, perspective = random_answers(document, answers_seed)
                body = {"answers": given, "profile": profile, "perspective": perspective}
                answers = parse_answers(any_units, body)
                plan = answers.plan
                run, spans = compute(answers), ScoreSpans(plan.structure)
                for field, found in zip(plan.fields, run.fields, strict=True):
                    span = spans.of_field(field.key)
                    if found.exact is not None and found.score is not None and span is not None:
                        for top, bottom in (found.exact, found.score):
                            assert span[0] * bottom <= top <= span[1] * bottom, (seed, answers_seed, field.key)


def test_an_expression_is_looked_at_once_however_often_it_is_asked_for(monkeypatch):
    looked: Counter[str] = Counter()

    def counted(condition, structure):
        looked[condition.value.text] += 1
        return bind_in_condition(condition, structure)

    monkeypatch.setattr(named_spans, "bind_in_condition", counted)
    tests = [{"any": [{"value": "a + 1", "is": {"equal": number}}, {"item": "a", "is": 1}]} for number in range(8)]
    document = a_questionnaire(a_field("f", an_item("a"), levels="set"), flags=[a_flag("x", {"all": tests})], **FRAME)
    questionnaire = parse_definition(document)
    lint(questionnaire)
    assert looked == {"a + 1": 1}
