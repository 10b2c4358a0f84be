"""Where tickets are found on the surfaces."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.places.counter import PlacePage
from linli.places.enums import PlaceKind
from linli.places.queries.directory import place_map
from linli.tickets.models import Ticket


def ticket_path(ticket_id: str, is_staff: bool) -> str:
    """A resident's own ticket; staff find it in the queue of its centre."""
    if is_staff:
        return reverse("tickets:desk")
    secret = Ticket.objects.filter(pk=UUID(ticket_id)).values_list("secret", flat=True).first()
    return reverse("tickets:follow", kwargs={"secret": secret}) if secret else ""


def take_page(place_code: str) -> PlacePage | None:
    """The link from a place to the page where a number is taken; rest stops have none. No statement."""
    place = place_map().get(place_code)
    if place is None or place.kind == PlaceKind.STOP:
        return None
    about = _("Take it on your phone when you set out or when you are there; your turn is told here.")
    return PlacePage(_("Take a number"), about, reverse("tickets:take", args=[place_code]))
