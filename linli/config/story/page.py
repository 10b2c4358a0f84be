"""A page as a program reads it: elements by class, and forms with everything that a browser would send."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@dataclass
class Element:
    """One element with what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def every(self, tag: str = "", kind: str = "", **attributes: str) -> Iterator["Element"]:
        """All elements below with this tag, class and attributes, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                if (
                    (not tag or child.tag == tag)
                    and (not kind or kind in child.classes)
                    and all(child.attributes.get(name) == value for name, value in attributes.items())
                ):
                    yield child
                yield from child.every(tag, kind, **attributes)

    def first(self, tag: str = "", kind: str = "", **attributes: str) -> "Element | None":
        return next(self.every(tag, kind, **attributes), None)

    @property
    def text(self) -> str:
        """What a person sees of it, on one line."""
        return " ".join(" ".join(self._pieces()).split())

    def _pieces(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in ("script", "style", "template") and "unseen" not in child.classes:
                yield from child._pieces()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        # What was left open (a paragraph before a list) ends with what it stands in.
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_page(text: str) -> Element:
    """Read a page, however it is nested."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.open[0]


def form_values(form: Element) -> list[tuple[str, str]]:
    """What a browser would send of a form before anybody has typed: all but buttons and files."""
    values = []
    for element in form.every():
        name, kind = element.attributes.get("name", ""), element.attributes.get("type", "text")
        if not name or "disabled" in element.attributes:
            continue
        if element.tag == "input" and kind in ("checkbox", "radio"):
            if "checked" in element.attributes:
                values.append((name, element.attributes.get("value", "on")))
        elif element.tag == "input" and kind not in ("submit", "button", "file", "image", "reset"):
            values.append((name, element.attributes.get("value", "")))
        elif element.tag == "textarea":
            values.append((name, "".join(child for child in element.children if isinstance(child, str)).lstrip("\n")))
        elif element.tag == "select":
            chosen = element.first("option", selected="") or element.first("option")
            values.append((name, chosen.attributes.get("value", chosen.text) if chosen else ""))
    return values
