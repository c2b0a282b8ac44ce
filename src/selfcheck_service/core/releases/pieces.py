"""Stored answers read by their pieces: what was understood once is not understood again a hundred thousand times.

Answers are stored as JSON without spaces and without a name twice: `{"key":value,"key":value}`. What lies between two
`,"` is a *piece*. Where each piece is a name with one whole value, these are the members, for JSON can be read in one
way only; and an answer to an item means the same whatever stands beside it. A value that has `,"` inside, such as a
list of texts, leaves pieces that are no members. Nothing is learned from these, and whatever has one is read as always.
"""

from collections.abc import Sequence

import msgspec

from selfcheck_service.core.scoring import Answers, Plan
from selfcheck_service.core.scoring.item_types import ANSWER_KINDS

# However many different numbers are sent.
_MOST_KNOWN = 20_000
_BETWEEN = b',"'
_decode = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


class Pieces:
    """The pieces of answers that were understood by one plan."""

    def __init__(self, plan: Plan, *, most: int = _MOST_KNOWN) -> None:
        """`most` is how many are known at most."""
        self._plan = plan
        self._most = most
        # Elsewhere one answer stands for several items, or for one item in each unit.
        self._each_for_itself = not plan.structure.origins and not plan.structure.units
        self._meanings: dict[bytes, tuple[int, object]] = {}
        # The same once more: of a set, whether it has them all is asked in one step.
        self._known: set[bytes] = set()

    def known_in(self, stored: bytes) -> Sequence[bytes] | None:
        """Return the pieces of stored answers; None where one of them is not known."""
        pieces = stored[2:-1].split(_BETWEEN)
        return pieces if self._known.issuperset(pieces) else None

    def meaning(self, piece: bytes) -> tuple[int, object]:
        """Return which item a known piece answers, by its index in the plan, and with which value."""
        return self._meanings[piece]

    def learn(self, stored: bytes, answers: Answers) -> None:
        """Take note of the pieces of stored answers, which were understood as these answers."""
        if not self._each_for_itself:
            return
        for piece in stored[2:-1].split(_BETWEEN):
            if piece not in self._known and len(self._known) < self._most:
                index = self._item_of(piece)
                if index is not None:
                    self._known.add(piece)
                    self._meanings[piece] = index, answers.values[index]

    def _item_of(self, piece: bytes) -> int | None:
        """Return the index of the item that a piece answers; None where it is no member, or hardly ever comes again."""
        try:
            members = list(_decode(b'{"' + piece + b"}"))
        except msgspec.DecodeError:
            return None
        item = self._plan.items[self._plan.item_index[members[0]]]
        return item.index if len(members) == 1 and ANSWER_KINDS[item.definition.type].kept else None
