"""What is over goes into the archive; what another body owes is told before its day and once it has passed."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now
from pytest_django.asserts import assertContains, assertNotContains

from linli.cases.domain.rating import rate_case
from linli.cases.domain.reopening import reopen_case
from linli.common.models import AuditEntry
from linli.hall.application_enums import HelpKind, Verdict, Way
from linli.hall.domain import application_way as way
from linli.hall.domain.application import Helping
from linli.hall.domain.archiving import archive_over, remind_of_outside
from linli.hall.enums import Channel
from linli.hall.models import Application
from linli.notices.models import Notice
from linli.people.enums import Role
from linli.people.models import Look
from linli.ratings.enums import Grade
from linli.ratings.models import FollowUp
from tests.background import work_off
from tests.factories import COUNTY, TOWN, make_staff
from tests.hall.application_world import make_hall
from tests.hall.test_application_pages import DESK, application_number, numbered
from tests.settings.conftest import _static_folder, sit  # noqa: F401

pytestmark = pytest.mark.django_db
ALL, ARCHIVE = ("id", "book", "photo"), f"{DESK}archive/"


@pytest.fixture
def hall():
    return make_hall()


def finished(hall, **words):
    application = hall.send(*ALL, **words).application
    way.accept_application(application, by=hall.clerk)
    way.decide_application(application, verdict=Verdict.GRANTED, decided_on=localdate(), by=hall.clerk)
    return way.deliver_result(application, way=Way.WINDOW, by=hall.clerk)


def later(days=32):
    return now() + timedelta(days=days)


def test_what_is_over_goes_into_the_archive_once_its_rating_time_is_over_too(hall):
    done, low, waits = finished(hall), finished(hall), hall.send("id").application
    errand = finished(hall, by=hall.clerk, channel=Channel.VISIT, helping=Helping(HelpKind.ERRAND))
    way.take_originals(errand, [("户口簿", 1)], by=hall.clerk)
    rate_case(numbered(low), by=hall.resident, grade=Grade.VERY_DISSATISFIED)

    assert archive_over() == 0
    assert archive_over(at=later()) == 1
    assert archive_over(at=later()) == 0

    assert set(Application.objects.filter(archived_at__isnull=False)) == {done}
    FollowUp.objects.update(checked_at=now(), answered_at=now())
    way.return_originals(errand, by=hall.clerk)
    assert archive_over(at=later()) == 2
    waits.refresh_from_db()
    assert waits.archived_at is None


def test_archive_is_searched_opened_with_a_reason_and_taken_out_by_those_who_may(hall):
    done = finished(hall)
    archive_over(at=later())
    number, clerk = application_number(done), sit(hall.clerk)

    def found(query="", by=clerk):
        page = by.get(f"{ARCHIVE}{query}").context["page"]
        return [row.number for row in page.rows] if page else None

    today = localdate().isoformat()
    for query in ("", f"?number={number}", "?item=pension", "?area=350181005", f"?first={today}&last={today}"):
        assert found(query) == [number]
    for query in ("?number=FQ-2026-99999999", "?item=nothing", "?area=350181001", "?last=2020-01-01"):
        assert not found(query)
    assert found("?number=无") is None
    assert found(by=sit(hall.other_clerk)) == []
    assert len(clerk.get(f"{DESK}?view=over").context["page"].rows) == 0
    assert len(clerk.get(f"{DESK}?view=closed").context["page"].rows) == 1  # its figure counts it still
    assertNotContains(clerk.get(ARCHIVE), "林小燕")

    assert clerk.get(f"{DESK}{number}/").headers["Location"] == f"{ARCHIVE}{number}/"
    assert (clerk.get(f"{ARCHIVE}{number}/").status_code, Look.objects.count()) == (200, 0)
    assert clerk.post(f"{ARCHIVE}{number}/", {"note": "看"}).status_code == 422
    assertContains(clerk.post(f"{ARCHIVE}{number}/", {"note": "当事人来查"}), "已归档")
    assert (Look.objects.get().person_id, Look.objects.get().field) == (hall.resident.actor_id, "archive")
    assert sit(hall.other_clerk).post(f"{ARCHIVE}{number}/", {"note": "当事人来查"}).status_code == 404

    assert clerk.get(f"{ARCHIVE}file.csv").status_code == 403
    manager = sit(hall.manager)
    lines = b"".join(manager.get(f"{ARCHIVE}file.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert (len(lines), number in lines[1], "林小燕" in lines[1]) == (2, True, False)
    book = manager.get(f"{ARCHIVE}file.xlsx?item=pension")
    assert (book.headers["Content-Type"].endswith("sheet"), b"".join(book.streaming_content)[:2]) == (True, b"PK")
    for close in book._resource_closers:  # `close` would hand the connection back as well
        close()
    assert manager.get(f"{ARCHIVE}file.pdf").status_code == 404
    assert AuditEntry.objects.filter(action="application.archive_exported").count() == 2

    case = numbered(done)
    reopen_case(case, by=hall.manager, note="发错了，重新办理")
    assert clerk.get(f"{DESK}{number}/").status_code == 200


@pytest.mark.parametrize("view", ["", "?item=pension"])
def test_archive_costs_the_same_with_one_row_and_with_three(hall, view, django_assert_num_queries):
    client = sit(hall.clerk)
    for count in (1, 3):
        while Application.objects.count() < count:
            finished(hall)
        archive_over(at=later())
        client.get(ARCHIVE)
        with django_assert_num_queries(6):
            assert len(client.get(ARCHIVE + view).context["page"].rows) == count


def test_outside_deadline_is_told_before_and_once_it_has_passed_each_once(hall):
    def sent(days):
        application = hall.send(*ALL).application
        way.accept_application(application, by=hall.clerk)
        due = localdate() + timedelta(days=days) if days is not None else None
        return way.pass_outside(application, body="市医保中心", due_on=due, by=hall.clerk)

    soon, _far, _never, back = sent(2), sent(20), sent(None), sent(1)
    way.decide_application(back, verdict=Verdict.GRANTED, decided_on=localdate(), by=hall.clerk)
    client = sit(hall.clerk)

    assert [remind_of_outside(), remind_of_outside()] == [1, 0]
    work_off()
    assert list(Notice.objects.filter(recipient_id=hall.clerk.actor_id, topic__startswith="application.outside")
                .values_list("topic", "subject_id")) == [("application.outside_soon", str(soon.case_id))]  # fmt: skip
    assert [row.number for row in client.get(f"{DESK}?view=outside_soon").context["page"].rows] == [
        application_number(soon)
    ]
    assert client.get(f"{DESK}?view=outside_late").context["page"].rows == []

    Application.objects.filter(pk=soon.pk).update(outside_due_on=localdate() - timedelta(days=1))
    assert [remind_of_outside(), remind_of_outside()] == [1, 0]
    assert Application.objects.get(pk=soon.pk).outside_told == "late"
    assertContains(client.get(f"{DESK}?view=outside_late"), application_number(soon))
    assert client.get(f"{DESK}?view=outside_soon").context["page"].rows == []
    assert sit(hall.other_clerk).get(f"{DESK}?view=outside_late").context["page"].rows == []


def test_figures_open_lists_of_the_same_length_for_every_role(hall):
    """Averaged are the closed ones alone: what was decided and is not delivered yet is not among them."""
    done = finished(hall)
    Application.objects.filter(pk=done.pk).update(decided_on=localdate() + timedelta(days=4))
    decided = hall.send(*ALL).application
    way.accept_application(decided, by=hall.clerk)
    way.decide_application(decided, verdict=Verdict.GRANTED, decided_on=localdate(), by=hall.clerk)
    passed = hall.send(*ALL).application
    way.accept_application(passed, by=hall.clerk)
    way.pass_to_unit(passed, unit=hall.officer.posts[0].unit_id, by=hall.clerk)
    archive_over(at=later())
    county = [make_staff(role, area=COUNTY) for role in (Role.DISPATCHER, Role.LEADER, Role.AUDITOR)]
    readers = [
        (reader, (3, 1, 1)) for reader in (hall.clerk, hall.manager, make_staff(Role.SUPERVISOR, area=TOWN), *county)
    ]

    for reader, counts in [*readers, (hall.officer, (1, 0, 0)), (hall.other_clerk, (0, 0, 0))]:
        client = sit(reader)
        for by in ("item", "place", "town"):
            page = client.get(f"{DESK}figures/?by={by}").context
            rows = [page["whole"], *page["lines"]]
            for row in rows:
                line = row["line"]
                found = [len(client.get(row[name]).context["page"].rows) for name in ("all", "closed", "on_time")]
                assert tuple(found) == (line.came, line.closed, line.on_time) == counts
                assert line.days == (4.0 if line.closed else None)
