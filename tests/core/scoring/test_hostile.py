"""Whoever means harm gets problems and no exception, and nobody else has to wait."""

import json
from copy import deepcopy
from random import Random
from time import thread_time

import pytest

from selfcheck_service.core.definition import AnswersInvalid, DefinitionInvalid, lint, parse_definition
from selfcheck_service.core.scoring import canonical_results, compile_plan, encode_evaluation, evaluate, parse_answers
from tests.builders import (
    Data,
    a_field,
    a_flag,
    a_gate,
    a_level_set,
    a_multiple_choice,
    a_number,
    a_parent,
    a_questionnaire,
    a_rule,
    a_suggestion,
    an_item,
    plan_of,
)
from tests.core.definition.test_parse import whole
from tests.core.faults import faults_of, faults_of_answers
from tests.oracle.random_answers import random_answers
from tests.oracle.random_definitions import random_document

MUTANTS = {"quick": 500, "normal": 5000, "long": 100_000}
# What a hostile hand puts where anything else stood.
JUNK: tuple[object, ...] = (
    *(None, True, False, 0, -1, 2**63, 10**5000, 1.5, float("nan"), float("inf"), -0.0, 1e-300),
    *(
        "",
        "a",
        "1/3",
        "1/0",
        "overall",
        "hidden",
        "\ud800",
        "\u202e",
        "x" * 9000,
        "[0, 1)",
        "<all>",
        "[key]",
        "__class__",
    ),
    *(
        [],
        [[]],
        {},
        {"": {}},
        {"no_answer": "declined"},
        {"points": 1},
        {"all": []},
        {"any": []},
        {"item": "item0", "is": 1},
    ),
    *({"\ud800": 1}, {5: 1}, (1, 2), b"bytes", {1, 2}, object()),
)


def places_in(value, path=()):
    """Every place in plain data."""
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, entry in entries:
        yield from places_in(entry, (*path, name))


def spoil(document, rng):
    """Delete, replace, double, nest, swap or rename a few things at random."""
    spoilt = deepcopy(document)
    for _ in range(rng.choice([1, 1, 2, 4])):
        places = [path for path in places_in(spoilt) if path]
        if places:
            *way, name = rng.choice(places)
            parent, other = value_at(spoilt, way), deepcopy(value_at(spoilt, rng.choice(places)))
            rng.choice(HARMS)(parent, name, other, rng)
    return spoilt


def delete(parent, name, _, __):
    del parent[name]


def replace_by_junk(parent, name, _, rng):
    parent[name] = deepcopy(rng.choice(JUNK))


def swap(parent, name, other, _):
    parent[name] = other


def nest(parent, name, _, rng):
    parent[name] = rng.choice([[parent[name]], {"all": [parent[name]]}, {name: parent[name]}])


def double_or_rename(parent, name, _, rng):
    if isinstance(parent, list):
        parent.insert(name, deepcopy(parent[name]))
    else:
        parent[rng.choice([*parent, "key", "\ud800", "", "is", "field"])] = parent.pop(name)


HARMS = (delete, replace_by_junk, replace_by_junk, swap, nest, double_or_rename)


def value_at(document, path):
    for step in path:
        document = document[step]
    return document


def carry_out(document, bodies):
    """Do with a document all that the service does; only refusals may come."""
    try:
        questionnaire = parse_definition(document)
    except DefinitionInvalid as invalid:
        json.dumps([(each.location, each.code, each.message("de")) for each in invalid.problems]).encode()
        return False
    lint(questionnaire)
    plan = compile_plan(questionnaire)
    for body in bodies:
        try:
            answers = parse_answers(plan, body)
        except AnswersInvalid as invalid:
            str(invalid).encode()
            continue
        canonical_results(answers)
        encode_evaluation(evaluate(answers, language="de", explanation="full"))
    return True


