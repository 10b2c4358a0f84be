"""The map: the areas below one, coloured in four steps by a chosen figure, with what is due today and overdue on top.

The drawing is made once and kept until a boundary changes; a reading only colours it.
"""

from collections import Counter
from dataclasses import dataclass

from linli.areas.codes import parent_of
from linli.areas.queries.drawing import Drawing, Outline, drawing_of
from linli.common.domain.configuration import kept
from linli.screen.queries.view import View

STEPS = 4
LETTER = 27  # units of the drawing: the height of a letter that is read from five metres
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Tile:
    """One area as it is drawn: its tone is a word of the style, its label stands where there is room for it."""

    outline: Outline
    tone: str  # "step-0" … "step-4", "soon", "late"
    label: str  # "" where there is no room for it
    url: str  # the screen of this area; "" for the grids beside a grid, which are only drawn, and for the grid itself
    is_here: bool
    value: int
    today: int
    late: int

    @property
    def name(self) -> str:
        return self.outline.facts.name


@dataclass(frozen=True, slots=True)
class Map:
    drawing: Drawing
    tiles: tuple[Tile, ...]


def _no_drawings() -> dict[str, Drawing | None]:
    return {}


def _drawn(code: str) -> Drawing | None:
    """The drawing of an area's children, kept in memory."""
    known = kept("areas", _no_drawings)
    if code not in known:
        known[code] = drawing_of(code)
    return known[code]


def map_of(
    view: View, values: dict[str, int], *, today: dict[str, int], late: dict[str, int], is_urgency_shown: bool = True
) -> Map | None:
    """The map of what is looked at, or None where nothing is drawn."""
    drawing = _drawn(parent_of(view.area) if view.is_grid else view.area)
    if drawing is None:
        return None
    labels = _labels(drawing, values)
    most = max(values.values(), default=0)
    tiles = []
    for outline in drawing.outlines:
        code = outline.facts.code
        value, due, overdue = values.get(code, 0), today.get(code, 0), late.get(code, 0)
        urgent = "late" if overdue else "soon" if due else ""
        tone = urgent if urgent and is_urgency_shown else _step(value, most)
        url = "" if view.is_grid else view.url(area=code)
        is_here = not view.is_grid or code == view.area
        tiles.append(Tile(outline, tone, labels.get(code, ""), url, is_here, value, due, overdue))
    return Map(drawing, tuple(tiles))


def _step(value: int, most: int) -> str:
    """Steps of a quarter of the largest; nothing at all is a step of its own."""
    return f"step-{-(-STEPS * value // most) if value > 0 else 0}"


def _labels(drawing: Drawing, values: dict[str, int]) -> dict[str, str]:
    """Short names where they tell the areas apart, as far as none covers another: those with the most to say first."""
    stems = Counter(outline.facts.stem for outline in drawing.outlines)
    placed: list[Box] = []
    labels = {}
    for outline in sorted(
        drawing.outlines, key=lambda outline: (-values.get(outline.facts.code, 0), outline.facts.code)
    ):
        label = outline.facts.stem if stems[outline.facts.stem] == 1 else outline.facts.name
        half = max(2.2, len(label) / 2) * LETTER  # the figures below a name are as wide as four or five letters
        box = (outline.x - half, outline.y - LETTER, outline.x + half, outline.y + LETTER * 1.5)
        if box[0] >= 0 and box[2] <= drawing.width and not any(_meet(box, other) for other in placed):
            placed.append(box)
            labels[outline.facts.code] = label
    return labels


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
