"""What docs/expressions.md says is so: every function stands there, and its examples come to what it says."""

import re
from fractions import Fraction

import pytest

from selfcheck_service.core.definition.expression_sizes import MOST_ENTRIES, MOST_TABULATED, MOST_TRIED
from selfcheck_service.core.definition.expressions import numbers, reals, syntax
from selfcheck_service.core.definition.expressions.functions import FUNCTIONS, OPERATIONS
from selfcheck_service.core.definition.expressions.kinds import Kind, Value
from selfcheck_service.core.definition.messages import render_message
from selfcheck_service.core.definition.scope import RESERVED_NAMES, STATES
from selfcheck_service.core.definition.tabulation import MOST_NUMBERS
from tests.checkout import CHECKOUT
from tests.core.expressions.words import evaluated

PAGE = (CHECKOUT / "docs" / "expressions.md").read_text()
EXAMPLES = re.findall(r"^\| `(.+?)` \| (\S+) \|$", PAGE.partition("## 7. Examples")[2], re.MULTILINE)
RESULTS: dict[str, Value] = {"true": True, "false": False, "null": None}


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_is_documented_as_it_is_written(name: str):
    assert f"`{FUNCTIONS[name].usage}`" in PAGE


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_is_written_wholly_in_german(name: str):
    usage = FUNCTIONS[name].usage
    said = render_message("wrong_arguments", {"name": name, "usage": usage}, "de")
    english = r"\b(or|list|weights|digits|low|high|test|otherwise|table|item|option|field|from|to)\b"
    assert re.search(english, said.partition(": ")[2]) is None


def test_no_function_is_documented_that_does_not_exist():
    table = PAGE.partition("## 3. Functions")[2].partition("Modes of")[0]
    documented = re.findall(r"`(\w+)\(", table)
    assert set(documented) == set(FUNCTIONS)


def test_every_operator_mode_state_and_reserved_name_is_documented():
    for word in (*OPERATIONS, *numbers.ROUNDING_MODES):
        assert f"`{word}`" in PAGE
    assert all(f"`'{state}'`" in PAGE for state in STATES)
    assert f"`{' '.join(RESERVED_NAMES)}`" in PAGE
    assert f"`{' '.join(syntax.RESERVED)}`" in PAGE


def test_the_limits_are_those_of_the_language():
    assert f"{syntax.LONGEST_TEXT:,} characters, {syntax.MOST_NODES} entries" in PAGE
    assert f"{syntax.DEEPEST} levels of nesting" in PAGE
    assert f"together have at most {MOST_ENTRIES:,} entries" in PAGE
    assert f"together have at most {MOST_TABULATED:,} entries, counted once for each answer" in PAGE
    assert f"together have at most {MOST_TRIED:,} entries, counted\nonce for each combination" in PAGE
    assert f"accepts up to {MOST_NUMBERS:,} of them (a computed item counts {MOST_NUMBERS:,})" in PAGE
    assert f"more than {numbers.MOST_DIGITS:,} digits" in PAGE
    assert f"{reals.DIGITS} significant digits" in PAGE
    assert f"beyond ±{numbers.LARGEST_EXPONENT}" in PAGE


@pytest.mark.parametrize(("text", "result"), EXAMPLES)
def test_examples_come_to_what_the_page_says(text: str, result: str):
    truth = result in ("true", "false") or " = " in text or " in " in text
    found = evaluated(text, Kind.BOOLEAN if truth and not text.startswith("if") else Kind.NUMBER)
    assert found == (RESULTS[result] if result in RESULTS else Fraction(result))
    assert len(EXAMPLES) > 30
