"""A procedure drawn as a plan of lines: the states are stations one below the other, each deed that moves is a line.

Boxes joined by arrows cross each other from the sixth deed on. Here every deed has a lane of its own, with a dot at each
state from which it may be done and an arrow head where it leads; nothing is drawn over anything else, however many.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from linli.cases.queries.procedure_words import state_words, text_of, verb_words

BOX, ROW, GAP, LANE, EDGE = 250, 46, 20, 34, 10
LETTER, SLANT = 13, 0.64  # how wide a sign of a label is, and how far a label of one sign rises (40°)
MOST_LABEL = 16
TEXT = 14  # for which size of text it is drawn, in pixels


@dataclass(frozen=True)
class Station:
    """A state: where its box stands, and what is said in it."""

    code: str
    title: str
    words: str  # the whole title, however little of it has room in the box
    stage: str
    y: int
    is_first: bool
    rests: bool

    @property
    def text_y(self) -> int:
        return self.y + 28


@dataclass(frozen=True)
class Lane:
    """A deed: its column, where it begins, where it leads."""

    number: int  # its row in the table, from 1
    label: str
    x: int
    top: int
    bottom: int
    dots: tuple[int, ...]
    head: int
    is_primary: bool
    is_back: bool  # it leads to an earlier station

    @property
    def head_top(self) -> int:
        return self.head - 5

    @property
    def head_bottom(self) -> int:
        return self.head + 5


@dataclass(frozen=True)
class Diagram:
    width: int
    height: int
    stations: tuple[Station, ...]
    lanes: tuple[Lane, ...]
    staying: tuple[str, ...]  # deeds that lead nowhere else
    head: int
    box: int = BOX
    row: int = ROW
    edge: int = EDGE

    @property
    def wide(self) -> str:
        """The width in the reader's own size of text, so that words and lines grow together."""
        return f"{self.width / TEXT:.2f}rem"

    @property
    def high(self) -> str:
        return f"{self.height / TEXT:.2f}rem"

    right: int = EDGE + BOX
    arrow_x: int = EDGE + BOX + 1
    arrow_back: int = EDGE + BOX + 11
    text_x: int = EDGE + 14
    sign_x: int = EDGE + BOX - 12


def diagram(content: Mapping[str, Any]) -> Diagram:
    """Draw a content; what leads to states that are not there is left out, the checks name it."""
    known = [row.get("code", "") for row in content.get("states", [])]
    moving = [
        (number, row) for number, row in enumerate(content.get("transitions", []), start=1)
        if row.get("to") in known and any(source in known for source in row.get("from", []))
    ]  # fmt: skip
    labels = [_label(row) for _number, row in moving]
    head = EDGE + 24 + int(max(map(len_of, labels), default=0) * LETTER * SLANT)
    first, order = content.get("first") or next(iter(known), ""), _order(content, known)
    place = {code: head + number * (ROW + GAP) for number, code in enumerate(order)}
    rows = {row.get("code", ""): row for row in content.get("states", [])}
    stations = tuple(
        Station(code, _short(state_words(content, code), _room(code == first, rows[code])), state_words(content, code),
                rows[code].get("stage", ""), place[code], code == first, bool(rows[code].get("rests")))
        for code in order
    )  # fmt: skip
    moving.sort(key=lambda pair: (_first_of(pair[1], order), order.index(pair[1]["to"])))
    lanes = tuple(
        _lane(number, row, EDGE + BOX + 26 + column * LANE, place) for column, (number, row) in enumerate(moving)
    )
    last = max((lane.x for lane in lanes), default=EDGE + BOX)
    width = last + 24 + int(max(map(len_of, labels), default=0) * LETTER * 0.77)
    staying = tuple(dict.fromkeys(_title(row) for row in content.get("transitions", []) if not row.get("to")))
    return Diagram(width, head + len(order) * (ROW + GAP), stations, lanes, staying, head)


def _lane(number: int, row: Mapping[str, Any], x: int, place: Mapping[str, int]) -> Lane:
    dots = tuple(sorted(place[code] + ROW // 2 - 7 for code in row["from"] if code in place))
    head = place[row["to"]] + ROW // 2 + 7
    return Lane(
        number, _label(row), x, min(*dots, head), max(*dots, head), dots, head, bool(row.get("primary")),
        is_back=head < max(dots),
    )  # fmt: skip


def _order(content: Mapping[str, Any], known: list[str]) -> list[str]:
    """The stations by how far they are from the beginning on the longest way that never turns back; what is over last."""
    first = content.get("first") or (known[0] if known else "")
    depth = dict.fromkeys(known, 0)
    steps = [
        (source, row["to"]) for row in content.get("transitions", [])
        for source in row.get("from", []) if row.get("to") in depth and source in depth and row.get("verb") != "reopen"
    ]  # fmt: skip
    forward = [(one, other) for one, other in steps if known.index(one) < known.index(other)]
    for _round in known:
        for one, other in forward:
            depth[other] = max(depth[other], depth[one] + 1)
    done = {row.get("code", "") for row in content.get("states", []) if row.get("stage") == "done"}
    return sorted(known, key=lambda code: (code != first, code in done, depth[code], known.index(code)))


def _room(is_first: bool, row: Mapping[str, Any]) -> float:
    """How long a title may be in its box, in Chinese signs: a sign beside it takes some of the room."""
    if is_first:  # whether or not the clock rests there: one sign stands beside the title
        return 14
    return 11.5 if row.get("rests") else 14 if row.get("stage") == "done" else 17


def _first_of(row: Mapping[str, Any], order: list[str]) -> int:
    return min(order.index(code) for code in row["from"] if code in order)


def _label(row: Mapping[str, Any]) -> str:
    return _short(_title(row))


def _title(row: Mapping[str, Any]) -> str:
    return text_of(row.get("title")) or verb_words(row.get("verb", ""))


def _short(text: str, most: float = MOST_LABEL) -> str:
    if len_of(text) <= most:
        return text
    kept = ""
    for sign in text:
        if len_of(kept + sign) > most - 1:
            break
        kept += sign
    return kept.rstrip() + "…"


def len_of(text: str) -> float:
    """How long a text is, in Chinese signs."""
    return sum(1.0 if ord(sign) > 0x2E7F else 0.6 for sign in text)
