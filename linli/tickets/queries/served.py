"""Who has just been served and has not said how it was."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from linli.ratings.enums import Rated
from linli.ratings.queries.standing import rated_among
from linli.tickets.enums import TicketState
from linli.tickets.models import Ticket

JUST, MOST = timedelta(hours=1), 24


def just_served(place: UUID, *, at: datetime) -> list[Ticket]:
    """The numbers served at a place in the last hour that nobody has rated, newest first. Two statements."""
    done = Ticket.objects.filter(place=place, on=localdate(at), state=TicketState.DONE, ended_at__gte=at - JUST)
    found = list(done.order_by("-ended_at", "-id")[: 4 * MOST])
    rated = rated_among(Rated.VISIT, [one.id for one in found])
    return [one for one in found if one.id not in rated][:MOST]
