"""Messages to the grids of a reader: unanswered first."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.areas.queries.map import area_path
from linli.grid.models import GridMessage
from linli.grid.rules import MAY_SEE_VOLUNTEERS, areas_of, may_work
from linli.people.reader import Reader

SHOWN = 100


@dataclass(frozen=True)
class MessageLine:
    message: GridMessage
    path: str


def areas_worked(reader: Reader) -> tuple[str, ...]:
    return areas_of(reader, MAY_SEE_VOLUNTEERS)


def _within(areas: Sequence[str]) -> QuerySet[GridMessage]:
    place = Q()
    for area in areas:
        place |= Q(grid__startswith=area)
    return GridMessage.objects.filter(place) if areas else GridMessage.objects.none()


def message_lines(reader: Reader, *, is_answered: bool = False) -> list[MessageLine]:
    """The newest messages of the reader's grids. One statement."""
    rows = _within(areas_worked(reader)).filter(answered_at__isnull=not is_answered).order_by("-at", "-id")[:SHOWN]
    return [MessageLine(row, " ".join(area_path(row.grid))) for row in rows]


def message_seen(message_id: UUID, reader: Reader) -> GridMessage | None:
    message = GridMessage.objects.select_related("case").filter(pk=message_id).first()
    return message if message and may_work(reader, message.grid) else None
