"""Home visits: asked for, approved with who goes, let in by a code, ended; the way between stops is kept free."""

from datetime import timedelta

import pytest

from linli.bookings.domain.booking import book_slot, cancel_booking, hold_slot, reschedule
from linli.bookings.domain.guest import Guest, forget_guests
from linli.bookings.domain.joining import join_waiting
from linli.bookings.domain.receiving import approve_booking, arrive
from linli.bookings.domain.resource import let_team
from linli.bookings.domain.series import book_series
from linli.bookings.domain.visit import approve_visit, arrive_visit, ask_visit, end_visit, know_visitor, name_visitors
from linli.bookings.enums import BookingState, VisitResult
from linli.bookings.models import Booking, HomeVisit
from linli.bookings.queries import visits as visits_module
from linli.bookings.queries.visits import code_of, day_of_visits, goers_of, visits_visible_to
from linli.bookings.travel import Stop, minutes_between, too_far, ways_between
from linli.common.models import AuditEntry
from linli.notices.models import Notice
from linli.people.enums import Role
from linli.people.reader import ANONYMOUS, system
from tests.bookings.conftest import MONDAY, NOW, moment, refused
from tests.factories import GRID, OTHER_VILLAGE, VILLAGE, make_place, make_resident, make_staff

NINE = moment("09:00")
FAR = "350181005001"  # another community of the same town
ASKED = {"area": VILLAGE, "address": "宏侨花园3号楼402", "reason": "养老资格认证，行走不便"}


@pytest.fixture
def team(db):
    """A team of the centre: visits of 40 minutes, 20 of way where it is not known."""
    return let_team(make_place("hall"), "上门服务队", by=system("test"), slot_minutes=40, buffer_minutes=20)


@pytest.fixture
def grid_member(db):
    return make_staff(Role.GRID_MEMBER, area=GRID)


@pytest.fixture
def visit(team, resident):
    return ask_visit(team, NINE, by=resident, at=NOW, **ASKED)


def approve(booking, people, *visitors, **more):
    return approve_visit(booking, by=people["manager"], visitors=[one.actor_id for one in visitors], at=NOW, **more)


@pytest.mark.parametrize(
    ("change", "code"),
    [({"address": " "}, "visit_unclear"), ({"reason": ""}, "visit_unclear"), ({"area": OTHER_VILLAGE}, "no_such_community"),
     ({"area": "350181005"}, "no_such_community"), ({"guest": Guest("林奶奶")}, "agreement_needed")],
)  # fmt: skip
def test_what_is_not_asked_for_rightly_is_refused(change, code, team, resident):
    with refused(code):
        ask_visit(team, NINE, by=resident, at=NOW, **(ASKED | change))
    with refused("account_needed"):
        ask_visit(team, NINE, by=ANONYMOUS, at=NOW, **ASKED)

    assert not Booking.objects.exists()


def test_a_team_is_taken_by_no_other_way(team, resident):
    for deed in (hold_slot, book_slot, join_waiting, lambda *given, **more: book_series(*given, times=2, **more)):
        with refused("no_such_slot"):
            deed(team, NINE, by=resident, at=NOW)


def test_it_waits_for_the_centre_and_names_who_goes(visit, people, resident, grid_member):
    assert (visit.state, visit.visit.reason) == (BookingState.ASKED, ASKED["reason"])
    with refused("nobody_goes"):
        approve_booking(visit, by=people["manager"], at=NOW)
    with refused("not_your_resource"):
        approve_visit(visit, by=people["clerk"], visitors=[grid_member.actor_id], at=NOW)
    with refused("nobody_goes"):
        approve(visit, people, people["stranger"])
    with refused("two_must_go"):
        approve(visit, people, grid_member, needs_two=True)

    approve(visit, people, grid_member, people["clerk"], needs_two=True)

    notice = Notice.objects.filter(recipient=resident.actor_id).latest("id")
    assert (notice.topic, notice.parameters["code"]) == ("bookings.visit_approved", code_of(visit.visit.id))
    assert "网格员" in notice.parameters["who"]["zh-hans"]
    assert {one.label for one in goers_of(VILLAGE)} >= {one.label for one in visit.visit.visitors.all()}


def test_nobody_goes_in_before_the_code_was_right_and_they_agreed(visit, people, resident, grid_member):
    approve(visit, people, grid_member)
    for right, agreed in ((False, True), (True, False)):
        with refused("code_not_said"):
            arrive_visit(visit, by=grid_member, code_was_right=right, let_in=agreed, at=NINE)
    with refused("not_a_visitor"):
        arrive_visit(visit, by=people["stranger"], code_was_right=True, let_in=True, at=NINE)
    with refused("not_possible_for_booking"):
        arrive(visit, by=people["clerk"], at=NINE)  # no way round the code
    with refused("not_your_booking"):
        know_visitor(visit, by=people["stranger"], at=NINE)
    with refused("visit_not_begun"):
        end_visit(visit, by=grid_member, result=VisitResult.DONE, at=NINE)

    know_visitor(visit, by=resident, at=NINE)
    arrive_visit(visit, by=grid_member, code_was_right=False, let_in=True, at=NINE)
    arrive_visit(visit, by=grid_member, code_was_right=False, let_in=True, at=NINE)  # a double tap
    end_visit(visit, by=grid_member, result=VisitResult.DONE, found="已认证 13900004217", at=NINE)

    row = Booking.objects.get(pk=visit.pk)
    assert (row.state, row.visit.result, "13900004217" in row.visit.found) == (BookingState.DONE, "done", False)
    actions = list(AuditEntry.objects.filter(subject_id=str(visit.id)).order_by("at").values_list("action", flat=True))
    assert actions == ["booking.asked", "booking.visitors_named", "booking.approved", "booking.visitor_known",
                       "booking.arrived", "booking.visit_ended"]  # fmt: skip
    assert not any("宏侨花园" in str(entry.detail) for entry in AuditEntry.objects.all())


