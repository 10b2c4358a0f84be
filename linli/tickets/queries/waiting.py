"""Who waits at a place, in the order in which they will be called, and about how long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.common.setting import value_of
from linli.tickets.enums import Ending, TicketState
from linli.tickets.models import Call, Queue, Ticket, WindowSession
from linli.tickets.turns import Turn, in_turn
from linli.tickets.waits import Estimate, Usual, usual_of, wait_of

RECENT = 200  # services that the usual time is the median of


def waiting_at(place_id: UUID, *, at: datetime) -> list[Ticket]:
    """Return those who wait, in turn. Two statements."""
    tickets = {
        str(ticket.pk): ticket
        for ticket in Ticket.objects.filter(place=place_id, state=TicketState.WAITING).select_related("window")
    }
    turns = [Turn(ticket.turn_at, key, ticket.first_from) for key, ticket in tickets.items()]
    run = Queue.objects.filter(place=place_id).values_list("run", flat=True).first() or 0
    return [tickets[turn.key] for turn in in_turn(turns, at=at, run=run, most=value_of("tickets.most_passed"))]


@dataclass(frozen=True)
class Windows:
    """What the windows of a place are doing: how many call, and whom they serve since when."""

    calling: int
    serving: list[tuple[str, datetime]]  # item, since

    def served(self, at: datetime) -> list[tuple[str, float]]:
        return [(item, (at - since).total_seconds()) for item, since in self.serving]


def windows_now(place_id: UUID) -> Windows:
    """Two statements."""
    calling = WindowSession.objects.filter(place=place_id, closed_at__isnull=True, paused_at__isnull=True).count()
    serving = Call.objects.filter(place=place_id, ended_at__isnull=True).order_by("-shown_at")
    return Windows(calling, list(serving.values_list("item_code", "called_at")[:99]))


def usual_times(place_id: UUID) -> Usual:
    """Return the usual length of a service here: the median of the last ones. One statement."""
    rows = Call.objects.filter(place=place_id, ending=Ending.FINISHED).order_by("-ended_at")
    found = rows.values_list("item_code", "called_at", "ended_at")[:RECENT]
    return usual_of([(item, (ended - called).total_seconds()) for item, called, ended in found if ended])


def estimate(waiting: Sequence[Ticket], windows: Windows, usual: Usual, *, at: datetime) -> Estimate:
    """Estimate the wait of whoever comes after these."""
    return wait_of([ticket.item_code for ticket in waiting], windows.served(at), windows.calling, usual)


def wait_for_next(place_id: UUID, *, at: datetime) -> Estimate:
    """About how long somebody would wait who took a number now. Five statements."""
    return estimate(waiting_at(place_id, at=at), windows_now(place_id), usual_times(place_id), at=at)
