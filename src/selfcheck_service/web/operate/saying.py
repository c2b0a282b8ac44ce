"""What the audit trail keeps beside an event, in words, and where it is about something that has a page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from uuid import UUID

from selfcheck_service.web.operate.searching import id_in

# Of a checksum its beginning is enough to tell two apart.
_CHECKSUM = 64
_SHOWN = 12
# Which details name a thing by its id, and under which path its page stands.
_THINGS = {
    "programme": "/manage/programmes",
    "municipalities": "/manage/municipalities",
    "later_round": "/manage/rounds",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a detail; `path` leads to the page of what it names, None where there is none to be seen."""

    text: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What ids are called, by the details that name them; `may_follow`: whoever looks may see the pages of these."""

    names: Mapping[str, Mapping[UUID, str]]
    may_follow: bool


NOBODY_KNOWN = Known({}, may_follow=False)


def ids_in(details: Mapping[str, object], name: str) -> Iterator[UUID]:
    """Yield the ids by which a detail names things."""
    value = details.get(name)
    for each in value if isinstance(value, list) else [value]:
        found = id_in(each) if isinstance(each, str) else None
        if found is not None:
            yield found


def details_in_words(
    details: Mapping[str, object], words: SimpleNamespace, known: Known = NOBODY_KNOWN
) -> list[tuple[str, Sequence[Part]]]:
    """Return names and values as people read them; a name that has no word stands as it is stored.

    What is gone is still named by its id.
    """
    return [(words.trail.names.get(name, name), _parts(name, value, words, known)) for name, value in details.items()]


def _parts(name: str, value: object, words: SimpleNamespace, known: Known) -> list[Part]:
    if name not in _THINGS or not value:
        return [Part(_value(name, value, words))]
    return [_thing(name, each, known) for each in (value if isinstance(value, list) else [value])]


def _thing(name: str, value: object, known: Known) -> Part:
    found = id_in(str(value))
    called = None if found is None else known.names.get(name, {}).get(found)
    return Part(called or str(value), f"{_THINGS[name]}/{found}" if called and known.may_follow else None)


def _value(name: str, value: object, words: SimpleNamespace) -> str:
    match value:
        case None | []:
            return str(words.home.everywhere) if name == "municipalities" else "–"
        case bool():
            return str(words.trail.yes if value else words.trail.no)
        case list():
            return ", ".join(_value(name, each, words) for each in value)
        case dict():
            return ", ".join(f"{key} {_value(key, each, words)}" for key, each in value.items()) or "–"
        case str():
            said = _said(name, value, words)
            return f"{said[:_SHOWN]}…" if len(said) == _CHECKSUM else said
        case _:
            return str(value)


def _said(name: str, value: str, words: SimpleNamespace) -> str:
    """Return what a value is called on the pages where it is chosen, else the value."""
    chosen: Mapping[str, tuple[str, ...]] = {}
    if name == "scopes":
        return str(vars(words.scopes).get(value, value))
    if name == "mode":
        chosen = words.making.modes
    elif name in ("changed", "members"):
        return str(words.trail.members.get(value, value))
    elif name in ("kind", "codes"):
        chosen = words.inviting.kinds | words.ballots.kinds | words.ballots.codes
    return chosen[value][0] if value in chosen else value
