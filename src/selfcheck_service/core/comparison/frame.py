"""What differs beside items and fields: languages, profile, perspectives, flags, suggestions, and all else."""

from collections.abc import Iterator

from selfcheck_service.core.comparison.difference import Difference
from selfcheck_service.core.comparison.items import compare_units, show_option
from selfcheck_service.core.comparison.keyed import ASSUMED, HARMLESS, Change, compare_keyed, differences
from selfcheck_service.core.comparison.meaning import AIDS, AttributeMeaning, Meaning
from selfcheck_service.core.comparison.wording import UNIT, Words, are_reworded, by_keys
from selfcheck_service.core.definition import Questionnaire, canonical_json
from selfcheck_service.core.definition.walking import walk_texts

# Lists whose texts belong to an item or a field, and are compared there; so are the units of attributes.
_COMPARED_ELSEWHERE = frozenset({"fields", "response_scales", "overall"})
_NAMED_APART = frozenset(
    {"flags", "suggestions", "profile", "perspectives", "constants", "tables", "cohort", *AIDS.values()}
)


def compare_frames(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Yield what differs in the frames of two documents: the questionnaire itself, its languages, its texts."""
    if old.key != new.key:
        yield Difference("other_questionnaire", "major", "key", "rule", "/key", "/key", old.key, new.key)
    if old.rules != new.rules:
        yield Difference("rules_changed", "major", "rules", "assumed", "/rules", "/rules", old.rules, new.rules)
    yield from differences(
        "language", dict.fromkeys(old.spoken), dict.fromkeys(new.spoken), place=lambda _: "/languages"
    )
    # Who asks for no language gets the first one.
    before, after = old.languages[0], new.languages[0]
    if before != after:
        place = "/languages"
        yield Difference("default_language_changed", "minor", "languages", "rule", place, place, before, after)
    earlier, later = (
        {
            by_keys(one, path): text
            for path, text in walk_texts(one)
            if path[0] not in _COMPARED_ELSEWHERE and (path[0], path[-1]) != ("profile", UNIT)
        }
        for one in (old, new)
    )
    # What has another key now, and the same words, is not reworded.
    alone = [_only_in(one, two) for one, two in ((earlier, later), (later, earlier))]
    both = earlier.keys() & later.keys()
    if alone[0] != alone[1] or are_reworded(*({path: one[path] for path in both} for one in (earlier, later))):
        yield Difference("texts_changed", "patch", "texts", "equal")


def _only_in(one: Words, two: Words) -> list[bytes]:
    """Return the texts that one version has alone; of what is named apart where it comes or goes, none."""
    found = (text for path, text in one.items() if path not in two and path[0] not in _NAMED_APART)
    return sorted(canonical_json(text) for text in found)


def compare_rest(old: Meaning, new: Meaning) -> Iterator[Difference]:
    """Yield what differs in the meaning of everything but items and fields."""
    yield from differences("attribute", old.profile, new.profile, _compare_attribute)
    yield from differences("perspective", old.perspectives, new.perspectives)
    yield from differences("flag", old.flags, new.flags)
    yield from differences("suggestion", old.suggestions, new.suggestions)
    yield from differences("constant", old.constants, new.constants, show=lambda _, number: number)
    yield from differences("table", old.tables, new.tables)
    yield from differences("cohort", old.cohort, new.cohort)
    if old.content_rules != new.content_rules:
        yield Difference("content_rules_changed", "patch", "content_rules", "equal", "/content_rules", "/content_rules")
    for kind in AIDS:
        yield from differences(kind, old.aids[kind], new.aids[kind])
    for name in sorted(old.frame.keys() | new.frame.keys()):
        before, after = old.frame.get(name) or [], new.frame.get(name) or []
        if before != after:
            yield Difference("part_changed", "major", name, "assumed", f"/{name}", f"/{name}", before, after)
    if old.groups and new.groups:
        for name, items in old.groups.items():
            if new.groups.get(name) != items:
                yield Difference("group_changed", "major", name, "assumed", None, None, list(items), None)


def _compare_attribute(old: AttributeMeaning, new: AttributeMeaning) -> Iterator[Change]:
    values = compare_keyed("attribute_value", old.options, new.options, show=show_option)
    yield from (change for _, change in values)
    yield from compare_units("attribute_unit_reworded", old.words, new.words)
    if (old.block, old.rest) == (new.block, new.rest):
        return
    if old.rest == new.rest and new.block.accepts_all_of(old.block):
        yield Change("attribute_accepts_more", HARMLESS, old.block.plain, new.block.plain)
    else:
        yield Change("attribute_changed", ASSUMED, old.block.plain, new.block.plain)
