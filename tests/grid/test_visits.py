from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from linli.cases.models import Case, CaseParty, CaseText
from linli.common.errors import Refusal
from linli.grid.domain.visit import (
    Visited,
    agree_to_visits,
    decline_visit,
    forget_old_visits,
    make_visit,
    withdraw_visits,
)
from linli.grid.models import Visit, VisitConsent
from linli.notices.models import Notice
from linli.people.models import Look
from tests.background import work_off
from tests.factories import GRID, OTHER_VILLAGE
from tests.grid.conftest import SHEET, sit

VISITS = "/desk/grids/visits/"


def visited(**words):
    return Visited(
        **({"name": "陈阿婆", "address": "三号楼201", "phone": "+8613900004217", "consent_on": localdate()} | words)
    )


@pytest.fixture
def consent(people):
    return agree_to_visits(GRID, visited(), by=people.grid_member)


def test_somebody_agrees_and_is_listed_masked(people):
    client = sit(people.grid_member)
    said = {"name": "陈阿婆", "address": "三号楼201", "phone": "13900004217", "every_days": "30", "next_on": str(localdate()),
            "consent_on": str(localdate()), "consent_way": "spoken"}  # fmt: skip

    assert client.post(f"{SHEET}visits/new/", said).status_code == 302
    page = client.get(VISITS)

    assert [(line.who, line.is_due) for line in page.context["lines"]] == [("陈**", True)]
    for word in ("陈阿婆", "三号楼201", "13900004217"):
        assert word not in page.content.decode()
    assert client.post(f"{SHEET}visits/new/", said | {"every_days": "1"}).status_code == 422


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"name": " "}, "name_needed"),
        ({"address": ""}, "name_needed"),
        ({"consent_on": None}, "consent_needed"),
        ({"consent_on": localdate() + timedelta(days=1)}, "consent_needed"),
        ({"every_days": 1}, "visit_wrong"),
        ({"next_on": localdate() - timedelta(days=1)}, "visit_wrong"),
    ],
)
def test_what_is_no_consent(people, words, code):
    with pytest.raises(Refusal) as refused:
        agree_to_visits(GRID, visited(**words), by=people.grid_member)

    assert (refused.value.code, VisitConsent.objects.count()) == (code, 0)


@pytest.mark.parametrize("name", ["town_dispatcher", "administrator", "leader", "auditor", "other_manager", "officer"])
def test_who_is_visited_is_known_in_the_grid_and_its_village_only(people, consent, name):
    reader = getattr(people, name)

    assert sit(reader).get(f"{VISITS}{consent.id}/").status_code in (403, 404)
    with pytest.raises(Refusal):
        make_visit(consent, found="好", by=reader)


def test_a_visit_sets_the_next_one(people, consent):
    make_visit(consent, found="水龙头漏，电话13800001111", by=people.grid_member)

    consent.refresh_from_db()
    visit = Visit.objects.get()
    assert consent.next_on == localdate() + timedelta(days=30)
    assert "13800001111" not in visit.found
    assert sit(people.grid_member).get(VISITS).context["lines"][0].is_due is False


def test_a_matter_is_opened_without_who_was_visited_and_what_else_was_found(people, consent):
    said = {"found": "阿婆一个人住", "kind": "路灯异常", "matter": "三号楼下路灯不亮"}

    answer = sit(people.grid_member).post(f"{VISITS}{consent.id}/visit/", said)

    assert answer.status_code == 302
    case = Case.objects.get()
    assert (case.grid, case.source, Visit.objects.get().case_id) == (GRID, "grid", case.id)
    assert [text.body for text in CaseText.objects.filter(case=case)] == ["三号楼下路灯不亮"]
    assert [(party.name, party.phone) for party in CaseParty.objects.filter(case=case)] == [("", "")]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"found": " "}, "words_missing"),
        ({"found": "好", "kind": "M01037", "matter": " "}, "words_missing"),
        ({"found": "好", "kind": "C001", "matter": "灯"}, "no_such_kind"),
    ],
)
def test_what_is_no_visit(people, consent, said, code):
    with pytest.raises(Refusal) as refused:
        make_visit(consent, by=people.grid_member, **said)

    assert (refused.value.code, Visit.objects.count(), Case.objects.count()) == (code, 0, 0)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_visit_lies_between_consent_and_today(people, consent, days):
    with pytest.raises(Refusal) as refused:
        make_visit(consent, found="好", by=people.grid_member, on=localdate() + timedelta(days=days))

    assert refused.value.code == "visit_wrong"


