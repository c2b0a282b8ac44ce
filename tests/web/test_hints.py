"""What the page says of a number before it is typed: which range, and how it is written."""

from fractions import Fraction

import pytest

from selfcheck_service.core.definition.exact import parse_interval
from selfcheck_service.web.numbers import read_number
from selfcheck_service.web.ranges import number_hint
from selfcheck_service.web.words import words_in
from tests.web.everything import PATH
from tests.web.reading import read


def hint(numbers: str, language: str = "de", *, integer: bool = False) -> str:
    return number_hint(parse_interval(numbers), words_in(language), language, whole=integer)


@pytest.mark.parametrize(
    ("numbers", "integer", "german", "english"),
    [
        (
            "[0, 100]",
            False,
            "Zahl zwischen 0 und 100, zum Beispiel 12,5",
            "Number between 0 and 100, for example 12.5",
        ),
        ("[0, inf)", True, "Ganze Zahl ab 0, zum Beispiel 12", "Whole number from 0, for example 12"),
        ("[0, 5]", True, "Ganze Zahl zwischen 0 und 5, zum Beispiel 3", "Whole number between 0 and 5, for example 3"),
        ("[0, 1]", False, "Zahl zwischen 0 und 1, zum Beispiel 0,5", "Number between 0 and 1, for example 0.5"),
        ("(-inf, inf)", False, "Zahl, zum Beispiel 12,5", "Number, for example 12.5"),
        ("[2000, 2030]", True, "zum Beispiel 2015", "for example 2015"),
        ("(-inf, -100]", False, "Zahl bis -100", "Number up to -100"),
        ("(0, 0.1)", False, "Zahl über 0 und unter 0,1", "Number above 0 and below 0.1"),
    ],
)
def test_a_number_is_asked_for_with_its_range_and_an_example(numbers, integer, german, english):
    assert hint(numbers, "de", integer=integer).replace("−", "-").endswith(german)
    assert hint(numbers, "en", integer=integer).replace("−", "-").endswith(english)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("integer", [True, False])
@pytest.mark.parametrize("numbers", ["[0, 100]", "[-9, -1]", "[1000, 1000000]", "(0, 1)", "[0.1, 0.4]", "[7, 7]"])
def test_an_example_is_a_number_that_is_accepted(numbers, integer, language):
    _, _, example = (
        hint(numbers, language, integer=integer).replace("zum Beispiel", "for example").partition("example ")
    )
    if example:
        assert Fraction(read_number(example)) in parse_interval(numbers)


async def test_the_page_says_the_unit_beside_the_range(pages):
    page = read((await pages.get(PATH)).text)
    box = page.one("input", id="item-anteil")
    assert "hint-anteil" in box.attributes["aria-describedby"].split()
    hint_of_box = page.one("p", id="hint-anteil").text
    assert " ".join(hint_of_box.split()) == "Zahl zwischen 0 und 100, zum Beispiel 12,5. Einheit: Prozent"
