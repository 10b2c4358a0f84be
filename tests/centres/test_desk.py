import pytest

from linli.bookings.domain.booking import book_slot
from linli.bookings.enums import BookingState
from linli.bookings.models import Resource
from linli.common.models import AuditEntry
from linli.places.models import HoursException, OpeningHours, Room, Window
from tests.settings.conftest import sit

SHEET = "/desk/centres/hall/"
WEEK = {f"day_{day}": "9:00-12:00" for day in range(5)}


@pytest.fixture
def client(people):
    return sit(people["manager"])


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [("manager", 200, 302), ("clerk", 200, 403), ("other_manager", 404, 404), ("resident", 403, 403)],
)
def test_who_reads_and_changes_a_centre(who, reads, writes, place, people):
    client = sit(people[who])

    assert (client.get(SHEET).status_code, client.post(f"{SHEET}hours/", WEEK).status_code) == (reads, writes)


def test_hours_are_changed_and_taken_back(client, place):
    wrong = client.post(f"{SHEET}hours/", WEEK | {"day_0": "9-12"})
    assert (wrong.status_code, "9-12" in wrong.content.decode()) == (422, True)
    client.post(f"{SHEET}hours/", WEEK)
    current = OpeningHours.objects.get(place=place, until__isnull=True)
    assert current.spans.count() == 5

    assert client.post(f"{SHEET}hours-taking-back/", {"id": current.id}).status_code == 302

    assert OpeningHours.objects.get(place=place, until__isnull=True).spans.count() == 8
    assert client.post(f"{SHEET}hours-taking-back/", {"id": current.id}).status_code == 409


def test_days_with_other_hours_are_written_and_taken_back(client, place):
    said = {"first_on": "2026-12-24", "last_on": "2026-12-24", "spans": "", "reason": "停电检修"}
    assert client.post(f"{SHEET}exception/", said | {"last_on": "2026-12-01"}).status_code == 422
    client.post(f"{SHEET}exception/", said)

    made = HoursException.objects.get()
    assert client.post(f"{SHEET}exception-withdrawal/", {"id": made.id}).status_code == 302
    assert client.post(f"{SHEET}exception-withdrawal/", {"id": "x"}).status_code == 404


def test_what_stands_on_its_page_is_changed_and_taken_back(client, place):
    said = {"name": "宏侨邻里中心", "access": ["low_counter"], "telephone": "0591-12345678"}
    assert client.post(f"{SHEET}facts/", said | {"name": ""}).status_code == 422
    client.post(f"{SHEET}facts/", said)
    assert "宏侨邻里中心" in client.get("/centres/hall/").content.decode()
    entry = AuditEntry.objects.get(action="place.changed")

    assert client.post(f"{SHEET}facts-taking-back/", {"id": entry.id}).status_code == 302

    assert "宏侨社区中心" in client.get("/centres/hall/").content.decode()


def test_rooms_and_windows_are_added_let_and_closed(client, place):
    client.post(f"{SHEET}room/", {"name": "书画室", "kind": "calligraphy", "seats": "12"})
    client.post(f"{SHEET}window/", {"number": "1", "name": "民政"})
    assert client.post(f"{SHEET}window/", {"number": "1", "name": "户籍"}).status_code == 422
    room, window = Room.objects.get(), Window.objects.get()
    measures = {
        "slot_minutes": "30",
        "most_slots": "1",
        "buffer_minutes": "5",
        "horizon_days": "7",
        "cancel_minutes": "0",
    }

    assert client.post(f"{SHEET}letting/", {"id": room.id, **measures}).status_code == 302
    resource = Resource.objects.get()
    assert (resource.slot_minutes, resource.most_people) == (30, 12)
    client.post(f"{SHEET}letting/", {"id": room.id, **measures, "slot_minutes": "60"})
    client.post(f"{SHEET}letting-end/", {"id": resource.id})
    resource.refresh_from_db()
    assert (resource.slot_minutes, resource.closed_at is None) == (60, False)
    client.post(f"{SHEET}spot-closing/", {"id": window.id, "kind": "window"})
    window.refresh_from_db()
    assert window.closed_on is not None
    assert client.post(f"{SHEET}spot-opening/", {"id": room.id, "kind": "window"}).status_code == 404
    assert client.post(f"{SHEET}elsewhere/").status_code == 404


def test_the_centre_approves_receives_and_cancels(client, room, slot, people):
    Resource.objects.update(needs_approval=True)
    room.refresh_from_db()
    booking = book_slot(room, slot, by=people["resident"], purpose="下棋")
    page = client.get(f"{SHEET}bookings/")
    assert [(row[0].id, row[1]) for row in page.context["rows"]] == [(booking.id, "林**")]
    deeds = f"/desk/centres/bookings/{booking.id}/"

    for who, status in (("other_manager", 404), ("resident", 403), ("clerk", 403)):
        assert sit(people[who]).post(f"{deeds}approval/").status_code == status
    assert client.post(f"{deeds}approval/").status_code == 302
    assert client.post(f"{deeds}arrival/").status_code == 409  # a day too early
    assert client.post(f"{deeds}cancellation/", {"reason": ""}).status_code == 422
    assert client.post(f"{deeds}cancellation/", {"reason": "漏水"}).status_code == 302
    booking.refresh_from_db()
    assert (booking.state, booking.note) == (BookingState.CANCELLED, "漏水")


def test_a_room_is_closed_for_a_time(client, room, slot, people):
    booking = book_slot(room, slot, by=people["resident"])
    day = slot.astimezone().date()
    said = {"id": room.id, "starts_at": f"{day}T00:00", "ends_at": f"{day}T23:59", "reason": "漏水"}
    wrong = client.post(f"{SHEET}closing/", said | {"ends_at": f"{day}T00:00"})
    assert (wrong.status_code, "结束须晚于开始" in wrong.content.decode()) == (422, True)

    assert client.post(f"{SHEET}closing/", said).status_code == 302

    booking.refresh_from_db()
    assert booking.state == BookingState.CANCELLED


@pytest.mark.parametrize(
    "address", ["/desk/centres/", "/desk/centres/?q=hqsq", "/desk/centres/grids/", "/desk/centres/grids/?view=lacking"]
)
def test_lists_of_the_desk(address, client, place):
    assert client.get(address).status_code == 200


def test_the_sheet_for_the_door_is_a_paper(client, place):
    answer = client.get("/centres/hall/door.pdf")

    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_the_calendar_of_a_place_names_nobody(client, room, slot, people):
    book_slot(room, slot, by=people["resident"], purpose="不外传")
    client.post(f"{SHEET}calendar-address/")
    secret = client.get(f"{SHEET}bookings/").context["secret"]

    text = client.get(f"/calendars/place/{room.place_id}/{secret}.ics").content.decode()

    assert (text.count("BEGIN:VEVENT"), "林小满" in text, "不外传" in text) == (1, False, False)
