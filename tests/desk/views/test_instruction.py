"""A leader gives an instruction at the desk; leaders, supervisors and the unit find it in their list."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from linli.cases.domain.closure import propose_closure
from linli.cases.domain.instruction import KIND
from linli.cases.models import Case, CaseEvent
from tests.desk.conftest import PART, hidden, printed, url
from tests.factories import COUNTY, GRID, make_case

pytestmark = pytest.mark.django_db
OTHER_COUNTY_TOWN = "350182001"


def words(client, case, **changes):
    page = client.get(url(case, "instruction")).content.decode()
    return {
        "key": hidden(page, "key"), "words": "三日内查清", "unit": "路灯管理所", "due_on": str(localdate() + timedelta(days=3)), **changes,
    }  # fmt: skip


def test_leader_gives_one_and_lands_on_it(people, desk):
    about, client = make_case(people.resident, area=GRID), desk(people.leader)
    sent = words(client, about)

    answer = client.post(url(about, "instruction"), sent)
    again = client.post(url(about, "instruction"), sent)

    made = Case.objects.get(kind=KIND)
    assert (answer.status_code, answer["Location"]) == (303, url(made))
    assert again["Location"] == url(made)
    assert made.lead_unit_id == people.lamps.id
    page = client.get(url(made)).content.decode()
    assert f'href="{url(about)}"' in page
    assert f'href="{url(made)}"' in client.get(url(about)).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"words": " "}, "words"), ({"unit": "没有这个单位"}, "unit"), ({"due_on": "2020-01-01"}, "due_on"), ({"due_on": "x"}, "due_on"),
     ({"words": "字" * 2001}, "words")],
)  # fmt: skip
def test_what_is_not_right_is_said_beside_its_field_and_kept(people, desk, wrong, field):
    about, client = make_case(people.resident), desk(people.leader)

    answer = client.post(url(about, "instruction"), words(client, about, **wrong), headers=PART)

    assert answer.status_code == 422
    assert answer.context["instruction_form"].errors.keys() == {field}
    assert "路灯管理所" in answer.content.decode() or field == "unit"
    assert not Case.objects.filter(kind=KIND).exists()


def test_nobody_else_is_offered_it_or_gets_it(people, desk):
    case = make_case(people.resident)

    assert desk(people.supervisor).get(url(case, "instruction")).status_code == 403
    assert url(case, "instruction") not in desk(people.manager).get(url(case)).content.decode()
    assert url(case, "instruction") in desk(people.leader).get(url(case)).content.decode()


def test_an_instruction_is_not_given_on_an_instruction(people, desk):
    about, client = make_case(people.resident), desk(people.leader)
    client.post(url(about, "instruction"), words(client, about))

    assert client.get(url(Case.objects.get(kind=KIND), "instruction")).status_code == 403


def test_list_is_of_those_who_give_follow_and_report(people, desk):
    about, client = make_case(people.resident), desk(people.leader)
    client.post(url(about, "instruction"), words(client, about))
    made = Case.objects.get(kind=KIND)

    for who in ("leader", "supervisor", "officer", "manager"):
        assert printed(made) in desk(getattr(people, who)).get("/desk/instructions/").content.decode()
    for who in ("gardener", "other_manager"):
        assert printed(made) not in desk(getattr(people, who)).get("/desk/instructions/?view=all").content.decode()
    propose_closure(made, by=people.officer, note="已查清")
    assert printed(made) in client.get("/desk/instructions/?view=waiting").content.decode()
    assert printed(made) not in client.get("/desk/instructions/?view=late").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_six_statements(people, desk, count, django_assert_num_queries):
    client = desk(people.leader)
    for _ in range(count):
        about = make_case(people.resident)
        client.post(url(about, "instruction"), words(client, about))
    client.get("/desk/instructions/")

    with django_assert_num_queries(6):  # session, account, posts; list, its beginnings; counts of the navigation
        client.get("/desk/instructions/")


def test_every_list_is_a_figure_on_which_a_leader_gives_an_instruction(people, desk):
    make_case(people.resident, kind="M06042")
    make_case(people.resident, kind="M01037")
    client = desk(people.leader)
    shown = client.get("/desk/cases/?view=all&kind=M06042")
    form = client.get(shown.context["instruct_url"]).content.decode()
    make_case(people.resident, kind="M06042")
    sent = {
        "key": hidden(form, "key"),
        "words": "压降存量",
        "unit": "路灯管理所",
        "due_on": localdate() + timedelta(days=3),
    }

    wrong = client.post(shown.context["instruct_url"], sent | {"words": " "})
    answer = client.post(shown.context["instruct_url"], sent)
    again = client.post(shown.context["instruct_url"], sent)

    made = Case.objects.get(kind=KIND)
    figure = CaseEvent.objects.get(case=made, seq=1).facts["figure"]
    assert 'href="/desk/instructions/new/?view=all&amp;kind=M06042"' in shown.content.decode()
    assert (wrong.status_code, "路灯管理所" in wrong.content.decode()) == (422, True)
    assert (answer.status_code, answer["Location"], again["Location"]) == (303, url(made), url(made))
    assert (figure["value"], figure["address"], figure["area"]) == (2, "view=all&kind=M06042", COUNTY)
    assert figure["title"] == {
        "zh-hans": "福清市 · 全部办件 · 垃圾站（箱）满溢",
        "en": "Fuqing · All matters · 垃圾站（箱）满溢",
    }
    assert "垃圾站（箱）满溢" in client.get("/desk/instructions/").content.decode()


def test_every_row_of_a_list_offers_it_to_a_leader_alone_and_not_where_it_would_be_refused(people, desk):
    case, about = make_case(people.resident), make_case(people.resident, kind="C001", about_unit=people.lamps.id)
    client = desk(people.leader)
    client.post(url(case, "instruction"), words(client, case))
    made, page = Case.objects.get(kind=KIND), client.get("/desk/cases/?view=all").content.decode()

    assert [f'href="{url(one, "instruction")}"' in page for one in (case, about, made)] == [True, True, False]
    assert "instruction/" not in desk(people.supervisor).get("/desk/cases/").content.decode()


@pytest.mark.parametrize("asked", ["q=张三", f"town={OTHER_COUNTY_TOWN}"])
def test_what_was_searched_for_or_lies_elsewhere_is_no_figure(people, desk, asked):
    client = desk(people.leader)

    assert client.get(f"/desk/cases/?{asked}").context["instruct_url"] == ""
    assert client.get(f"/desk/instructions/new/?{asked}").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_figure_of_a_list_costs_the_same_however_long_it_is(people, desk, django_assert_num_queries, rows):
    for _ in range(rows):
        make_case(people.resident)
    client = desk(people.leader)
    client.get("/desk/instructions/new/")

    with django_assert_num_queries(5):
        client.get("/desk/instructions/new/")
