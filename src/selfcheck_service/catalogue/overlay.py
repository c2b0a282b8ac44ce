"""Translations: trees that mirror a document and reach its texts, nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

from selfcheck_service.catalogue.places import Member, Node, Place, Report
from selfcheck_service.catalogue.text_shapes import ListShape, MapShape, PartShape, Shape, TextShape
from selfcheck_service.core.definition.problems import hint

# What names an entry of a list: its key; an option or anchor its value; a gate its level.
_NAMING_MEMBERS = ("key", "value", "level")


@dataclass(slots=True)
class Overlay:
    """Puts the texts of one language into a document.

    `incomplete` tells that parts of the document could not be read: what is not found may stand in one of them.
    `lost` tells afterwards that some of the texts could not be taken.
    """

    language: str
    source_language: str
    report: Report
    incomplete: bool = False
    lost: bool = False

    def apply(self, target: Node, texts: Node, shape: Shape, depth: int = 0) -> None:
        """Add the texts to the target; whatever does not fit becomes a problem."""
        if isinstance(shape, TextShape):
            self._add_text(target, texts)
        elif not isinstance(texts.content, dict):
            self.report.add(texts.place, "translation_not_a_map")
            self.lost = True
        elif isinstance(shape, ListShape):
            self._apply_to_list(target, texts.content, shape.entry, depth)
        elif isinstance(target.content, dict):
            self._apply_to_map(target.content, texts.content, shape, depth)

    def _apply_to_map(
        self,
        target: dict[str, Member],
        texts: dict[str, Member],
        shape: PartShape | MapShape,
        depth: int,
    ) -> None:
        for name, member in texts.items():
            if isinstance(shape, MapShape):
                child: Shape | None = shape.value
            else:
                child = shape.members.get(name)
                if child is None and name in shape.names:
                    self.report.add(member.name_place, "translation_of_no_text", name=name)
                    continue
            if child is None or name not in target:
                self._orphan(member.name_place, name, target, depth)
            else:
                self.apply(target[name].node, member.node, child, depth + 1)

    def _apply_to_list(self, target: Node, texts: dict[str, Member], shape: Shape, depth: int) -> None:
        if not isinstance(target.content, list):
            return
        entries = _by_name(target.content)
        for name, member in texts.items():
            if name in entries:
                self.apply(entries[name], member.node, shape, depth + 1)
            else:
                self._orphan(member.name_place, name, entries, depth)

    def _orphan(self, place: Place, name: str, known: Iterable[str], depth: int) -> None:
        # A whole field or top-level member may stand in the file that could not be read.
        if not (self.incomplete and depth <= 1):
            self.report.add(place, "translation_orphan", name=name[:80], hint=hint(name, known))

    def _add_text(self, target: Node, text: Node) -> None:
        if not isinstance(text.content, str):
            code = "unquoted_text" if text.spelling else "translation_not_text"
            self.report.add(text.place, code, found=text.spelling or "")
            # Something stands here, so the text is not missing as well.
            text = Node("?", text.place)
        if isinstance(target.content, str):
            source = Node(target.content, target.place, target.spelling)
            target.content = {self.source_language: Member(target.place, source)}
        if isinstance(target.content, dict):
            if self.language in target.content:
                first = target.content[self.language].node.place
                self.report.add(text.place, "text_twice", name=self.language, first=str(first))
            else:
                target.content[self.language] = Member(text.place, text)


def _by_name(entries: list[Node]) -> dict[str, Node]:
    """Return the entries by what names them; the second of the same name is `name-2`."""
    named: dict[str, Node] = {}
    for entry in entries:
        name = _name_of(entry)
        if name is not None:
            number = 2
            unique = name
            while unique in named:
                unique, number = f"{name}-{number}", number + 1
            named[unique] = entry
    return named


def _name_of(entry: Node) -> str | None:
    if isinstance(entry.content, dict):
        for naming in _NAMING_MEMBERS:
            if naming in entry.content:
                return str(entry.content[naming].node.content)
    return None
