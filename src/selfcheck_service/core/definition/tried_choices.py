"""Which choices an expression names more than once: for its bounds their options are tried one by one."""

from collections import Counter
from collections.abc import Iterator
from math import prod

from selfcheck_service.core.definition.entries import ITEM_ROLES
from selfcheck_service.core.definition.expressions.bound import Bound, Named, references_in, walk
from selfcheck_service.core.definition.expressions.tree import Call, Listing, nodes_of
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.structure import Structure

# So many combinations of open answers are tried one by one, and together they look at so many names and values.
_MOST_COMBINATIONS = 256
_MOST_LOOKED_AT = 5000


def repeated_choices(bound: Bound, structure: Structure) -> Iterator[Item]:
    """Yield the single choices that an expression names more than once, in document order."""
    counts = Counter(found.key for found in references_in(bound) if found.role in ITEM_ROLES)
    often = {key for key, count in counts.items() if count > 1}
    for key in structure.items if often else ():
        item = structure.items[key]
        # Points that depend on other answers are known for no option beforehand.
        if key in often and item.kind.chooses_one and item.points is None:
            yield item


def most_combinations(bound: Bound) -> int:
    """Return how many combinations of options may be tried for an expression: the longer it is, the fewer."""
    return min(_MOST_COMBINATIONS, _MOST_LOOKED_AT // _names_and_values(bound))


def count_combinations(bound: Bound, structure: Structure) -> int:
    """Return how many combinations are tried for an expression where the most that could be are open; 0 for none."""
    options = [len(structure.options_of(item)) for item in repeated_choices(bound, structure)]
    return min(prod(options), most_combinations(bound)) if options else 0


def _names_and_values(bound: Bound) -> int:
    """Return how many names and values stand in an expression; a list counts as its members, and as one if empty."""
    written = sum(not isinstance(node, Call | Listing) for node, _ in nodes_of(bound.tree))
    members = (len(part.reference.members or ()) for part in walk(bound) if isinstance(part, Named))
    return written + sum(count - 1 for count in members if count)
