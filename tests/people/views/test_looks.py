import csv
import io
from uuid import uuid4

import pytest
from django.urls import reverse

from linli.common.models import AuditEntry
from linli.common.surfaces import entries_for
from linli.people import subjects
from linli.people.domain.look import unmask
from linli.people.enums import Role
from linli.people.subjects import Subject
from tests.people.makers import TOWN, make_holder, make_resident, make_staff

pytestmark = pytest.mark.django_db
LOOKS, EXPORT = reverse("people:looks"), reverse("people:looks-export")
WATCHERS = {Role.AUDITOR, Role.ADMINISTRATOR}


@pytest.fixture
def auditor(client):
    reader = make_holder(Role.AUDITOR)
    client.force_login(reader.account)
    return reader


def look(by=None, reason="回访预约时间"):
    return unmask("case", uuid4(), "phone", by=by or make_holder(Role.CLERK), reason=reason)


def shown(answer):
    return [row["look"] for row in answer.context["rows"]]


@pytest.mark.parametrize("address", [LOOKS, EXPORT])
def test_strangers_are_led_to_the_staff_door_and_residents_kept_out(client, address):
    method = client.get if address == LOOKS else client.post

    assert method(address).url.startswith(reverse("account_login"))
    client.force_login(make_resident())
    assert method(address).status_code == 403
    client.force_login(make_staff())
    assert method(address).status_code == 403


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_watch_reach_the_list(client, role):
    client.force_login(make_holder(role).account)

    assert client.get(LOOKS).status_code == (200 if role in WATCHERS else 403)
    assert client.post(EXPORT).status_code == (200 if role in WATCHERS else 403)


@pytest.mark.parametrize("role", list(Role))
def test_the_navigation_shows_the_list_to_those_who_may(role):
    names = [entry.url_name for rows in entries_for(frozenset({role.value})).values() for entry in rows]

    assert ("people:looks" in names) is (role in WATCHERS)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_auditor_sees_who_looked_at_what_and_why(client, auditor, language):
    client.cookies["linli_language"] = language
    clerk = make_holder(Role.CLERK)
    look(clerk)

    page = client.get(LOOKS).content.decode()

    assert clerk.name in page
    assert clerk.posts[0].unit_name in page
    assert "回访预约时间" in page


def test_an_administrator_of_a_town_sees_that_town(client):
    client.force_login(make_holder(Role.ADMINISTRATOR, area=TOWN).account)
    here = look(make_holder(Role.CLERK, area=TOWN))
    look(make_holder(Role.CLERK, area="350181003"))

    assert shown(client.get(LOOKS)) == [here]


def test_the_list_is_narrowed_down_by_unit_person_and_day(client, auditor):
    one, two = make_holder(Role.CLERK), make_holder(Role.CLERK)
    first, second = look(one), look(two)
    day = first.at.astimezone().date()

    assert shown(client.get(LOOKS, {"unit": one.posts[0].unit_name})) == [first]
    assert shown(client.get(LOOKS, {"person": two.name})) == [second]
    assert shown(client.get(LOOKS, {"person": two.account.username})) == [second]
    assert shown(client.get(LOOKS, {"day": day.isoformat()})) == [second, first]
    assert shown(client.get(LOOKS, {"day": "2020-01-01"})) == []


@pytest.mark.parametrize("wrong", [{"unit": "no such unit"}, {"person": "nobody"}, {"day": "yesterday"}])
def test_a_filter_that_means_nothing_is_said(client, auditor, wrong):
    answer = client.get(LOOKS, wrong)

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == wrong.keys()
    assert client.post(EXPORT, wrong).status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_few_and_many(client, auditor, count, django_assert_num_queries):
    clerk = make_holder(Role.CLERK)
    for _ in range(count):
        look(clerk)
    client.get(LOOKS)

    with django_assert_num_queries(6):  # session, account, posts, looks, numbers of the cases; all counts
        client.get(LOOKS)


def test_pages_keep_the_filter(client, auditor):
    clerk = make_holder(Role.CLERK)
    for _ in range(51):
        look(clerk)
    look()

    first = client.get(LOOKS, {"person": clerk.name})
    second = client.get(LOOKS + first.context["older"])

    assert (len(shown(first)), len(shown(second))) == (50, 1)


def test_taking_the_list_is_on_record(client, auditor):
    clerk = make_holder(Role.CLERK)
    look(clerk, reason="=HYPERLINK(回访)")
    look()

    taken = client.post(EXPORT, {"person": clerk.name})

    rows = list(csv.reader(io.StringIO(taken.content.decode("utf-8-sig"))))
    assert len(rows) == 2
    assert (rows[1][1], rows[1][7]) == (clerk.name, "'=HYPERLINK(回访)")
    assert "attachment" in taken["Content-Disposition"]
    entry = AuditEntry.objects.get(action="looks.exported")
    assert (entry.actor_id, entry.detail["rows"], entry.detail["person"]) == (auditor.actor_id, 1, clerk.name)
    assert client.get(EXPORT).status_code == 405


@pytest.fixture
def named_cases():
    known, before = {}, dict(subjects._describers)
    subjects.register_subject("case", lambda keys: {key: known[key] for key in keys if key in known})
    yield known
    subjects._describers.clear()
    subjects._describers.update(before)


def test_a_record_goes_by_its_number_and_leads_to_its_page(client, auditor, named_cases):
    known, unknown = look(), look()
    named_cases[known.subject_id] = Subject("FQ2026-004217", "/desk/cases/4217/")

    page = client.get(LOOKS).content.decode()
    taken = client.post(EXPORT).content.decode()

    assert '<a href="/desk/cases/4217/">FQ2026-004217</a>' in page
    assert str(unknown.subject_id)[-8:] in page
    assert "FQ2026-004217" in taken
