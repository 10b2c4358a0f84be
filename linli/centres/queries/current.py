"""How many centres have all four disclosures up to date, of all in an area: the screen's figure."""

from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from linli.centres.models import DisclosureDuty
from linli.common.area_shares import Share
from linli.places.queries.grids import served_grids

GRID_DIGITS = 15


def disclosures_current(area: str) -> Share | None:
    """Of the centres of an area, those of which nothing has lapsed; None for a grid, which has no centre of its own.

    Counted from the rows of the duty calendar, which the night keeps. One statement.
    """
    if len(area) >= GRID_DIGITS:
        return None
    column = {9: "town", 12: "area"}.get(len(area))
    within = Q(**{column: area}) if column else Q()
    found = DisclosureDuty.objects.filter(within).aggregate(
        whole=Count("place", distinct=True), lapsed=Count("place", distinct=True, filter=Q(lapsed_on__isnull=False))
    )
    return Share(found["whole"] - found["lapsed"], found["whole"])


def lapsed_path(area: str) -> str:
    """The list of what has lapsed there."""
    word = {9: "town", 12: "area"}.get(len(area))
    return reverse("centres:duties") + (f"?{urlencode({word: area})}" if word else "")


def grids_with_place(area: str) -> Share | None:
    """Of the grids of an area, those that have their place (格格有阵地); None for a single grid. One statement."""
    if len(area) >= GRID_DIGITS:
        return None
    served = served_grids([area])
    return Share(len(served.having), served.whole)


def grids_path(area: str) -> str:
    """The list of the grids that lack one."""
    return reverse("centres:grids") + f"?{urlencode({'view': 'lacking', 'area': area})}"
