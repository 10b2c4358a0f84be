"""Where in its village a matter lies: the schematic grids, its own one marked, and the point. Behind sign-in only."""

from dataclasses import dataclass

from linli.areas.queries.coverage import is_schematic
from linli.areas.queries.drawing import Outline, drawing_of


@dataclass(frozen=True)
class Locator:
    """A small drawing: outlines with the one that is meant, and where the point lies on it."""

    width: int
    height: int
    outlines: tuple[Outline, ...]
    here: str  # the code of the grid
    x: int | None
    y: int | None
    is_schematic: bool

    @property
    def radius(self) -> int:
        return max(self.width, self.height) // 36


def locator_of(area: str, lon: float | None, lat: float | None) -> Locator | None:
    """Return the drawing of the village that an area lies in; None where nothing is drawn or known of it."""
    if len(area) < 12:
        return None
    village = area[:12]
    drawing = drawing_of(village)
    if drawing is None:
        return None
    point = drawing.place(lon, lat) if lon is not None and lat is not None else None
    x, y = point or (None, None)
    return Locator(
        width=drawing.width, height=drawing.height, outlines=drawing.outlines, here=area if len(area) == 15 else "", x=x, y=y,
        is_schematic=drawing.is_schematic or is_schematic(village),
    )  # fmt: skip
