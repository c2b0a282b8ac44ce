"""From JSON text to a tree of nodes: strict RFC 8259, exact numbers, no key twice, every value with its place."""

import json
import re
from dataclasses import dataclass

from selfcheck_service.catalogue.budget import MOST_PROBLEMS, Budget
from selfcheck_service.catalogue.places import FileRefused, Member, Node, Place, Report
from selfcheck_service.catalogue.scalars import exact_number
from selfcheck_service.catalogue.source import Source
from selfcheck_service.core.definition.limits import DEEPEST
from selfcheck_service.core.definition.texts import unclean_character

_WHITE_SPACE = re.compile(r"[ \t\n\r]*+")
_TEXT = re.compile(r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?(?![0-9A-Za-z_.+-])")
_WORD = re.compile(r"[a-z]++")
_CONSTANTS = {"true": True, "false": False, "null": None}
_REPLACEMENT = "\ufffd"


def read_json(source: Source, *, budget: Budget, report: Report) -> Node:
    """Return the tree of the document; raise `FileRefused` at the first place that is not JSON."""
    if not source.text.strip():
        raise FileRefused(Place(source.file), "empty_file")
    return _Reader(source.file, source.text, budget, report).read()


@dataclass(slots=True)
class _Reader:
    """Walks through the text once. Recursion is bounded by the nesting that is allowed."""

    file: str
    text: str
    budget: Budget
    report: Report
    offset: int = 0
    line: int = 1
    line_start: int = 0

    def read(self) -> Node:
        self._skip()
        node = self._value(1)
        self._skip()
        if self.offset < len(self.text):
            raise FileRefused(self._place(), "json_goes_on")
        return node

    def _value(self, depth: int) -> Node:
        if len(self.report.problems) > MOST_PROBLEMS:
            raise FileRefused(Place(self.file), "too_many_problems", limit=MOST_PROBLEMS)
        place = self._place()
        self.budget.spend(place, values=1, characters=0)
        first = self.text[self.offset : self.offset + 1]
        if first in ("{", "[") and depth > DEEPEST:
            raise FileRefused(place, "too_deep", limit=DEEPEST)
        if first == "{":
            return self._map(place, depth)
        if first == "[":
            return self._list(place, depth)
        if first == '"':
            start = self.offset
            text = self._string(place)
            # Where nothing is escaped, the text stands between its quotes as it is.
            return Node(text, place, begins=1 if self.offset - start == len(text) + len('""') else None)
        return self._word_or_number(place)

    def _map(self, place: Place, depth: int) -> Node:
        members: dict[str, Member] = {}
        node = Node(members, place)
        more = self._begins("}")
        while more:
            name_place = self._place()
            if not self.text.startswith('"', self.offset):
                raise self._unexpected('"')
            self.budget.spend(name_place, values=1, characters=0)
            name = self._string(name_place)
            self._expect(":")
            value = self._value(depth + 1)
            if name in members:
                self.report.add(name_place, "duplicate_key", name=name, earlier=str(members[name].name_place))
            else:
                members[name] = Member(name_place, value)
            more = self._continues("}")
        return node

    def _list(self, place: Place, depth: int) -> Node:
        entries: list[Node] = []
        more = self._begins("]")
        while more:
            entries.append(self._value(depth + 1))
            more = self._continues("]")
        return Node(entries, place)

    def _begins(self, closing: str) -> bool:
        """Step over the opening bracket; tell whether something stands before the closing one."""
        self.offset += 1
        self._skip()
        if self.text.startswith(closing, self.offset):
            self.offset += 1
            return False
        return True

    def _continues(self, closing: str) -> bool:
        """Step over a comma or the closing bracket; tell whether another entry has to follow."""
        self._skip()
        found = self.text[self.offset : self.offset + 1]
        if found not in (",", closing):
            raise self._unexpected(f", {closing}")
        self.offset += 1
        if found == ",":
            self._skip()
        return found == ","

    def _expect(self, wanted: str) -> None:
        self._skip()
        if not self.text.startswith(wanted, self.offset):
            raise self._unexpected(wanted)
        self.offset += 1
        self._skip()

    def _string(self, place: Place) -> str:
        match = _TEXT.match(self.text, self.offset)
        if match is None:
            raise FileRefused(place, "json_text")
        self.offset = match.end()
        written = match.group()
        self.budget.spend(place, values=0, characters=len(written))
        if "\\" not in written:
            return written[1:-1]
        text = str(json.loads(written))
        while (character := unclean_character(text)) is not None:
            self.report.add(place, "text_not_clean", codepoint=f"{ord(character):04X}")
            text = text.replace(character, _REPLACEMENT)
        return text

    def _word_or_number(self, place: Place) -> Node:
        match = _NUMBER.match(self.text, self.offset)
        if match is not None:
            self.offset = match.end()
            value, trap = exact_number(match.group())
            if trap is not None:
                self.report.add(place, trap.code, trap.severity, found=match.group()[:40])
            return Node(value, place)
        word = _WORD.match(self.text, self.offset)
        if word is None or word.group() not in _CONSTANTS:
            raise self._unexpected('{ [ " 0 true false null')
        self.offset = word.end()
        return Node(_CONSTANTS[word.group()], place)

    def _skip(self) -> None:
        """Step over white space and keep count of the lines."""
        match = _WHITE_SPACE.match(self.text, self.offset)
        end = match.end() if match else self.offset
        if breaks := self.text.count("\n", self.offset, end):
            self.line += breaks
            self.line_start = self.text.rfind("\n", self.offset, end) + 1
        self.offset = end

    def _place(self) -> Place:
        return Place(self.file, self.line, self.offset - self.line_start + 1)

    def _unexpected(self, expected: str) -> FileRefused:
        found = self.text[self.offset : self.offset + 1]
        return FileRefused(self._place(), "not_json", detail=f"found “{found or '∅'}”, possible here: {expected}")
