"""What every item must have: anchors, help, classes, a prompt that is not too long."""

from collections.abc import Iterator

from selfcheck_service.core.definition.content.standard import Content, missing
from selfcheck_service.core.definition.content_rules import ItemRules
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.problems import Path, Problem, pointer
from selfcheck_service.core.definition.texts import count_words


def check_items(content: Content) -> Iterator[Problem]:
    """Yield what items lack; prompts are looked at of unscored items too."""
    rules = content.rules.items
    if rules is None:
        return
    for path, item in content.items:
        if item.is_scored and item.kind.asked:
            yield from _check_anchors(item, path, rules)
            yield from _check_classes(item, path, rules)
            if rules.help and item.help is None:
                yield missing(path, item.key, "help")
        yield from _check_words(item, path, rules)


def _check_anchors(item: Item, path: Path, rules: ItemRules) -> Iterator[Problem]:
    given = [anchor.value for anchor in item.anchors]
    for value in rules.anchors if item.kind.chooses_one else ():
        if value not in given:
            yield Problem(pointer(*path), "content_anchor_missing", {"name": item.key, "value": value})


def _check_classes(item: Item, path: Path, rules: ItemRules) -> Iterator[Problem]:
    for group in rules.one_class_of:
        count = sum(name in group for name in item.classes)
        if count != 1:
            words = {"name": item.key, "count": count, "allowed": ", ".join(group)}
            yield Problem(pointer(*path), "content_one_class", words)


def _check_words(item: Item, path: Path, rules: ItemRules) -> Iterator[Problem]:
    prompts: list[tuple[Path, dict[str, str]]] = [((*path, "prompt"), item.prompt or {})]
    prompts += [((*path, "forms", form, "prompt"), asked.prompt or {}) for form, asked in item.forms.items()]
    for place, prompt in prompts:
        for language, limit in rules.words.items():
            count = count_words(prompt.get(language, ""))
            if count > limit:
                words = {"name": item.key, "count": count, "limit": limit}
                yield Problem(pointer(*place, language), "content_words", words)
