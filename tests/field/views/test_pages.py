import re

import pytest
from django.utils.timezone import now

from linli.cases.domain.assignment import transfer_case
from linli.cases.domain.progress import report_progress
from linli.cases.enums import Stage
from linli.cases.models import Case, CaseEvent, Objection
from linli.cases.queries.listing import number_text
from linli.cases.queries.procedure import spec_of
from linli.documents.models import Document
from linli.people.enums import Role
from tests.documents.files import upload
from tests.factories import GRID, VILLAGE, make_case, make_photo, make_staff
from tests.field.conftest import PHOTO, sit


def printed(case):
    return number_text(case.number, case.opened_at)


def url(case, noun=""):
    return f"/field/cases/{printed(case)}/" + (f"{noun}/" if noun else "")


def hidden(answer, name):
    return re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', answer.content.decode())[1]


def do(client, case, noun, **words):
    """Fill in the form as it stands on its page and send it."""
    page = client.get(url(case, noun))
    return client.post(url(case, noun), {"seq": hidden(page, "seq"), "key": hidden(page, "key"), **words})


def report(client, **words):
    page = client.get("/field/report/")
    said = {"kind": "M01037", "words": "路灯不亮", "area": GRID, "key": hidden(page, "key"), **words}
    return client.post("/field/report/", said)


@pytest.mark.parametrize("view", ["due", "new"])
def test_my_grid_today_shows_what_is_open(people, case, view):
    page = sit(people.grid_member).get("/field/", {"view": view})

    (line,) = page.context["lines"]
    assert (line.number, line.meta) == (
        printed(case),
        f"{printed(case)} · {spec_of(case.procedure_id).state(case.state).title.zh}",
    )


def test_near_me_uses_the_place_of_this_answer_only(people, case):
    Case.objects.update(lon=119.289, lat=25.713)
    client = sit(people.grid_member)

    asked = client.get("/field/", {"view": "near"})
    told = client.get("/field/", {"view": "near", "longitude": "119.29", "latitude": "25.713"})
    wrong = client.get("/field/", {"view": "near", "longitude": "nan", "latitude": "x"})

    assert [len(page.context["lines"]) for page in (asked, told, wrong)] == [0, 1, 0]
    assert ["先点“用我现在的位置”" in page.content.decode() for page in (asked, told)] == [True, False]
    assert "100 米" in told.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_my_grid_takes_the_same_statements_whatever_the_number(people, count, django_assert_num_queries):
    for _ in range(count):
        make_case(area=GRID)
    client = sit(people.grid_member)
    client.get("/field/")

    with django_assert_num_queries(5):
        client.get("/field/")


def test_a_report_without_script_opens_one_matter_however_often_it_is_sent(people):
    client = sit(people.grid_member)
    key = hidden(client.get("/field/report/"), "key")

    answers = [report(client, key=key) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Case.objects.get().source == "grid"


def test_a_report_takes_the_photos_that_travel_with_it(people):
    report(sit(people.grid_member), photos=[upload(PHOTO)])

    assert Document.objects.get().holder_id == Case.objects.get().id


def test_a_report_that_does_not_hold_keeps_what_was_typed(people):
    answer = report(sit(people.manager), area="", words="灯杆歪了")

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"area"}
    assert "灯杆歪了" in answer.content.decode()


def test_kinds_are_found_by_initials_with_and_without_script(people):
    client = sit(people.grid_member)
    part = client.get("/field/report/kinds/", {"kind_words": "ldyc"})
    page = client.post("/field/report/", {"find_kind": "1", "kind_words": "ldyc", "words": "灯坏了", "key": "k"})

    assert 'value="M01037"' in part.content.decode()
    assert 'value="M01037"' in page.content.decode()
    assert "灯坏了" in page.content.decode()


def test_a_matter_offers_what_may_be_done_and_whom_to_call(people, case):
    head = make_staff(Role.GRID_HEAD, unit=people.village_office, area=VILLAGE)
    people.village_office.telephone = "0591-1234"
    people.village_office.save()
    from linli.common.domain.configuration import changed

    changed("units")
    page = sit(people.grid_member).get(url(case))

    assert page.context["first"][0].noun == "progress"
    assert [deed.noun for deed, _step in page.context["others"]] == ["closure-proposal", "request"]
    assert [(one.name, one.telephone) for one in page.context["helpers"]] == [(head.name, "0591-1234")]


