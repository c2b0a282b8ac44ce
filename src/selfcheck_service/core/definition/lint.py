"""What an author must mend before a questionnaire is published, and what deserves a look.

`parse_definition` refuses what cannot be evaluated. These rules are stricter; they apply to new input only, so that
tightening one never stops a published version from loading.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from selfcheck_service.core.definition.answer_rules import Option
from selfcheck_service.core.definition.bins import check_cover
from selfcheck_service.core.definition.building import extremes_of
from selfcheck_service.core.definition.conditions import AnyCondition, Condition, ValueCondition, walk_tests
from selfcheck_service.core.definition.content import check_content
from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.expansion import in_authors_words
from selfcheck_service.core.definition.expression_lint import (
    check_cohort,
    check_conditions,
    check_items,
    check_scoring,
)
from selfcheck_service.core.definition.expressions.spans import is_empty
from selfcheck_service.core.definition.methods import method_of
from selfcheck_service.core.definition.model import LevelSet, Questionnaire
from selfcheck_service.core.definition.named_data import named_data
from selfcheck_service.core.definition.named_sources import sources_named
from selfcheck_service.core.definition.named_spans import NamedSpans
from selfcheck_service.core.definition.problems import Path, Problem, Severity, pointer
from selfcheck_service.core.definition.reachability import can_be_true
from selfcheck_service.core.definition.score_lint import check_scores
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.definition.spans import span_of_item
from selfcheck_service.core.definition.structure import Node, Structure, walk_fields
from selfcheck_service.core.definition.tables import check_rows
from selfcheck_service.core.definition.texts import ANY_LANGUAGE, Text
from selfcheck_service.core.definition.walking import walk_texts

_NEVER_CODES = frozenset(("never_true", "never_changes", "never_defined", "never_computed"))
_NEVER = AnyCondition.model_construct(any_of=())


def lint(questionnaire: Questionnaire, *, today: date | None = None) -> tuple[Problem, ...]:
    """Return every authoring fault (`error`: not fit to publish; `warning`: look at it) in document order per rule.

    Without a day nothing is too old.
    """
    structures = extremes_of(questionnaire)
    few, *many = (tuple(in_authors_words(_check_all(questionnaire, structure), structure)) for structure in structures)
    found = few if not many else tuple(_of_both(few, many[0]))
    return (*found, *in_authors_words(check_content(structures[0], today), structures[0]))


def _of_both(few: tuple[Problem, ...], many: tuple[Problem, ...]) -> Iterator[Problem]:
    """Yield what is found with few units or with many; what never holds must never hold with either."""
    faults = [{found.fault for found in findings} for findings in (few, many)]
    for found in few:
        if found.code not in _NEVER_CODES or found.fault in faults[1]:
            yield found
        elif found.code == "never_defined":
            yield replace(found, code="may_be_undefined")
    yield from (found for found in many if found.code not in _NEVER_CODES and found.fault not in faults[0])


def _check_all(questionnaire: Questionnaire, structure: Structure) -> tuple[Problem, ...]:
    spans = ScoreSpans(structure)
    names = NamedSpans(structure, spans)
    return (
        *_check_languages(questionnaire),
        *_check_levels(structure),
        *check_scores(spans),
        *_check_reachable(names),
        *check_conditions(((path, condition) for path, _, condition in _conditions(structure)), names),
        *check_items(names),
        *check_scoring(spans),
        *check_cohort(names),
        *_check_unused(structure),
        *_check_effect(structure),
        *_check_values(structure),
        *_check_tables(questionnaire),
    )


def _check_languages(questionnaire: Questionnaire) -> Iterator[Problem]:
    """A language that is listed and never used, or used nearly everywhere and not listed, is one fault in the list."""
    texts = list(walk_texts(questionnaire))
    used = Counter(language for _, text in texts for language in text)
    unlisted = {
        language for language, count in used.items() if language not in questionnaire.spoken and 2 * count > len(texts)
    }
    unlisted.discard(ANY_LANGUAGE)
    for language in sorted(unlisted):
        yield Problem(pointer("languages"), "unknown_language", {"language": language})
    alike = sum(ANY_LANGUAGE in text for _, text in texts)
    for member in ("languages", "partial_languages"):
        for index, language in enumerate(getattr(questionnaire, member)):
            if not used[language] and alike < len(texts):
                yield Problem(pointer(member, index), "language_without_texts", {"language": language})
    yield from _check_translations(questionnaire, texts, used, unlisted)


def _check_translations(
    questionnaire: Questionnaire, texts: list[tuple[Path, Text]], used: Collection[str], unlisted: Collection[str]
) -> Iterator[Problem]:
    """Every text stands in every language in which texts stand at all, and in no other one."""
    wanted = [language for language in questionnaire.languages if language in used]
    known = {*questionnaire.spoken, *unlisted, ANY_LANGUAGE}
    for path, text in texts:
        missing = () if ANY_LANGUAGE in text else (one for one in wanted if one not in text)
        for language in missing:
            yield Problem(pointer(*path), "missing_translation", {"language": language})
        for language in (one for one in text if one not in known):
            yield Problem(pointer(*path, language), "unknown_language", {"language": language})


def _check_levels(structure: Structure) -> Iterator[Problem]:
    """Level ranges must cover the declared scale of every field that uses them, each number once."""
    seen: set[tuple[str, object]] = set()
    for node, level_set in _levelled(structure):
        if level_set.has_no_ranges:
            continue
        scoring = structure.rule_of(node).scoring
        low, high = scoring.scale or (Fraction(0), Fraction(1))
        rounding = scoring.rounding
        digits = None if rounding is None or rounding.stage == "last" else rounding.digits
        if (level_set.key, (low, high, digits)) in seen:
            continue
        seen.add((level_set.key, (low, high, digits)))
        index = structure.questionnaire.level_sets.index(level_set)
        # A score that is rounded before it is classified can only fall on the grid of its digits.
        factor = Fraction(10) ** (digits or 0)
        ranges = [_scaled(level.range, factor) for level in level_set.levels if level.range is not None]
        whole = _scaled(Interval(low, high, True, True), factor)
        yield from check_cover(ranges, whole, ("level_sets", index, "levels"), integer=digits is not None)
    yield from _check_item_levels(structure)
    for node, level_set in _levelled(structure):
        for level in level_set.levels:
            for member in ("level_texts", "next_texts"):
                given = getattr(node.definition, member)
                if given and level.key not in given:
                    yield _warning((*node.path, member), "level_text_missing", level=level.key)


def _check_item_levels(structure: Structure) -> Iterator[Problem]:
    """Level ranges must cover the points of every item that uses them."""
    seen: set[tuple[str, object]] = set()
    for item in structure.items.values():
        if item.levels is None or (item.levels, span_of_item(item, structure)) in seen:
            continue
        low, high = span_of_item(item, structure)
        seen.add((item.levels, (low, high)))
        level_set = structure.level_sets[item.levels]
        ranges = [level.range for level in level_set.levels if level.range is not None]
        index = structure.questionnaire.level_sets.index(level_set)
        # Where points belong to options, there are none between two whole numbers of them.
        worth = [option.points for option in structure.options_of(item)]
        whole = bool(worth) and item.points is None and all(one is None or one.denominator == 1 for one in worth)
        path = ("level_sets", index, "levels")
        yield from check_cover(ranges, Interval(low, high, True, True), path, integer=whole)


def _levelled(structure: Structure) -> Iterator[tuple[Node, LevelSet]]:
    for node in structure.nodes.values():
        if structure.is_scorable(node):
            sets = (structure.level_sets.get(choice.set) for choice in structure.level_sets_of(node))
            yield from ((node, level_set) for level_set in sets if level_set is not None)


def _scaled(interval: Interval, factor: Fraction) -> Interval:
    low = None if interval.low is None else interval.low * factor
    high = None if interval.high is None else interval.high * factor
    return Interval(low, high, interval.low_closed, interval.high_closed)


def _warning(path: Path, code: str, **parameters: object) -> Problem:
    severity: Severity = "warning"
    return Problem(pointer(*path), code, parameters, severity)


def _check_reachable(names: NamedSpans) -> Iterator[Problem]:
    """An item that is never shown and a suggestion that is never offered are faults of the definition."""
    for path, name, condition in _conditions(names.structure):
        if condition is not None and not can_be_true(condition, names) and not _is_undefined(condition, names):
            yield Problem(pointer(*path), "never_true", {"name": name})


def _is_undefined(condition: Condition, names: NamedSpans) -> bool:
    """Tell whether an expression in it has never a value, which is said of the expression."""
    tests = (test for _, test, _ in walk_tests(condition))
    return any(is_empty(names.of_condition(test)[1]) for test in tests if isinstance(test, ValueCondition))


def _conditions(structure: Structure) -> Iterator[tuple[Path, str, Condition | None]]:
    """Yield every condition of a questionnaire with its path and the name of what it decides."""
    for key, item in structure.items.items():
        path = structure.item_paths[key]
        yield (*path, "shown_when"), key, item.shown_when
        yield (*path, "applies_to"), key, item.applies_to
    for path, _, suggestion in structure.suggestions():
        yield (*path, "when"), suggestion.key, suggestion.when
        yield (*path, "applies_to"), suggestion.key, suggestion.applies_to
    for node in structure.nodes.values():
        yield from _conditions_of_field(node, structure)
    for index, flag in enumerate(structure.questionnaire.flags):
        yield ("flags", index, "when"), flag.key, flag.when


def _conditions_of_field(node: Node, structure: Structure) -> Iterator[tuple[Path, str, Condition | None]]:
    own = node.definition.scoring
    yield (*node.path, "scoring", "requires"), node.key, None if own is None else own.requires
    for index, gate in enumerate(node.definition.gates):
        yield (*node.path, "gates", index, "requires"), gate.level, gate.requires
    sets = [(choice.set, choice.when) for choice in structure.level_sets_of(node)]
    cases = [(case.level, case.when) for case in node.definition.classify]
    for member, choices in (("levels", sets), ("classify", cases)):
        for index, (name, when) in enumerate(choices):
            # What stands after a case without a condition is never looked at.
            ended = index > 0 and choices[index - 1][1] is None
            yield (*node.path, member, index), name, _NEVER if ended else None
            yield (*node.path, member, index, "when"), name, when


def _check_unused(structure: Structure) -> Iterator[Problem]:
    """What is declared and used nowhere is most often a slip in a name."""
    questionnaire = structure.questionnaire
    items = structure.items.values()
    looked_up = named_data(questionnaire)
    used: dict[str, set[str]] = {
        "response_scales": {item.scale for item in items if item.scale is not None},
        "level_sets": {
            *(level_set.key for _, level_set in _levelled(structure)),
            *(item.levels for item in items if item.levels is not None),
        },
        "item_classes": {name for item in items for name in item.classes},
        "suggestion_types": {
            *(suggestion.type for _, _, suggestion in structure.suggestions()),
            *(procedure.type for procedure in questionnaire.procedures),
        },
        "field_groups": {found.group for _, found in walk_fields(questionnaire.fields, ()) if found.group is not None},
        "sources": sources_named(structure),
        "constants": {name for kind, name in looked_up if kind == "constant"},
        "tables": {name for kind, name in looked_up if kind == "table"},
    }
    rules = questionnaire.content_rules
    if rules is not None and rules.sources is not None and rules.sources.used:
        # It is a fault there, and said once.
        del used["sources"]
    for member, names in used.items():
        for index, entry in enumerate(getattr(questionnaire, member)):
            if entry.key not in names:
                yield _warning((member, index), "unused", name=entry.key)
    asked = {name for item in items for name in item.forms}
    for index, form in enumerate(questionnaire.forms[1:], start=1):
        if form.key not in asked:
            yield Problem(pointer("forms", index), "form_without_items", {"name": form.key})


def _check_effect(structure: Structure) -> Iterator[Problem]:
    """Warn where something is said that changes nothing."""
    for key, item in structure.items.items():
        path = structure.item_paths[key]
        for index, option in enumerate(item.options or ()):
            if option.exclusive and item.kind.chooses_one:
                yield _warning((*path, "options", index, "exclusive"), "without_effect", name="exclusive")
        if not item.is_scored and "weight" in item.model_fields_set:
            yield _warning((*path, "weight"), "without_effect", name="weight")
    for node in structure.nodes.values():
        method = structure.rule_of(node).scoring.method if structure.is_scorable(node) else None
        if method is not None and not method_of(method).weighted:
            yield from _check_no_weights(node)
    yield from _check_borders(structure)


def _check_no_weights(node: Node) -> Iterator[Problem]:
    """Warn of weights where the method asks for none."""
    own = node.definition.scoring
    listed = own.of if own is not None and isinstance(own.of, tuple) else ()
    if any(item.weight != 1 for item in node.scored_items):
        yield _warning(node.path, "without_effect", name="weight")
    for index, entry in enumerate(listed):
        if entry.weight not in (None, 1):
            yield _warning((*node.path, "scoring", "of", index, "weight"), "without_effect", name="weight")


def _check_borders(structure: Structure) -> Iterator[Problem]:
    for node in structure.nodes.values():
        sets = [structure.level_sets.get(choice.set) for choice in structure.level_sets_of(node)]
        if node.definition.border_text is not None and all(found is None or found.border is None for found in sets):
            yield _warning((*node.path, "border_text"), "without_effect", name="border_text")
    for index, level_set in enumerate(structure.questionnaire.level_sets):
        texts = level_set.border.text if level_set.border is not None else {}
        if texts and level_set.has_no_ranges:
            yield _warning(("level_sets", index, "border"), "without_effect", name="border")
        for language, words in texts.items():
            if "{level}" not in words:
                yield _warning(("level_sets", index, "border", "text", language), "placeholder_missing", name="{level}")


def _check_tables(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Two rows that match the same are a slip, and so, most often, is a gap between two ranges."""
    for index, table in enumerate(questionnaire.tables):
        yield from check_rows(table, ("tables", index))


def _check_values(structure: Structure) -> Iterator[Problem]:
    """Forms send values as text, so none may read like another one or like a kind of no answer."""
    scales = structure.questionnaire.response_scales
    offered: list[tuple[Path, tuple[Option, ...]]] = [
        *((("response_scales", index, "options"), scale.options) for index, scale in enumerate(scales)),
        *(((*structure.item_paths[key], "options"), item.options or ()) for key, item in structure.items.items()),
    ]
    for path, options in offered:
        taken = {"unanswered", "not_applicable", "dont_know", "declined"}
        for index, option in enumerate(options):
            if str(option.value) in taken:
                yield Problem(pointer(*path, index, "value"), "value_ambiguous", {"value": str(option.value)})
            taken.add(str(option.value))
