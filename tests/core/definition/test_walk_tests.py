"""The tests in a condition, whatever joins them."""

from pydantic import TypeAdapter

from selfcheck_service.core.definition.conditions import Condition, FlagCondition, walk_tests


def a_condition(document):
    return TypeAdapter(Condition).validate_python(document)


def test_every_test_comes_with_its_place_and_whether_it_is_wanted():
    a, b, c, d = ({"flag": key} for key in "abcd")
    condition = a_condition({"all": [a, {"not": {"any": [b, {"not": c}]}}, {"any": [d]}]})
    found = [(path, test, wanted) for path, test, wanted in walk_tests(condition, ("when",))]
    assert found == [
        (("when", "all", 0), FlagCondition(flag="a"), True),
        (("when", "all", 1, "not", "any", 0), FlagCondition(flag="b"), False),
        (("when", "all", 1, "not", "any", 1, "not"), FlagCondition(flag="c"), True),
        (("when", "all", 2, "any", 0), FlagCondition(flag="d"), True),
    ]


def test_a_test_alone_is_the_only_one():
    condition = a_condition({"flag": "a"})
    assert list(walk_tests(condition)) == [((), FlagCondition(flag="a"), True)]


def test_where_there_is_no_condition_nothing_is_tested():
    assert list(walk_tests(None)) == []
