"""Home visits: asked for with address and reason, approved with who goes, let in by a code, and ended with what came of it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.bookings.domain.booking import account_of, once, say_booked
from linli.bookings.domain.guest import Guest
from linli.bookings.domain.helping import whose
from linli.bookings.domain.receiving import approve_booking, write_no_show
from linli.bookings.domain.seats import lock_booking, masked, move, take_seat, time_of
from linli.bookings.domain.telling import note, tell_booker
from linli.bookings.domain.way import check_way, settle_way
from linli.bookings.enums import AHEAD, BookingState, ResourceKind, VisitResult
from linli.bookings.errors import (
    CodeNotSaid,
    NobodyGoes,
    NoSuchCommunity,
    NoSuchSlot,
    NotAVisitor,
    NotBegun,
    NotPossibleForBooking,
    NotYourBooking,
    NotYourResource,
    TwoMustGo,
    VisitNotBegun,
    VisitUnclear,
)
from linli.bookings.models import Booking, HomeVisit, Resource, Visitor
from linli.bookings.queries.visits import code_of, goers_of
from linli.bookings.rules import EARLY, is_own, may_manage, may_receive
from linli.people.labels import labels_in_languages
from linli.people.reader import Reader
from linli.people.scan import scan

MOST_FOUND = 600


def ask_visit(
    team: Resource, starts_at: datetime, *, by: Reader, area: str, address: str, reason: str, guest: Guest | None = None,
    item_code: str = "", case_id: UUID | None = None, key: str = "", at: datetime | None = None,
) -> Booking:  # fmt: skip
    """Ask that a team comes home, for oneself or for somebody who agreed; a clerk asks for who stands at the counter.

    A key sent again gives the same. Raises AccountNeeded, VisitUnclear (address or reason missing), NoSuchCommunity,
    AgreementNeeded, ResourceClosed, NoSuchSlot, SlotTaken, BookedAlready, TooFarApart.
    """
    if not address.strip() or not reason.strip():
        raise VisitUnclear
    if team.kind != ResourceKind.TEAM:
        raise NoSuchSlot
    if area[:9] != team.place.area[:9] or len(area) not in (12, 15):
        raise NoSuchCommunity
    facts = whose(by, team, guest, at=at or now())

    def write(locked: Resource, at: datetime) -> Booking:
        span = time_of(locked, starts_at, 1, at=at, item=item_code)
        until = check_way(locked, area, span)
        account = facts.pop("account_id", account_of(by) if "helper" not in facts else None)
        booking = take_seat(locked, account, span, at=at, until=until, state=BookingState.ASKED, key=key,
                            item_code=item_code, case_id=case_id, **facts)  # fmt: skip
        HomeVisit.objects.create(booking=booking, area=area, address=address.strip()[:200], reason=masked(reason)[:300])
        settle_way(locked, span[0])
        say_booked(booking, by)
        return booking

    return once(team, starts_at, by=by, key=key, at=at or now(), write=write)


def approve_visit(
    booking: Booking, *, by: Reader, visitors: Collection[UUID], needs_two: bool = False, at: datetime | None = None
) -> Booking:
    """Approve a visit and name who goes; the resident reads unit and post, and the code that is said at the door.

    Raises NotYourResource, NotPossibleForBooking, NobodyGoes, TwoMustGo.
    """
    with transaction.atomic():
        name_visitors(booking, by=by, visitors=visitors, needs_two=needs_two)
        return approve_booking(booking, by=by, at=at)


def name_visitors(booking: Booking, *, by: Reader, visitors: Collection[UUID], needs_two: bool) -> HomeVisit:
    """Name who goes. Raises NotYourResource, NotPossibleForBooking, NobodyGoes (nobody of this place), TwoMustGo."""
    with transaction.atomic():
        resource, locked = lock_booking(booking)
        visit = HomeVisit.objects.select_for_update().get(booking=locked)
        if not may_manage(by, resource):
            raise NotYourResource
        if locked.state not in AHEAD:
            raise NotPossibleForBooking(state=locked.get_state_display())
        named = [one for one in goers_of(resource.place.area) if one.id in set(visitors)]
        if not named:
            raise NobodyGoes
        if needs_two and len(named) < 2:
            raise TwoMustGo
        visit.needs_two = needs_two
        visit.save(update_fields=["needs_two"])
        Visitor.objects.filter(visit=visit).delete()
        Visitor.objects.bulk_create(Visitor(visit=visit, account_id=one.id, label=one.label) for one in named)
        note(locked, "visitors_named", by=by, count=len(named))
        if locked.state == BookingState.BOOKED:
            tell_booker(
                "visitors", locked, who=labels_in_languages([one.label for one in named]), code=code_of(visit.id)
            )
    return visit


def know_visitor(booking: Booking, *, by: Reader, at: datetime | None = None) -> HomeVisit:
    """The resident says that the code said at the door was the right one. Raises NotYourBooking, NotPossibleForBooking."""
    with transaction.atomic():
        _resource, locked = lock_booking(booking)
        if not is_own(by, locked):
            raise NotYourBooking
        if locked.state not in (BookingState.BOOKED, BookingState.ARRIVED):
            raise NotPossibleForBooking(state=locked.get_state_display())
        visit = HomeVisit.objects.select_for_update().get(booking=locked)
        if visit.known_at is None:
            visit.known_at = at or now()
            visit.save(update_fields=["known_at"])
            note(locked, "visitor_known", by=by)
    return visit


def arrive_visit(
    booking: Booking, *, by: Reader, code_was_right: bool, let_in: bool, at: datetime | None = None
) -> HomeVisit:
    """Note that they were let in: the code was said and was the right one, and the resident agreed. No place is kept.

    Raises NotAVisitor, NotPossibleForBooking, NotBegun, TwoMustGo, CodeNotSaid.
    """
    at = at or now()
    with transaction.atomic():
        _resource, locked, visit = _locked_visit(booking, by)
        if locked.state == BookingState.ARRIVED:
            return visit
        if locked.state != BookingState.BOOKED:
            raise NotPossibleForBooking(state=locked.get_state_display())
        if at < locked.starts_at - EARLY:
            raise NotBegun
        if visit.needs_two and visit.visitors.count() < 2:
            raise TwoMustGo
        if not let_in or not (code_was_right or visit.known_at):
            raise CodeNotSaid
        visit.arrived_at, visit.known_at, visit.agreed_at = at, visit.known_at or at, at
        visit.save(update_fields=["arrived_at", "known_at", "agreed_at"])
        move(locked, BookingState.ARRIVED, at)
        note(locked, "arrived", by=by)
    return visit


def end_visit(
    booking: Booking, *, by: Reader, result: VisitResult, found: str = "", case_id: UUID | None = None,
    at: datetime | None = None,
) -> HomeVisit:  # fmt: skip
    """Note how a visit ended, and the matter it served. Raises NotAVisitor, NotPossibleForBooking, VisitNotBegun, NotBegun."""
    at = at or now()
    with transaction.atomic():
        _resource, locked, visit = _locked_visit(booking, by)
        if visit.ended_at is not None or locked.state not in (BookingState.BOOKED, BookingState.ARRIVED):
            raise NotPossibleForBooking(state=locked.get_state_display())
        is_inside = locked.state == BookingState.ARRIVED
        if (result in (VisitResult.DONE, VisitResult.AGAIN)) != is_inside:
            raise VisitNotBegun
        if not is_inside and at < locked.starts_at - EARLY:
            raise NotBegun
        if result == VisitResult.AWAY:
            write_no_show(locked, by=by, at=at)
        else:
            move(locked, BookingState.DONE if is_inside else BookingState.CANCELLED, at)
            note(locked, "visit_ended", by=by, result=str(result))
        visit.ended_at, visit.result, visit.found = at, result, scan(found.strip()[:MOST_FOUND]).masked
        visit.save(update_fields=["ended_at", "result", "found"])
        if case_id is not None:
            Booking.objects.filter(pk=locked.pk).update(case_id=case_id)
    return visit


def tie_case(booking: Booking, case_id: UUID, *, by: Reader) -> Booking:
    """Say which matter a visit served: one that was begun there, or had been. The last one counts.

    The right to the matter is the caller's check. Raises NotAVisitor, NotPossibleForBooking.
    """
    with transaction.atomic():
        _resource, locked, _visit = _locked_visit(booking, by)
        if locked.state not in (BookingState.ARRIVED, BookingState.DONE):
            raise NotPossibleForBooking(state=locked.get_state_display())
        if locked.case_id != case_id:
            Booking.objects.filter(pk=locked.pk).update(case_id=case_id)
            note(locked, "case", by=by)
            locked.case_id = case_id
    return locked


def _locked_visit(booking: Booking, by: Reader) -> tuple[Resource, Booking, HomeVisit]:
    resource, locked = lock_booking(booking)
    visit = HomeVisit.objects.select_for_update().get(booking=locked)
    is_named = by.actor_id is not None and visit.visitors.filter(account_id=by.actor_id).exists()
    if not is_named and not may_receive(by, resource):
        raise NotAVisitor
    return resource, locked, visit
