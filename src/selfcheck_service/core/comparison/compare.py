"""The comparison of two versions of a questionnaire: the smallest honest bump, and what stays comparable.

The rules are laid down in docs/versions.md. Pure: two questionnaires in, a `Diff` out; no response is evaluated here.
"""

from collections.abc import Collection

from selfcheck_service.core.comparison.authors import AuthorsWords
from selfcheck_service.core.comparison.comparability import (
    MovedKeys,
    comparability_of_fields,
    comparability_of_items,
)
from selfcheck_service.core.comparison.difference import Diff, Difference, declared_bump, largest
from selfcheck_service.core.comparison.fields import compare_fields
from selfcheck_service.core.comparison.frame import compare_frames, compare_rest
from selfcheck_service.core.comparison.items import compare_items
from selfcheck_service.core.comparison.meaning import Meaning, meaning_of
from selfcheck_service.core.comparison.normal_conditions import OldResponses, never_holds
from selfcheck_service.core.definition import Questionnaire, Structure, build_structure, plain_document

_NOTHING_MOVED = MovedKeys()


def compare(old: Questionnaire, new: Questionnaire, moved: MovedKeys = _NOTHING_MOVED) -> Diff:
    """Return what differs between two versions, of which a bridge has `moved` some keys.

    Below a field, nothing whose key was moved counts as comparable. `bump` is never too small: whatever is not proved
    to leave every result of every old response unchanged is major.
    """
    before, after = meanings_of(old, new)
    differences = (
        *compare_frames(old, new),
        *compare_items(before, after),
        *compare_fields(before, after),
        *compare_rest(before, after),
    )
    if not differences and not _same_documents(old, new):
        differences = (Difference("written_otherwise", "patch", "document", "equal"),)
    items = comparability_of_items(before, after, differences)
    # The part before the dot is what an author calls it: a pair or a copy in a unit is moved along with that.
    still = [one for one in items if one.key.split(".", maxsplit=1)[0] not in moved.items]
    fields = comparability_of_fields(before, after, differences, still, moved.fields)
    words = AuthorsWords(old, new)
    return Diff(
        questionnaire=new.key,
        old=old.version,
        new=new.version,
        bump=largest([difference.bump for difference in differences]),
        declared=declared_bump(old.version, new.version),
        differences=words.differences(differences),
        items=words.comparabilities(items),
        fields=words.comparabilities(fields),
    )


def meanings_of(old: Questionnaire, new: Questionnaire) -> tuple[Meaning, Meaning]:
    """Return what two versions mean, the new one without the items that no old response is ever shown."""
    return meaning_of(old), meaning_of(new, ignored=_never_shown(old, new))


def _same_documents(old: Questionnaire, new: Questionnaire) -> bool:
    before, after = plain_document(old), plain_document(new)
    return before | {"version": ""} == after | {"version": ""}


def _never_shown(old: Questionnaire, new: Questionnaire) -> Collection[str]:
    """Return the new items that nobody sees whose response is an old one: they ask for what only new ones can say."""
    known = _known_to(build_structure(old))
    items = build_structure(new).items
    return frozenset(
        key
        for key, item in items.items()
        if key not in known.items and item.shown_when is not None and never_holds(item.shown_when, known)
    )


def _known_to(old: Structure) -> OldResponses:
    values = {
        key: {option.value for option in old.options_of(item)} if item.kind.chooses_one else None
        for key, item in old.items.items()
    }
    profile = {
        (attribute.key, option.value) for attribute in old.questionnaire.profile for option in attribute.options or ()
    }
    return OldResponses(values, profile)
