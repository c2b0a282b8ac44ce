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
        both = key != found.subject and key in self.old and key in self.new
        kind = _COMING_AND_GOING.get(found.kind, found.kind) if both else found.kind
        return replace(found, subject=key, kind=kind, before=as_written(found.before), after=as_written(found.after))

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
