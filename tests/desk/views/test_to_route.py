import re

import pytest
from django.utils.timezone import now

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.lesson import learn_from_closed
from linli.cases.models import Case
from linli.desk.queries.to_route import suggest
from tests.desk.conftest import hidden, printed
from tests.factories import OTHER_VILLAGE, VILLAGE, make_case, make_rule

pytestmark = pytest.mark.django_db
URL = "/desk/to-route/"


def lost(people, **words) -> Case:
    """A matter that no rule catches."""
    case = make_case(people.resident, kind="M06042", **words)
    return accept_case(case, by=people.dispatcher)


def send(client, *cases, **words):
    page = client.get(URL).content.decode()
    seqs = {f"seq-{printed(case)}": hidden(page, f"seq-{printed(case)}") for case in cases}
    return client.post(URL + "assignments/", {"key": hidden(page, "key"), **seqs, **words})


@pytest.mark.parametrize(("language", "reason"), [("zh-hans", "派遣员"), ("en", "No rule names a unit")])
def test_what_no_rule_caught_stands_with_its_reason(people, desk, language, reason):
    case = lost(people)

    page = desk(people.dispatcher, language).get(URL).content.decode()

    assert printed(case) in page
    assert reason in page


def test_one_is_assigned_by_its_own_button(people, desk):
    case = lost(people)

    response = send(desk(people.dispatcher), case, one=printed(case), **{f"unit-{printed(case)}": "园林中心"})

    assert response.status_code == 303
    assert Case.objects.get(id=case.id).lead_unit_id == people.gardens.id


def test_many_are_assigned_at_once_and_those_that_fail_are_listed(people, desk):
    first, second, taken = lost(people), lost(people), lost(people)
    client = desk(people.dispatcher)
    page = client.get(URL).content.decode()
    send(desk(people.town_dispatcher), taken, one=printed(taken), **{f"unit-{printed(taken)}": "路灯管理所"})

    words = {f"seq-{printed(case)}": hidden(page, f"seq-{printed(case)}") for case in (first, second, taken)}
    response = client.post(URL + "assignments/", {
        "key": hidden(page, "key"), "case": [printed(case) for case in (first, second, taken)], "unit": "园林中心", **words,
    })  # fmt: skip

    assert response.status_code == 422
    assert [number for number, _why in response.context["failed"]] == [printed(taken)]
    assert list(Case.objects.order_by("number").values_list("lead_unit_id", flat=True)) == [
        people.gardens.id, people.gardens.id, people.lamps.id,
    ]  # fmt: skip


def test_an_unknown_unit_is_said_and_what_was_typed_stays(people, desk):
    case = lost(people)

    response = send(desk(people.dispatcher), case, one=printed(case), **{f"unit-{printed(case)}": "没有这个"})

    assert response.status_code == 422
    assert "没有这个" in response.content.decode()


def test_nothing_ticked_says_so(people, desk):
    lost(people)

    assert send(desk(people.dispatcher))["Location"] == URL


def test_readers_see_the_list_and_no_fields(people, desk):
    case = lost(people)

    page = desk(people.auditor).get(URL).content.decode()
    send_ = desk(people.auditor).post(URL + "assignments/", {"one": printed(case), f"unit-{printed(case)}": "园林中心"})

    assert printed(case) in page
    assert f"unit-{printed(case)}" not in page
    assert send_.status_code == 422
    assert Case.objects.get(id=case.id).lead_unit_id is None


def test_officers_have_no_such_page(people, desk):
    assert desk(people.officer).get(URL).status_code == 403


def test_empty_list_says_what_would_stand_here(people, desk):
    assert 'class="empty"' in desk(people.dispatcher).get(URL).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_statements_whatever_the_number(people, desk, unhurried, count, django_assert_num_queries):
    for _ in range(count):
        lost(people)
    client = desk(people.dispatcher)
    client.get(URL)

    with django_assert_num_queries(6):  # session, account, posts, list, reasons with their cases, all counts
        client.get(URL)


def test_suggestion_is_what_the_rules_say_by_now_then_of_the_group_then_of_the_place(people):
    office = suggest("M06042", VILLAGE)
    make_rule("M06010", people.gardens)
    one_other = suggest("M06042", VILLAGE)
    make_rule("M06011", people.gardens)
    group = suggest("M06042", VILLAGE)
    make_rule("M06042", people.lamps)
    now = suggest("M06042", VILLAGE)

    assert [found.unit for found in (office, one_other, group, now)] == [
        f"office-{VILLAGE}", f"office-{VILLAGE}", "园林中心", "路灯管理所",
    ]  # fmt: skip
    assert suggest("M06042", OTHER_VILLAGE, about=people.lamps.id).unit == "园林中心"
    assert suggest("A001", "") is None


def test_a_unit_is_suggested_by_the_words_with_the_words(people, desk):
    for number in range(160):
        unit, words = (people.gardens, "路边的树枝断了。") if number % 2 else (people.lamps, "门口的路灯不亮。")
        case = make_case(people.resident, words=words)
        Case.objects.filter(id=case.id).update(
            stage="done", state="closed", closed_at=now(), outcome="resolved", lead_unit=unit
        )
    learn_from_closed()
    lost(people, words="学校旁边树枝断了挡路。")

    page = desk(people.dispatcher, "en").get(URL).content.decode()

    assert re.search(r'name="unit-[^>]*value="([^"]*)"', page)[1] == "园林中心"
    assert re.search(r"Matters with the words (.+?) went", page)[1] == "树枝断了"
    assert "right 100 times in 100" in page
