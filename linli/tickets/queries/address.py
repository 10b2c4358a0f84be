"""Where tickets are found on the surfaces."""

from uuid import UUID

from django.urls import reverse

from linli.tickets.models import Ticket


def ticket_path(ticket_id: str, is_staff: bool) -> str:
    """A resident's own ticket; staff find it in the queue of its centre."""
    if is_staff:
        return reverse("tickets:desk")
    secret = Ticket.objects.filter(pk=UUID(ticket_id)).values_list("secret", flat=True).first()
    return reverse("tickets:follow", kwargs={"secret": secret}) if secret else ""
