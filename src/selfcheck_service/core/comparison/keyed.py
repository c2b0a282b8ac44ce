"""What goes, comes, changes or moves among things that have keys, and which bump each of these asks for.

One row for each kind of things, also for the parts of a thing, such as the options of an item.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from selfcheck_service.core.comparison.difference import About, Bump, Difference, Proof
from selfcheck_service.core.comparison.plain import Plain

_Key = TypeVar("_Key", bound=Hashable)
_Thing = TypeVar("_Thing")
Verdict = tuple[Bump, Proof]

BY_RULE: Verdict = ("major", "rule")
ASSUMED: Verdict = ("major", "assumed")
HARMLESS: Verdict = ("minor", "equal")
WORDS: Verdict = ("patch", "equal")


class Change(NamedTuple):
    """What happened to a thing: the kind of difference, the verdict on it, what was there before and after."""

    kind: str
    verdict: Verdict
    before: Plain = None
    after: Plain = None


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What it asks for that a thing goes, comes or changes; `in_order`, that their order means something."""

    gone: Verdict = BY_RULE
    come: Verdict = HARMLESS
    changed: Verdict = ASSUMED
    in_order: bool = False


# What a constant or a table does to results is named where it is used.
_NAMED_WHERE_USED = Verdicts(WORDS, WORDS, WORDS)
# Neither a suggestion nor a cohort value is a result of a response, nor is what people read beside the results.
_NO_RESULT = Verdicts(HARMLESS, HARMLESS, HARMLESS)
VERDICTS: Mapping[str, Verdicts] = {
    "language": Verdicts(gone=HARMLESS, come=WORDS),
    "item": Verdicts(in_order=True),
    "option": Verdicts(in_order=True),
    "field": Verdicts(in_order=True),
    "entry": Verdicts(gone=ASSUMED, come=ASSUMED),
    "attribute": Verdicts(),
    "attribute_value": Verdicts(),
    "perspective": Verdicts(),
    "flag": Verdicts(),
    # Of those with the same priority, the earlier one is offered first.
    "suggestion": replace(_NO_RESULT, in_order=True),
    "constant": _NAMED_WHERE_USED,
    "table": _NAMED_WHERE_USED,
    "cohort": _NO_RESULT,
    "procedure": _NO_RESULT,
    "crosswalk": _NO_RESULT,
    "field_group": _NO_RESULT,
}


def compare_keyed(
    kind: str,
    old: Mapping[_Key, _Thing],
    new: Mapping[_Key, _Thing],
    compare: Callable[[_Thing, _Thing], Iterable[Change]] | None = None,
    show: Callable[[_Key, _Thing], Plain] = lambda _key, _thing: None,
) -> Iterator[tuple[_Key | None, Change]]:
    """Yield every change with the key of its thing: what went, then in the order of the new version, then the order.

    `compare` yields the changes of a thing that both versions have; without it, a thing that differs has changed as a
    whole. `show` returns what is shown of a thing that came, went or changed as a whole.
    """
    verdicts = VERDICTS[kind]
    for key, thing in old.items():
        if key not in new:
            yield key, Change(f"{kind}_removed", verdicts.gone, before=show(key, thing))
    for key, thing in new.items():
        if key not in old:
            yield key, Change(f"{kind}_added", verdicts.come, after=show(key, thing))
        elif compare is not None:
            yield from ((key, change) for change in compare(old[key], thing))
        elif old[key] != thing:
            yield key, Change(f"{kind}_changed", verdicts.changed, show(key, old[key]), show(key, thing))
    before, after = [key for key in old if key in new], [key for key in new if key in old]
    if verdicts.in_order and before != after:
        yield None, Change(f"{kind}s_reordered", HARMLESS, before, after)


def differences(
    kind: str,
    old: Mapping[str, _Thing],
    new: Mapping[str, _Thing],
    compare: Callable[[_Thing, _Thing], Iterable[Change]] | None = None,
    *,
    show: Callable[[str, _Thing], Plain] = lambda _key, _thing: None,
    place: Callable[[_Thing], str] | None = None,
    about: About = "document",
) -> Iterator[Difference]:
    """Yield the changes of all things of a kind as differences. `place` is where in its document a thing stands."""

    def place_in(things: Mapping[str, _Thing], key: str | None) -> str | None:
        return None if place is None or key is None or key not in things else place(things[key])

    for key, (change, (bump, proof), before, after) in compare_keyed(kind, old, new, compare, show):
        subject = f"{kind}s" if key is None else key
        places = place_in(old, key), place_in(new, key)
        yield Difference(change, bump, subject, proof, *places, before, after, about)
