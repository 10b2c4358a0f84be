from django.db import models
from django.db.models import F, Q

from linli.common.models import Record
from linli.tickets.enums import OPEN, Ending, Priority, TicketDeed, TicketState, Way


def printed(letter: str, number: int) -> str:
    """A number as it is printed and called: A012."""
    return f"{letter}{number:03}"


class Queue(Record):
    """The line of a place. Who calls the next locks this row, so that the rule of turns holds for all windows together."""

    place = models.OneToOneField("places.Place", on_delete=models.PROTECT, related_name="+")
    run = models.PositiveSmallIntegerField(default=0)  # how many in a row passed somebody who has waited longer


class NumberSeries(Record):
    """The last number given with a letter at a place on a day."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    letter = models.CharField(max_length=1)
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "on", "letter"], name="number_series_once")]


class Ticket(Record):
    """A number taken at a place on a day. Nothing of the person stands here but what class of priority they are of."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    letter = models.CharField(max_length=1)
    number = models.PositiveIntegerField()
    line = models.CharField(max_length=1)  # the letter of what it is for; an appointment has a letter of its own
    item_code = models.CharField(max_length=40, blank=True)
    priority = models.CharField(max_length=10, choices=Priority, blank=True)
    way = models.CharField(max_length=10, choices=Way)
    state = models.CharField(max_length=10, choices=TicketState, default=TicketState.WAITING)
    taken_at = models.DateTimeField()
    turn_at = models.DateTimeField()  # since when it counts in its lane
    first_from = models.DateTimeField(null=True, blank=True)  # from when on it goes first; null: never
    window = models.ForeignKey("places.Window", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    misses = models.PositiveSmallIntegerField(default=0)
    account = models.ForeignKey(
        "people.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    holder = models.CharField(max_length=32, blank=True)  # drawn for the browser that took it without an account
    booking = models.ForeignKey(
        "bookings.Booking", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    case = models.ForeignKey("cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, blank=True)  # of the form it came by: sent twice, it is one ticket
    secret = models.CharField(max_length=32, unique=True)  # by which it is followed without an account
    seq = models.PositiveSmallIntegerField(default=0)  # of its last event
    ended_at = models.DateTimeField(null=True, blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "on", "letter", "number"], name="number_given_once"),
            models.UniqueConstraint(fields=["place", "key"], condition=~Q(key=""), name="ticket_key_once"),
            models.UniqueConstraint(
                fields=["place", "account"], condition=Q(state__in=OPEN, account__isnull=False),
                name="one_open_ticket_an_account",
            ),
            models.UniqueConstraint(
                fields=["place", "holder"], condition=Q(state__in=OPEN) & ~Q(holder=""), name="one_open_ticket_a_browser"
            ),
            models.UniqueConstraint(
                fields=["booking"], condition=Q(state__in=OPEN, booking__isnull=False), name="one_open_ticket_a_booking"
            ),
            models.CheckConstraint(
                condition=Q(letter__regex="^[A-Z]$", line__regex="^[A-Z]$", number__gte=1), name="ticket_is_numbered"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_at__isnull=True) | (~Q(state__in=OPEN) & Q(ended_at__isnull=False)),
                name="ticket_ends",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["place", "turn_at", "id"], condition=Q(state=TicketState.WAITING), name="ticket_in_turn"),
            models.Index(fields=["place", "on"], condition=Q(state__in=OPEN), name="ticket_open"),
            models.Index(
                fields=["account", "-taken_at"], condition=Q(account__isnull=False), name="ticket_by_account"
            ),
            models.Index(
                fields=["taken_at"], name="ticket_tied_to_somebody",
                condition=Q(account__isnull=False) | Q(booking__isnull=False) | ~Q(holder=""),
            ),
            models.Index(fields=["booking"], condition=Q(booking__isnull=False), name="ticket_by_booking"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        return printed(self.letter, self.number)


class Call(Record):
    """A ticket called to a window. A ticket has one open call, a window serves one ticket: by constraint."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", db_index=False)
    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.PROTECT, related_name="calls")
    session = models.ForeignKey("tickets.WindowSession", on_delete=models.PROTECT, related_name="calls")
    window = models.ForeignKey("places.Window", on_delete=models.PROTECT, related_name="+", db_index=False)
    item_code = models.CharField(max_length=40, blank=True)  # as the ticket had it then
    called_at = models.DateTimeField()
    shown_at = models.DateTimeField()  # when it was called last
    times = models.PositiveSmallIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=12, choices=Ending, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket"], condition=Q(ended_at__isnull=True), name="ticket_called_once"),
            models.UniqueConstraint(fields=["window"], condition=Q(ended_at__isnull=True), name="window_serves_one"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="") | (Q(ended_at__gte=F("called_at")) & ~Q(ending="")),
                name="call_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "-shown_at"], name="call_by_place"),
            models.Index(fields=["place", "-ended_at"], condition=Q(ending=Ending.FINISHED), name="call_finished"),
        ]


class TicketEvent(models.Model):
    """What happened to a ticket. Only added, never changed: from these all times are computed."""

    append_only = True

    id = models.BigAutoField(primary_key=True)
    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.PROTECT, related_name="events", db_index=False)
    seq = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    deed = models.CharField(max_length=12, choices=TicketDeed)
    state = models.CharField(max_length=10, choices=TicketState)  # from then on
    window = models.ForeignKey(
        "places.Window", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    item_code = models.CharField(max_length=40, blank=True)
    by = models.CharField(max_length=200)  # unit and post, or "resident"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "seq"], name="ticket_event_once")]
