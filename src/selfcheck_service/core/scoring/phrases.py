"""The sentences of the engine, in German and English. Questionnaires bring their own texts; these hold them together.

A questionnaire in another language gets the English sentences around its own texts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from selfcheck_service.core.definition.conditions import Test
from selfcheck_service.core.definition.exact import exact_to_decimal, print_integer
from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.core.scoring.ratio import Ratio, as_fraction, round_ratio, to_text

_BILLION = 10**9
_LONGEST = 40
_BRIEFLY = Context(prec=10, rounding=ROUND_HALF_EVEN, Emax=MAX_EMAX, Emin=MIN_EMIN)
# How a thing is called, or a sentence said, of one and of many.
Forms = tuple[str, str]
_TESTS = ("at_least", "above", "at_most", "below", "equal")


@dataclass(frozen=True, slots=True)
class Phrases:
    """All fixed sentences in one language; placeholders are filled by the engine."""

    language: str
    decimal_mark: str
    score: str
    counted: str
    open_answers: str
    span: str
    of_items: str
    of_fields: str
    level_range: str
    open_level: str
    no_level: str
    case: str
    last_case: str
    no_score: str
    no_level_as: str
    reasons: dict[str, str]
    requirement_open: str
    field_missing: str
    points_missing: Forms
    points_too_many: Forms
    states: dict[str, str]
    tests: dict[str, str]
    joiner: str
    field_score: str
    field_coverage: str
    field_level: str
    field_status: str
    statuses: dict[str, str]
    item_answer: str
    item_answered: str
    item_not_answered: str
    every: Forms
    some: Forms
    counting: Forms
    flag_true: str
    flag_false: str
    profile: str
    value: str
    negated: str
    unmet: str
    weighing: str
    points: Forms
    answers: str
    not_answered: str
    units: dict[str, Forms]

    def number(self, number: Ratio | Fraction) -> str:
        """Return a number in words: at most two decimal digits, with the decimal mark of the language."""
        pair = number if isinstance(number, tuple) else (number.numerator, number.denominator)
        hundredths = round_ratio(pair, 2, "half_even")[0]
        digits = print_integer(abs(hundredths)).rjust(3, "0")
        return self._written(f"{'-' if hundredths < 0 else ''}{digits[:-2]}.{digits[-2:]}".rstrip("0").rstrip("."))

    def readable(self, number: Fraction) -> str:
        """Return a number as `number` does; where that is too long, or nothing is left of it, as `brief` does."""
        text = self.number(number)
        lost = number != 0 and round(number, 2) == 0
        return self.brief(number) if lost or len(text) > _LONGEST else text

    def exact(self, number: Ratio | Fraction) -> str:
        """Return a number without any rounding: with decimals where nine of them do, else as a fraction."""
        fraction = number if isinstance(number, Fraction) else as_fraction(number)
        if _BILLION % fraction.denominator == 0:
            return self._written(exact_to_decimal(fraction))
        return self._written(to_text((fraction.numerator, fraction.denominator)))

    def brief(self, exactly: Ratio | Fraction) -> str:
        """Return a number without any rounding where it is not too long to read, else its first ten digits."""
        text = self.exact(exactly)
        if len(text) <= _LONGEST:
            return text
        fraction = exactly if isinstance(exactly, Fraction) else as_fraction(exactly)
        top, bottom = Decimal(fraction.numerator), Decimal(fraction.denominator)
        number = _BRIEFLY.divide(top, bottom)
        if abs(number.adjusted()) < _LONGEST:
            return self._written(f"{number:f}")
        return self._written(f"{number.scaleb(-number.adjusted()):f} · 10^{number.adjusted()}")

    def _written(self, number: str) -> str:
        return number.replace("-", "−").replace(".", self.decimal_mark)

    def test(
        self, test: Test, *, percent: bool = False, met: bool = True, write: Callable[[Fraction], str] | None = None
    ) -> str:
        """Return a test in words: "at least 2", "unter 40"; where it is not met: "not: at least 2".

        `write` puts its numbers into words where they are no plain ones.
        """
        parts = []
        for name in _TESTS:
            limit = getattr(test, name)
            if limit is not None:
                words = f"{self.number(limit * 100)} %" if percent else (write or self.number)(limit)
                parts.append(self.tests[name].format(number=words))
        words = self.joiner.join(parts)
        return words if met else self.unmet.format(test=words)

    def test_of_points(self, test: Test) -> str:
        """Return a test of points in words: "at least 1 point", "at least 2 points"."""
        last = next(limit for name in reversed(_TESTS) if (limit := getattr(test, name)) is not None)
        return form_for(self.number(last), self.points).format(test=self.test(test))


GERMAN = Phrases(
    language="de",
    decimal_mark=",",
    score="Wert {score} auf der Skala von {low} bis {high}: {method}.",
    counted="Beantwortet: {answered} von {applicable} Fragen, die hier zählen.",
    open_answers="Offen: {states}.",
    span="Wäre alles beantwortet, läge der Wert zwischen {low} und {high}.",
    of_items="der Antworten",
    of_fields="der Felder",
    level_range="Die Stufe „{level}“ umfasst {range}.",
    case="Für die Stufe „{level}“ gab den Ausschlag: {reasons}",
    last_case="Die Stufe „{level}“ gilt, wo kein Fall vor ihr zutrifft.",
    no_level="Es gibt keine Stufe: Von den vorgesehenen passt keine zu diesem Ergebnis.",
    open_level="Die Stufe ist offen: Es fehlt eine Angabe, die über sie entscheidet.",
    no_score="Kein Wert: {reason}",
    no_level_as="Keine Stufe: {reason}",
    reasons={
        "nothing_applicable": "Keine der Fragen trifft hier zu.",
        "required_missing": "Es fehlt eine Antwort, die hier nötig ist.",
        "requirement": "Eine Voraussetzung dafür ist nicht erfüllt.",
        "coverage": "Dafür sind zu wenige Fragen beantwortet ({answered} von {applicable}).",
        "nothing_answered": "Hier ist noch nichts beantwortet.",
        "zero_weight": "Nichts von dem, was beantwortet ist, hat hier Gewicht.",
        "formula_missing": "Es fehlt eine Angabe, mit der hier gerechnet wird.",
        "formula_undefined": "Mit diesen Antworten geht die Rechnung nicht auf.",
    },
    requirement_open="Es fehlt eine Angabe, die darüber entscheidet, ob eine Voraussetzung dafür erfüllt ist.",
    field_missing="Es fehlt der Wert eines Feldes, der hier nötig ist.",
    points_missing=(
        "Bis zur Stufe „{level}“ fehlt {points} Punkt (ab {cut}).",
        "Bis zur Stufe „{level}“ fehlen {points} Punkte (ab {cut}).",
    ),
    points_too_many=(
        "Für die Stufe „{level}“ ist es {points} Punkt zu viel (sie endet bei {cut}).",
        "Für die Stufe „{level}“ sind es {points} Punkte zu viel (sie endet bei {cut}).",
    ),
    states={
        "not_applicable": "trifft nicht zu",
        "dont_know": "weiß nicht",
        "declined": "keine Angabe",
        "unanswered": "unbeantwortet",
        "hidden": "nicht gefragt",
        "answered": "beantwortet",
    },
    tests={
        "at_least": "mindestens {number}",
        "above": "mehr als {number}",
        "at_most": "höchstens {number}",
        "below": "unter {number}",
        "equal": "genau {number}",
    },
    joiner=" und ",
    field_score="„{title}“: Wert {value} ({test}).",
    field_coverage="„{title}“: {value} % beantwortet ({test}).",
    field_level="„{title}“: Stufe „{value}“.",
    field_status="„{title}“: {value}.",
    statuses={
        "valid": "Der Wert ist belastbar",
        "provisional": "Der Wert ist vorläufig",
        "not_computed": "Es gibt keinen Wert",
    },
    item_answer="„{title}“ – Antwort: „{value}“.",
    item_answered="„{title}“ ist beantwortet.",
    item_not_answered="„{title}“ ist nicht beantwortet.",
    every=("Die eine ausgewählte Frage erreicht {test}.", "Alle {count} ausgewählten Fragen erreichen {test}."),
    some=(
        "Die eine ausgewählte Frage erreicht {test}.",
        "Mindestens eine von {count} ausgewählten Fragen erreicht {test}.",
    ),
    counting=("{found} von {count} Frage: {what}.", "{found} von {count} Fragen: {what}."),
    flag_true="Es trifft zu: {title}.",
    flag_false="Es trifft nicht zu: {title}.",
    profile="{title}: {value}.",
    value="{expression} = {value} ({test}).",
    negated="Es ist nicht so: {text}",
    unmet="nicht: {test}",
    weighing="Gewicht von „{title}“: {step}",
    points=("{test} Punkt", "{test} Punkte"),
    answers="Antwort {values}",
    not_answered="nicht beantwortet",
    units={
        "weeks": ("Woche", "Wochen"),
        "days": ("Tag", "Tage"),
        "hours": ("Stunde", "Stunden"),
        "minutes": ("Minute", "Minuten"),
        "seconds": ("Sekunde", "Sekunden"),
    },
)

ENGLISH = Phrases(
    language="en",
    decimal_mark=".",
    score="Score {score} on the scale from {low} to {high}: {method}.",
    counted="Answered: {answered} of {applicable} items that count here.",
    open_answers="Open: {states}.",
    span="If everything were answered, the score would lie between {low} and {high}.",
    of_items="of the answers",
    of_fields="of the fields",
    level_range="The level “{level}” covers {range}.",
    case="What decides for the level “{level}”: {reasons}",
    last_case="The level “{level}” holds where no case before it does.",
    no_level="There is no level: none of those that are declared fits this result.",
    open_level="The level is open: something that decides it is missing.",
    no_score="No score: {reason}",
    no_level_as="No level: {reason}",
    reasons={
        "nothing_applicable": "none of the items applies here.",
        "required_missing": "an answer that is needed here is missing.",
        "requirement": "what it requires is not the case.",
        "coverage": "too few items are answered ({answered} of {applicable}).",
        "nothing_answered": "nothing has been answered here yet.",
        "zero_weight": "nothing of what is answered carries weight here.",
        "formula_missing": "something that is calculated with here is missing.",
        "formula_undefined": "the calculation has no result with these answers.",
    },
    requirement_open="something is missing that decides whether what it requires is the case.",
    field_missing="the score of a field that is needed here is missing.",
    points_missing=(
        "{points} point is missing for the level “{level}” (from {cut}).",
        "{points} points are missing for the level “{level}” (from {cut}).",
    ),
    points_too_many=(
        "{points} point too many for the level “{level}” (it ends at {cut}).",
        "{points} points too many for the level “{level}” (it ends at {cut}).",
    ),
    states={
        "not_applicable": "not applicable",
        "dont_know": "don’t know",
        "declined": "declined",
        "unanswered": "unanswered",
        "hidden": "not asked",
        "answered": "answered",
    },
    tests={
        "at_least": "at least {number}",
        "above": "more than {number}",
        "at_most": "at most {number}",
        "below": "below {number}",
        "equal": "exactly {number}",
    },
    joiner=" and ",
    field_score="“{title}”: score {value} ({test}).",
    field_coverage="“{title}”: {value} % answered ({test}).",
    field_level="“{title}”: level “{value}”.",
    field_status="“{title}”: {value}.",
    statuses={
        "valid": "the score is sound",
        "provisional": "the score is provisional",
        "not_computed": "there is no score",
    },
    item_answer="“{title}” – answer: “{value}”.",
    item_answered="“{title}” is answered.",
    item_not_answered="“{title}” is not answered.",
    every=("The one selected item reaches {test}.", "All {count} selected items reach {test}."),
    some=("The one selected item reaches {test}.", "At least one of {count} selected items reaches {test}."),
    counting=("{found} of {count} item: {what}.", "{found} of {count} items: {what}."),
    flag_true="This holds: {title}.",
    flag_false="This does not hold: {title}.",
    profile="{title}: {value}.",
    value="{expression} = {value} ({test}).",
    negated="This is not so: {text}",
    unmet="not: {test}",
    weighing="weight of “{title}”: {step}",
    points=("{test} point", "{test} points"),
    answers="answer {values}",
    not_answered="not answered",
    units={
        "weeks": ("week", "weeks"),
        "days": ("day", "days"),
        "hours": ("hour", "hours"),
        "minutes": ("minute", "minutes"),
        "seconds": ("second", "seconds"),
    },
)


def form_for(number: str | int, forms: Forms) -> str:
    """Return the form that goes with a number as it is shown."""
    return forms[0 if str(number) == "1" else 1]


def phrases_in(language: str) -> Phrases:
    """Return the engine's sentences for a language: German for `de…`, else English."""
    return GERMAN if is_german(language) else ENGLISH