@pytest.mark.parametrize(
    ("result", "state"), [(VisitResult.AWAY, BookingState.NO_SHOW), (VisitResult.UNWANTED, BookingState.CANCELLED)]
)
def test_who_was_not_let_in_says_why(result, state, visit, people, grid_member):
    approve(visit, people, grid_member)

    end_visit(visit, by=grid_member, result=result, at=NINE)

    visit.refresh_from_db()
    assert visit.state == state
    with refused("not_possible_for_booking"):
        end_visit(visit, by=grid_member, result=result, at=NINE)


def test_nothing_is_noted_of_a_visit_long_before_it_begins(visit, people, grid_member):
    approve(visit, people, grid_member)
    early = NINE - timedelta(minutes=61)
    with refused("not_begun"):
        arrive_visit(visit, by=grid_member, code_was_right=True, let_in=True, at=early)
    with refused("not_begun"):
        end_visit(visit, by=grid_member, result=VisitResult.UNWANTED, at=early)

    arrive_visit(visit, by=grid_member, code_was_right=True, let_in=True, at=early + timedelta(minutes=1))

    visit.refresh_from_db()
    assert visit.state == BookingState.ARRIVED


def test_the_way_of_a_day(team, people, grid_member, monkeypatch, django_assert_num_queries):
    """Two communities whose middles are known lie six kilometres apart: half an hour and more between them."""
    middles = {VILLAGE: (119.38, 25.72), FAR: (119.44, 25.72)}
    monkeypatch.setattr(visits_module, "is_schematic", lambda _area: False)
    monkeypatch.setattr(visits_module, "middle_of", middles.get)
    first = ask_visit(team, NINE, by=make_resident(), at=NOW, **ASKED)

    with refused("too_far_apart"):
        ask_visit(team, moment("10:00"), by=make_resident(), at=NOW, **(ASKED | {"area": FAR}))
    far = ask_visit(team, moment("11:00"), by=make_resident(), at=NOW, **(ASKED | {"area": FAR}))

    first.refresh_from_db()
    assert first.during.upper - first.ends_at == timedelta(minutes=40)  # the way to the next, no longer the set time
    approve(far, people, grid_member)
    with django_assert_num_queries(2):
        lines = day_of_visits(people["clerk"], MONDAY.date())
    assert [(line.booking.id, line.way) for line in lines] == [(first.id, None), (far.id, 40)]
    assert [line.booking.id for line in day_of_visits(grid_member, MONDAY.date())] == [far.id]
    assert not visits_visible_to(people["other_manager"]).exists()
    with refused("too_far_apart"):
        reschedule(far, moment("10:00"), by=people["manager"], at=NOW)
    cancel_booking(far, by=people["manager"], reason="生病", at=NOW)
    first.refresh_from_db()
    assert first.during.upper - first.ends_at == timedelta(minutes=20)


def test_a_visit_that_is_moved_is_approved_again(visit, people, resident, grid_member):
    approve(visit, people, grid_member)

    assert reschedule(visit, moment("10:00"), by=resident, at=NOW).state == BookingState.ASKED
    with refused("not_possible_for_booking"):
        cancel_booking(visit, by=resident, at=NOW)
        name_visitors(visit, by=people["manager"], visitors=[grid_member.actor_id], needs_two=False)


def test_a_clerk_asks_for_who_stands_at_the_counter(team, people):
    guest = Guest("陈大有", agreed=True)

    made = ask_visit(team, NINE, by=people["clerk"], guest=guest, key="k", at=NOW, **ASKED)

    assert (made.account_id, made.helper.endswith("clerk"), made.guest_name) == (None, True, "陈大有")
    assert ask_visit(team, NINE, by=people["clerk"], guest=guest, key="k", at=NOW, **ASKED).id == made.id


def test_addresses_and_names_are_forgotten_when_their_time_is_over(team, people):
    ask_visit(team, NINE, by=people["clerk"], guest=Guest("陈大有", agreed=True), at=NOW, **ASKED)
    assert forget_guests(after_days=30) == 0

    Booking.objects.update(starts_at=NOW - timedelta(days=60), ends_at=NOW - timedelta(days=60) + timedelta(hours=1),
                           during=(NOW - timedelta(days=60), NOW - timedelta(days=59)))  # fmt: skip

    assert (forget_guests(after_days=30), forget_guests(after_days=30)) == (1, 0)
    row = HomeVisit.objects.get()
    assert (row.address, row.reason, row.booking.guest_name) == ("", "", "")


@pytest.mark.parametrize(
    ("one", "other", "minutes"),
    [(GRID, GRID, 10), (VILLAGE, VILLAGE, 15), (GRID, VILLAGE, 15), (VILLAGE, FAR, 33), ("", VILLAGE, 33)],
)
def test_the_minutes_of_a_way(one, other, minutes):
    assert minutes_between(one, other, middle=lambda _area: None, unknown=33) == minutes


def test_a_day_of_stops():
    stops = [Stop(VILLAGE, moment("09:00"), moment("09:40")), Stop(VILLAGE, moment("09:45"), moment("10:00"))]
    no_middle = {"middle": lambda _area: None, "unknown": 20}

    assert ways_between(stops, **no_middle) == [timedelta(minutes=5), timedelta(minutes=20)]
    assert too_far(stops, Stop(VILLAGE, moment("10:10"), moment("10:30")), **no_middle) == 15
    assert too_far(stops, Stop(VILLAGE, moment("10:15"), moment("10:30")), **no_middle) is None
