"""What is wrong with what was sent, in words for the person who filled in the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace

from selfcheck_service.core.definition import Problem, pointer
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.model import ProfileAttribute
from selfcheck_service.core.scoring.plan import Plan
from selfcheck_service.core.scoring.settling import form_of
from selfcheck_service.web.asking import prompt_in_unit
from selfcheck_service.web.controls import CONTROLS
from selfcheck_service.web.ranges import range_in_words
from selfcheck_service.web.said import Said
from selfcheck_service.web.sent import Sent


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of the summary: which place on the page (None: none), its title, and what is wrong there."""

    target: str | None
    title: Said | None
    message: str


class Faults:
    """Turns problems into messages; each is found by the location of what it concerns."""

    def __init__(self, plan: Plan, sent: Sent, words: SimpleNamespace, spoken: str, language: str) -> None:
        """`spoken` is the language of the page, `language` that of the questionnaire's texts."""
        self._plan, self._sent, self._words, self._spoken, self._language = plan, sent, words, spoken, language

    def by_location(self, problems: Iterable[Problem]) -> Mapping[str, tuple[str, ...]]:
        """Return all messages of each item and attribute."""
        found: dict[str, list[str]] = {}
        for problem in problems:
            found.setdefault(_subject(problem), []).append(self._message(problem))
        return {location: tuple(dict.fromkeys(messages)) for location, messages in found.items()}

    def summary(self, problems: Iterable[Problem]) -> list[Fault]:
        """Return one line for each item and attribute, in the order of the page."""
        by_location = self.by_location(problems)
        known: dict[str, tuple[Mapping[str, str], str]] = {
            pointer("profile", each.key): (each.title, f"profile-{each.key}")
            for each in self._plan.questionnaire.profile
        }
        form = form_of(self._plan, self._sent.one("perspective"))
        known |= {
            pointer("answers", key): (prompt_in_unit(self._plan, item, form), f"item-{key}")
            for key, item in self._items().items()
        }
        ordered = [location for location in known if location in by_location]
        lines = [
            Fault(known[each][1], Said.of(known[each][0], self._language), " ".join(by_location[each]))
            for each in ordered
        ]
        others = [message for location, each in by_location.items() if location not in known for message in each]
        return lines + [Fault(None, None, message) for message in dict.fromkeys(others)]

    def _items(self) -> Mapping[str, Item]:
        return self._plan.structure.items

    def _message(self, problem: Problem) -> str:
        key = _subject(problem).removeprefix("/answers/")
        item = self._items().get(key)
        own = CONTROLS[item.type].sentences if item is not None else _OF_NUMBERS
        sentence = getattr(self._words.problem, own.get(problem.code, problem.code), None)
        if not isinstance(sentence, str):
            return problem.message(self._spoken)
        return sentence.format(**self._parameters(problem, item))

    def _attribute(self, problem: Problem) -> ProfileAttribute | None:
        attributes = self._plan.questionnaire.profile
        return next((each for each in attributes if pointer("profile", each.key) == _subject(problem)), None)

    def _parameters(self, problem: Problem, item: Item | None) -> dict[str, object]:
        parameters = dict(problem.parameters)
        if item is not None and item.numbers is not None:
            parameters["range"] = CONTROLS[item.type].within(item.numbers, self._words, self._spoken)
        attribute = self._attribute(problem)
        if attribute is not None and attribute.number is not None:
            parameters["range"] = range_in_words(attribute.number.range, self._words, self._spoken)
        if "state" in parameters:
            state = str(parameters["state"])
            parameters["state"] = self._words.form.no_answer.get(state, state)
        if item is not None and problem.code == "exclusive_option":
            options = self._plan.structure.options_of(item)
            titles = (Said.of(each.title, self._language) for each in options if each.exclusive)
            parameters["title"] = next(titles, parameters["found"])
        if item is not None and problem.code == "too_long":
            parameters["count"] = len(self._sent.one(f"answer.{item.key}"))
        return parameters


# Only a number can be malformed among the attributes of the municipality.
_OF_NUMBERS = {"malformed": "not_a_number"}


def _subject(problem: Problem) -> str:
    """Return the location of the item or attribute that a problem lies in."""
    return "/".join(problem.location.split("/")[:3])
