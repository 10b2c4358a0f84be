"""The waiting list: whoever has waited longest is kept what becomes free, with time to accept it; then it is the next one's."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localtime, now

from linli.bookings.acceptance import accept_until
from linli.bookings.domain.seats import has_elsewhere, is_person_free, lock_resource, take_seat, time_of
from linli.bookings.domain.telling import note, tell_account, tell_booker
from linli.bookings.enums import BookingState, ResourceKind, WaitingState
from linli.bookings.errors import BookedAlready, NoSuchSlot, SlotTaken
from linli.bookings.models import Booking, Resource, WaitingEntry
from linli.bookings.queries.slots import taken_between
from linli.bookings.slots import seats_left
from linli.common.errors import Refusal
from linli.common.queries.compiled import Values, rows
from linli.common.setting import value_of
from linli.people.reader import system

BY = system("the waiting list")


def promote_waiting(resource: Resource, starts_at: datetime, ends_at: datetime, *, at: datetime) -> list[Booking]:
    """Keep what has become free for those who wait, in their turn; the resource is locked already.

    Whoever waits for a window waits for whichever deals with their item.
    """
    if resource.closed_at is not None:
        return []
    waiting = WaitingEntry.objects.select_for_update(of=("self",)).filter(
        state=WaitingState.WAITING, starts_at__lt=ends_at, ends_at__gt=starts_at, starts_at__gt=at
    )
    if resource.kind == ResourceKind.WINDOW:
        waiting = waiting.filter(resource__place=resource.place_id, resource__kind=ResourceKind.WINDOW)
    else:
        waiting = waiting.filter(resource=resource)
    promoted = [_promote(entry, resource, at) for entry in waiting.order_by("at", "id")]
    return [booking for booking in promoted if booking is not None]


def _promote(entry: WaitingEntry, resource: Resource, at: datetime) -> Booking | None:
    is_window = resource.kind == ResourceKind.WINDOW
    if is_window and not is_person_free(entry.account_id):
        return None  # they are booking something in this very moment; the next look finds them
    until = accept_until(localtime(at), entry.starts_at, int(value_of("bookings.accept_minutes")))
    try:
        span = time_of(resource, entry.starts_at, 1, at=at, item=entry.item_code)
        if is_window and has_elsewhere(resource, entry.account_id, span, at=at):
            raise BookedAlready
        booking = take_seat(resource, entry.account_id, span, at=at, state=BookingState.HELD, expires_at=until,
                            people=entry.people, item_code=entry.item_code, case_id=entry.case_id)  # fmt: skip
    except SlotTaken:
        return None  # this one is still full; another slot that has become free may be wanted by the next
    except BookedAlready:
        _end(entry, WaitingState.WITHDRAWN)
    except NoSuchSlot:
        if not is_window:  # another window may still become free for it
            _pass_by(entry, resource)
    except Refusal:
        _pass_by(entry, resource)
    else:
        entry.booking = booking
        _end(entry, WaitingState.PROMOTED)
        note(booking, "promoted", by=BY)
        tell_booker("promoted", booking, until_at=until.isoformat())
        return booking
    return None


def _pass_by(entry: WaitingEntry, resource: Resource) -> None:
    _end(entry, WaitingState.PASSED)
    tell_account("passed", entry.account_id, resource, starts_at=entry.starts_at.isoformat())


def _end(entry: WaitingEntry, state: WaitingState) -> None:
    entry.state = state
    entry.save(update_fields=["state", "booking"])


def promote_due(*, at: datetime | None = None) -> int:
    """Look at everything that is waited for, and keep what is free; return how many moved up. Harmless when run twice.

    Each deed that frees a seat promotes in its own transaction. This finds what became free otherwise: hours that were
    opened, a seat more, a window let again.
    """
    at, count = at or now(), 0
    for resource, spans in _waited_for(at):
        for starts_at, ends_at in spans:
            if not seats_left(starts_at, ends_at, taken_between(resource, starts_at, ends_at, at=at), resource.shape):
                continue  # looked at without the lock: most of the time everything is full
            with transaction.atomic():
                count += len(promote_waiting(lock_resource(resource.pk), starts_at, ends_at, at=at))
    return count


def _waited_for(at: datetime) -> list[tuple[Resource, list[tuple[datetime, datetime]]]]:
    rows = WaitingEntry.objects.filter(state=WaitingState.WAITING, starts_at__gt=at).select_related("resource")
    spans: dict[Resource, set[tuple[datetime, datetime]]] = {}
    windows: dict[object, list[Resource]] = {}
    for row in rows.order_by("starts_at"):
        among: Sequence[Resource] = [row.resource]
        if row.resource.kind == ResourceKind.WINDOW:
            place = row.resource.place_id
            if place not in windows:
                let = Resource.objects.filter(place=place, kind=ResourceKind.WINDOW, closed_at__isnull=True)
                windows[place] = list(let.order_by("id"))
            among = windows[place]
        for one in among:
            spans.setdefault(one, set()).add((row.starts_at, row.ends_at))
    return [(one, sorted(found)) for one, found in spans.items()]


def release_expired_of(resource: Resource, *, at: datetime) -> int:
    """Give back the holds of a locked resource whose time is over, first of all to those who wait."""
    over = rows(("holds over",), {"resource": resource.pk, "at": at}, _over)
    for number, _starts, _ends in over:
        Booking.objects.filter(pk=number).update(state=BookingState.EXPIRED, expires_at=None, changed_at=at)
    if over:
        _tell_lapsed([number for number, _starts, _ends in over], resource)
    for _number, starts_at, ends_at in over:
        promote_waiting(resource, starts_at, ends_at, at=at)
    return len(over)


def _over(values: Values) -> QuerySet[Booking, tuple[UUID, datetime, datetime]]:
    held = Booking.objects.filter(resource=values["resource"], state=BookingState.HELD, expires_at__lte=values["at"])
    return held.order_by("id").values_list("id", "starts_at", "ends_at")


def _tell_lapsed(over: Sequence[UUID], resource: Resource) -> None:
    """Whoever moved up and did not accept in time is told that it went on."""
    entries = WaitingEntry.objects.filter(booking__in=over, state=WaitingState.PROMOTED)
    for entry in entries:
        _end(entry, WaitingState.LAPSED)
        tell_account("lapsed", entry.account_id, resource, starts_at=entry.starts_at.isoformat())


def release_expired(*, at: datetime | None = None) -> int:
    """Give back every hold whose time is over; return how many. Harmless when run twice."""
    at, count = at or now(), 0
    held = Booking.objects.filter(state=BookingState.HELD, expires_at__lte=at).order_by("resource_id")
    for resource_id in held.values_list("resource_id", flat=True).distinct():
        with transaction.atomic():
            count += release_expired_of(lock_resource(resource_id), at=at)
    return count


def end_waiting_for(resource: Resource, starts_at: datetime, ends_at: datetime, *, reason: str, at: datetime) -> int:
    """Tell at once those who wait for a time that is not offered any more, and end their waiting; return how many.

    The resource is locked already. Whoever waits for a window waits on while another one still deals with their item then.
    """
    waiting = WaitingEntry.objects.select_for_update(of=("self",)).filter(
        state=WaitingState.WAITING, starts_at__lt=ends_at, ends_at__gt=starts_at
    )
    among = [resource]
    if resource.kind == ResourceKind.WINDOW:
        of_place = {"place": resource.place_id, "kind": ResourceKind.WINDOW}
        among = list(Resource.objects.filter(**of_place))
        waiting = waiting.filter(resource__in=among)
    else:
        waiting = waiting.filter(resource=resource)
    ended = [entry for entry in waiting.order_by("at", "id") if not _is_offered(entry, among, at)]
    for entry in ended:
        _end(entry, WaitingState.PASSED)
        tell_account("waiting_closed", entry.account_id, resource, starts_at=entry.starts_at.isoformat(), reason=reason)
    return len(ended)


def _is_offered(entry: WaitingEntry, among: Sequence[Resource], at: datetime) -> bool:
    for one in among:
        try:
            time_of(one, entry.starts_at, 1, at=at, item=entry.item_code)
        except Refusal:
            continue
        return True
    return False


def end_waiting(*, at: datetime | None = None) -> int:
    """Tell those whose time has come without a place, and end their waiting; return how many."""
    at, count = at or now(), 0
    over = WaitingEntry.objects.filter(state=WaitingState.WAITING, starts_at__lte=at).select_related("resource__place")
    for entry in over.order_by("id"):
        with transaction.atomic():
            ended = WaitingEntry.objects.filter(pk=entry.pk, state=WaitingState.WAITING)
            if ended.update(state=WaitingState.PASSED):
                tell_account("passed", entry.account_id, entry.resource, starts_at=entry.starts_at.isoformat())
                count += 1
    return count
