"""Answers written out: what is answered together in one place becomes the answers of the items it stands for.

A pairwise item is answered by a list of pairs, each with the option chosen first; a field that is repeated by a list of
units, each with its answers. Whatever is wrong with an answer is named at the place where it was said.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from selfcheck_service.core.definition import Problem, pointer
from selfcheck_service.core.definition.exact import describe, shown
from selfcheck_service.core.definition.problems import Path, hint
from selfcheck_service.core.scoring.plan import Plan


@dataclass(slots=True)
class WrittenOut:
    """Answers by the keys of the items that are asked; `places` leads back from these to what was sent."""

    plan: Plan
    problems: list[Problem]
    answers: dict[str, object] = field(default_factory=dict)
    places: dict[str, Path] = field(default_factory=dict)

    def add_all(self, given: Mapping[str, object]) -> None:
        """Add the answers of a request."""
        units, pairs = self.plan.structure.units, self.plan.structure.pairs
        for key, answer in given.items():
            if key in units:
                self._add_units(key, answer)
            elif key in pairs:
                self._add_pairs(key, answer, (key,))
            elif key in self.answers:
                self._refuse("answered_twice", (key,), item=key)
            else:
                # Most answers stand where they belong, and cost no more than without anything to write out.
                self.answers[key] = answer

    def relocated(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Yield the problems of parsing, each at the place where the answer was said; of many alike there the first."""
        seen: set[tuple[str, str]] = set()
        for problem in problems:
            _, _, key, *rest = problem.location.split("/")
            place = self.places.get(key)
            moved = problem
            if place is not None:
                moved = Problem("/".join((pointer("answers", *place), *rest)), problem.code, problem.parameters)
            if place is None or (moved.location, moved.code) not in seen:
                seen.add((moved.location, moved.code))
                yield moved

    def _add_units(self, field: str, answer: object) -> None:
        """Add what was said of each unit; whether there are too few or too many has been looked at."""
        given = answer if isinstance(answer, list | tuple) else ()
        for index, (said, names) in enumerate(zip(given, self.plan.structure.units[field], strict=False)):
            if not isinstance(said, Mapping):
                self._refuse("wrong_type", (field, index), expected="a map", found=describe(said))
                continue
            for key, each in said.items():
                if key in names:
                    self._add_item(names[key], each, (field, index, key))
                else:
                    name = shown(key, 80)
                    meant = hint(name, names, len(self.problems))
                    self._refuse("unknown_item", (field, index, name), name=name, hint=meant)

    def _add_item(self, key: str, answer: object, place: Path) -> None:
        if key in self.plan.structure.pairs:
            self._add_pairs(key, answer, place)
        else:
            self._add(key, answer, place)

    def _add(self, key: str, answer: object, place: Path, twice: str = "answered_twice") -> None:
        if key in self.answers:
            self._refuse(twice, place, item=key)
            return
        self.answers[key], self.places[key] = answer, place

    def _add_pairs(self, item: str, answer: object, place: Path) -> None:
        if isinstance(answer, Mapping):
            # One kind of no answer holds for all pairs.
            for key in dict.fromkeys(key for keys in self.plan.structure.pairs[item].values() for key in keys):
                self._add(key, answer, place)
        elif isinstance(answer, list | tuple):
            for index, entry in enumerate(answer):
                self._add_pair(item, entry, (*place, index))
        else:
            self._refuse("wrong_type", place, expected="a list", found=describe(answer))

    def _add_pair(self, item: str, entry: object, place: Path) -> None:
        if not isinstance(entry, Mapping):
            key = self._key_of_pair(item, entry, place)
            if key is not None and isinstance(entry, list | tuple):
                self._add(key, entry[0], place, "pair_twice")
        elif "between" not in entry:
            self._refuse("missing", (*place, "between"), name="between")
        else:
            key = self._key_of_pair(item, entry["between"], (*place, "between"))
            if key is not None:
                said = {name: value for name, value in entry.items() if name != "between"}
                self._add(key, said, place, "pair_twice")

    def _key_of_pair(self, item: str, pair: object, place: Path) -> str | None:
        """Return the key of the item that a pair is, in whichever order its options were named."""
        if not isinstance(pair, list | tuple):
            self._refuse("wrong_type", place, expected="two options", found=describe(pair))
            return None
        options = self.plan.structure.pairs[item]
        # A pair belongs to both of its options, and to no other.
        distinct = {each for each in pair if isinstance(each, str)}
        both = set.intersection(*(set(options.get(each, ())) for each in distinct)) if distinct else set()
        if len(pair) == len(distinct) == 2 and both:
            return both.pop()
        found = ", ".join(map(shown, pair[: 2 + 1]))
        self._refuse("unknown_pair", place, found=found, item=item, allowed=", ".join(options))
        return None

    def _refuse(self, code: str, place: Path, **parameters: object) -> None:
        self.problems.append(Problem(pointer("answers", *place), code, parameters))
