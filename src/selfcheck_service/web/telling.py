"""What a page has sent and nobody has kept, in the words of its form, for those who are to read it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace

from selfcheck_service.core.definition import NotFound
from selfcheck_service.core.scoring import Plan
from selfcheck_service.core.scoring.units import with_units
from selfcheck_service.edge.context import Context
from selfcheck_service.web.asking import prompt_in_unit
from selfcheck_service.web.carrying import to_be_seen
from selfcheck_service.web.controls import NONE_OF_THESE, encode_value
from selfcheck_service.web.labels import labelled
from selfcheck_service.web.said import Said
from selfcheck_service.web.sent import NO_ANSWERS, Sent, shown
from selfcheck_service.web.units import sent_counts, with_sent_units
from selfcheck_service.web.visit import Visit

# The field by which a page says what it asks: questionnaire, version and, where there is one, the form. Who sends it
# names what anybody may read, so that a page can tell what was typed without telling strangers anything of a round.
ASKED = "asked"
# Questions with their answers.
Told = Sequence[tuple[Said, Said]]
_ANSWERS = ("answer.", "no_answer.")
_PROFILE = "profile."
_TRIED = re.compile(r"/questionnaires/([^/?]+)/([^/?]+)")


def asked_of(plan: Plan, form: str | None) -> str:
    """Return what a page says it asks."""
    return " ".join((plan.key, plan.version, *([form] if form else ())))


async def told_of(context: Context, visit: Visit, sent: Sent, words: SimpleNamespace, *, to: str | None = None) -> Told:
    """Return what was sent in words: answers as they were asked and chosen, where it is known what was asked.

    `to` is the path that it was sent to; None: this one.
    """
    key, version, form = _asked(sent, visit.here if to is None else to)
    try:
        plan = await context.plans.get(key, version) if key and version else None
    except NotFound:
        plan = None
    if plan is None:
        return told_plainly(visit, sent, words)
    # The button that was pressed may have added a unit that has no answers yet.
    plan, _ = await with_sent_units(context.plans, plan, Sent.of(pair for pair in sent.pairs if pair[0] != "step"))
    return _told_by(plan, form, visit, sent, words)


def told_at_hand(
    context: Context, visit: Visit, sent: Sent, words: SimpleNamespace, *, to: str | None = None
) -> tuple[Told, bool]:
    """Return the same without asking a database, and whether answers stand under the keys of their questions there.

    That is so where the questionnaire was not needed here for long.
    """
    key, version, form = _asked(sent, visit.here if to is None else to)
    plan = context.plans.find(key, version) if key and version else None
    if plan is None:
        return told_plainly(visit, sent, words), any(name.startswith(_ANSWERS) for name, _ in sent.pairs)
    counts = sent_counts(plan, sent)
    return _told_by(with_units(plan, counts) if counts in plan.family else plan, form, visit, sent, words), False


def told_plainly(visit: Visit, sent: Sent, words: SimpleNamespace) -> Told:
    """Return what was typed under the labels of its fields; what has none stays as it came."""
    return [
        (Said.in_(visit.spoken, shown(label)), Said.in_(visit.spoken, shown(value)))
        for label, value in labelled(to_be_seen(sent.pairs), words)
    ]


def _asked(sent: Sent, to: str) -> tuple[str, str, str]:
    """Return questionnaire, version and form that were asked, as the page or its path says; "" for what is unknown.

    A questionnaire that is tried out names itself in its path.
    """
    said = sent.one(ASKED).split(" ", 2)
    open_to_all = _TRIED.match(to)
    if said == [""] and open_to_all is not None:
        said = [open_to_all[1], open_to_all[2], sent.one("form")]
    key, version, form = (*said, "", "", "")[:3]
    return key, version, form


def _told_by(plan: Plan, form: str, visit: Visit, sent: Sent, words: SimpleNamespace) -> Told:
    teller = _Teller(plan, form or None, words, visit.language_of(plan.languages))
    return [teller.told(name, value) for name, value in to_be_seen(sent.pairs)]


@dataclass(frozen=True, slots=True)
class _Teller:
    plan: Plan
    form: str | None
    words: SimpleNamespace
    language: str

    def told(self, name: str, value: str) -> tuple[Said, Said]:
        key = name.partition(".")[2] if name.startswith(_ANSWERS) else ""
        index = self.plan.item_index.get(key)
        if name == "perspective" or name.startswith(_PROFILE):
            return self._of_whom(name, value)
        if index is None:
            label = next((label for label, _ in labelled([(name, value)], self.words)), name)
            return self._own(shown(label)), self._own(shown(value))
        definition = self.plan.items[index].definition
        titles = {encode_value(each.value): each.title for each in self.plan.structure.options_of(definition)}
        answer = Said.of(titles[value], self.language) if value in titles else self._own(self._typed(value))
        return Said.of(prompt_in_unit(self.plan, definition, self.form), self.language), answer

    def _of_whom(self, name: str, value: str) -> tuple[Said, Said]:
        """Return what somebody has said of themselves or of the municipality."""
        asked = self.plan.questionnaire
        attribute = next((each for each in asked.profile if f"{_PROFILE}{each.key}" == name), None)
        if attribute is not None:
            label = Said.of(attribute.title, self.language)
            titles = {encode_value(each.value): each.title for each in attribute.options}
        else:
            label = self._own(self.words.form.perspective if name == "perspective" else shown(name))
            titles = {each.key: each.title for each in asked.perspectives}
        return label, Said.of(titles[value], self.language) if value in titles else self._own(shown(value))

    def _typed(self, value: str) -> str:
        if value in NO_ANSWERS:
            return str(self.words.form.no_answer[value])
        return str(self.words.form.none_of_these) if value == NONE_OF_THESE else shown(value)

    def _own(self, words: str) -> Said:
        return Said.in_(self.language, words)
