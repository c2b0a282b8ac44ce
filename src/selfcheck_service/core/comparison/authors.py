"""Comparisons in the words of authors: pairs and copies in units are called by what stands in the document."""

from collections.abc import Iterable
from dataclasses import replace

from selfcheck_service.core.comparison.difference import Comparability, Difference
from selfcheck_service.core.comparison.plain import as_written
from selfcheck_service.core.definition import Questionnaire
from selfcheck_service.core.definition.structure import walk_fields

_COMING_AND_GOING = {
    **dict.fromkeys(("item_added", "field_added"), "asked_more_often"),
    **dict.fromkeys(("item_removed", "field_removed"), "asked_less_often"),
}
_ENTRIES = {"entry_added": "entry_more_often", "entry_removed": "entry_less_often"}


class AuthorsWords:
    """Knows the keys of two versions as their documents have them."""

    def __init__(self, old: Questionnaire, new: Questionnaire) -> None:
        self.old, self.new = _keys_of(old), _keys_of(new)

    def differences(self, found: Iterable[Difference]) -> tuple[Difference, ...]:
        """Return each difference once; of what both versions have, more or fewer pairs and units come and go."""
        named = [self._named(one) for one in found]
        return tuple(one for place, one in enumerate(named) if one not in named[:place])

    def _named(self, found: Difference) -> Difference:
        key = self._key(found.subject)
        kind = _COMING_AND_GOING.get(found.kind, found.kind) if self._is_copy_in_both(found.subject) else found.kind
        named = replace(found, subject=key, kind=kind, before=as_written(found.before), after=as_written(found.after))
        return self._entry_often(named) if kind in _ENTRIES else named

    def _entry_often(self, found: Difference) -> Difference:
        """Return an entry that came or went; of what both versions have, that it is one in more or fewer units."""
        match found.before or found.after:
            case {"item": str() as copy} | {"field": str() as copy} if self._is_copy_in_both(copy):
                before, after = (shown and self._key(copy) for shown in (found.before, found.after))
                return replace(found, kind=_ENTRIES[found.kind], before=before, after=after)
            case _:
                return found

    def _is_copy_in_both(self, copy: str) -> bool:
        key = self._key(copy)
        return key != copy and key in self.old and key in self.new

    def comparabilities(self, found: Iterable[Comparability]) -> tuple[Comparability, ...]:
        """Return each thing once, in the order in which it is met first."""
        named: dict[str, Comparability] = {}
        for one in found:
            key = self._key(one.key)
            named.setdefault(key, replace(one, key=key))
        return tuple(named.values())

    def _key(self, key: str) -> str:
        """Return the key of what something is a copy or a part of; a dot stands in no key of an author."""
        known = self.old | self.new
        own = key.split(".", maxsplit=1)[0]
        return key if key in known or own not in known else own


def _keys_of(questionnaire: Questionnaire) -> frozenset[str]:
    fields = [field for _, field in walk_fields(questionnaire.fields, ("fields",))]
    return frozenset({*(field.key for field in fields), *(item.key for field in fields for item in field.items)})
