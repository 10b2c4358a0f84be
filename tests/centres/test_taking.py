"""Appointments, series, visits and offers as residents and staff meet them: pages and forms, without script."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from linli.bookings.domain.booking import book_slot
from linli.bookings.domain.resource import let_room, let_team
from linli.bookings.domain.visit import approve_visit, ask_visit
from linli.bookings.domain.window_letting import let_window
from linli.bookings.enums import BookingState
from linli.bookings.models import Booking, OpeningRule, Resource, Restraint
from linli.bookings.queries.slots import slots_from
from linli.bookings.queries.visits import code_of
from linli.people.enums import Role
from linli.people.models import Look
from linli.people.reader import system
from linli.places import counter
from linli.places.counter import CounterItem
from linli.places.domain.room import open_room, open_window
from linli.places.enums import RoomKind
from tests.factories import GRID, VILLAGE, make_case, make_staff
from tests.settings.conftest import sit

CENTRE = system("test")
ITEMS = [
    CounterItem("elder-card", "老年人优待证", "民政", "/items/elder-card/"),
    CounterItem("residence", "居住证", "户籍", "/items/r/"),
]


@pytest.fixture
def items(monkeypatch):
    monkeypatch.setattr(counter, "_items", [lambda code: ITEMS if code == "hall" else []])


@pytest.fixture
def window(place):
    return let_window(
        open_window(place, 1, "民政", by=CENTRE), by=CENTRE, items=["elder-card"], slot_minutes=60, lead_minutes=0
    )


@pytest.fixture
def team(place):
    return let_team(place, "上门服务队", by=CENTRE, slot_minutes=60, buffer_minutes=20)


def first_slot(resource, item=""):
    days = slots_from(resource, localdate() + timedelta(days=1), 3, item=item)
    return next(slot.starts_at for day in days for slot in day.slots)


def test_an_appointment_is_for_something_and_kept_for_who_signs_in(items, place, window, people):
    case = make_case(by=people["resident"])
    client, page = sit(people["resident"]), "/centres/hall/windows/"
    asked = client.get(page).content.decode()
    assert ("老年人优待证" in asked, 'name="slot"' in asked) == (True, False)
    assert "暂无可预约的窗口" in client.get(f"{page}?item=residence").content.decode()
    times = client.get(f"{page}?item=elder-card&case={case.id}")
    slot = first_slot(window, "elder-card")
    form = {"slot": slot.isoformat(), "item": "elder-card", "case": str(case.id), "key": times.context["key"]}

    assert Client().post(f"{page}hold/", form).url.startswith("/sign-in/")
    assert client.post(f"{page}hold/", form | {"item": "none"}).status_code == 422
    held, again = client.post(f"{page}hold/", form), client.post(f"{page}hold/", form)
    fields = client.get(held.url).context["form"].fields
    assert (fields["whom"].required, fields["whom"].clean(""), fields["guest_name"].required) == (True, "me", False)
    assert (held.status_code, held.url) == (302, again.url)
    wrong = client.post(f"{held.url}confirmation/", {"people": "1", "whom": "other", "guest_name": "林奶奶"})
    assert (wrong.status_code, "林奶奶" in wrong.content.decode(), "知情同意" in wrong.content.decode()) == (
        422,
        True,
        True,
    )
    client.post(f"{held.url}confirmation/", {"people": "1", "whom": "other", "guest_name": "林奶奶", "agreed": "on"})

    booking = Booking.objects.get()
    assert (booking.state, booking.item_code, booking.case_id, booking.guest_name) == (
        BookingState.BOOKED, "elder-card", case.id, "林奶奶",
    )  # fmt: skip
    assert "老年人优待证" in client.get(held.url).content.decode()
    calendar = sit(people["clerk"]).get("/desk/centres/hall/bookings/").content.decode()
    assert ("林**" in calendar, "林奶奶" in calendar, "老年人优待证" in calendar) == (True, False, True)


def test_nobody_hangs_an_appointment_on_the_matter_of_another(items, place, window, people):
    case = make_case(by=people["stranger"])
    form = {"slot": first_slot(window).isoformat(), "item": "elder-card", "case": str(case.id)}

    sit(people["resident"]).post("/centres/hall/windows/hold/", form)

    assert Booking.objects.get().case_id is None


def test_a_room_week_after_week(place, room, slot, people):
    client, page = sit(people["resident"]), f"/centres/hall/rooms/{room.id}/series/"
    book_slot(room, slot + timedelta(weeks=1), by=people["stranger"])
    seen = client.get(page, {"slot": slot.isoformat(), "times": "3"})
    assert [one.is_free for one in seen.context["occasions"]] == [True, False, True]
    assert client.get(page, {"slot": "x"}).status_code == 422
    form = {"slot": slot.isoformat(), "times": "3", "every_weeks": "1", "people": "2", "key": "k"}

    sent, again = client.post(page, form), client.post(page, form)

    assert (sent.status_code, sent.url) == (302, again.url)
    rows = client.get(sent.url).context["rows"]
    assert [row.starts_at for row in rows] == [slot, slot + timedelta(weeks=2)]
    assert sit(people["stranger"]).get(sent.url).status_code == 404
    assert client.post(f"/me/bookings/{rows[0].id}/rest/").status_code == 302
    assert set(Booking.objects.filter(series=rows[0].series).values_list("state", flat=True)) == {"cancelled"}
    assert client.post(page, form | {"people": "99", "key": "z"}).status_code == 422


def test_a_room_is_closed_and_the_resident_takes_another_at_one_tap(place, room, slot, people):
    other = let_room(open_room(place, "棋牌室二", kind=RoomKind.CHESS, by=CENTRE, seats=4), by=CENTRE, cancel_minutes=0)
    booking = book_slot(room, slot, by=people["resident"])
    manager, client = sit(people["manager"]), sit(people["resident"])
    assert manager.post("/desk/centres/hall/spot-closing/", {"id": room.room_id, "kind": "room"}).status_code == 302
    page = client.get(f"/me/bookings/{booking.id}/")
    offer = page.context["offers"][0]
    assert (offer.resource.id, offer.is_same_time) == (other.id, True)
    form = {"resource": str(other.id), "slot": slot.isoformat()}

    taken = client.post(f"/me/bookings/{booking.id}/acceptance/", form)

    assert taken.status_code == 302
    assert Booking.objects.get(follows=booking).resource_id == other.id
    assert client.get(f"/me/bookings/{booking.id}/").context["taken_instead"].resource_id == other.id
    assert client.post(f"/me/bookings/{booking.id}/acceptance/", {"resource": "x"}).status_code == 422
    assert manager.post("/desk/centres/hall/spot-opening/", {"id": room.room_id, "kind": "room"}).status_code == 302
    assert book_slot(room, slot, by=people["stranger"]).state == BookingState.BOOKED


def ask_at_home(client, team):
    return client.post("/centres/hall/visits/", {
        "slot": first_slot(team).isoformat(), "area": VILLAGE, "address": "宏侨花园3号楼402", "reason": "行走不便", "key": "k",
    })  # fmt: skip


def test_a_visit_from_the_sofa_to_the_result(place, team, people):
    resident, manager = sit(people["resident"]), sit(people["manager"])
    grid_member = make_staff(Role.GRID_MEMBER, area=GRID)
    wrong = resident.post(
        "/centres/hall/visits/", {"slot": first_slot(team).isoformat(), "area": VILLAGE, "address": "宏侨花园"}
    )
    assert (wrong.status_code, "宏侨花园" in wrong.content.decode()) == (422, True)
    assert resident.get(f"/centres/hall/rooms/{team.id}/").status_code == 404
    asked = ask_at_home(resident, team)
    assert (asked.status_code, ask_at_home(resident, team).url) == (302, asked.url)
    booking = Booking.objects.select_related("visit").get()
    page = f"/desk/visits/{booking.id}/"
    for who, status in (("other_manager", 404), ("resident", 403), ("clerk", 200)):
        assert sit(people[who]).get(page).status_code == status
    assert sit(grid_member).get(page).status_code == 404  # not named yet
    approval = {"visitor": [str(grid_member.actor_id)]}
    assert manager.post(f"{page}approval/", approval | {"needs_two": "on"}).status_code == 422
    assert sit(people["clerk"]).post(f"{page}approval/", approval).status_code == 403
    assert manager.post(f"{page}approval/", approval).status_code == 302
    code = code_of(booking.visit.id)
    assert (code in resident.get(asked.url).content.decode(), code in manager.get(page).content.decode()) == (
        True,
        True,
    )
    visitor = sit(grid_member)
    assert [
        line[0].booking.id for line in visitor.get(f"/desk/visits/?day={localdate(booking.starts_at)}").context["lines"]
    ] == [booking.id]
    assert "宏侨花园" not in visitor.get(page).content.decode()
    assert "宏侨花园" in visitor.post(f"{page}address/").content.decode()
    look = Look.objects.get()
    assert (look.field, look.person_id) == ("address", people["resident"].actor_id)
    assert resident.post(f"/me/bookings/{booking.id}/known/").status_code == 302
    assert sit(people["stranger"]).post(f"/me/bookings/{booking.id}/known/").status_code == 404
    early = visitor.get(page).content.decode()
    assert ("前一小时起可登记" in early, "/arrival/" in early, "/ending/" in early) == (True, False, False)
    assert visitor.post(f"{page}arrival/", {"let_in": "on"}).status_code == 409
    assert visitor.post(f"{page}cancellation/", {"reason": "台风"}).status_code in (403, 409)
    assert manager.post(f"{page}cancellation/", {"reason": ""}).status_code == 422
    assert "/cancellation/" in manager.get(page).content.decode()
    begun = now() - timedelta(minutes=5)
    Booking.objects.update(
        starts_at=begun, ends_at=begun + timedelta(hours=1), during=(begun, begun + timedelta(hours=1))
    )
    assert visitor.get(page).content.decode().count("/ending/") == 1
    assert visitor.post(f"{page}arrival/", {}).status_code == 422
    assert visitor.post(f"{page}ending/", {"result": "x"}).status_code == 404

    assert visitor.post(f"{page}arrival/", {"let_in": "on"}).status_code == 302
    assert visitor.post(f"{page}ending/", {"result": "done", "found": "已认证"}).status_code == 302

    booking.refresh_from_db()
    assert (booking.state, "已认证" in resident.get(asked.url).content.decode()) == (BookingState.DONE, True)


def test_a_visit_is_not_approved_with_a_reason(place, team, people):
    made = ask_visit(team, first_slot(team), by=people["resident"], area=VILLAGE, address="402", reason="不便")
    manager = sit(people["manager"])

    assert manager.post(f"/desk/visits/{made.id}/refusal/", {"reason": ""}).status_code == 422
    assert manager.post(f"/desk/visits/{made.id}/refusal/", {"reason": "请来窗口"}).status_code == 302

    made.refresh_from_db()
    assert (made.state, made.note) == (BookingState.REFUSED, "请来窗口")


def test_windows_and_teams_are_let_at_the_desk(items, place, people):
    window = open_window(place, 1, "综合", by=CENTRE)
    manager, page = sit(people["manager"]), "/desk/centres/hall/appointments/"
    measures = {
        "slot_minutes": "20",
        "buffer_minutes": "0",
        "lead_minutes": "0",
        "horizon_days": "14",
        "cancel_minutes": "0",
    }
    assert manager.post(f"{page}window/", {"id": window.id, **measures, "slot_minutes": "1"}).status_code == 422
    assert (
        manager.post(
            f"{page}window/", {"id": window.id, **measures, "items": ["elder-card"], "day_2": "18:30-20:30"}
        ).status_code
        == 302
    )
    resource = Resource.objects.get()
    assert (resource.items, OpeningRule.objects.count()) == (["elder-card"], 1)
    assert (
        manager.post(f"{page}span/", {"id": resource.id, "day": "3", "spans": "", "items": ["residence"]}).status_code
        == 422
    )
    assert (
        manager.post(
            f"{page}span/", {"id": resource.id, "day": "3", "spans": "18:30-20:30", "items": ["residence"]}
        ).status_code
        == 302
    )
    rule = OpeningRule.objects.exclude(items=[]).get()
    assert "居住证" in manager.get(page).content.decode()
    assert manager.post(f"{page}span-end/", {"id": rule.id}).status_code == 302
    assert manager.post(f"{page}team/", {"name": "", **measures}).status_code == 422
    assert manager.post(f"{page}team/", {"name": "上门队", **measures}).status_code == 302
    assert manager.post(f"{page}end/", {"id": resource.id}).status_code == 302
    resource.refresh_from_db()
    assert resource.closed_at is not None
    assert manager.post(f"{page}window/", {"id": "x"}).status_code == 404
    for who, reads, writes in (("clerk", 200, 403), ("other_manager", 404, 404), ("resident", 403, 403)):
        client = sit(people[who])
        assert (client.get(page).status_code, client.post(f"{page}team/", {"name": "x"}).status_code) == (reads, writes)


def test_a_restraint_is_explained_objected_to_and_answered(place, room, slot, people):
    booking = book_slot(room, slot, by=people["resident"])
    restraint = Restraint.objects.create(account_id=people["resident"].actor_id, booking=booking, count=3, days=90, since=now(),
                                         until=now() + timedelta(days=30))  # fmt: skip
    client, manager = sit(people["resident"]), sit(people["manager"])
    assert "3 次预约未到" in client.get("/me/bookings/").content.decode()
    assert client.post("/me/bookings/objection/", {"words": " "}).status_code == 422
    assert sit(people["stranger"]).post("/me/bookings/objection/", {"words": "x"}).status_code == 404
    assert client.post("/me/bookings/objection/", {"words": "门锁着"}).status_code == 302
    assert "门锁着" in manager.get("/desk/visits/").content.decode()
    answer = f"/desk/centres/objections/{restraint.id}/"
    assert sit(people["other_manager"]).post(answer, {"lift": "1"}).status_code == 404

    manager.post(answer, {"lift": "1"})

    assert "预约未到" not in client.get("/me/bookings/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_day_of_a_team_costs_the_same(count, place, team, people, django_assert_num_queries):
    slots = [slot.starts_at for day in slots_from(team, localdate() + timedelta(days=1), 1) for slot in day.slots]
    for slot in slots[:count]:
        made = ask_visit(team, slot, by=people["resident"], area=VILLAGE, address="402", reason="不便")
        approve_visit(made, by=people["manager"], visitors=[people["clerk"].actor_id])
    client = sit(people["clerk"])
    page = f"/desk/visits/?day={localdate() + timedelta(days=1)}"
    client.get(page)

    with django_assert_num_queries(DAY):
        answer = client.get(page)
    assert len(answer.context["lines"]) == count


DAY = 6  # session, account, posts, the day with its visitors, all counts


def test_the_centre_calls_a_visit_off_with_a_reason(place, team, people):
    manager, grid_member = sit(people["manager"]), make_staff(Role.GRID_MEMBER, area=GRID)
    ask_at_home(sit(people["resident"]), team)
    booking = Booking.objects.get()
    page = f"/desk/visits/{booking.id}/"
    manager.post(f"{page}approval/", {"visitor": [str(grid_member.actor_id)]})

    assert manager.post(f"{page}cancellation/", {"reason": "台风"}).status_code == 302

    booking.refresh_from_db()
    assert (booking.state, booking.note) == (BookingState.CANCELLED, "台风")
    assert "/cancellation/" not in manager.get(page).content.decode()
