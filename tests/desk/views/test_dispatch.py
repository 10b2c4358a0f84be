"""The dispatch desk: four lists with their counts, why each row is there, suggestions, and one or many given at once."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import now

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.closure import propose_closure, send_back
from linli.cases.domain.deed import Sent
from linli.cases.domain.lesson import learn_from_closed
from linli.cases.domain.objection import object_to_assignment
from linli.cases.enums import Subject
from linli.cases.models import BulkDeed, Case, Lesson
from linli.desk.queries.suggestion import suggest, suggest_kind
from linli.hotline.domain.intake import Call, take_order
from linli.hotline.domain.returning import ask_return
from linli.hotline.enums import Asked, Way
from tests.desk.conftest import do, hidden, printed, url
from tests.factories import OTHER_VILLAGE, TOWN, VILLAGE, make_case, make_photo, make_rule

pytestmark = pytest.mark.django_db
URL = "/desk/dispatch/"


def lost(people, **words) -> Case:
    """A matter that no rule catches."""
    return accept_case(make_case(people.resident, kind="M06042", **words), by=people.dispatcher)


def disputed(people) -> Case:
    case = accept_case(make_case(people.resident), by=people.manager)
    return object_to_assignment(case, by=people.officer, note="这是公园的灯")


def overdue(people) -> Case:
    case = make_case(people.resident)
    long_ago = now() - timedelta(days=300)
    Case.objects.filter(id=case.id).update(next_due_at=long_ago)
    case.limits.filter(key="accept").update(due_at=long_ago)
    return case


def returned(people) -> Case:
    case = accept_case(make_case(people.resident), by=people.manager)
    propose_closure(case, by=people.officer, note="好了", sent=Sent(basket=make_photo()))
    return send_back(case, by=people.manager, note="没亮")


def asked_back(people) -> Case:
    make_rule("H", people.lamps)
    call = Call(number="FZ1", asked=Asked.REQUEST, words="停水", way=Way.SCREEN, area=VILLAGE)
    order = take_order(call, by=people.operator).order
    ask_return(order, by=people.officer, reason="归自来水公司")
    return order.case


def posted(page, *cases, **words):
    """What a form of the page sends along for these rows."""
    seqs = {f"seq-{printed(case)}": hidden(page, f"seq-{printed(case)}") for case in cases}
    return {"key": hidden(page, "key"), **seqs, **words}


LISTS = [
    ("", lost, "派遣员", "No rule names a unit"),
    ("?view=disputed", disputed, "这是公园的灯", "says that it is not its own"),
    ("?view=late", overdue, "已超时", "Filing is overdue"),
    ("?view=returned", returned, "核查不通过", "The check sent it back"),
    ("?view=returned", asked_back, "归自来水公司", "asks to give it back"),
]


@pytest.mark.parametrize(
    ("query", "make", "chinese", "english"), LISTS, ids=["lost", "disputed", "late", "back", "hotline"]
)
def test_each_stands_in_its_list_with_the_reason_and_is_counted(people, desk, query, make, chinese, english):
    case = make(people)

    for language, reason in (("zh-hans", chinese), ("en", english)):
        response = desk(people.dispatcher, language).get(URL + query)
        page = response.content.decode()
        assert printed(case) in page
        assert reason in page
        counts = {tab["url"]: str(tab["count"]) for tab in response.context["tabs"]}
        assert counts[URL + query] == "1"
    assert printed(case) not in desk(people.other_manager).get(URL + query).content.decode()
    assert "/desk/dispatch/" in page


def test_the_former_address_leads_here(people, desk):
    response = desk(people.dispatcher).get("/desk/to-route/")

    assert (response.status_code, response["Location"]) == (301, URL)


@pytest.mark.parametrize(("query", "make", "statements"), [
    ("", lost, 6),  # session, account, posts, list, events with their cases and words, all counts
    ("?view=disputed", disputed, 7),  # and the objections with their reasons
    ("?view=late", overdue, 7),  # and the limits
    ("?view=returned", returned, 9),  # and what sent them back, here, at the hotline and in the grid
])  # fmt: skip
def test_lists_take_the_same_statements_whatever_the_number(
    people, desk, django_assert_num_queries, query, make, statements
):
    client = desk(people.dispatcher)
    make(people)
    client.get(URL + query)

    with django_assert_num_queries(statements):
        client.get(URL + query)
    for _ in range(2):
        make(people)
    with django_assert_num_queries(statements):
        client.get(URL + query)


def test_one_is_assigned_by_its_own_button_and_taken_back(people, desk):
    case, client = lost(people), desk(people.dispatcher)
    page = client.get(URL).content.decode()
    words = posted(page, case, one=printed(case), **{f"unit-{printed(case)}": "园林中心"})

    response = client.post(URL + "deeds/", words)
    again = client.post(URL + "deeds/", words)

    assert (response.status_code, again["Location"]) == (303, response["Location"])
    assert Case.objects.get(id=case.id).lead_unit_id == people.gardens.id
    undo = re.search(r'action="(/desk/dispatch/deeds/[^"]+/undo/)"', client.get(response["Location"]).content.decode())[
        1
    ]
    assert client.post(undo).status_code == 303
    assert Case.objects.get(id=case.id).lead_unit_id is None


def test_many_are_foreseen_then_done_then_taken_back(people, desk):
    first, second, taken = lost(people), lost(people), lost(people)
    client = desk(people.dispatcher)
    page = client.get(URL).content.decode()
    before = Case.objects.get(id=first.id).seq
    faster = desk(people.town_dispatcher)
    theirs = posted(
        faster.get(URL).content.decode(), taken, one=printed(taken), **{f"unit-{printed(taken)}": "路灯管理所"}
    )
    faster.post(URL + "deeds/", theirs)

    words = posted(
        page,
        first,
        second,
        taken,
        action="give",
        unit="园林中心",
        case=[printed(one) for one in (first, second, taken)],
    )
    preview = client.post(URL + "preview/", words)

    assert preview.status_code == 200
    assert [bool(row["refusal"]) for row in preview.context["rows"]] == [False, False, True]
    assert Case.objects.get(id=first.id).seq == before
    asked = preview.content.decode()
    more = {f"unit-{printed(one)}": "园林中心" for one in (first, second)}
    form = posted(asked, first, second, action="give", case=[printed(first), printed(second)], **more)
    done = client.post(URL + "deeds/", form)
    assert client.post(URL + "deeds/", form)["Location"] == done["Location"]
    result = client.get(done["Location"])
    assert (result.context["done"], result.context["refused"]) == (2, 0)
    assert set(Case.objects.filter(id__in=[first.id, second.id]).values_list("lead_unit", flat=True)) == {
        people.gardens.id
    }
    assert desk(people.supervisor).get(done["Location"]).status_code == 404
    assert desk(people.supervisor).post(done["Location"] + "undo/").status_code == 404
    client.post(done["Location"] + "undo/")
    assert "已撤销 2 件" in client.get(done["Location"]).content.decode()


def test_more_than_two_hundred_are_refused_with_words(people, desk):
    response = desk(people.dispatcher).post(URL + "preview/", {"case": [f"FQ2026-{n:06d}" for n in range(201)]})

    assert response.status_code == 422
    assert "一次最多处理 200 件" in response.content.decode()


def test_an_unknown_unit_is_said_and_what_was_typed_stays(people, desk):
    case, client = lost(people), desk(people.dispatcher)
    page = client.get(URL).content.decode()

    response = client.post(
        URL + "deeds/", posted(page, case, one=printed(case), **{f"unit-{printed(case)}": "没有这个"})
    )

    assert response.status_code == 422
    assert "没有这个" in response.content.decode()


def test_nothing_ticked_says_so(people, desk):
    assert desk(people.dispatcher).post(URL + "preview/?view=late", {})["Location"] == URL + "?view=late"


def test_readers_see_the_list_and_no_fields(people, desk):
    case, client = lost(people), desk(people.auditor)

    page = client.get(URL).content.decode()
    sent = client.post(URL + "deeds/", {"one": printed(case), f"unit-{printed(case)}": "园林中心", "key": "x"})

    assert printed(case) in page
    assert f"unit-{printed(case)}" not in page
    assert sent.status_code == 422
    assert Case.objects.get(id=case.id).lead_unit_id is None
    assert BulkDeed.objects.get().rows.get().refusal


def test_officers_have_no_such_page(people, desk):
    assert {desk(people.officer).get(URL + more).status_code for more in ("", "figures/")} == {403}


def test_empty_lists_say_what_would_stand_here(people, desk):
    for query in ("", "?view=returned", "?view=late", "?view=disputed"):
        assert 'class="empty"' in desk(people.dispatcher).get(URL + query).content.decode()


def test_suggestion_is_what_the_rules_say_by_now_then_of_the_group_then_of_the_place(people):
    office = suggest("M06042", VILLAGE)
    make_rule("M06010", people.gardens)
    one_other = suggest("M06042", VILLAGE)
    make_rule("M06011", people.gardens)
    group = suggest("M06042", VILLAGE)
    make_rule("M06042", people.lamps)
    now_ = suggest("M06042", VILLAGE)

    assert [found.unit for found in (office, one_other, group, now_)] == [
        f"office-{VILLAGE}", f"office-{VILLAGE}", "园林中心", "路灯管理所",
    ]  # fmt: skip
    assert suggest("M06042", OTHER_VILLAGE, about=people.lamps.id).unit == "园林中心"
    assert suggest("M06042", VILLAGE, never=[people.lamps.id]).unit == "园林中心"
    assert suggest("A001", "") is None


def test_unit_and_kind_are_suggested_by_the_words_with_the_words_and_the_measure(people, desk):
    page = desk(people.dispatcher, "en").get(URL).content.decode()
    assert "Kinds are not suggested by words yet" in page
    for number in range(160):
        kind, unit, words = (
            ("M06013", people.gardens, "路边的树枝断了。")
            if number % 2
            else ("M01037", people.lamps, "门口的路灯不亮。")
        )
        case = make_case(people.resident, kind=kind, words=words)
        Case.objects.filter(id=case.id).update(
            stage="done", state="closed", closed_at=now(), outcome="resolved", lead_unit=unit
        )
    for subject in Subject:
        learn_from_closed(subject=subject)
    case = lost(people, words="学校旁边树枝断了挡路。")

    beside = desk(people.dispatcher, "en").get(url(case, "kind")).content.decode()
    assert re.search(r'<a href="([^"]+kind=M06013)"[^>]*><b>', beside)[1] == url(case, "kind") + "?kind=M06013"
    chosen = desk(people.dispatcher).get(url(case, "kind") + "?kind=M06013").content.decode()
    assert "M06013" in re.search(r'name="kind" value="([^"]*)"', chosen)[1]

    page = desk(people.dispatcher, "en").get(URL).content.decode()

    assert re.search(r'name="unit-[^>]*value="([^"]*)"', page)[1] == "园林中心"
    assert re.findall(r"Matters with the words (.+?) (?:went|were)", page) == ["树枝断了", "树枝断了"]
    assert "right 100 times in 100" in page
    measure = Lesson.objects.get(subject="kind")
    assert f"Of {measure.held_out} kept apart" in page
    assert suggest_kind("M06013", words="树枝断了") is None
    assert suggest_kind("M06042", words="井盖响") is None


def test_unit_objects_on_the_page_and_the_dispatcher_decides_there(people, desk):
    case = accept_case(make_case(people.resident), by=people.manager)
    do(desk(people.officer), case, "objection", note="不归我")
    page = desk(people.officer).get(url(case)).content.decode()
    assert url(case, "objection") not in page

    assert desk(people.manager).get(url(case, "objection-decision")).status_code == 403
    empty = do(desk(people.dispatcher), case, "objection-decision", decision="moved", note="看过")
    assert (empty.status_code, "请选择单位" in empty.content.decode()) == (422, True)
    done = do(desk(people.dispatcher), case, "objection-decision", decision="moved", unit="园林中心", note="看过")

    assert done.status_code == 303
    assert Case.objects.get(id=case.id).lead_unit_id == people.gardens.id
    do(desk(people.gardener), case, "co-unit", unit="路灯管理所")
    assert "co-unit-release" in desk(people.gardener).get(url(case)).content.decode()
    do(desk(people.gardener), case, "co-unit-release", unit=str(people.lamps.id))
    assert not case.co_units.exists()


def test_kind_is_changed_on_the_page_with_what_is_typed_kept(people, desk):
    case = make_case(people.resident)
    page = desk(people.dispatcher).get(url(case, "kind"), {"kind": "M06042"}).content.decode()
    assert "M06042" in re.search(r'name="kind" value="([^"]*)"', page)[1]
    assert desk(people.officer).get(url(case, "kind")).status_code in (403, 404)

    wrong = do(desk(people.dispatcher), case, "kind", kind="没有这种事", note="看过")
    assert (wrong.status_code, "没有这种事" in wrong.content.decode()) == (422, True)
    same = do(desk(people.dispatcher), case, "kind", kind="M01037", note="看过")
    assert (same.status_code, "请另选" in same.content.decode()) == (422, True)
    done = do(desk(people.dispatcher), case, "kind", kind="M06042", note="看过")

    assert (done.status_code, Case.objects.get(id=case.id).kind_id) == (303, "M06042")


def test_near_lists_matters_of_public_space_that_this_reader_may_see_with_their_distance(people, desk):
    at = {"lon": 119.3746, "lat": 25.7294}
    case = make_case(people.resident, **at)
    near = make_case(people.resident, kind="M06042", lon=119.3756, lat=25.7294)
    make_case(people.resident, lon=119.3946, lat=25.7294)  # two kilometres away
    make_case(people.resident, lon=119.3750, lat=25.7294, is_public=False)

    found = desk(people.dispatcher).get(url(case, "near")).context["near"]

    assert [(one["number"], one["metres"]) for one in found] == [(printed(near), 100)]
    assert desk(people.officer).get(url(case, "near")).status_code == 404
    assert desk(people.dispatcher).get(url(make_case(people.resident), "near")).context["near"] is None


def test_steps_show_definition_numerator_and_denominator_and_keep_period_area_and_kind(people, desk):
    accept_case(make_case(people.resident), by=people.manager)

    page = desk(people.dispatcher, "en").get(URL + f"figures/?period=7&town={TOWN}&major=01").content.decode()

    assert len(re.findall(r'id="step-\w+"', page)) == 8
    assert "neither transferred nor moved after an objection" in page
    links = re.findall(r'href="(/desk/cases/\?[^"]*)"', page[page.index('id="step-filing"') :])
    assert all(f"town={TOWN}" in link and "major=01" in link for link in links[:2])


def test_steps_of_one_kind_are_asked_by_words_initials_or_code(people, desk):
    for kind in ("M01037", "M01037", "M06042"):
        accept_case(make_case(people.resident, kind=kind), by=people.manager)
    client = desk(people.dispatcher, "en")

    for written in ("路灯异常 M01037", "M01037", "路灯异常"):
        answer = client.get(URL + "figures/", {"kind": written, "major": "06"})
        assert (answer.context["rates"][0]["of"]["words"], answer.context["kind_written"]) == ("2", "路灯异常 M01037")
        assert "kind=M01037" in answer.context["rates"][0]["of"]["url"]

    unknown = client.get(URL + "figures/", {"kind": "zzzz"})
    assert (unknown.context["is_unknown"], unknown.context["rates"][0]["of"]["words"]) == (True, "3")
    assert "No kind is called that" in unknown.content.decode()


@pytest.mark.parametrize(
    ("written", "unit", "said"),
    [("园林中", "园林中心", ""), ("园林", "", "没有"), ("查无此所", "", "没有"), ("", "", "请选择单位")],
)
def test_a_unit_is_known_by_its_beginning_and_one_that_nobody_is_called_is_said(people, desk, written, unit, said):
    case = lost(people)

    preview = desk(people.dispatcher).post(
        URL + "preview/", {"case": [printed(case)], "action": "give", "unit": written}
    )

    row = preview.context["rows"][0]
    assert (row["then"], row["refusal"][: len(said)]) == (unit, said)
