"""The random definitions and answers are valid by docs/format/, and together use all of it."""

import hashlib
from collections import Counter
from itertools import pairwise

import pytest

from tests.oracle.case import (
    entries_of,
    is_scored_field,
    level_set_of,
    open_case,
    options_of,
    scoring_of,
)
from tests.oracle.exact import exact, interval
from tests.oracle.expansion import written_out
from tests.oracle.features import EXPECTED, all_suggestions, conditions, expression_features, features, nested
from tests.oracle.points import NUMERIC, accepted_numbers, number_rule, value_of
from tests.oracle.random_answers import random_answers
from tests.oracle.random_definitions import random_document
from tests.oracle.syntax import read_expression

SEEDS = range(300)
STATES = {"unanswered", "dont_know", "declined", "not_applicable", "hidden"}


@pytest.fixture(scope="module")
def documents():
    return [random_document(seed) for seed in SEEDS]


class TestValidity:
    def test_scoring_says_everything_that_must_be_declared(self, documents):
        for document in documents:
            case = open_case(*written_out(document, {}), None, None)
            for found in filter(is_scored_field, case.fields.values()):
                scoring = scoring_of(case, found)
                assert "scale" in scoring
                assert ("method" in scoring) != ("formula" in scoring)
                children = [thing for kind, thing, _ in entries_of(case, found) if kind == "field"]
                assert STATES | ({"not_computed"} if children else set()) <= set(scoring["no_answer"])
                assert exact(scoring["scale"][0]) < exact(scoring["scale"][1])
                assert entries_of(case, found)
                for member in ("digits", "mode", "stage"):
                    assert scoring["rounding"] is None or member in scoring["rounding"]

    def test_levels_cover_the_declared_scale_each_number_once(self, documents):
        for document in documents:
            case = open_case(document, {}, None, None)
            for found in case.fields.values():
                level_set = level_set_of(case, found)
                if level_set is not None and "range" in level_set["levels"][0]:
                    lower, upper = (exact(end) for end in scoring_of(case, found)["scale"])
                    ranges = [interval(level["range"]) for level in level_set["levels"]]
                    assert ranges[0].contains(lower)
                    assert ranges[-1].contains(upper)
                    for one, two in pairwise(ranges):
                        assert one.upper == two.lower
                        assert one.upper_closed != two.lower_closed

    def test_fields_are_scored_from_others_without_a_circle(self, documents):
        for document in documents:
            case = open_case(document, {}, None, None)
            below = {
                key: [thing["key"] for kind, thing, _ in entries_of(case, found) if kind == "field"]
                for key, found in case.fields.items()
                if is_scored_field(found)
            }
            while below:
                done = [key for key, others in below.items() if not any(other in below for other in others)]
                assert done
                for key in done:
                    del below[key]

    def test_conditions_ask_only_for_what_is_known_where_they_stand(self, documents):
        for document in documents:
            case = open_case(document, {}, None, None)
            order = list(case.items)
            for name, condition in conditions(document):
                allowed = {"applies_to": {"profile"}, "shown_when": {"profile", "item"}}.get(name)
                asked = asked_in(case, condition)
                assert allowed is None or asked <= allowed
                if name == "requires":
                    assert "flag" not in condition
                    assert "level" not in condition
            for key, item in case.items.items():
                for condition in nested(item.get("shown_when", {})):
                    named = [condition["item"]] if "item" in condition else items_named(case, condition.get("value"))
                    assert all(order.index(each) < order.index(key) for each in named)

    def test_suggestions_do_not_wait_in_a_circle(self, documents):
        for document in documents:
            waits = {each["key"]: each.get("depends_on", []) for each in all_suggestions(document)}
            while waits:
                free = [key for key, others in waits.items() if not any(other in waits for other in others)]
                assert free
                for key in free:
                    del waits[key]

    def test_answers_are_ones_that_the_items_accept(self, documents):
        for document in documents:
            case = open_case(document, {}, None, None)
            for seed in range(5):
                answers, profile, perspective = random_answers(document, seed)
                for key, answer in single_answers(case, answers):
                    assert accepts(case, case.items[key], answer), (document["key"], key, answer)
                assert set(profile or {}) <= {each["key"] for each in document.get("profile", ())}
                assert perspective in [None, *(each["key"] for each in document.get("perspectives", ()))]


def single_answers(case, answers):
    """Yield each answer with the key of its item, also those of units."""
    for key, answer in answers.items():
        if key in case.fields:
            rules = case.fields[key]["units"]
            assert rules["minimum"] <= len(answer) <= rules["maximum"]
            yield from (each for unit in answer for each in unit.items())
        else:
            yield key, answer


