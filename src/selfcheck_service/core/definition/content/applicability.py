"""Whether enough of every field applies to everybody, whatever their profile is."""

from collections.abc import Iterator

from selfcheck_service.core.definition.content.profiles import Known, Profile, profiles_of, spoken
from selfcheck_service.core.definition.content.standard import Content
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.model import ThematicField
from selfcheck_service.core.definition.problems import Path, Problem, pointer


def check_applicability(content: Content) -> Iterator[Problem]:
    """Yield the fields of which too few items apply, each with the first profile for which that is so."""
    rules = content.rules.applicability
    if rules is None:
        return
    for path, field in content.fields:
        if rules.items is not None:
            yield from _check(content, field, path, rules.items, None)
        for form, least in rules.forms.items():
            yield from _check(content, field, path, least, form)


def _check(content: Content, field: ThematicField, path: Path, least: int, form: str | None) -> Iterator[Problem]:
    items = [item for item in field.items if item.is_scored and (form is None or content.asked_in(item, form))]
    asked = [item.applies_to for item in items]
    for profile in profiles_of(asked, content.structure, most_tests=content.most_tests):
        count = _applying(items, content, profile)
        if count < least:
            words = {"name": field.key, "count": count, "limit": least, "profile": spoken(profile) or "–"}
            code = "content_applies" if form is None else "content_applies_in_form"
            yield Problem(pointer(*path, "items"), code, {**words, "form": form or ""})
            return


def _applying(items: list[Item], content: Content, profile: Profile) -> int:
    """Return how many items apply for certain; what asks for a number or an expression may not."""
    known = Known(content.structure, profile)
    return sum(known.truth(item.applies_to) is True for item in items)
