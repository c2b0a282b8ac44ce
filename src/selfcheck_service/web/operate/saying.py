"""What the audit trail keeps beside an event, in words."""

from collections.abc import Mapping
from types import SimpleNamespace

# Of a checksum its beginning is enough to tell two apart.
_CHECKSUM = 64
_SHOWN = 12


def details_in_words(details: Mapping[str, object], words: SimpleNamespace) -> list[tuple[str, str]]:
    """Return names and values as people read them; a name that has no word stands as it is stored."""
    return [(words.trail.names.get(name, name), _value(name, value, words)) for name, value in details.items()]


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
    elif name in ("kind", "codes"):
        chosen = words.inviting.kinds | words.ballots.kinds | words.ballots.codes
    return chosen[value][0] if value in chosen else value
