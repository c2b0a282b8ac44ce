"""What every field must have: so many items, in a form, of a class; texts, urgency and evidence."""

from collections.abc import Iterator

from selfcheck_service.core.definition.content.standard import Content, missing, wrong_count
from selfcheck_service.core.definition.content_rules import FieldRules
from selfcheck_service.core.definition.model import ThematicField
from selfcheck_service.core.definition.problems import Path, Problem


def check_fields(content: Content) -> Iterator[Problem]:
    """Yield what fields lack, or have too much of."""
    rules = content.rules.fields
    if rules is None:
        return
    for path, field in content.fields:
        yield from _check_counts(content, rules, field, path)
        yield from _check_texts(content, rules, field, path)
        for member in ("urgency", "evidence"):
            if getattr(rules, member) and getattr(field, member) is None:
                yield missing(path, field.key, member)


def _check_counts(content: Content, rules: FieldRules, field: ThematicField, path: Path) -> Iterator[Problem]:
    items, place = [item for item in field.items if item.is_scored], (*path, "items")
    if rules.items is not None:
        yield from wrong_count("content_items", place, len(items), rules.items, name=field.key)
    for form, wanted in rules.forms.items():
        count = sum(content.asked_in(item, form) for item in items)
        yield from wrong_count("content_items_of_form", place, count, wanted, name=field.key, form=form)
    for named, wanted in rules.classes.items():
        count = sum(named in item.classes for item in items)
        yield from wrong_count("content_items_of_class", place, count, wanted, name=field.key, item_class=named)


def _check_texts(content: Content, rules: FieldRules, field: ThematicField, path: Path) -> Iterator[Problem]:
    for member in rules.texts:
        given = getattr(field, member)
        if member in ("level_texts", "next_texts"):
            lacking = (level for level in content.levels_of(field) if level not in given)
            yield from (missing(path, field.key, f"{member}/{level}") for level in lacking)
        elif given is None:
            yield missing(path, field.key, member)


def check_forms(content: Content) -> Iterator[Problem]:
    """Yield the forms that ask too few or too many items in all."""
    for index, form in enumerate(content.questionnaire.forms):
        if form.key in content.rules.forms:
            count = sum(content.asked_in(item, form.key) for _, item in content.items)
            wanted = content.rules.forms[form.key]
            yield from wrong_count("content_form", ("forms", index), count, wanted, name=form.key)
