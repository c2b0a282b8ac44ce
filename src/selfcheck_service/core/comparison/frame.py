"""What differs beside items and fields: languages, profile, perspectives, flags, suggestions, and all else."""

from collections.abc import Iterator, Mapping

from selfcheck_service.core.comparison.difference import Bump, Difference, Proof
from selfcheck_service.core.comparison.items import accepts_more_numbers
from selfcheck_service.core.comparison.meaning import AttributeMeaning, Meaning
from selfcheck_service.core.comparison.plain import Plain
from selfcheck_service.core.comparison.wording import Words, are_reworded, by_keys
from selfcheck_service.core.definition import Questionnaire, canonical_json
from selfcheck_service.core.definition.lint import walk_texts

# Lists whose texts belong to an item or a field, and are compared there.
_COMPARED_ELSEWHERE = frozenset({"fields", "response_scales", "overall"})
_NAMED_APART = frozenset({"flags", "suggestions", "profile", "perspectives", "constants", "tables", "cohort"})


def compare_frames(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Yield what differs in the frames of two documents: the questionnaire itself, its languages, its texts."""
    if old.key != new.key:
        yield Difference("other_questionnaire", "major", "key", "rule", "/key", "/key", old.key, new.key)
    if old.rules != new.rules:
        yield Difference("rules_changed", "major", "rules", "assumed", "/rules", "/rules", old.rules, new.rules)
    for language in old.languages:
        if language not in new.languages:
            yield Difference("language_removed", "minor", language, "equal", "/languages", "/languages")
    for language in new.languages:
        if language not in old.languages:
            yield Difference("language_added", "patch", language, "equal", "/languages", "/languages")
    before, after = (
        {by_keys(one, path): text for path, text in walk_texts(one) if path[0] not in _COMPARED_ELSEWHERE}
        for one in (old, new)
    )
    # What has another key now, and the same words, is not reworded.
    alone = [_only_in(one, two) for one, two in ((before, after), (after, before))]
    both = before.keys() & after.keys()
    if alone[0] != alone[1] or are_reworded(*({path: one[path] for path in both} for one in (before, after))):
        yield Difference("texts_changed", "patch", "texts", "equal")


def _only_in(one: Words, two: Words) -> list[bytes]:
    """Return the texts that one version has alone; of what is named apart where it comes or goes, none."""
    found = (text for path, text in one.items() if path not in two and path[0] not in _NAMED_APART)
    return sorted(canonical_json(text) for text in found)


def compare_rest(old: Meaning, new: Meaning) -> Iterator[Difference]:
    """Yield what differs in the meaning of everything but items and fields."""
    yield from _compare_profile(old, new)
    yield from _compare_perspectives(old, new)
    yield from _compare_named("flag", old.flags, new.flags, removed="major", changed="major")
    yield from _compare_named("suggestion", old.suggestions, new.suggestions, removed="minor", changed="minor")
    both = [key for key in old.suggestions if key in new.suggestions]
    after = [key for key in new.suggestions if key in old.suggestions]
    if both != after:
        # Of those with the same priority, the earlier one is offered first.
        yield Difference("suggestions_reordered", "minor", "suggestions", "equal", before=both, after=after)
    # What a constant or a table does to results is named where it is used.
    data: Mapping[str, Bump] = {"added": "patch", "removed": "patch", "changed": "patch"}
    yield from _compare_named("constant", old.constants, new.constants, **data)
    yield from _compare_named("table", old.tables, new.tables, **data)
    # A cohort value is no result of a response.
    yield from _compare_named("cohort", old.cohort, new.cohort, removed="minor", changed="minor")
    for name in sorted(old.frame.keys() | new.frame.keys()):
        before, after = old.frame.get(name) or [], new.frame.get(name) or []
        if before != after:
            yield Difference("part_changed", "major", name, "assumed", f"/{name}", f"/{name}", before, after)
    if old.groups and new.groups:
        for name, items in old.groups.items():
            if new.groups.get(name) != items:
                yield Difference("group_changed", "major", name, "assumed", None, None, list(items), None)


def _compare_profile(old: Meaning, new: Meaning) -> Iterator[Difference]:
    for key in sorted(old.profile.keys() | new.profile.keys()):
        before, after = old.profile.get(key), new.profile.get(key)
        if after is None:
            yield Difference("attribute_removed", "major", key, "rule")
        elif before is None:
            yield Difference("attribute_added", "minor", key, "equal")
        else:
            yield from _compare_attribute(key, before, after)


def _compare_attribute(key: str, old: AttributeMeaning, new: AttributeMeaning) -> Iterator[Difference]:
    for value, before in old.options.items():
        if value not in new.options:
            yield Difference("attribute_value_removed", "major", key, "rule", None, None, value, None)
        elif new.options[value] != before:
            yield Difference("attribute_changed", "major", key, "assumed", None, None, before, new.options[value])
    for value in new.options:
        if value not in old.options:
            yield Difference("attribute_value_added", "minor", key, "equal", None, None, None, value)
    if old.rest != new.rest:
        if accepts_more_numbers(old.rest, new.rest):
            yield Difference("attribute_accepts_more", "minor", key, "equal", None, None, old.rest, new.rest)
        else:
            yield Difference("attribute_changed", "major", key, "assumed", None, None, old.rest, new.rest)


def _compare_perspectives(old: Meaning, new: Meaning) -> Iterator[Difference]:
    for key in sorted(old.perspectives - new.perspectives):
        yield Difference("perspective_removed", "major", key, "rule")
    for key in sorted(new.perspectives - old.perspectives):
        yield Difference("perspective_added", "minor", key, "equal")


def _compare_named(
    kind: str,
    old: Mapping[str, Plain],
    new: Mapping[str, Plain],
    *,
    removed: Bump,
    changed: Bump,
    added: Bump = "minor",
) -> Iterator[Difference]:
    proof: Proof = "assumed" if changed == "major" else "equal"
    for key in old:
        if key not in new:
            yield Difference(f"{kind}_removed", removed, key, "rule" if removed == "major" else "equal")
        elif old[key] != new[key]:
            yield Difference(f"{kind}_changed", changed, key, proof, None, None, old[key], new[key])
    for key in new:
        if key not in old:
            yield Difference(f"{kind}_added", added, key, "equal")
