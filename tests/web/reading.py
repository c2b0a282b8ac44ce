"""Reads a page as a browser would: its links, its fields, its marks."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from selfcheck_service.web.words import SPOKEN_TO_RESPONDENTS

# Elements that have no end.
_VOID = {"input", "link", "meta", "br", "col", "rect", "line"}


@dataclass
class Element:
    """One element with everything in it."""

    name: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    children: list["Element"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return what a person reads in it."""
        return " ".join(" ".join(self.pieces).split())

    def all(self, name: str = "", **attributes: str) -> list["Element"]:
        """Return all elements in it of this name, with these attributes."""
        found = []
        for child in self.children:
            fits = all(child.attributes.get(each.rstrip("_")) == value for each, value in attributes.items())
            if (not name or child.name == name) and fits:
                found.append(child)
            found += child.all(name, **attributes)
        return found

    def one(self, name: str = "", **attributes: str) -> "Element":
        """Return the only element of this kind."""
        (found,) = self.all(name, **attributes)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.now = Element("", {})
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.now)
        self.now.children.append(element)
        if tag not in _VOID:
            self.now = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.now.children.append(Element(tag, {name: value or "" for name, value in attrs}, self.now))

    def handle_endtag(self, tag: str) -> None:
        assert self.now.name == tag, f"<{self.now.name}> is closed by </{tag}>"
        assert self.now.parent is not None
        self.now = self.now.parent

    def handle_data(self, data: str) -> None:
        element: Element | None = self.now
        while element is not None:
            element.pieces.append(data)
            element = element.parent


def read(html: str) -> Element:
    """Return a page; fails where an element is not closed in its place."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.now is reader.root, f"<{reader.now.name}> is never closed"
    return reader.root


def fields_of(page: Element) -> list[tuple[str, str]]:
    """Return what a browser would send of the page's form."""
    sent = []
    for each in page.one("form", id="answers").all():
        name, kind = each.attributes.get("name"), each.attributes.get("type")
        if not name or each.name == "button":
            continue
        if each.name == "select":
            sent.append((name, next((o.attributes["value"] for o in each.all("option", selected="")), "")))
        elif each.name == "textarea":
            sent.append((name, "".join(each.pieces).removeprefix("\n")))
        elif kind not in ("radio", "checkbox") or "checked" in each.attributes:
            sent.append((name, each.attributes.get("value", "")))
    return sent


def word(path: str, language: str = "de") -> str:
    """Return what the pages say under a path such as "start.title"."""
    found: Any = SPOKEN_TO_RESPONDENTS[language]
    for name in path.split("."):
        found = found[int(name)] if name.isdecimal() and not isinstance(found, dict) else found[name]
    return str(found)


def encoded(*pairs: tuple[str, str], **named: str) -> dict[str, Any]:
    """Return the arguments that make the test client send a form."""
    body = urlencode([*pairs, *named.items()])
    return {"content": body, "headers": {"content-type": "application/x-www-form-urlencoded"}}