class TestSpoiltInput:
    def test_definitions_are_refused_or_evaluated(self, effort):
        rng, accepted = Random(11), 0
        documents = [whole(), *(document for seed in range(60) if len(str(document := random_document(seed))) < 5000)]
        for _ in range(MUTANTS[effort] * 3 // 10):
            document = rng.choice(documents)
            given, profile, perspective = (
                random_answers(document, 1) if document["key"] != "small" else ({}, None, None)
            )
            body = {"answers": given, "profile": profile, "perspective": perspective}
            accepted += carry_out(spoil(document, rng), [body, {"answers": {}}])
        # Some are harmless, so what comes after parsing is tried as well.
        assert accepted > MUTANTS[effort] // 200

    def test_answers_are_refused_or_evaluated(self, effort):
        rng, plans = Random(12), {}
        for seed in range(15):
            document = random_document(seed)
            plans[seed] = document, compile_plan(parse_definition(document))
        for _ in range(MUTANTS[effort] * 7 // 10):
            document, plan = plans[rng.randrange(15)]
            given, profile, perspective = random_answers(document, rng.randrange(5))
            body = {"answers": given, "profile": profile, "perspective": perspective}
            spoilt = spoil(body, rng)
            if isinstance(spoilt, dict):
                found = faults_of_answers(plan, spoilt)
                if not found:
                    evaluate(parse_answers(plan, spoilt), language="en", explanation="full")


def seconds(function, *given):
    start = thread_time()
    result = function(*given)
    return thread_time() - start, result


def everything(document: Data, given: Data):
    """Parse, lint, compile and evaluate, and return how many seconds each took."""
    times = []
    taken, questionnaire = seconds(parse_definition, document)
    times.append(taken)
    times.append(seconds(lint, questionnaire)[0])
    taken, plan = seconds(compile_plan, questionnaire)
    times.append(taken)
    answers = parse_answers(plan, {"answers": given})
    times.append(seconds(canonical_results, answers)[0])
    taken, evaluation = seconds(lambda: evaluate(answers, language="de", explanation="short"))
    times += [taken, seconds(encode_evaluation, evaluation)[0]]
    return times


STEPS = {"suggestion_types": [{"key": "step", "title": "Step"}], "level_sets": [a_level_set()]}


def prime_weights():
    """A thousand weights whose common denominator has thousands of digits."""
    items = [an_item(f"i{n}", (0, 1), weight=f"1/{10**8 + 2 * n + 1}") for n in range(1000)]
    return a_questionnaire(a_field("f", *items, levels="set"), **STEPS), {f"i{n}": n % 2 for n in range(999)}


def many_options():
    items = [a_multiple_choice(f"m{n}", tuple(f"1/{p + 2}" for p in range(200))) for n in range(5)]
    return a_questionnaire(a_field("f", *items, levels="set"), **STEPS), {f"m{n}": list(range(100)) for n in range(5)}


def nested_fields():
    """All items of twelve nested fields, again at every depth."""
    inner = a_field("f0", *(an_item(f"i0_{n}", (0, 1)) for n in range(60)), levels="set")
    for depth in range(1, 12):
        items = [an_item(f"i{depth}_{n}", (0, 1)) for n in range(60)]
        inner = a_field(f"f{depth}", *items, fields=[inner], scoring=a_rule(of="all_items"), levels="set")
    given = {f"i{depth}_{n}": 0 for depth in range(12) for n in range(60)}
    return a_questionnaire(inner, **STEPS), given


def chained_fields():
    """Nearly three hundred fields, each scored from the one before."""
    chain = [a_field("f0", an_item("a"), levels="set")]
    for n in range(1, 290):
        entries = [{"field": f"f{n - 1}", "weight": f"{n}/{n + 1}"}]
        chain.append({**a_parent(f"f{n}", scoring=a_rule(of=entries)), "levels": "set"})
    groups = [a_parent("left", *chain[:145]), a_parent("right", *chain[145:])]
    return a_questionnaire(*groups, **STEPS), {"a": 1}


def branching_conditions():
    """What would have 4^60 alternatives if it were written out."""
    either = {"any": [{"item": "a", "is": n} for n in range(4)]}
    flags = [a_flag(f"x{n}", {"all": [either] * 60}) for n in range(50)]
    return a_questionnaire(a_field("f", an_item("a")), flags=flags), {"a": 1}


def long_conditions():
    flags = [
        a_flag("x", {"all": [{"item": "a", "is": 1}] * 10_000}),
        a_flag("y", {"any": [{"item": "a", "is": 1}] * 10_000}),
    ]
    return a_questionnaire(a_field("f", an_item("a")), flags=flags), {"a": 1}


def many_gates():
    """Gates that leave 20 choices each, of items that can all be raised."""
    items = [an_item(f"i{n}", (0, 1, 2)) for n in range(60)]
    some = [
        {"some": {"items": [f"i{n}" for n in range(start, start + 20)]}, "points": {"at_least": 2}}
        for start in (0, 20, 40)
    ]
    gates = [a_gate("l1", {"all": some})] * 20
    return a_questionnaire(a_field("f", *items, levels="set", gates=gates), **STEPS), {f"i{n}": 1 for n in range(60)}


def conditional_items():
    """Every item hides the next, so each try settles all states anew."""
    items = [an_item("i0", (0, 1))]
    items += [an_item(f"i{n}", (0, 1), shown_when={"item": f"i{n - 1}", "answered": True}) for n in range(1, 600)]
    return a_questionnaire(a_field("f", *items, levels="set"), **STEPS), {f"i{n}": 0 for n in range(600)}


def many_suggestions():
    steps = [a_suggestion(f"s{n}", depends_on=[f"s{n + 1}"] if n < 999 else [], impact=n % 3 + 1) for n in range(1000)]
    return a_questionnaire(a_field("f", an_item("a"), suggestions=steps), **STEPS), {"a": 1}


def large_numbers():
    items = [a_number(f"n{n}", f"[0, {10**12}]", weight=10**12 - n) for n in range(500)]
    return a_questionnaire(a_field("f", *items, levels="set"), **STEPS), {
        f"n{n}": f"{10**11 + n}.123456789" for n in range(499)
    }


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "case",
    [
        prime_weights,
        many_options,
        nested_fields,
        chained_fields,
        branching_conditions,
        long_conditions,
        many_gates,
        conditional_items,
        many_suggestions,
        large_numbers,
    ],
)
def test_no_step_blows_up(case):
    document, given = case()
    # It takes about a second of its own time. What must be noticed is growth by orders of magnitude, so that a slow
    # machine under coverage is no failure.
    assert max(everything(document, given)) < 15


@pytest.mark.unmeasured
class TestRefusals:
    """What is refused is refused fast."""

    def test_of_thousands_of_unknown_names(self):
        plan = plan_of(a_questionnaire(a_field("f", *(an_item(f"item_number_{n}") for n in range(300)))))
        body = {"answers": {f"item_numbr_{n}": 1 for n in range(20_000)}}
        assert seconds(faults_of_answers, plan, body)[0] < 20

    def test_of_thousands_of_unknown_references(self):
        items = [an_item(f"item_number_{n}", (0, 1)) for n in range(1000)]
        listed = [{"item": f"item_numbr_{n}"} for n in range(5000)]
        document = a_questionnaire(a_field("f", *items, scoring=a_rule(of=listed)))
        taken, faults = seconds(faults_of, document)
        assert taken < 20
        assert faults[0] == ("/fields/0/scoring/of/0/item", "unknown_reference")

    def test_of_long_ways_round(self):
        steps = [a_suggestion(f"s{n}", depends_on=[f"s{(n + 1) % 1000}", f"s{(n * 7) % 1000}"]) for n in range(1000)]
        taken, faults = seconds(faults_of, a_questionnaire(a_field("f", suggestions=steps), **STEPS))
        assert taken < 20
        assert {code for _, code in faults} == {"cycle"}

    def test_of_duplicates_without_end(self):
        plan = plan_of(a_questionnaire(a_field("f", a_multiple_choice("m"))))
        taken, faults = seconds(faults_of_answers, plan, {"answers": {"m": [0] * 100_000}})
        assert taken < 20
        assert faults[0] == ("/answers/m/1", "option_twice")
