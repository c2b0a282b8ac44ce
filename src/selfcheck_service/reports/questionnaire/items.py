"""An item on its page: what is asked, how to recognise an answer, who is asked."""

from collections.abc import Iterator
from fractions import Fraction

from selfcheck_service.core.definition.answer_rules import (
    Bins,
    ComputedRule,
    DurationRule,
    MultipleChoiceRule,
    NumberRule,
    Option,
    PairwiseRule,
    TextRule,
    TimeRule,
)
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.scoring.item_types import clock
from selfcheck_service.reports.questionnaire.conditions import labelled_condition, municipalities, names_in_words
from selfcheck_service.reports.questionnaire.markdown import bullets, heading, table
from selfcheck_service.reports.questionnaire.speaker import Speaker


def item_blocks(item: Item, number: str, speaker: Speaker, *, beside: bool = False) -> Iterator[str]:
    """Yield an item as blocks of Markdown; `number` stands before it.

    `beside`: that it changes no score is said above it already.
    """
    yield heading(3, f"{number} {speaker.say(item.name)}".strip(), f"item-{item.key}")
    yield tags(item, speaker)
    yield speaker.tell(item.help)
    options = speaker.structure.options_of(item)
    titles = {option.value: speaker.say(option.title) for option in options}
    said = [(titles[anchor.value], speaker.say(anchor.text)) for anchor in item.anchors if anchor.value in titles]
    yield table((speaker.word("answer"), speaker.word("recognise")), said)
    if item.options is not None:
        yield options_table(options, speaker)
    yield _bins(item, speaker)
    yield bullets(line for line in _facts(item, speaker, beside=beside) if line)


def tags(item: Item, speaker: Speaker) -> str:
    """Return the classes of an item by their titles."""
    titles = {each.key: speaker.say(each.title) for each in speaker.questionnaire.item_classes}
    named = [titles[key] for key in item.classes if key in titles]
    return f"*{' · '.join(named)}*" if named else ""


def options_table(options: tuple[Option, ...], speaker: Speaker) -> str:
    """Return options with what they are worth, where they are worth anything."""
    if all(option.points is None for option in options):
        return bullets(speaker.say(option.title) for option in options)
    points = ["" if option.points is None else speaker.phrases.number(option.points) for option in options]
    rows = [(speaker.say(option.title), worth) for option, worth in zip(options, points, strict=True)]
    return table((speaker.word("answer"), speaker.word("points")), rows)


def _bins(item: Item, speaker: Speaker) -> str:
    """Return what the numbers of an item are worth, where ranges of them say so."""
    points = getattr(item.rule, "points", None)
    if not isinstance(points, Bins) or isinstance(item.rule, TimeRule):
        return ""
    rows = [(speaker.span(entry.range), speaker.phrases.number(entry.points)) for entry in points.bins]
    return table((speaker.word("answer"), speaker.word("points")), rows)


def _facts(item: Item, speaker: Speaker, *, beside: bool) -> Iterator[str]:
    """Yield what else is known of an item, a line each."""
    titles = {form.key: speaker.say(form.title) for form in speaker.questionnaire.forms}
    for form, asked in item.forms.items():
        said = speaker.word("same_wording") if asked.prompt is None else speaker.say(asked.prompt)
        yield speaker.word("colon", label=titles[form], text=said)
    states = speaker.structure.no_answers_of(item)
    instead = [speaker.word("no_answer", states=speaker.states(states))] if states else []
    yield "; ".join([_answers(item, speaker), *instead])
    yield from _asked_of(item, speaker)
    if item.is_scored and item.weight != Fraction(1):
        yield speaker.word("weight", weight=speaker.phrases.exact(item.weight))
    if item.kind.span is not None and not item.is_scored and not beside:
        yield speaker.word("unscored")


def _asked_of(item: Item, speaker: Speaker) -> Iterator[str]:
    if item.applies_to is not None:
        simple = municipalities(item.applies_to, speaker)
        yield speaker.labelled("asked_of", simple)
        if not simple:
            yield labelled_condition("asked_when", item.applies_to, speaker, "  ")
    if item.shown_when is not None:
        yield labelled_condition("asked_when", item.shown_when, speaker, "  ")


def _answers(item: Item, speaker: Speaker) -> str:
    """Return what may be answered."""
    if item.scale is not None:
        options = [speaker.quoted(speaker.say(option.title)) for option in speaker.structure.options_of(item)]
        said = speaker.word("answers.scale", first=options[0], last=options[-1])
        return speaker.labelled("answers.of", speaker.link(f"scale-{item.scale}", said))
    match item.rule:
        case MultipleChoiceRule():
            return speaker.labelled("answers.of", speaker.word("several"))
        case ComputedRule(value=expression):
            return speaker.word("calculated", names=names_in_words(expression, speaker))
        case PairwiseRule(options=pairs):
            named = ", ".join(speaker.quoted(speaker.say(option.title)) for option in pairs)
            return speaker.labelled("answers.of", speaker.word("pairs", options=named))
        case TextRule(maximum_length=limit):
            return speaker.labelled("answers.of", speaker.word("text", limit=speaker.phrases.number(Fraction(limit))))
        case _:
            return speaker.labelled("answers.of", _number(item, speaker))


def _number(item: Item, speaker: Speaker) -> str:
    """Return which numbers may be answered; nothing where the answer is none."""
    rule = item.rule
    match rule:
        case TimeRule():
            ends = [clock(end) for end in (rule.range.low, rule.range.high) if end is not None]
            return speaker.word("time", range=speaker.word("range.both", low=ends[0], high=ends[-1]))
        case NumberRule() | DurationRule():
            said = speaker.word("integer" if rule.whole else "number", range=speaker.span(rule.range))
            if isinstance(rule, DurationRule):
                return f"{said} {speaker.phrases.units[rule.unit][1]}"
            return f"{said} {speaker.say(rule.unit)}".strip()
        case _:
            return ""
