"""From YAML text to a tree of nodes, by the rules of YAML 1.2 and nothing that executes, multiplies or guesses.

The parser of libyaml gives events; nodes are built from them without recursion, so that neither nesting nor aliases
cost more than the budget allows.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from yaml import CSafeLoader, YAMLError
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from selfcheck_service.catalogue.budget import MOST_PROBLEMS, Budget
from selfcheck_service.catalogue.places import FileRefused, Member, Node, Place, Report
from selfcheck_service.catalogue.scalars import read_plain_scalar
from selfcheck_service.catalogue.source import Source
from selfcheck_service.core.definition.limits import DEEPEST
from selfcheck_service.core.definition.texts import unclean_character

# Nothing here needs %YAML or %TAG, and libyaml compares each %TAG with all before it.
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_MERGE_KEY = "<<"
_LONGEST_NAME = 200
_REPLACEMENT = "\ufffd"


def read_yaml(source: Source, *, budget: Budget, report: Report) -> Node:
    """Return the tree of the only document in the text; raise `FileRefused` where it cannot be read on."""
    reader = _Reader(source.file, budget, report)
    directive = _DIRECTIVE.search(source.text)
    if directive is not None:
        raise FileRefused(Place(source.file, source.text.count("\n", 0, directive.start()) + 1), "yaml_directive")
    try:
        loader = CSafeLoader(source.text)
        while (event := loader.get_event()) is not None:
            reader.take(event)
    except MarkedYAMLError as error:
        raise _refusal(error, source) from error
    except YAMLError as error:
        raise FileRefused(Place(source.file), "yaml_syntax", detail=str(error)) from error
    if reader.root is None:
        raise FileRefused(Place(source.file), "empty_file")
    return reader.root


def _refusal(error: MarkedYAMLError, source: Source) -> FileRefused:
    mark = error.problem_mark or error.context_mark
    place = Place(source.file, mark.line + 1, mark.column + 1) if mark else Place(source.file)
    problem = error.problem or ""
    if problem.startswith("found character that cannot start any token"):
        line = source.text.split("\n")[place.line - 1]
        if line[: place.column].endswith("\t"):
            return FileRefused(place, "tab_indentation")
    begun = f" ({error.context_mark.line + 1}:{error.context_mark.column + 1})" if error.context_mark else ""
    detail = f"{error.context}{begun}, {problem}" if error.context else problem
    return FileRefused(place, "yaml_syntax", detail=detail)


class _Name(NamedTuple):
    """The name of a member whose value is still to come; the value of an ignored one is read and dropped."""

    text: str
    place: Place
    ignored: bool


@dataclass(slots=True)
class _Open:
    """A map or list that has begun and not ended."""

    node: Node
    anchor: str | None
    name: _Name | None = None

    @property
    def wants_name(self) -> bool:
        return isinstance(self.node.content, dict) and self.name is None


@dataclass(slots=True)
class _Reader:
    """Builds the tree; `root` is there once the document has ended."""

    file: str
    budget: Budget
    report: Report
    root: Node | None = None
    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, Node | None] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """Take the next event of the parser."""
        if len(self.report.problems) > MOST_PROBLEMS:
            raise FileRefused(Place(self.file), "too_many_problems", limit=MOST_PROBLEMS)
        if isinstance(event, ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._end()
        elif isinstance(event, AliasEvent):
            self._take_alias(event)
        elif isinstance(event, DocumentStartEvent):
            self._begin_document(event)

    def _begin_document(self, event: DocumentStartEvent) -> None:
        if self.root is not None:
            raise FileRefused(self._place(event), "several_documents")

    def _take_scalar(self, event: ScalarEvent) -> None:
        place = self._place(event)
        text, style = event.value, event.style
        self.budget.spend(place, values=1, characters=len(text))
        if style == '"':
            # The text as a whole was looked through before; only here can an escape have brought something in.
            text = self._clean(text, place)
        if self._wants_name():
            self._take_name(event, text, place)
            return
        if event.tag is not None:
            self._refuse_tag(event, place)
        # Only a scalar without quotes and block indicators has a meaning to be found out.
        node = Node(text, place) if style else self._read_plain(text, place)
        node.begins = _begins(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        self._attach(node)

    def _read_plain(self, spelling: str, place: Place) -> Node:
        name = self.open[-1].name if self.open else None
        if name is not None and not spelling:
            # Nothing stands there; the author looks for the name.
            place = name.place
        value, trap = read_plain_scalar(spelling)
        if trap is not None:
            shown = "-" if name is None else name.text
            self.report.add(place, trap.code, trap.severity, found=spelling[:40], name=shown)
        return Node(value, place, spelling)

    def _clean(self, text: str, place: Place) -> str:
        """Name a character that must not be there."""
        while (character := unclean_character(text)) is not None:
            self.report.add(place, "text_not_clean", codepoint=f"{ord(character):04X}")
            text = text.replace(character, _REPLACEMENT)
        return text

    def _take_name(self, event: ScalarEvent, name: str, place: Place) -> None:
        if event.tag is not None:
            self._refuse_tag(event, place)
        members = self.open[-1].node.content
        ignored = False
        if len(name) > _LONGEST_NAME:
            raise FileRefused(place, "name_too_long", limit=_LONGEST_NAME)
        if name == _MERGE_KEY and not event.style:
            self.report.add(place, "merge_key")
            ignored = True
        elif isinstance(members, dict) and name in members:
            self.report.add(place, "duplicate_key", name=name, earlier=str(members[name].name_place))
            ignored = True
        self.open[-1].name = _Name(name, place, ignored)
        if event.anchor is not None:
            # An anchor on a name stands for text like any other.
            self.anchors[event.anchor] = Node(name, place)

    def _begin(self, event: CollectionStartEvent) -> None:
        place = self._place(event)
        if self._wants_name():
            raise FileRefused(place, "name_not_text")
        if len(self.open) >= DEEPEST:
            raise FileRefused(place, "too_deep", limit=DEEPEST)
        self.budget.spend(place, values=1, characters=0)
        self._refuse_tag(event, place)
        if event.anchor is not None:
            # Until it has ended, the anchor leads to something that contains itself.
            self.anchors[event.anchor] = None
        node = Node({} if isinstance(event, MappingStartEvent) else [], place)
        self.open.append(_Open(node, event.anchor))

    def _end(self) -> None:
        ended = self.open.pop()
        self._close_anchor(ended.anchor, ended.node)
        self._attach(ended.node)

    def _take_alias(self, event: AliasEvent) -> None:
        place = self._place(event)
        if self._wants_name():
            raise FileRefused(place, "name_not_text")
        anchor = event.anchor or ""
        if anchor not in self.anchors:
            raise FileRefused(place, "alias_unknown", name=anchor)
        node = self.anchors[anchor]
        if node is None:
            raise FileRefused(place, "alias_to_itself", name=anchor)
        self.budget.spend(place, values=node.weight, characters=node.characters)
        # A copy, because a translation may change one of them and not the other.
        self._attach(node.copy())

    def _attach(self, node: Node) -> None:
        """Put a finished value where it belongs."""
        if not self.open:
            self.root = node
            return
        above = self.open[-1]
        content = above.node.content
        if isinstance(content, list):
            content.append(node)
        elif isinstance(content, dict) and above.name is not None:
            above.node.weight += 1
            if not above.name.ignored:
                content[above.name.text] = Member(above.name.place, node)
            above.name = None
        above.node.weight += node.weight
        above.node.characters += node.characters

    def _close_anchor(self, anchor: str | None, node: Node) -> None:
        if anchor is not None:
            self.anchors[anchor] = node

    def _refuse_tag(self, event: ScalarEvent | CollectionStartEvent, place: Place) -> None:
        if event.tag is not None:
            self.report.add(place, "tag_not_allowed", name=event.tag[:40])

    def _wants_name(self) -> bool:
        return bool(self.open) and self.open[-1].wants_name

    def _place(self, event: NodeEvent | DocumentStartEvent) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)


def _begins(event: ScalarEvent) -> int | None:
    """Return how far behind its mark a text begins that is written in one line and without escapes."""
    quotes = 1 if event.style in ("'", '"') else 0
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return None
    written = end.column - start.column - 2 * quotes
    return quotes if start.line == end.line and written == len(event.value) else None
