from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from linli.bookings.enums import LIVE, BookingState, WaitingState
from linli.common.models import Record
from linli.people.sealing import SealedTextField


class BookingSeries(Record):
    """Bookings of one person that were made together, week after week."""

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    every_weeks = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()


class Booking(Record):
    """A seat, that is one unit of one resource, for a time. The database lets nobody have a seat that somebody has."""

    resource = models.ForeignKey("bookings.Resource", on_delete=models.PROTECT, related_name="bookings", db_index=False)
    seat = models.PositiveSmallIntegerField()
    # Whose booking it is; none where a clerk booked for somebody without an account.
    account = models.ForeignKey(
        "people.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    during = DateTimeRangeField()  # from the beginning to the end with its buffer: what nobody else may have
    state = models.CharField(max_length=10, choices=BookingState)
    expires_at = models.DateTimeField(null=True, blank=True)  # of a hold
    key = models.CharField(max_length=64, blank=True)  # of the form it came by: sent twice, it is one booking
    one_each = models.BooleanField(default=True)  # as the resource had it when this was made
    people = models.PositiveSmallIntegerField(default=1)
    purpose = models.CharField(max_length=200, blank=True)  # numbers in it are masked
    note = models.CharField(max_length=200, blank=True)  # why it was cancelled or not approved
    series = models.ForeignKey(
        "bookings.BookingSeries", null=True, blank=True, on_delete=models.PROTECT, related_name="bookings"
    )
    item_code = models.CharField(max_length=40, blank=True)  # what it is for, by the catalogue's code
    case_id = models.UUIDField(null=True, blank=True)  # the matter it serves; the engines do not know each other
    guest_name = SealedTextField()  # for whom it is, where that is not the account
    guest_phone = SealedTextField()
    agreed_at = models.DateTimeField(null=True, blank=True)  # when it was said that they agree
    helper = models.CharField(max_length=200, blank=True)  # unit and post of the clerk who booked for them
    helper_id = models.UUIDField(null=True, blank=True)
    closing = models.ForeignKey(
        "bookings.ResourceException", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # by which it was lost
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followers", db_index=False
    )  # what it is taken instead of
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="seat_taken_once",
                expressions=[
                    ("resource", RangeOperators.EQUAL), ("seat", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=LIVE),
            ),
            ExclusionConstraint(
                name="one_for_each",
                expressions=[
                    ("resource", RangeOperators.EQUAL), ("account", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=LIVE, one_each=True),
            ),
            models.UniqueConstraint(fields=["account", "key"], condition=~Q(key=""), name="booking_key_once"),
            models.UniqueConstraint(
                fields=["helper_id", "key"], condition=Q(helper_id__isnull=False) & ~Q(key=""),
                name="helper_booking_key_once",
            ),
            models.UniqueConstraint(fields=["follows"], condition=Q(state__in=LIVE), name="one_follower_lives"),
            # For an account, or for somebody whose booking a clerk keeps; forgotten, it has neither.
            models.CheckConstraint(
                condition=Q(account__isnull=False) | ~Q(helper=""), name="booking_is_somebodys"
            ),
            models.CheckConstraint(
                condition=Q(seat__gte=1, people__gte=1, ends_at__gt=F("starts_at"), during__startswith=F("starts_at")),
                name="booking_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=BookingState.HELD, expires_at__isnull=False)
                | (~Q(state=BookingState.HELD) & Q(expires_at__isnull=True)),
                name="hold_expires",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["account", "-starts_at"], name="booking_by_account"),
            models.Index(fields=["resource", "starts_at"], name="booking_by_resource"),
            models.Index(fields=["expires_at"], condition=Q(state=BookingState.HELD), name="booking_held"),
            models.Index(fields=["starts_at"], condition=Q(state__in=LIVE), name="booking_ahead"),
            models.Index(fields=["case_id"], condition=Q(case_id__isnull=False), name="booking_by_case"),
            models.Index(
                fields=["ends_at"], condition=~Q(guest_name="") | ~Q(guest_phone=""), name="booking_with_guest"
            ),
        ]


class WaitingEntry(Record):
    """Somebody who wants a slot that is full; whoever has waited longest gets what becomes free."""

    resource = models.ForeignKey("bookings.Resource", on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    people = models.PositiveSmallIntegerField(default=1)
    item_code = models.CharField(max_length=40, blank=True)  # at windows: whichever deals with it will do
    case_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=WaitingState, default=WaitingState.WAITING)
    at = models.DateTimeField()
    booking = models.ForeignKey("bookings.Booking", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "account", "starts_at"], condition=Q(state=WaitingState.WAITING), name="waits_once"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="waiting_is_whole"),
        ]
        indexes = [
            models.Index(
                fields=["resource", "starts_at", "at"], condition=Q(state=WaitingState.WAITING), name="waiting_in_turn"
            ),
        ]


class CalendarAddress(Record):
    """The secret address of a calendar: its number is part of the secret, so raising it shuts the address before."""

    subject_kind = models.CharField(max_length=10)  # account, place
    subject_id = models.UUIDField()
    number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="calendar_address_once"),
        ]
