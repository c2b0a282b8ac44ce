"""Counting: what is kept of responses while they are read, in any order and once."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from operator import itemgetter

from selfcheck_service.core.releases.cells import Histogram
from selfcheck_service.core.releases.pieces import Pieces
from selfcheck_service.core.releases.policy import SMALLEST_BLOCK
from selfcheck_service.core.releases.subjects import ItemSubject
from selfcheck_service.core.scoring.plan import Answers, Plan

# Columns of so many responses are counted at once: that is several times faster than one response after the other.
_TOGETHER = 1000
_Pick = Callable[[Sequence[object]], tuple[object, ...]]


class Tally:
    """How many people of each perspective gave which answer to each item.

    `few` holds the responses, with the places of their perspectives, as long as they are too few for a block; after
    that they are gone.
    """

    def __init__(self, subjects: Sequence[ItemSubject], perspectives: Sequence[str], pieces: Pieces) -> None:
        """`pieces` are those of the plan that the subjects are of."""
        self._pieces = pieces
        self._items = [subject for subject in subjects if subject.no_cells is None]
        self._places = {name: place for place, name in enumerate(perspectives)}
        self._counts = [[Counter[object]() for _ in self._items] for _ in perspectives]
        self._by_piece = [Counter[bytes]() for _ in perspectives]
        self._picks: dict[tuple[int, ...], _Pick] = {}
        self.sizes = [0] * len(perspectives)
        self.few: list[tuple[int, Answers]] = []

    def add_all(self, responses: Iterable[Answers]) -> None:
        """Count these responses; raises `KeyError` where one has a perspective that the round does not have."""
        waiting = iter(responses)
        while together := list(islice(waiting, _TOGETHER)):
            rows: list[list[tuple[object, ...]]] = [[] for _ in self.sizes]
            for answers in together:
                place = self._places[answers.perspective or ""]
                rows[place].append(self._pick(answers.plan)(answers.values))
                if len(self.few) < SMALLEST_BLOCK:
                    self.few.append((place, answers))
            for place, found in enumerate(rows):
                self._add_rows(place, found)
        if sum(self.sizes) >= SMALLEST_BLOCK:
            self.few.clear()

    def add_stored(self, perspective: str, stored: bytes) -> bool:
        """Count a response as it is stored, if all it says is known; tell whether that is so."""
        if sum(self.sizes) < SMALLEST_BLOCK:
            return False
        pieces = self._pieces.known_in(stored)
        if pieces is None:
            return False
        place = self._places[perspective]
        self.sizes[place] += 1
        self._by_piece[place].update(pieces)
        return True

    def _take_in_pieces(self) -> None:
        """Put what was counted by its pieces with the rest."""
        at_index = {item.index: at for at, item in enumerate(self._items)}
        for counters, by_piece in zip(self._counts, self._by_piece, strict=True):
            for piece, count in by_piece.items():
                index, value = self._pieces.meaning(piece)
                if index in at_index:
                    counters[at_index[index]][value] += count
            by_piece.clear()

    def _add_rows(self, place: int, rows: Sequence[tuple[object, ...]]) -> None:
        self.sizes[place] += len(rows)
        for counter, column in zip(self._counts[place], zip(*rows, strict=True), strict=False):
            counter.update(column)

    def _pick(self, plan: Plan) -> _Pick:
        """Return what takes the values of the counted items, wherever they stand in this plan."""
        pick = self._picks.get(plan.unit_counts)
        if pick is None:
            places = [plan.item_index[item.key] for item in self._items]
            # A getter of one place would return no tuple, and there is none of no places.
            get = itemgetter(*places) if len(places) > 1 else lambda values: tuple(values[place] for place in places)
            pick = self._picks[plan.unit_counts] = get
        return pick

    def histograms(self, places: Iterable[int]) -> dict[str, Histogram]:
        """Return, by the key of the item, how many people of these perspectives gave each answer, and last none.

        Only those count who are asked the item. Whatever else they may have sent in is no answer.
        """
        self._take_in_pieces()
        chosen = tuple(places)
        found = {}
        for at, item in enumerate(self._items):
            counters = [self._counts[place][at] for place in chosen if place in item.asked]
            options = [sum(counter[value] for counter in counters) for value in item.options]
            everybody = sum(self.sizes[place] for place in chosen if place in item.asked)
            found[item.key] = (*options, everybody - sum(options))
        return found
