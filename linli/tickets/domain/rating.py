"""Say how a visit was: once for each number that was served (一次一评), without an account too."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.people.reader import Reader
from linli.ratings.domain.rating import rate
from linli.ratings.enums import Door, Grade, Rated
from linli.ratings.errors import NotServed
from linli.ratings.models import Rating
from linli.ratings.occasion import Occasion
from linli.tickets.enums import TicketState
from linli.tickets.models import Call, Ticket
from linli.tickets.queries.lines import item_titles


def rate_visit(
    ticket: Ticket, *, grade: Grade | int, by: Reader, door: Door, note: str = "", is_anonymous: bool = False,
    at: datetime | None = None,
) -> Rating:  # fmt: skip
    """Rate what was done at the window. Whoever has the number's address may, and whoever stands at the hall's machine.

    The holder is answered by message only where they are signed in and want it. Raises NotServed, and what `rate` raises.
    """
    at = at or now()
    with transaction.atomic():
        held = Ticket.objects.select_for_update(of=("self",)).select_related("place").get(pk=ticket.pk)
        if held.state != TicketState.DONE or held.ended_at is None:
            raise NotServed
        is_holder = held.account_id is not None and by.actor_id == held.account_id and not is_anonymous
        occasion = Occasion(
            Rated.VISIT, held.id, held.printed, item_titles(held.place.code).get(held.item_code, ""), held.item_code,
            held.place, held.ended_at, _clerks(held.id), held.account_id if is_holder else None, held.is_invented,
        )  # fmt: skip
        return rate(occasion, grade=grade, by=by, door=door, note=note, at=at)


def _clerks(ticket: UUID) -> list[UUID]:
    """Everybody at whose window the number was, whichever way its calls ended."""
    return list(Call.objects.filter(ticket=ticket).values_list("session__clerk", flat=True).distinct())
