"""A clerk books for who stands at the counter or calls: the clerk is shown as helper, and the resident is told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.bookings.domain.booking import check_people, once, say_booked
from linli.bookings.domain.guest import Guest, check_guest
from linli.bookings.domain.seats import has_elsewhere, masked, refuse_team, take_seat, time_of
from linli.bookings.enums import BookingState, ResourceKind
from linli.bookings.errors import BookedAlready, NoSuchSlot, NotYourResource, ResourceClosed, SlotTaken
from linli.bookings.models import Booking, Resource
from linli.bookings.rules import may_manage, may_receive
from linli.common.errors import Refusal
from linli.people.models import Account
from linli.people.reader import Reader
from linli.people.sealing import by_index


def whose(by: Reader, resource: Resource, guest: Guest | None, *, at: datetime) -> dict[str, Any]:
    """Return the facts of a booking for somebody else: their account where their number has one, else name and number.

    Without a guest: nothing, it is one's own. Raises GuestNameNeeded, AgreementNeeded.
    """
    if guest is None:
        return {}
    check_guest(guest)
    facts: dict[str, Any] = {"guest_name": guest.name.strip()[:60], "guest_phone": guest.phone, "agreed_at": at}
    if not may_receive(by, resource):
        return facts
    residents = Account.objects.filter(is_staff=False, is_active=True)
    found = by_index(residents, "phone_index", guest.phone).first() if guest.phone else None
    return facts | {"account_id": found.id if found else None, "helper": by.label, "helper_id": by.actor_id}


def book_for(
    resources: Sequence[Resource], starts_at: datetime, *, by: Reader, guest: Guest, item_code: str = "",
    case_id: UUID | None = None, people: int = 1, purpose: str = "", key: str = "", at: datetime | None = None,
) -> Booking:  # fmt: skip
    """Book for somebody at the counter, at the first of some windows or rooms that is free. A key sent again: the same.

    Raises NotYourResource, ResourceClosed, NoSuchSlot, SlotTaken, BookedAlready, TooManyPeople, GuestNameNeeded,
    AgreementNeeded.
    """
    at = at or now()
    if not resources:
        raise ResourceClosed
    if not may_receive(by, resources[0]):
        raise NotYourResource
    check_people(resources[0], people)
    refuse_team(resources[0])

    def write(locked: Resource, at: datetime) -> Booking:
        facts = whose(by, locked, guest, at=at)
        span = time_of(locked, starts_at, 1, at=at, item=item_code)
        if locked.kind == ResourceKind.WINDOW and has_elsewhere(locked, facts["account_id"], span, at=at):
            raise BookedAlready
        # What the manager approves stays the manager's to approve; whoever stands at the counter is restrained by nothing.
        is_asked = locked.needs_approval and not may_manage(by, locked)
        booking = take_seat(
            locked, facts.pop("account_id"), span, at=at, state=BookingState.ASKED if is_asked else BookingState.BOOKED, key=key, item_code=item_code,
            case_id=case_id, people=people, purpose=masked(purpose), **facts,
        )  # fmt: skip
        say_booked(booking, by)
        return booking

    fault: Refusal = NoSuchSlot()
    with transaction.atomic():
        for resource in resources:
            try:
                return once(resource, starts_at, by=by, key=key, at=at, write=write)
            except SlotTaken as refusal:
                fault = refusal
            except NoSuchSlot:
                continue
    raise fault