def asked_in(case, condition):
    """Return what a condition asks for: an expression in it asks for what it names."""
    if "value" not in condition:
        return {"item", "every", "some", "count", "share", "field", "flag", "profile"} & set(condition)
    words = {name.split()[1].split(".")[0] for name in expression_names(case, condition["value"])}
    return words - {"constant"}


def items_named(case, text):
    trees = [read_expression(text)] if text else []
    names = []
    while trees:
        tree = trees.pop()
        trees += tree.parts
        names += [str(tree.content).removeprefix("item.").split(".")[0]] if tree.form == "name" else []
    return [name for name in names if name in case.items]


def expression_names(case, text):
    return [each for each in expression_features(case, read_expression(text)) if each.startswith("name ")]


def accepts(case, item, answer):
    if isinstance(answer, dict):
        allowed = item.get("no_answers")
        if allowed is None:
            scales = {scale["key"]: scale for scale in case.document.get("response_scales", ())}
            allowed = scales[item["scale"]].get("no_answers", []) if "scale" in item else []
        return answer["no_answer"] in allowed
    if item["type"] in NUMERIC:
        number, rule = value_of(item, answer), number_rule(item)
        whole = not rule.get("integer") or number.denominator == 1
        return whole and interval(rule["range"]).contains(number)
    if item["type"] == "pairwise":
        values = [option["value"] for option in item["pairwise"]["options"]]
        pairs = [sorted(each["between"] if isinstance(each, dict) else each) for each in answer]
        return all(one in values and two in values and one != two for one, two in pairs) and all(
            pairs.count(pair) == 1 for pair in pairs
        )
    if item["type"] == "text":
        return len(answer) <= item.get("text", {}).get("maximum_length", 2000)
    values = [option["value"] for option in options_of(case, item)]
    if item["type"] == "single_choice":
        return answer in values
    alone = [option["value"] for option in options_of(case, item) if option.get("exclusive")]
    rule = item["multiple_choice"]
    in_limits = rule.get("minimum_selected", 0) <= len(answer) <= rule.get("maximum_selected", len(values))
    one_alone = len(answer) <= 1 or not set(alone) & set(answer)
    return in_limits and one_alone and set(answer) <= set(values) and len(set(answer)) == len(answer)


class TestReach:
    """What no random case uses is compared with nothing, so everything must be used often enough."""

    def test_every_feature_of_the_format_is_used(self, documents):
        seen = Counter(feature for document in documents for feature in features(document))
        assert [feature for feature in EXPECTED if seen[feature] < 5] == []

    def test_every_way_to_answer_is_used(self, documents):
        seen: Counter = Counter()
        for document in documents:
            case = open_case(document, {}, None, None)
            for seed in range(5):
                answers, profile, perspective = random_answers(document, seed)
                seen.update([f"profile {bool(profile)}", f"perspective {bool(perspective)}"])
                seen["nothing"] += not answers
                asked = [item for item in case.items.values() if item["type"] != "computed"]
                seen["everything"] += len(answers) == len(asked)
                seen["units"] += any(key in case.fields for key in answers)
                for key, answer in single_answers(case, answers):
                    kind = answer["no_answer"] if isinstance(answer, dict) else type(answer).__name__
                    seen[f"{case.items[key]['type']} {kind}"] += 1
                    seen["pair dont_know"] += "'between'" in str(answer) and "dont_know" in str(answer)
                    seen["duration iso"] += case.items[key]["type"] == "duration" and str(answer).startswith("P")
                    seen[f"{case.items[key]['type']} at an end"] += at_an_end(case.items[key], answer)
        expected = [f"{name} {given}" for name in ("profile", "perspective") for given in (True, False)]
        expected += ["nothing", "everything", "number int", "number str", "number Decimal", "number at an end"]
        expected += ["time str", "time at an end", "duration int", "duration iso", "duration at an end"]
        expected += ["single_choice int", "single_choice str", "multiple_choice list", "text str"]
        expected += ["pairwise list", "pair dont_know", "units"]
        types = ("single_choice", "multiple_choice", "number", "time", "duration", "text", "pairwise")
        expected += [f"{type_} {kind}" for type_ in types for kind in ("dont_know", "declined", "not_applicable")]
        assert [kind for kind in expected if seen[kind] < 5] == []

    def test_a_seed_always_means_the_same_case(self):
        cases = [(random_document(seed), random_answers(random_document(seed), seed)) for seed in range(20)]
        digest = hashlib.sha256(repr(cases).encode()).hexdigest()
        # The same on every supported Python; it changes when the generator does.
        assert digest[:16] == DIGEST


DIGEST = "ce512664379eee35"


def at_an_end(item, answer):
    if item["type"] not in NUMERIC or isinstance(answer, dict):
        return False
    numbers = accepted_numbers(number_rule(item))
    return value_of(item, answer) in (numbers.lower, numbers.upper)
