"""A leader gives an instruction at the desk; leaders, supervisors and the unit find it in their list."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from linli.cases.domain.closure import propose_closure
from linli.cases.domain.instruction import KIND
from linli.cases.models import Case
from tests.desk.conftest import PART, hidden, printed, url
from tests.factories import GRID, make_case

pytestmark = pytest.mark.django_db


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
