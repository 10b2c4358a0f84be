"""Whose number it was is forgotten; that it was given, and how long it took, stays."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import now

from linli.tickets.enums import OPEN
from linli.tickets.models import Ticket

TIED = Q(account__isnull=False) | Q(booking__isnull=False) | ~Q(holder="")


def tied_tickets(after_days: int) -> QuerySet[Ticket]:
    """Tickets taken so many days ago of which it is still known whose they were."""
    return Ticket.objects.filter(TIED, taken_at__lt=now() - timedelta(days=after_days)).exclude(state__in=OPEN)


def forget_whose(*, after_days: int) -> int:
    """Cut the tie to account, browser and appointment; return of how many. Harmless when run twice."""
    return tied_tickets(after_days).update(account=None, booking=None, holder="", key="")
