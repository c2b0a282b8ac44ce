"""Whether content rules name what is there."""

from collections.abc import Iterable, Iterator

from selfcheck_service.core.definition.content_rules import ContentRules
from selfcheck_service.core.definition.model import Questionnaire
from selfcheck_service.core.definition.problems import Path, Problem, pointer, unknown

_Named = Iterable[tuple[str, Path]]


def check_rules(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield the names in content rules that lead nowhere."""
    rules = questionnaire.content_rules
    if rules is None:
        return
    levels = {level.key for level_set in questionnaire.level_sets for level in level_set.levels}
    for kind, known, named in (
        ("forms", [form.key for form in questionnaire.forms], _forms(rules)),
        ("item_classes", [found.key for found in questionnaire.item_classes], _classes(rules)),
        ("suggestion_types", [found.key for found in questionnaire.suggestion_types], _types(rules)),
        ("level", levels, _levels(rules)),
        ("language", questionnaire.spoken, _languages(rules)),
    ):
        for name, path in named:
            yield from unknown(kind, name, known, ("content_rules", *path))
    yield from _levels_twice(rules)
    advice = rules.suggestions
    if advice is not None and (advice.each_band is None) is not (not advice.bands):
        name = "bands" if advice.each_band is not None else "each_band"
        yield Problem(pointer("content_rules", "suggestions"), "missing", {"name": name})


def _forms(rules: ContentRules) -> _Named:
    yield from ((name, ("forms", name)) for name in rules.forms)
    for member in ("fields", "applicability"):
        found = getattr(rules, member)
        yield from ((name, (member, "forms", name)) for name in (() if found is None else found.forms))


def _classes(rules: ContentRules) -> _Named:
    for index, group in enumerate(() if rules.items is None else rules.items.one_class_of):
        yield from ((name, ("items", "one_class_of", index, at)) for at, name in enumerate(group))
    yield from ((name, ("fields", "classes", name)) for name in (() if rules.fields is None else rules.fields.classes))


def _types(rules: ContentRules) -> _Named:
    types = () if rules.suggestions is None else rules.suggestions.types
    yield from ((name, ("suggestions", "types", index)) for index, name in enumerate(types))
    kinds = {} if rules.procedures is None else rules.procedures.types
    yield from ((name, ("procedures", "types", name)) for name in kinds)


def _levels(rules: ContentRules) -> _Named:
    bands = {} if rules.suggestions is None else rules.suggestions.bands
    for band, names in bands.items():
        yield from ((name, ("suggestions", "bands", band, index)) for index, name in enumerate(names))


def _levels_twice(rules: ContentRules) -> Iterator[Problem]:
    """Yield the levels that are in more than one place of the bands: whoever lands there lands in one band."""
    seen: set[str] = set()
    for name, path in _levels(rules):
        if name in seen:
            yield Problem(pointer("content_rules", *path), "duplicate_name", {"kind": "level", "name": name})
        seen.add(name)


def _languages(rules: ContentRules) -> _Named:
    yield from ((name, ("languages", name)) for name in rules.languages)
    yield from ((name, ("items", "words", name)) for name in (() if rules.items is None else rules.items.words))
