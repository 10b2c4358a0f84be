"""What is near: open and lately closed matters of public space around a point, as far as the reader may see them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, hypot, radians

from django.db.models import Q
from django.utils.timezone import now

from linli.cases.enums import Stage
from linli.cases.models import Case
from linli.cases.queries.visible import visible_to
from linli.people.reader import Reader

NEAR_METRES = 500
CLOSED_WITHIN = timedelta(days=30)
LOOKED_AT = 400  # the newest of a village
SHOWN = 20


@dataclass(frozen=True)
class Near:
    """A matter near by and how far it is."""

    case: Case
    metres: int

    @property
    def is_open(self) -> bool:
        return self.case.stage != Stage.DONE


def near_cases(
    case: Case, reader: Reader, *, within: int = NEAR_METRES, at: datetime | None = None
) -> list[Near] | None:
    """What lies within so many metres in the same village, the nearest first. None where no point is known.

    One statement, on the index of the newest of a village. Never a household or a person.
    """
    if case.lon is None or case.lat is None or not case.village:
        return None
    newest = Case.objects.filter(village=case.village, is_public=True, lon__isnull=False, compartment="").exclude(
        id=case.id
    )
    lately = ~Q(stage=Stage.DONE) | Q(closed_at__gte=(at or now()) - CLOSED_WITHIN)
    looked_at = newest.order_by("-opened_at").values("id")[:LOOKED_AT]
    found = [
        Near(one, metres_between(case.lon, case.lat, one.lon, one.lat))
        for one in visible_to(reader).filter(lately, id__in=looked_at)
        if one.lon is not None and one.lat is not None
    ]
    near = sorted((one for one in found if one.metres <= within), key=lambda one: (one.metres, one.case.number))
    return near[:SHOWN]


def metres_between(lon: float, lat: float, other_lon: float, other_lat: float) -> int:
    """The distance of two points of WGS-84 in metres; good for a few kilometres."""
    return round(hypot((other_lon - lon) * 111_320 * cos(radians(lat)), (other_lat - lat) * 110_574))
