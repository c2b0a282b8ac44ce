"""The oracle against numbers worked out by hand: levels, conditions, suggestions, receipt (sections 7 to 10)."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.oracle.builders import choice, document, evaluated, field, no_answer, one, parent, scoring, suggestion
from tests.oracle.canonical import canonical_bytes
from tests.oracle.case import Data
from tests.oracle.conditions import all_of, any_of, not_
from tests.oracle.evaluator import evaluate_plainly
from tests.oracle.exact import exact, interval
from tests.oracle.full import evaluate_fully


class TestLevels:
    def level(self, score, *gates):
        item = {"key": "a", "type": "number", "prompt": "a", "number": {"range": "[0, 100]", "points": "value"}}
        made = field("f", item, choice("b"), scoring=scoring(scale=[0, 100], of=[{"item": "a"}]), levels="set")
        result = one(document({**made, "gates": list(gates)}), {"a": score})
        return result["level"], result["border"], result["capped_from"]

    @pytest.mark.parametrize(
        ("score", "expected"),
        [
            (Decimal("39.9"), ("low", "middle", None)),
            (34, ("low", "middle", None)),  # 6 below the cut score of 40
            (33, ("low", None, None)),
            (0, ("low", None, None)),  # there is nothing before the lowest level
            (40, ("middle", "low", None)),
            (44, ("middle", "low", None)),  # 4 above 40, 6 below 50
            (45, ("middle", "high", None)),  # 5 from both: the higher one
            (46, ("middle", "high", None)),
            (50, ("middle", "high", None)),  # 0 below the cut score, although 50 itself is still middle
            (Decimal("50.1"), ("high", "middle", None)),
            (56, ("high", "middle", None)),
            (57, ("high", None, None)),
        ],
    )
    def test_levels_and_borders(self, score, expected):
        assert self.level(score) == expected

    def test_a_gate_that_is_unknown_holds_and_leaves_no_border(self):
        gate = {"level": "high", "requires": {"item": "b", "points": {"at_least": 2}}, "text": "b"}
        assert self.level(51, gate) == ("middle", None, "high")
        assert self.level(41, gate) == ("middle", "low", None)

    def test_of_several_gates_the_lowest_holds(self):
        never: Data = {"any": []}
        gates = [{"level": level, "requires": never, "text": ""} for level in ("high", "middle")]
        assert self.level(51, *gates) == ("low", None, "high")

    def test_a_score_outside_every_range_has_no_level(self):
        assert one(document(field("f", choice("a", points=(0, 101)), levels="set")), {"a": 1})["level"] is None


class TestConditions:
    @pytest.mark.parametrize(
        ("parts", "every", "some"),
        [
            ([], True, False),
            ([True, None], None, True),
            ([False, None], False, None),
            ([True, False], False, True),
            ([None, None], None, None),
            ([True, True], True, True),
            ([False, False], False, False),
        ],
    )
    def test_three_values(self, parts, every, some):
        assert (all_of(parts), any_of(parts)) == (every, some)
        assert [not_(part) for part in (True, False, None)] == [False, True, None]

    @pytest.mark.parametrize(
        ("when", "expected"),
        [
            ({"item": "a", "is": 2}, True),
            ({"item": "a", "one_of": [1, 3]}, False),
            ({"item": "b", "is": 2}, None),
            ({"item": "b", "points": {"at_least": 0}}, None),
            ({"not": {"item": "b", "is": 2}}, None),
            ({"item": "b", "answered": False}, True),
            ({"item": "d", "answered": False}, True),  # hidden is not answered
            ({"item": "c", "no_answer": ["dont_know", "not_applicable"]}, True),
            ({"item": "d", "no_answer": ["hidden"]}, True),
            ({"item": "a", "points": {"above": 1, "at_most": 2}}, True),
            # a is 2, b is unanswered, c is not applicable and d hidden: a and b are asked.
            ({"every": {"field": "f"}, "points": {"at_least": 2}}, None),
            ({"every": {"field": "f"}, "points": {"at_least": 3}}, False),
            ({"some": {"field": "f"}, "points": {"at_least": 2}}, True),
            ({"some": {"field": "f"}, "points": {"at_least": 3}}, None),
            ({"every": {"items": ["c", "d"]}, "points": {"equal": 9}}, True),
            ({"some": {"items": ["c", "d"]}, "points": {"equal": 2}}, False),
            # Counted are a, b and c, which are shown.
            ({"count": {"field": "f"}, "points": {"at_least": 2}, "is": {"equal": 1}}, True),
            ({"share": {"field": "f"}, "points": {"at_least": 2}, "is": {"equal": "1/3"}}, True),
            ({"share": {"field": "f"}, "answered": False, "is": {"equal": "2/3"}}, True),
            ({"share": {"items": ["d"]}, "answered": False, "is": {"at_least": 0}}, None),
            ({"count": {"items": ["d"]}, "answered": False, "is": {"equal": 0}}, True),
            ({"count": {"field": "f", "class": "core"}, "answered": True, "is": {"equal": 1}}, True),
            ({"field": "f", "score": {"equal": 2}}, True),
            ({"field": "f", "coverage": {"equal": "1/2"}}, True),
            ({"field": "g", "score": {"at_least": 0}}, None),
            ({"field": "g", "level": {"is": "low"}}, None),
            ({"field": "g", "status": ["not_computed"]}, True),
            ({"field": "f", "level": {"at_most": "middle"}}, True),
            ({"flag": "early", "is": False}, None),
            ({"profile": "kind", "is": "town"}, None),
        ],
    )
    def test_every_form(self, when, expected):
        items = choice("a", classes=["core"]), choice("b"), choice("c", classes=["core"])
        hidden = choice("d", shown_when={"any": []})
        unknown = {"key": "early", "title": "early", "when": {"item": "b", "is": 1}}
        made = document(
            field("f", *items, hidden, levels="set"),
            field("g", choice("e"), levels="set"),
            item_classes=[{"key": "core", "title": "Core"}],
            profile=[{"key": "kind", "title": "Kind", "options": [{"value": "town", "title": "Town"}]}],
            flags=[unknown, {"key": "asked", "title": "asked", "when": when}],
        )
        assert evaluated(made, {"a": 2, "c": no_answer("not_applicable"), "d": 2})["flags"]["asked"] is expected


class TestSuggestions:
    @pytest.mark.parametrize(
        ("better", "points", "members", "priority"),
        [
            ("higher", 1, {"impact": 3, "effort": "M"}, "9/8"),  # 3/4 · 3 ÷ 2
            ("lower", 1, {"impact": 3, "effort": "L"}, "1/4"),  # 1/4 · 3 ÷ 3
            ("none", 1, {"impact": 2}, "1"),
            ("higher", None, {"impact": 2}, "1"),
            ("higher", 5, {"impact": 2}, "0"),  # beyond the scale
            ("lower", 5, {"impact": 2}, "2"),
        ],
    )
    def test_priority_is_gap_times_impact_by_effort(self, better, points, members, priority):
        item = choice("a", points=(points or 0,))
        made = field("f", item, scoring=scoring(better=better), suggestions=[suggestion("s", **members)])
        result = evaluated(document(made), {} if points is None else {"a": 0})
        assert result["details"]["priorities"] == [("s", Fraction(priority))]

    def test_the_gap_is_taken_from_the_exact_score(self):
        rounding = {"digits": 0, "mode": "ceiling", "stage": "before_aggregation"}
        made = field("f", choice("a"), choice("b"), scoring=scoring(rounding=rounding), suggestions=[suggestion("s")])
        # The score is 1/2, published as 1: (4 - 1/2) ÷ 4.
        assert evaluated(document(made), {"a": 0, "b": 1})["details"]["priorities"] == [("s", Fraction(7, 8))]

    def test_the_nth_of_a_field_counts_an_nth(self):
        first = [suggestion("f1", impact=3), suggestion("f2", impact=2), suggestion("f3", impact=3)]
        made = document(
            field("f", choice("a"), suggestions=first),
            field("g", choice("b"), suggestions=[suggestion("g1"), suggestion("g2", impact=3)]),
        )
        # Every gap is 1/2. In f: f1 3/2, f3 3/2 ÷ 2, f2 1 ÷ 3; in g: g2 3/2, g1 1/2 ÷ 2.
        assert evaluated(made, {})["suggestions"] == ["f1", "g2", "f3", "f2", "g1"]

    def test_what_stands_at_top_level_comes_last_on_a_tie_but_counts_in_its_field(self):
        nested = field("g", choice("b"), suggestions=[suggestion("inner")])
        made = document(
            {**parent("f", nested), "suggestions": [suggestion("outer")]},
            field("h", choice("c"), suggestions=[suggestion("next")]),
            overall={"title": "Overall", "scoring": scoring()},
            suggestions=[suggestion("whole", field="overall"), suggestion("more", field="h")],
        )
        assert evaluated(made, {})["suggestions"] == ["outer", "inner", "next", "whole", "more"]

    def test_dependencies_come_first_if_they_are_offered(self):
        made = [
            suggestion("a", depends_on=["d", "missing"], impact=3),
            suggestion("b", impact=2),
            suggestion("missing", when={"any": []}),
            suggestion("d"),
        ]
        # By priority a, b, d; a waits for d, and then is the first of those that wait for nothing.
        fields = [field(f"f{each['key']}", choice(f"i{each['key']}"), suggestions=[each]) for each in made]
        assert evaluated(document(*fields), {})["suggestions"] == ["b", "d", "a"]

    def test_unknown_is_not_offered_and_does_not_exclude(self):
        attribute = {"key": "kind", "title": "Kind", "options": [{"value": "town", "title": "Town"}]}
        unknown = {"profile": "kind", "is": "town"}
        steps = [suggestion("a", when=unknown), suggestion("b", applies_to=unknown)]
        assert evaluated(document(field("f", choice("a"), suggestions=steps), profile=[attribute]), {})[
            "suggestions"
        ] == ["b"]


class TestWhole:
    def test_overall_weighs_the_fields_at_the_top(self):
        fields = field("f", choice("a"), weight=3), parent("g", field("h", choice("b"))), field("x")
        made = document(*fields, overall={"title": "Overall", "scoring": scoring()})
        # (3 · 4 + 1 · 2) ÷ 4; x has nothing to score.
        assert one(made, {"a": 4, "b": 2}, "overall")["score"] == "7/2"
        assert "x" not in evaluated(made, {})["fields"]

    def test_canonical_bytes(self):
        made = document(field("f", choice("a"), choice("b", shown_when={"item": "a", "is": 4})))
        results = evaluate_plainly(made, {"a": 2}, None, None)
        del results["details"]
        expected = (
            '{"definition_hash":"ab","fields":{"f":{"coverage":"1","level":null,"raw_score":"2","score":"2",'
            '"score_max":"2","score_min":"2","status":"valid"}},"flags":{},"hidden":["b"],"overall":null,"rules":1,'
            '"suggestions":[]}'
        )
        assert canonical_bytes(results, "ab") == expected.encode()

    def test_the_full_evaluation_is_plain_json(self):
        step = suggestion("s", when={"any": [{"item": "a", "is": 1}, {"item": "a", "is": 2}]})
        texts = {"level_texts": {"low": {"en": "Low here.", "de": "Hier niedrig."}}, "suggestions": [step]}
        made = document(field("f", choice("a"), scoring=scoring(scale=[0, 100]), levels="set", **texts))
        made["suggestion_types"] = [{"key": "step", "title": "Step"}]
        answer = json.loads(json.dumps(evaluate_fully(made, {"a": 2}, None, None, language="de")))
        assert answer["fields"][0]["text"] == "Hier niedrig."
        assert answer["fields"][0]["level"] == {"key": "low", "title": "Low", "border": None, "capped_from": None}
        assert [reason["thresholds"] for reason in answer["suggestions"][0]["because"]] == [{"is": 2}]


class TestNumbers:
    def test_numbers_are_exact(self):
        assert exact(Decimal("0.1")) == Fraction(1, 10) == exact("1/10") == exact(0.1)
        with pytest.raises(TypeError):
            exact(True)

    @pytest.mark.parametrize(
        ("text", "inside", "outside"),
        [
            ("[0, 20)", ["0", "19.999"], ["-0.001", "20"]),
            ("(-inf, 5]", ["-1000000", "5"], ["5.001"]),
            ("(1/3, inf)", ["0.334", "1000000"], ["1/3"]),
            ("[2, 2]", ["2"], ["1.9", "2.1"]),
        ],
    )
    def test_intervals(self, text, inside, outside):
        assert all(interval(text).contains(Fraction(number)) for number in inside)
        assert not any(interval(text).contains(Fraction(number)) for number in outside)


class TestPairwise:
    made = document(
        field(
            "f",
            choice("a"),
            {
                "key": "p",
                "type": "pairwise",
                "prompt": "p",
                "no_answers": ["declined"],
                "pairwise": {"options": [{"value": v, "title": v} for v in ("x", "y", "z")]},
            },
        ),
        flags=[
            {"key": f"{option}{wins}", "title": "won", "when": {"value": f"wins(p, '{option}')", "is": {"equal": wins}}}
            for option in "xyz"
            for wins in (0, 1, 2)
        ],
    )

    @pytest.mark.parametrize(
        ("answer", "true", "unknown"),
        [
            ([["y", "x"], ["z", "y"], ["x", "z"]], {"x1", "y1", "z1"}, ""),
            ([["y", "x"], ["y", "z"], ["z", "x"]], {"x0", "y2", "z1"}, ""),
            # Without a word on y and z only the wins of x are known.
            ([["x", "z"], ["y", "x"]], {"x1"}, "yz"),
            ([["x", "z"], ["y", "x"], {"between": ["z", "y"], "no_answer": "declined"}], {"x1"}, "yz"),
            ({"no_answer": "declined"}, set(), "xyz"),
            (None, set(), "xyz"),
        ],
    )
    def test_wins_are_counted_where_no_pair_of_the_option_is_open(self, answer, true, unknown):
        flags = evaluated(self.made, {} if answer is None else {"p": answer})["flags"]
        assert {key for key, flag in flags.items() if flag} == true
        assert {key for key, flag in flags.items() if flag is None} == {f"{o}{n}" for o in unknown for n in (0, 1, 2)}