def test_a_visit_may_be_refused_with_a_reason_and_the_village_is_told(people, consent):
    with pytest.raises(Refusal):
        decline_visit(consent, reason=" ", by=people.grid_member)

    decline_visit(consent, reason="对方养了大狗", by=people.grid_member)
    work_off()

    consent.refresh_from_db()
    assert consent.next_on == localdate()
    assert Notice.objects.get(topic="grid.visit_declined").recipient_id == people.manager.actor_id
    assert sit(people.manager).get(VISITS).context["lines"][0].declined_on == localdate()


def test_whoever_looks_says_why(people, consent):
    client, address = sit(people.grid_member), f"{VISITS}{consent.id}/"

    assert client.post(f"{address}look/", {"reason": ""}).status_code == 422
    shown = client.post(f"{address}look/", {"reason": "今天去走访"}).content.decode()

    assert "三号楼201" in shown
    assert Look.objects.get().subject_id == consent.id
    assert "三号楼201" not in client.get(address).content.decode()


def test_consent_withdrawn_leaves_nothing_of_the_person(people, consent):
    make_visit(consent, found="电话13800001111", by=people.grid_member)

    sit(people.manager).post(f"{VISITS}{consent.id}/withdrawal/", {"sure": "on"})

    consent.refresh_from_db()
    visit = Visit.objects.get()
    assert (consent.name, consent.address, consent.phone, visit.found, visit.sealed) == ("", "", "", "", "")
    with pytest.raises(Refusal) as refused:
        make_visit(consent, found="好", by=people.grid_member)
    assert refused.value.code == "consent_gone"
    assert sit(people.manager).get(VISITS).context["lines"] == []


def test_words_go_after_a_year_and_a_consent_nobody_came_by_after_two(people, consent):
    today = localdate()
    VisitConsent.objects.filter(id=consent.id).update(consent_on=today - timedelta(days=800))
    old = make_visit(consent, found="旧", by=people.grid_member, on=today - timedelta(days=366))
    young = make_visit(consent, found="新", by=people.grid_member)
    stale = agree_to_visits(GRID, visited(consent_on=today - timedelta(days=731)), by=people.grid_member)

    counts = [forget_old_visits(words_after_days=365, consent_after_days=730) for _ in range(2)]

    assert counts == [2, 0]
    old.refresh_from_db()
    young.refresh_from_db()
    stale.refresh_from_db()
    consent.refresh_from_db()
    assert (old.found, young.found, stale.name, consent.name) == ("", "新", "", "陈阿婆")


@pytest.mark.parametrize("wrong", [{"every_days": 1}, {"name": "x", "withdrawn_at": "2026-01-01T00:00Z", "next_on": None},
                                   {"grid": "350181"}])  # fmt: skip
def test_the_database_holds_the_rules_itself(people, consent, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitConsent.objects.filter(id=consent.id).update(**wrong)


def test_there_is_no_column_for_a_label():
    names = {field.name for field in VisitConsent._meta.get_fields()}

    assert names == {
        "id", "grid", "name", "address", "phone", "every_days", "next_on", "consent_on", "consent_way",
        "consent_taken_by", "withdrawn_at", "is_invented", "visits",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_answer(people, consent, language):
    client = sit(people.grid_member, language)

    for address in (VISITS, f"{VISITS}{consent.id}/", f"{SHEET}visits/new/"):
        assert client.get(address).status_code == 200
    assert client.post(f"{VISITS}{consent.id}/nothing/").status_code == 404
    assert client.get(f"/desk/grids/{OTHER_VILLAGE}001/visits/new/").status_code == 404
    withdraw_visits(consent, by=people.manager)
    assert client.get(f"{VISITS}{consent.id}/").status_code == 200


@pytest.mark.parametrize("more", [1, 3])
def test_statements_of_the_list(people, django_assert_num_queries, more):
    from linli.grid.queries.visits import visit_lines

    for _ in range(more):
        make_visit(agree_to_visits(GRID, visited(), by=people.grid_member), found="好", by=people.grid_member)
    visit_lines(people.grid_member)

    with django_assert_num_queries(2):
        visit_lines(people.grid_member)


@pytest.mark.parametrize(("days", "said"), [(-6, (True, True)), (0, (True, False)), (1, (False, False))])
def test_a_visit_due_on_a_day_gone_is_late(people, consent, days, said):
    VisitConsent.objects.filter(id=consent.id).update(
        next_on=localdate() + timedelta(days=days), consent_on=localdate() - timedelta(days=30)
    )

    page = sit(people.grid_member).get(VISITS)

    line = page.context["lines"][0]
    assert (line.is_due, line.is_late) == said
    assert ('class="tag late"' in page.content.decode()) == line.is_late
