"""What definitions cost that go to the limits, one of each kind that takes long: counted, and not by a clock."""

import pytest

from selfcheck_service.core.scoring import evaluate, parse_answers
from tests.builders import Data, a_field, a_level_set, a_number, a_parent, a_questionnaire, a_rule, an_item, plan_of
from tests.counting import calls_in

_SCALE = [-1_000_000, 1_000_000]


def a_formula(text: str) -> Data:
    rule = a_rule(formula=text, scale=_SCALE)
    del rule["method"]
    return rule


def by_formulas(*items: Data, formulas: list[str], **members: object) -> Data:
    """Return a questionnaire with a field for each formula, over the same items."""
    fields = [a_parent(f"f{place}", scoring=a_formula(text)) for place, text in enumerate(formulas)]
    return a_questionnaire(a_field("all", *items, scoring=a_rule(scale=_SCALE)), *fields, **members)


def options_tried() -> Data:
    items = [an_item(f"q{place}", points=(0, 1)) for place in range(8)]
    text = " + ".join(f"q{place} * q{place}" for place in range(8))
    return by_formulas(*items, formulas=[f"{text} + {place}" for place in range(27)])


def rounded_functions() -> Data:
    items = [a_number(f"n{place}", "[1, 10]") for place in range(30)]
    text = " + ".join(f"exp(n{place}) ^ 0.5 + ln(n{place}) + sqrt(n{place})" for place in range(30))
    return by_formulas(*items, formulas=[f"({text}) / {place + 1}" for place in range(35)])


def look_ups_of_two() -> Data:
    rows = [[age, sex, age + sex] for age in range(1000) for sex in range(2)]
    names = [{"name": name, "type": "number"} for name in ("age", "sex")]
    items = [a_number("age", "[0, 999]", integer=True), a_number("sex", "[0, 1]", integer=True)]
    formulas = [f"lookup('t', age, sex) + {place}" for place in range(98)]
    return by_formulas(*items, formulas=formulas, tables=[{"key": "t", "inputs": names, "rows": rows}])


def look_ups_of_one() -> Data:
    table = {"key": "t", "inputs": [{"name": "n", "type": "number"}], "rows": [[place, place] for place in range(2000)]}
    formulas = [" + ".join(f"lookup('t', n + {place})" for place in range(1, 20)) for _ in range(190)]
    formulas = [f"coalesce({text}, 0)" for text in formulas]
    return by_formulas(a_number("n", "[0, 1900]", integer=True), formulas=formulas, tables=[table])


def next_level_of_many() -> Data:
    items = [an_item(f"q{place}") for place in range(900)]
    field = a_field("f", *items, scoring=a_rule(method="minimum"), levels="set")
    return a_questionnaire(field, level_sets=[a_level_set("set", "[0, 2)", "[2, 4]")])


def sums_of_many() -> Data:
    """Return fields with levels, each of the same items that are computed from all answers."""
    items = [an_item(f"q{place}", classes=["k"]) for place in range(120)]
    rows = [
        {"key": f"c{place}", "type": "computed", "title": "x", "computed": {"value": text, "points": "value"}}
        for place in range(40)
        for text in [f"sum(class.k.values) * {place + 1}"]
    ]
    rule = a_rule(method="sum", scale=[0, 1_000_000], of=[{"item": row["key"]} for row in rows])
    fields = [a_parent(f"g{place}", scoring=rule, levels="set") for place in range(6)]
    return a_questionnaire(
        a_field("all", *items, *rows, scoring=a_rule(method="sum", scale=[0, 1_000_000]), levels="set"),
        *fields,
        level_sets=[a_level_set("set", "[0, 200000)", "[200000, 1000000]")],
        item_classes=[{"key": "k", "title": "K"}],
    )


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("document", "first", "next_one"),
    [
        (options_tried, 6_000_000, 20_000),
        (rounded_functions, 2_000_000, 80_000),
        (look_ups_of_one, 1_000_000, 50_000),
        (look_ups_of_two, 1_000_000, 30_000),
        (next_level_of_many, 120_000, 80_000),
    ],
)
def test_the_most_expensive_of_each_kind_is_bounded(document, first, next_one):
    """Half again as much as it was when this was written; a second evaluation finds what the first has worked out."""
    plan = plan_of(document())

    def work() -> None:
        evaluate(parse_answers(plan, {"answers": {}}), language="en")

    assert calls_in(work) <= first
    assert calls_in(work) <= next_one


@pytest.mark.unmeasured
@pytest.mark.parametrize(("missing", "most"), [(0, 3_000_000), (2, 2_000_000)])
def test_what_is_tried_for_all_fields_together_is_bounded_by_what_expressions_name(missing, most):
    """Trials work out again what follows from answers, and never what it could come to."""
    plan = plan_of(sums_of_many())
    answers = {f"q{place}": place % 2 for place in range(120 - missing)}

    def work() -> None:
        evaluate(parse_answers(plan, {"answers": answers}), language="en")

    work()
    assert calls_in(work) <= most
