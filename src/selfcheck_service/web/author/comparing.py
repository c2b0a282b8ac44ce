"""What differs between two versions, in words: the smallest honest step, every difference, what stays comparable."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from selfcheck_service.core.comparison import (
    BUMP_WORDS,
    CONTINUATION_WORDS,
    PROOF_WORDS,
    TREND_WORDS,
    Bump,
    Comparability,
    Diff,
    describe_difference,
)
from selfcheck_service.core.definition import canonical_json
from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.core.scoring import Plan
from selfcheck_service.use_cases.differences import largest_first
from selfcheck_service.web.said import Said

# So many differences stand on the page; nobody reads more, and their kinds repeat.
MOST_SHOWN = 200
_BETWEEN = ("”, “", "“, „")


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """One difference: how large a step it needs, in a sentence, and how sure that is."""

    bump: Bump
    text: str
    proof: str


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """A field or an item: its title, how it goes on, whether numbers can be set beside each other, and of how much."""

    key: str
    title: Said | None
    continuation: str
    trend: str
    state: str
    share: float | None
    partners: str


@dataclass(frozen=True, slots=True)
class ShownComparison:
    """A comparison as the page shows it. `entries` that are the same are left out of `items`."""

    diff: Diff
    bump: str
    declared: str
    differences: tuple[ShownDifference, ...]
    more: int
    fields: tuple[ShownEntry, ...]
    items: tuple[ShownEntry, ...]
    witness: str | None


def show_comparison(diff: Diff, plans: Sequence[Plan], spoken: str, language: str) -> ShownComparison:
    """Return a comparison in words. `plans` name fields and items, the new version first, then the old one."""
    german = is_german(spoken)
    titles = _titles(plans, language)
    told = largest_first(diff.differences, _BETWEEN[german])
    shown = tuple(
        ShownDifference(each.bump, describe_difference(each, spoken), PROOF_WORDS[each.proof][german])
        for each in islice(told, MOST_SHOWN)
    )
    changed = [each for each in diff.items if each.continuation != "same" or each.trend != "comparable"]
    return ShownComparison(
        diff=diff,
        bump=BUMP_WORDS[diff.bump][german],
        declared=BUMP_WORDS[diff.declared][german].partition(":")[0],
        differences=shown,
        more=sum(1 for _ in told),
        fields=tuple(_entries(diff.fields, titles, german=german)),
        items=tuple(_entries(changed, titles, german=german)),
        witness=None if diff.witness is None else canonical_json(diff.witness.body).decode(),
    )


def _entries(found: Sequence[Comparability], titles: Mapping[str, Said], *, german: bool) -> Iterator[ShownEntry]:
    for each in found:
        yield ShownEntry(
            key=each.key,
            title=titles.get(each.key),
            continuation=CONTINUATION_WORDS[each.continuation][german],
            trend=TREND_WORDS[each.trend][german],
            state=each.trend,
            share=None if each.share is None else float(each.share),
            partners=", ".join(each.partners),
        )


def _titles(plans: Sequence[Plan], language: str) -> dict[str, Said]:
    """Return what fields and items are called; the first plan that knows a key names it."""
    titles: dict[str, Said] = {}
    for plan in plans:
        named = {key: node.definition.title for key, node in plan.structure.nodes.items()}
        # A computed item has no prompt.
        asked = {key: item.prompt for key, item in plan.structure.items.items() if item.prompt is not None}
        for key, text in (named | asked).items():
            titles.setdefault(key, Said.of(text, language))
    return titles
