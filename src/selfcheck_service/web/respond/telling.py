"""Answers that a page has sent, in the words of the questionnaire, for those who are to read what was not kept."""

from types import SimpleNamespace

from selfcheck_service.web.asking import prompt_in_unit
from selfcheck_service.web.controls import NONE_OF_THESE, encode_value
from selfcheck_service.web.respond.place import Place
from selfcheck_service.web.said import Said
from selfcheck_service.web.sent import NO_ANSWERS, Sent, shown

_ANSWERS = ("answer.", "no_answer.")


def told_in_words(place: Place, sent: Sent, words: SimpleNamespace, language: str) -> list[tuple[Said, Said]]:
    """Return each question that was answered with what was chosen or typed; what no question has stays as it came."""
    plan, rows = place.opening.plan, []
    for name, value in sent.pairs:
        if not name.startswith(_ANSWERS):
            continue
        key = name.partition(".")[2]
        # Of a question that is asked for each unit the plan of the round has the first.
        index = plan.item_index.get(key, plan.item_index.get(key.partition(".")[0]))
        if index is None:
            rows.append((Said.in_(language, shown(key)), Said.in_(language, shown(value))))
            continue
        definition = plan.items[index].definition
        titles = {encode_value(each.value): each.title for each in plan.structure.options_of(definition)}
        answer = Said.of(titles[value], language) if value in titles else Said.in_(language, _typed(value, words))
        rows.append((Said.of(prompt_in_unit(plan, definition, place.form), language), answer))
    return rows


def _typed(value: str, words: SimpleNamespace) -> str:
    if value in NO_ANSWERS:
        return str(words.form.no_answer[value])
    return str(words.form.none_of_these) if value == NONE_OF_THESE else shown(value)
