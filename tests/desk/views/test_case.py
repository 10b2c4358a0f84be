"""The page of one case: who sees what, in how many statements."""

import pytest
from django.utils.timezone import now

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.party import Person
from linli.cases.models import Case
from linli.people.models import Look
from tests.desk.conftest import PART, printed, url
from tests.factories import make_case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "已采集"), ("en", "Collected")])
def test_case_is_shown_in_both_languages(people, desk, language, words):
    case = make_case(people.resident)

    page = desk(people.manager, language).get(url(case)).content.decode()

    assert printed(case) in page
    assert words in page
    assert "路灯不亮" in page


def test_htmx_gets_the_pane_alone_and_history_the_whole(people, desk):
    case = make_case(people.resident)
    client = desk(people.manager)

    part = client.get(url(case), headers=PART)
    whole = client.get(url(case), headers={**PART, "HX-History-Restore-Request": "true"})

    assert "<html" not in part.content.decode()
    assert "<html" in whole.content.decode()
    assert "HX-Request-Type" in part["Vary"]
    assert "no-store" in part["Cache-Control"]


def test_the_list_one_came_from_stands_beside_the_case(people, desk):
    case = make_case(people.resident)
    make_case(people.resident, kind="M06042")

    page = desk(people.dispatcher).get(url(case) + "?list=cases&view=all&kind=M01037").content.decode()

    assert page.count('class="row"') == 1
    assert "list=cases&amp;view=all&amp;kind=M01037" in page


@pytest.mark.parametrize("count", [1, 3])
def test_case_page_takes_the_same_statements_whatever_the_list(people, desk, count, django_assert_num_queries):
    cases = [make_case(people.resident) for _ in range(count)]
    accept_case(cases[0], by=people.manager)
    client = desk(people.dispatcher)
    client.get(url(cases[0]))

    # session, account, posts; the case with all its parts; what was booked for it; the list beside it; all counts
    with django_assert_num_queries(7):
        client.get(url(cases[0]))


def test_pane_takes_five_statements(people, desk, django_assert_num_queries):
    case = make_case(people.resident)
    client = desk(people.manager)
    client.get(url(case), headers=PART)

    with django_assert_num_queries(5):
        client.get(url(case), headers=PART)


def test_reporter_is_hidden_until_somebody_says_why(people, desk):
    case = make_case(people.resident, reporter=Person(name="林小满", phone="+8613800138000"))
    client = desk(people.manager)

    before = client.get(url(case)).content.decode()
    asked = client.get(url(case, "look")).content.decode()
    shown = client.post(url(case, "look"), {"reason": "answer", "detail": "约明天上午"}).content.decode()
    after = client.get(url(case)).content.decode()

    assert ["林小满" in page for page in (before, asked, shown, after)] == [False, False, True, False]
    assert "+8613800138000" in shown
    look = Look.objects.get()
    assert (look.subject_id, look.field, look.person_id) == (case.id, "reporter", people.resident.actor_id)
    assert "约明天上午" in look.reason


def test_without_a_reason_nothing_is_shown_and_nothing_written(people, desk):
    case = make_case(people.resident, reporter=Person(name="林小满", phone="+8613800138000"))

    response = desk(people.manager).post(url(case, "look"), {"reason": "other", "detail": ""})

    assert response.status_code == 422
    assert "林小满" not in response.content.decode()
    assert not Look.objects.exists()


def test_masked_words_are_shown_whole_with_a_reason(people, desk):
    case = make_case(people.resident, words="请打 13900139000 找我")
    client = desk(people.manager)

    before = client.get(url(case)).content.decode()
    shown = client.post(url(case, "look"), {"reason": "ask", "detail": "", "field": "words"}).content.decode()

    assert "13900139000" not in before
    assert "13900139000" in shown
    assert Look.objects.get().field == "words"


def test_unit_concerned_never_sees_who_complains(people, desk):
    case = make_case(
        people.resident, kind="C001", words="推诿", about_unit=people.supervisor.posts[0].unit_id, is_confidential=True,
        reporter=Person(name="林小满"),
    )  # fmt: skip

    assert desk(people.supervisor).post(url(case, "look"), {"reason": "ask"}).status_code == 403
    assert desk(people.auditor).post(url(case, "look"), {"reason": "ask"}).status_code == 403


def test_who_looked_is_for_those_who_watch(people, desk):
    case = make_case(people.resident, reporter=Person(name="林小满"))
    desk(people.manager).post(url(case, "look"), {"reason": "ask", "detail": "问清位置"})

    seen = {who: desk(getattr(people, who)).get(url(case, "looks")) for who in ("auditor", "supervisor", "manager")}

    assert {who: response.status_code for who, response in seen.items()} == {
        "auditor": 200,
        "supervisor": 200,
        "manager": 403,
    }
    assert "问清位置" in seen["auditor"].content.decode()


def test_history_is_checked_now(people, desk):
    from django.db import connection

    case = make_case(people.resident)
    client = desk(people.auditor)

    whole = client.get(url(case, "verification")).context["faults"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_casetext SET body = '改了' WHERE case_id = %s", [case.id])
    broken = client.get(url(case, "verification"), headers=PART)

    assert whole == []
    assert len(broken.context["faults"]) == 1
    assert 'role="alert"' in broken.content.decode()


def test_what_may_be_the_same_is_offered_for_merging(people, desk):
    case = make_case(people.resident, words="东门路灯不亮三盏")
    other = make_case(people.resident, words="东门路灯不亮")

    page = desk(people.dispatcher).get(url(case, "alike"), headers=PART).content.decode()

    assert printed(other) in page
    assert f"{url(case, 'merger')}" in page


@pytest.mark.parametrize("who", ["auditor", "leader"])
def test_readers_only_have_no_deeds(people, desk, who):
    case = make_case(people.resident)

    page = desk(getattr(people, who)).get(url(case))

    assert page.status_code == 200
    assert page.context["detail"].actions == []


def test_a_person_who_was_erased_is_not_said_to_have_left_nothing(people, desk):
    erased = make_case(people.resident, reporter=Person(name="林小满", phone="+8613800138000"))
    desk(people.administrator).post(url(erased, "erasure"), {"reason": "本人书面要求删除", "sure": "on"})
    whole = make_case(people.resident, reporter=Person(name="林小满", phone="+8613800138000"))
    client = desk(people.manager, "en")

    pages = [client.get(url(case)).content.decode() for case in (erased, whole)]

    assert ["Erased on request<" in page for page in pages] == [True, False]


def test_the_form_that_is_open_has_the_one_primary_button(people, desk):
    case = make_case(people.resident)
    client = desk(people.manager)

    pages = [client.get(url(case, noun)).content.decode() for noun in ("", "acceptance")]

    deeds = [page[page.index('class="actions deeds') : page.index('id="deed"')] for page in pages]
    assert [row.count('class="button"') for row in deeds] == [1, 0]


def test_a_grade_is_said_in_the_words_of_residents(people, desk):
    case = make_case(people.resident)
    Case.objects.filter(pk=case.pk).update(stage="done", outcome="resolved", is_on_time=True, rating=4, closed_at=now())

    assert "Rated: Satisfied" in desk(people.manager, "en").get(url(case)).content.decode()
