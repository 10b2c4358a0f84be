"""How a body was urged and supervised, and what it reported back."""

from dataclasses import dataclass

from django.utils.timezone import now

from linli.people.queries.unit import unit_name
from linli.petitions.models import Petition, Urging


@dataclass(frozen=True)
class Pressed:
    """One time it was urged or supervised. `is_late`: reported late, or not yet and its day has passed."""

    row: Urging
    by: str
    unit: str
    is_late: bool


def urgings_of(petition: Petition) -> list[Pressed]:
    """The newest first. One statement."""
    rows = Urging.objects.filter(petition=petition).order_by("-at", "-id")
    return [
        Pressed(
            row,
            unit_name(row.by_unit_id),
            unit_name(row.unit_id),
            (row.reported_at or row.over_at or now()) > row.due_at,
        )
        for row in rows
    ]
