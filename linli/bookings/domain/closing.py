"""A time is closed after it was booked: each is told, offered another time or a room like it, and takes it at a tap."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate, now

from linli.bookings.domain.booking import say_booked, slots_in
from linli.bookings.domain.seats import lock_resource, masked, move, refuse_team, state_when_taken, take_seat, time_of
from linli.bookings.domain.telling import note, say_changed, tell_booker
from linli.bookings.domain.waiting import end_waiting_for, release_expired_of
from linli.bookings.enums import AHEAD, LIVE, BookingState
from linli.bookings.errors import BookingReasonNeeded, NoOffer, NotYourBooking, NotYourResource
from linli.bookings.models import Booking, Resource, ResourceException
from linli.bookings.queries.offers import like_resources, offers_for
from linli.bookings.queries.slots import Hours, hours_of, midnight
from linli.bookings.rules import is_own, may_manage
from linli.common.domain.audit import note_deed
from linli.people.reader import Reader

UNTIL_OPENED = timedelta(days=400)  # longer than anything can be booked ahead


def close_resource_for(
    resource: Resource, starts_at: datetime, ends_at: datetime, *, by: Reader, reason: str, at: datetime | None = None
) -> tuple[ResourceException, list[Booking]]:
    """Close a resource for a time. What was booked in it is lost; each is told, and offered a time of their own.

    Raises NotYourResource, BookingReasonNeeded, ValueError where the end is not after the beginning.
    """
    at = at or now()
    if not reason.strip():
        raise BookingReasonNeeded
    if ends_at <= starts_at:
        raise ValueError("a closing ends after it begins")
    with transaction.atomic():
        locked = lock_resource(resource.pk)
        if not may_manage(by, locked):
            raise NotYourResource
        made = ResourceException.objects.create(
            resource=locked, starts_at=starts_at, ends_at=ends_at, reason=masked(reason), by=by.label
        )
        hit = list(_ahead(locked, starts_at, ends_at))
        _lose(hit, made, by=by, at=at)
        end_waiting_for(locked, starts_at, ends_at, reason=made.reason, at=at)
    return made, hit


def close_outside_hours(
    resource: Resource, first_on: date, last_on: date, *, by: Reader, reason: str, at: datetime | None = None
) -> list[Booking]:
    """The hours of its place were changed: what was booked outside them on these days is lost; each is told and offered another.

    In the transaction that changed the hours. Raises NotYourResource, BookingReasonNeeded.
    """
    at = at or now()
    if not reason.strip():
        raise BookingReasonNeeded
    begins, ends = max(midnight(first_on), at), midnight(last_on + timedelta(days=1))
    with transaction.atomic():
        locked = lock_resource(resource.pk)
        if not may_manage(by, locked):
            raise NotYourResource
        ahead = list(_ahead(locked, begins, ends))
        if ahead:
            last = max(localdate(booking.ends_at) for booking in ahead)
            hours = hours_of([locked], first_on, (last - first_on).days + 1)[locked.pk]
            hit = [booking for booking in ahead if not _is_within(booking, hours)]
        else:
            hit = []
        if hit:
            # What closes is the place's, and goes when the place takes it back: of the resource it only says why.
            made = ResourceException.objects.create(
                resource=locked, starts_at=begins, ends_at=ends, reason=masked(reason), by=by.label, withdrawn_at=at
            )
            _lose(hit, made, by=by, at=at)
        end_waiting_for(locked, begins, ends, reason=masked(reason), at=at)
    return hit


def _ahead(resource: Resource, starts_at: datetime, ends_at: datetime) -> QuerySet[Booking]:
    """What is booked in a time, held until the end of the transaction; who booked first comes first."""
    ahead = Booking.objects.select_for_update().filter(
        resource=resource, state__in=AHEAD, starts_at__lt=ends_at, ends_at__gt=starts_at
    )
    return ahead.order_by("made_at", "id")


def _is_within(booking: Booking, hours: Hours) -> bool:
    """Whether it lies in an opening, its parts in one after the other: a run of slots may reach over two."""
    reached = booking.starts_at
    for begins, ends in sorted([*hours.opening, *hours.extra]):
        if begins <= reached < ends:
            reached = ends
    return reached >= booking.ends_at


def _lose(hit: Sequence[Booking], made: ResourceException, *, by: Reader, at: datetime) -> None:
    for booking in hit:
        booking.resource = made.resource
        booking.expires_at, booking.note, booking.closing = None, made.reason, made
        booking.save(update_fields=["closing"])
        move(booking, BookingState.CANCELLED, at)
        note(booking, "closed", by=by)
        say_changed(booking)
    _tell_all(hit, made, at)


def _tell_all(hit: Sequence[Booking], made: ResourceException, at: datetime) -> None:
    """Tell each of a free time of their own as long as there are enough: it is an offer, and who takes it first has it."""
    named: dict[tuple[object, datetime], int] = {}
    for booking in hit:
        offers = offers_for(booking, at=at, most=8)
        unnamed = (one for one in offers if named.get((one.resource.id, one.starts_at), 0) < one.left)
        offer = next(unnamed, offers[0] if offers else None)
        if offer is None:
            tell_booker("closed_for_good", booking, reason=made.reason)
            continue
        named[(offer.resource.id, offer.starts_at)] = named.get((offer.resource.id, offer.starts_at), 0) + 1
        tell_booker(
            "closed", booking, reason=made.reason, other_at=offer.starts_at.isoformat(), other=offer.resource.name
        )


def accept_offer(
    booking: Booking, resource: Resource, starts_at: datetime, *, by: Reader, at: datetime | None = None
) -> Booking:
    """Take another time, or a room like it, instead of what the centre closed. Taken twice, it is the same booking.

    Raises NotYourBooking, NoOffer (not lost by a closing, or not a resource like it), NoSuchSlot, SlotTaken, BookedAlready.
    """
    at = at or now()
    refuse_team(resource)
    with transaction.atomic():
        target = lock_resource(resource.pk)
        lost = Booking.objects.select_for_update(of=("self",)).select_related("resource__place").get(pk=booking.pk)
        if not is_own(by, lost):
            raise NotYourBooking
        taken = Booking.objects.filter(follows=lost, state__in=LIVE).first()
        if taken is not None:
            return taken
        is_like = target.pk in {one.pk for one in like_resources(lost)}
        if lost.state != BookingState.CANCELLED or lost.closing_id is None or not is_like:
            raise NoOffer
        release_expired_of(target, at=at)
        span = time_of(target, starts_at, slots_in(lost, lost.resource), at=at, item=lost.item_code)
        made = take_seat(
            target, lost.account_id, span, at=at, state=state_when_taken(target, lost.account_id, at=at), follows=lost,
            people=lost.people, purpose=lost.purpose, item_code=lost.item_code, case_id=lost.case_id,
            guest_name=lost.guest_name, guest_phone=lost.guest_phone, agreed_at=lost.agreed_at,
        )  # fmt: skip
        say_booked(made, by)
    return made


def close_until_opened(resource: Resource, *, by: Reader, reason: str, at: datetime | None = None) -> list[Booking]:
    """Close a resource until it is opened again, as its room or window is. Raises NotYourResource, BookingReasonNeeded."""
    at = at or now()
    return close_resource_for(resource, at, at + UNTIL_OPENED, by=by, reason=reason, at=at)[1]


def open_again(resource: Resource, *, by: Reader, at: datetime | None = None) -> int:
    """Take back what closed a resource until it is opened again; what was lost stays lost. Raises NotYourResource."""
    at = at or now()
    with transaction.atomic():
        locked = lock_resource(resource.pk)
        if not may_manage(by, locked):
            raise NotYourResource
        closed = ResourceException.objects.filter(
            resource=locked, is_open=False, withdrawn_at__isnull=True, ends_at__gte=at + timedelta(days=1)
        )
        whole = [one.pk for one in closed if one.ends_at - one.starts_at >= UNTIL_OPENED]
        count = ResourceException.objects.filter(pk__in=whole).update(withdrawn_at=at)
        if count:
            note_deed("resource.opened", by=by, subject_kind="place", subject_id=locked.place_id, area=locked.place.area,
                      name=locked.name)  # fmt: skip
    return count
