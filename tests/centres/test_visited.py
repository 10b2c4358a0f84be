"""A visit at home and the matter it served: tied by its number or begun there, shown where the matter is; the day on paper."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from linli.bookings.domain.receiving import finish
from linli.bookings.domain.visit import approve_visit, arrive_visit, ask_visit, end_visit, tie_case
from linli.bookings.enums import VisitResult
from linli.bookings.models import Booking
from linli.bookings.queries.cases import bookings_of_case
from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.common.models import AuditEntry
from linli.people.models import Look
from linli.people.reader import ANONYMOUS
from linli.places.counter import counter_visit, serve_case
from tests.bookings.conftest import refused
from tests.centres.test_taking import first_slot, team  # noqa: F401
from tests.factories import VILLAGE, make_case
from tests.settings.conftest import sit


@pytest.fixture
def visit(team, people):  # noqa: F811
    made = ask_visit(team, first_slot(team), by=people["resident"], area=VILLAGE, address="3号楼402", reason="行走不便")
    approve_visit(made, by=people["manager"], visitors=[people["clerk"].actor_id])
    return made


@pytest.fixture
def inside(visit, people):
    arrive_visit(visit, by=people["clerk"], code_was_right=True, let_in=True, at=visit.starts_at)
    return visit


def printed(case):
    return number_text(case.number, case.opened_at)


def test_the_result_names_the_matter_and_the_matter_shows_the_visit(inside, people):
    case, client, page = make_case(people["resident"]), sit(people["clerk"]), f"/desk/visits/{inside.id}/"
    secret = make_case(people["resident"])
    Case.objects.filter(pk=secret.pk).update(is_confidential=True)
    said = {"result": "done", "found": "已认证"}
    for number in ("FQ2026-999999", "那件事", printed(secret)):
        wrong = client.post(f"{page}ending/", said | {"matter": number})
        assert (wrong.status_code, "已认证" in wrong.content.decode(), number in wrong.content.decode()) == (
            422,
            True,
            True,
        )

    assert client.post(f"{page}ending/", said | {"matter": printed(case)}).status_code == 302

    assert Booking.objects.get().case_id == case.id
    assert printed(case) in client.get(page).content.decode()
    at_desk = client.get(f"/desk/cases/{printed(case)}/").content.decode()
    assert (f'href="{page}"' in at_desk, "上门服务队" in at_desk, "已认证" in at_desk) == (True, True, False)
    mine = sit(people["resident"]).get(f"/matters/{printed(case)}/").content.decode()
    assert f'href="/me/bookings/{inside.id}/"' in mine
    (line,) = bookings_of_case(case.id, people["resident"])
    assert (line.result, line.is_visit) == (VisitResult.DONE.label, True)
    assert [
        bookings_of_case(case.id, who)[0].url for who in (people["other_manager"], people["stranger"], ANONYMOUS)
    ] == [""] * 3


def test_what_is_begun_at_a_visit_hangs_on_it(inside, people):
    case = make_case(people["resident"])
    page = f"/desk/visits/{inside.id}/"
    assert f"?ticket={inside.id}" in sit(people["clerk"]).get(page).content.decode()

    found = counter_visit(inside.id, people["clerk"])
    serve_case(inside.id, case.id, people["clerk"])

    assert (found.place_code, found.account_id, found.is_at_home) == (
        "hall",
        people["resident"].actor_id,
        True,
    )
    assert [counter_visit(inside.id, people[who]) for who in ("resident", "other_manager")] == [None, None]
    serve_case(inside.id, make_case().id, people["other_manager"])  # none of theirs: nothing happens
    assert Booking.objects.get().case_id == case.id
    tie_case(inside, case.id, by=people["clerk"])  # said again, nothing more happens
    assert AuditEntry.objects.filter(action="booking.case").count() == 1
    end_visit(inside, by=people["clerk"], result=VisitResult.DONE)
    long_ago = now() - timedelta(days=9)
    Booking.objects.update(
        starts_at=long_ago, ends_at=long_ago + timedelta(hours=1), during=(long_ago, long_ago + timedelta(hours=2))
    )  # fmt: skip
    assert counter_visit(inside.id, people["clerk"]) is None


def test_a_visit_is_over_when_its_result_is_written_down_not_when_its_time_is(inside, people):
    late = inside.ends_at + timedelta(minutes=40)

    assert finish(at=late) == 0

    end_visit(inside, by=people["clerk"], result=VisitResult.DONE, found="谈得久了些", at=late)
    assert Booking.objects.get().state == "done"


def test_who_was_visited_is_named_as_an_office_would(inside, people):
    words = sit(people["clerk"]).get(f"/desk/applications/new/?ticket={inside.id}").content.decode()
    assert "上门服务的居民办理" in words


def test_the_matter_is_named_afterwards_by_who_was_there(visit, people):
    case = make_case(people["resident"])
    with refused("not_possible_for_booking"):
        tie_case(visit, case.id, by=people["clerk"])  # nobody has been there yet
    arrive_visit(visit, by=people["clerk"], code_was_right=True, let_in=True, at=visit.starts_at)
    end_visit(visit, by=people["clerk"], result=VisitResult.DONE)
    with refused("not_a_visitor"):
        tie_case(visit, case.id, by=people["stranger"])
    page = f"/desk/visits/{visit.id}/matter/"
    assert sit(people["clerk"]).post(page, {"matter": ""}).status_code == 422
    assert sit(people["other_manager"]).post(page, {"matter": printed(case)}).status_code == 404

    assert sit(people["clerk"]).post(page, {"matter": printed(case)}).status_code == 302

    assert Booking.objects.get().case_id == case.id


def test_the_day_on_paper_bears_addresses_and_each_look_stands_on_record(visit, people):
    day, page = {"day": localdate(visit.starts_at)}, "/desk/visits/sheet/"
    client = sit(people["clerk"])
    assert client.get(page).status_code == 405  # a look is a deed

    sheet = client.post(page, day).content.decode()

    assert ("3号楼402" in sheet, "行走不便" in sheet) == (True, False)
    look = Look.objects.get()
    assert (look.person_id, look.field, look.actor_id) == (
        people["resident"].actor_id,
        "address",
        people["clerk"].actor_id,
    )
    for who in ("other_manager",):
        assert "3号楼402" not in sit(people[who]).post(page, day).content.decode()
    assert sit(people["resident"]).post(page, day).status_code == 403
    assert client.post(page, {"day": "morgen"}).status_code == 200
    assert Look.objects.count() == 1