def test_a_closed_matter_asks_nobody_for_help(people, case):
    Case.objects.update(stage=Stage.DONE, closed_at=now())

    assert "找人帮忙" not in sit(people.grid_member).get(url(case)).content.decode()


def test_the_unit_in_charge_may_ask_another_to_help(people, case):
    client = sit(people.officer)
    answer = do(client, case, "co-unit", unit="园林中心", note="请剪枝。")

    assert answer.status_code == 302
    assert CaseEvent.objects.filter(case=case).order_by("-seq")[0].verb == "join_unit"


def test_a_task_is_refused_on_site_with_a_reason_and_somebody_else_decides(people, case):
    transfer_case(case, by=people.dispatcher, unit=people.village_office.id, note="就近处理。")
    client = sit(people.grid_member)

    without = do(client, case, "objection", note="")
    answer = do(client, case, "objection", note="灯杆上有高压线，网格员不能碰。")
    again = client.get(url(case, "objection"))

    assert [without.status_code, answer.status_code, again.status_code] == [422, 302, 403]
    assert Objection.objects.get(case=case).unit_id == people.village_office.id


def test_progress_and_then_closure_with_a_photo(people, case):
    client = sit(people.grid_member)

    progress = do(client, case, "progress", note="已到现场。")
    without = do(client, case, "closure-proposal", note="已修好。")
    closure = do(client, case, "closure-proposal", note="已修好。", photos=[upload(PHOTO)])

    assert [progress.status_code, without.status_code, closure.status_code] == [302, 422, 302]
    assert Case.objects.get().state == "fed_back"


def test_photos_are_asked_for_only_where_the_procedure_asks(people, case):
    client = sit(people.grid_member)

    assert "photo-strip" not in client.get(url(case, "progress")).content.decode()
    assert "photo-strip" in client.get(url(case, "closure-proposal")).content.decode()


def test_who_comes_second_sees_what_happened_and_keeps_the_words(people, case):
    client = sit(people.grid_member)
    page = client.get(url(case, "progress"))
    report_progress(case, by=people.officer, note="已换灯泡。")
    said = {"seq": hidden(page, "seq"), "key": "mine", "note": "我也到了。"}

    answer = client.post(url(case, "progress"), said)
    again = client.post(url(case, "progress"), said | {"seq": hidden(answer, "seq")})

    assert answer.status_code == 409
    assert "已换灯泡。" in answer.content.decode()
    assert "我也到了。" in answer.content.decode()
    assert again.status_code == 302


def test_the_same_form_twice_is_done_once(people, case):
    client = sit(people.grid_member)
    page = client.get(url(case, "progress"))
    said = {"seq": hidden(page, "seq"), "key": hidden(page, "key"), "note": "已到。"}

    answers = [client.post(url(case, "progress"), said).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert CaseEvent.objects.filter(case=case, verb="report_progress").count() == 1


def test_a_deed_that_is_not_possible_now_says_so(people):
    case = make_case(area=GRID)

    assert sit(people.grid_member).get(url(case, "progress")).status_code == 409
    assert sit(people.grid_member).get(url(case, "nothing")).status_code == 404


@pytest.mark.parametrize("path", ["/field/", "/field/report/", "/field/phone/", "/field/app/"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_complaint_about_linli_is_one_tap_away_on_every_page(people, case, path, language):
    for address in (path, url(case), url(case, "progress")):
        body = sit(people.grid_member, language).get(address).content.decode()

        assert "/field/report/?kind=C003" in body or "#report/C003" in body


def test_a_complaint_about_linli_comes_with_its_kind_chosen(people):
    body = sit(people.grid_member).get("/field/report/?kind=C003").content.decode()

    assert re.search(r'value="C003" checked', body)


def test_a_matter_elsewhere_is_not_there(people, case):
    assert sit(people.other_manager).get(url(case)).status_code == 404


def test_photos_of_the_report_stand_before_the_photo_of_the_result(people):
    from linli.cases.domain.acceptance import accept_case

    case = make_case(area=GRID, basket=make_photo(people.resident))
    accept_case(case, by=people.manager)
    page = sit(people.grid_member).get(url(case, "closure-proposal"))

    assert len(page.context["before"]) == 1
