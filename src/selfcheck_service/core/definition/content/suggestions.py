"""What suggestions must say, and what those of every field must contain."""

from collections.abc import Iterator

from selfcheck_service.core.definition.content.standard import Content, missing, wrong_count
from selfcheck_service.core.definition.content_rules import Count, SuggestionRules
from selfcheck_service.core.definition.model import ThematicField
from selfcheck_service.core.definition.problems import Path, Problem, pointer


def check_suggestions(content: Content) -> Iterator[Problem]:
    """Yield what suggestions lack, one by one and together."""
    rules = content.rules.suggestions
    if rules is None:
        return
    for path, _, suggestion in content.suggestions:
        for member in rules.texts:
            if getattr(suggestion, member) is None:
                yield missing(path, suggestion.key, member)
    for path, field in content.fields:
        yield from _check_field(content, rules, field, (*path, "suggestions"))
    yield from _check_patterns(content, rules)


def _check_field(content: Content, rules: SuggestionRules, field: ThematicField, path: Path) -> Iterator[Problem]:
    offered = list(content.offered_in(field))
    types = {suggestion.type for suggestion in offered}
    for name in rules.types:
        if name not in types:
            yield Problem(pointer(*path), "content_type_missing", {"name": field.key, "type": name})
    if rules.types_at_least is not None:
        wanted = Count(at_least=rules.types_at_least)
        yield from wrong_count("content_types", path, len(types), wanted, name=field.key)
    if rules.procedures_at_least is not None:
        wanted = Count(at_least=rules.procedures_at_least)
        count = sum(bool(suggestion.procedures) for suggestion in offered)
        yield from wrong_count("content_procedures", path, count, wanted, name=field.key)


def _check_patterns(content: Content, rules: SuggestionRules) -> Iterator[Problem]:
    if rules.patterns is None:
        return
    found = [suggestion.pattern for _, _, suggestion in content.suggestions if suggestion.pattern is not None]
    if rules.patterns.at_least is not None:
        wanted = Count(at_least=rules.patterns.at_least)
        yield from wrong_count("content_patterns", ("suggestions",), len(found), wanted)
    for name in rules.patterns.each:
        if name not in found:
            yield Problem(pointer("suggestions"), "content_pattern_missing", {"name": name})
