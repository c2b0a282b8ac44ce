"""The questionnaire as pages: one for each field at the top, with what is to be asked there by what is known so far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selfcheck_service.core.definition.structure import Node
from selfcheck_service.core.rounds.lasting import minutes_for
from selfcheck_service.core.scoring import Plan
from selfcheck_service.core.scoring.plan import ItemPlan
from selfcheck_service.core.scoring.questions import items_of_form, questions_of_form
from selfcheck_service.simulation.asking import things_asked
from selfcheck_service.web.asking import prompt_in_unit
from selfcheck_service.web.hiding import hidden_in, keys_of
from selfcheck_service.web.respond.place import Place
from selfcheck_service.web.respond.written import Sheet, faults_of
from selfcheck_service.web.said import Said


@dataclass(frozen=True, slots=True)
class Open:
    """A question that is still open."""

    key: str
    prompt: Said


@dataclass(frozen=True, slots=True)
class FieldSheet:
    """One page: which field it is about, what it asks, and how far it is answered.

    `hidden` are the keys of its items that do not count by what is answered so far, but may by another answer on it.
    """

    key: str
    number: int
    title: Said
    sheet: Sheet
    asked: int
    open: tuple[Open, ...]
    faulty: tuple[Open, ...]
    hidden: tuple[str, ...] = ()

    @property
    def answered(self) -> int:
        """Return how many of its questions are answered; that one does not know is an answer."""
        return self.asked - len(self.open)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody has come: questions answered and asked, and about how many minutes are left."""

    answered: int
    asked: int
    minutes: int


def field_sheets(place: Place, plan: Plan, language: str, answers: Mapping[str, object]) -> tuple[FieldSheet, ...]:
    """Return the pages that ask anything, in the order of the questionnaire. `plan` fits the units of the answers."""
    return tuple(_Sheets(place, plan, language, answers).all())


def progress_of(sheets: tuple[FieldSheet, ...]) -> Progress:
    """Return how far somebody has come."""
    asked, left = sum(each.asked for each in sheets), sum(len(each.open) for each in sheets)
    return Progress(asked - left, asked, minutes_for(left))


class _Sheets:
    def __init__(self, place: Place, plan: Plan, language: str, answers: Mapping[str, object]) -> None:
        self._place, self._plan, self._language, self._answers = place, plan, language, answers
        self._faulty = keys_of(faults_of(plan, answers, place))
        self._hidden = self._hidden_items()
        self._questions = {item.key for item in questions_of_form(plan, place.form)}

    def all(self) -> Iterator[FieldSheet]:
        number = 0
        for definition in self._plan.questionnaire.fields:
            items, units = self._asked_in(self._plan.structure.nodes[definition.key])
            if items:
                number += 1
                yield self._sheet(definition.key, number, Sheet(items, units))

    def _asked_in(self, node: Node) -> tuple[tuple[ItemPlan, ...], frozenset[str]]:
        nodes = list(self._walk(node))
        found = items_of_form(self._plan, self._place.form, [item.key for each in nodes for item in each.items])
        keys = {item.key for item in found}
        texts = frozenset[str]() if self._place.opening.round.free_texts else self._place.opening.texts
        items = tuple(
            item
            for item in found
            if item.key.partition(".")[0] not in texts
            and (item.key not in self._hidden or self._hangs_on(item, keys - {item.key}))
        )
        return items, frozenset(each.key for each in nodes if each.key in self._plan.structure.units)

    def _walk(self, node: Node) -> Iterator[Node]:
        yield node
        for child in node.children:
            yield from self._walk(self._plan.structure.nodes[child])

    def _hangs_on(self, item: ItemPlan, keys: set[str]) -> bool:
        """Tell whether an item that is hidden now may be shown by an answer on its own page."""
        definition = item.definition
        conditions = tuple(each for each in (definition.shown_when, definition.applies_to) if each is not None)
        return not keys.isdisjoint(things_asked(conditions, self._plan.structure).items)

    def _hidden_items(self) -> frozenset[str]:
        perspective = self._place.standing.perspective or None
        profile = self._place.opening.round.profile
        body = {"answers": dict(self._answers), "profile": profile, "perspective": perspective}
        return hidden_in(self._plan, body, self._faulty)

    def _sheet(self, key: str, number: int, sheet: Sheet) -> FieldSheet:
        title = Said.of(self._plan.structure.nodes[key].definition.title, self._language)
        asked = [item for item in sheet.items if item.key in self._questions and item.key not in self._hidden]
        left = [item for item in asked if item.key not in self._answers]
        faulty = [item for item in sheet.items if item.key in self._faulty]
        hidden = tuple(item.key for item in sheet.items if item.key in self._hidden - self._faulty)
        return FieldSheet(key, number, title, sheet, len(asked), self._named(left), self._named(faulty), hidden)

    def _named(self, items: list[ItemPlan]) -> tuple[Open, ...]:
        form = self._place.form
        prompts = ((item.key, prompt_in_unit(self._plan, item.definition, form)) for item in items)
        return tuple(Open(key, Said.of(prompt, self._language)) for key, prompt in prompts)
