"""Who is visited in a reader's grids, masked, what is due first."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q
from django.utils.timezone import localdate

from linli.areas.queries.map import area_path
from linli.cases.queries.listing import number_text
from linli.grid.models import Visit, VisitConsent
from linli.grid.rules import MAY_VISIT, areas_of, may_visit
from linli.people.identity import mask_name
from linli.people.reader import Reader

SHOWN = 200


@dataclass(frozen=True)
class VisitLine:
    consent: VisitConsent
    who: str  # masked
    path: str
    is_due: bool
    is_late: bool  # before today
    declined_on: date | None  # a refusal since the last visit that was made


def visit_lines(reader: Reader) -> list[VisitLine]:
    """Those who agreed, in the order of when they are next visited. Two statements."""
    place = Q()
    areas = areas_of(reader, MAY_VISIT)
    for area in areas:
        place |= Q(grid__startswith=area)
    rows = list(
        VisitConsent.objects.filter(place, withdrawn_at__isnull=True).order_by("next_on", "id")[:SHOWN] if areas else []
    )
    last: dict[UUID, Visit] = {}
    for visit in Visit.objects.filter(consent__in=rows).order_by("on", "id"):
        last[visit.consent_id] = visit
    return [_line(row, last.get(row.id)) for row in rows]


def due_visits(reader: Reader) -> list[VisitLine]:
    """The visits that are due today or were before, masked. Two statements, or none."""
    return [line for line in visit_lines(reader) if line.is_due] if areas_of(reader, MAY_VISIT) else []


def _line(consent: VisitConsent, last: Visit | None) -> VisitLine:
    today = localdate()
    due = consent.next_on is not None and consent.next_on <= today
    late = consent.next_on is not None and consent.next_on < today
    declined = last.on if last and not last.is_made else None
    return VisitLine(consent, mask_name(consent.name), " ".join(area_path(consent.grid)), due, late, declined)


def consent_seen(consent_id: UUID, reader: Reader) -> VisitConsent | None:
    consent = VisitConsent.objects.filter(pk=consent_id).first()
    return consent if consent and may_visit(reader, consent.grid) else None


def visits_of(consent: VisitConsent) -> list[tuple[Visit, str]]:
    """The newest visits with the numbers of the matters opened from them. One statement."""
    rows = Visit.objects.filter(consent=consent).select_related("case", "visitor").order_by(F("on").desc(), "-id")[:20]
    return [(row, number_text(row.case.number, row.case.opened_at) if row.case else "") for row in rows]
