"""Random expressions for property tests: trees, and the texts they are printed as."""

from fractions import Fraction

from hypothesis import strategies as st

from selfcheck_service.core.definition.expressions.tree import Call, Listing, Literal, Name, Number, Tree

_FUNCTIONS = ("sum", "max", "if", "round", "lookup", "present", "answered")


def _number(value: int, decimals: int) -> Tree:
    return Number(Fraction(value, 10**decimals), 0)


leaves = st.one_of(
    st.builds(_number, st.integers(0, 10**12), st.integers(0, 20)),
    st.builds(
        Literal, st.one_of(st.none(), st.booleans(), st.sampled_from(["", "m", "a, b", "ja (oft)", "ü"])), st.just(0)
    ),
    st.builds(
        Name, st.lists(st.sampled_from(["q1", "field", "a_b", "points"]), min_size=1, max_size=4).map(tuple), st.just(0)
    ),
)


def _above(below: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    def calls(names: tuple[str, ...], least: int, most: int) -> st.SearchStrategy[Tree]:
        arguments = st.lists(below, min_size=least, max_size=most).map(tuple)
        return st.builds(Call, st.sampled_from(names), arguments, st.just(0))

    return st.one_of(
        calls(("*", "/", "^", "=", "!=", "<", "<=", ">", ">=", "in"), 2, 2),
        calls(("+", "and", "or"), 2, 4),
        calls(("-", "not"), 1, 1),
        calls(_FUNCTIONS, 0, 3),
        st.builds(Listing, st.lists(below, min_size=1, max_size=3).map(tuple), st.just(0)),
    )


trees = st.recursive(leaves, _above, max_leaves=12)
