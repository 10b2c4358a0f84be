"""A clerk books a window, a room or a home visit for who stands at the counter or calls."""

import pytest
from django.utils.timezone import localdate

from linli.bookings.enums import BookingState
from linli.bookings.models import Booking
from linli.bookings.queries.slots import slots_from
from linli.notices.models import Notice
from linli.people.models import Look
from tests.centres.test_taking import first_slot, items, team, window  # noqa: F401
from tests.factories import VILLAGE, make_resident
from tests.settings.conftest import sit

PAGE = "/desk/centres/hall/helping/"


@pytest.mark.usefixtures("items")
def test_a_clerk_books_for_who_stands_at_the_counter(window, people):  # noqa: F811
    client, page = sit(people["clerk"]), PAGE
    form = {
        "slot": first_slot(window).isoformat(),
        "item": "elder-card",
        "name": "陈大有",
        "phone": "13900001234",
        "key": "k",
    }
    wrong = client.post(page, form)
    assert (wrong.status_code, "陈大有" in wrong.content.decode()) == (422, True)

    assert client.post(page, form | {"agreed": "on"}).status_code == 302
    assert client.post(page, form | {"agreed": "on"}).status_code == 302  # a double click

    booking = Booking.objects.get()
    assert (booking.guest_name, booking.guest_phone, booking.account_id) == ("陈大有", "+8613900001234", None)
    calendar = client.get("/desk/centres/hall/bookings/").content.decode()
    assert ("陈**" in calendar, "陈大有" in calendar, "窗口代约" in calendar) == (True, False, True)
    made = client.get(f"{page}?made={booking.id}").content.decode()
    assert ("陈**" in made, "用短信通知" in made, "陈大有" in made) == (True, True, False)
    assert "陈**" not in sit(people["manager"]).get(f"{page}?made={booking.id}").content.decode()  # not who booked it


def test_whose_number_it_is_is_said_masked_and_the_look_stands_on_record(window, people):  # noqa: F811
    resident = make_resident("+8613900009999")
    client = sit(people["clerk"])

    found = client.post(PAGE, {"find": "1", "phone": "13900009999", "name": "林", "item": ""})
    unknown = client.post(PAGE, {"find": "1", "phone": "13900008888"})
    wrong = client.post(PAGE, {"find": "1", "phone": "12"})

    text = found.content.decode()
    assert ("林**" in text, "林小满" in text, "13900009999" in text, 'value="林"' in text) == (True, False, True, True)
    assert "没有账号用这个号码" in unknown.content.decode()
    assert (found.status_code, wrong.context["known"]) == (200, None)
    look = Look.objects.get()
    assert (look.person_id, look.actor_id, look.field) == (resident.actor_id, people["clerk"].actor_id, "name")
    assert not Booking.objects.exists()


def test_a_room_and_a_visit_are_booked_by_telephone_and_told(place, room, team, people):  # noqa: F811
    client, resident = sit(people["clerk"]), make_resident("+8613900009999")
    caller = {"name": "林小满", "phone": "13900009999", "agreed": "on"}
    free = client.get(PAGE, {"what": room.id}).content.decode()
    assert ('name="people"' in free, 'name="address"' in free) == (True, False)
    chess = {
        "what": room.id,
        "slot": first_slot(room).isoformat(),
        "people": "3",
        "purpose": "下棋",
        "key": "r",
        **caller,
    }
    assert client.post(PAGE, chess | {"people": "9"}).status_code == 422
    assert client.post(PAGE, chess).status_code == 302
    slot = next(slot.starts_at for day in slots_from(team, localdate(first_slot(team)), 3) for slot in day.slots)
    visit = {
        "what": team.id,
        "slot": slot.isoformat(),
        "area": VILLAGE,
        "address": "3号楼402",
        "reason": "行走不便",
        "key": "v",
    }
    lacking = client.post(PAGE, visit | {"name": "林小满", "address": " "})
    assert (lacking.status_code, "行走不便" in lacking.content.decode()) == (422, True)
    assert client.post(PAGE, visit | caller | {"agreed": ""}).status_code == 422  # without consent nobody comes
    assert client.post(PAGE, visit | caller).status_code == 302
    assert client.post(PAGE, visit | caller).status_code == 302  # a double click

    booked, asked = Booking.objects.order_by("made_at")
    assert (booked.state, booked.people, booked.account_id) == (BookingState.BOOKED, 3, resident.actor_id)
    assert (asked.state, asked.visit.address, asked.agreed_at is not None) == (BookingState.ASKED, "3号楼402", True)
    assert list(Notice.objects.filter(recipient=resident.actor_id).order_by("id").values_list("topic", flat=True)) == [
        "bookings.booked", "bookings.asked",
    ]  # fmt: skip


def test_what_the_manager_approves_a_clerk_only_asks_for(room, people):
    room.needs_approval = True
    room.save()
    form = {"what": room.id, "slot": first_slot(room).isoformat(), "people": "1", "name": "陈大有", "agreed": "on"}

    assert sit(people["clerk"]).post(PAGE, form).status_code == 302
    other = next(
        slot.starts_at for day in slots_from(room, localdate(first_slot(room)), 2) for slot in day.slots if slot.left
    )
    assert sit(people["manager"]).post(PAGE, form | {"slot": other.isoformat()}).status_code == 302

    assert list(Booking.objects.order_by("made_at").values_list("state", flat=True)) == ["asked", "booked"]
