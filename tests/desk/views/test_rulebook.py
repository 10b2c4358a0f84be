import pytest

from tests.factories import make_rule

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_rules_are_read_in_words(people, desk, language):
    make_rule("M06", people.gardens, number=30)

    page = desk(people.officer, language).get("/desk/rules/").content.decode()

    assert "路灯异常 M01037" in page
    assert "市容环境" in page
    assert "园林中心" in page


@pytest.mark.parametrize("typed", ["路灯", "ldyc", "M01037", "路灯异常"])
def test_a_matter_is_tried_without_being_made(people, desk, typed):
    trial = desk(people.officer).get("/desk/rules/", {"kind": typed, "area": "宏侨"}).context["trial"]

    assert trial.kind.code == "M01037"
    assert trial.first == "office-350181005004"
    assert trial.then == "路灯管理所"


def test_a_kind_that_nobody_knows_is_said(people, desk):
    page = desk(people.officer).get("/desk/rules/", {"kind": "zzzz"})

    assert page.context["trial"] is None
    assert 'role="status"' in page.content.decode()


def test_nobody_named_is_said_too(people, desk):
    trial = desk(people.officer).get("/desk/rules/", {"kind": "A001"}).context["trial"]

    assert "路灯" not in trial.first


@pytest.mark.parametrize("code", ["grid_matter", "hotline_order", "advice", "complaint"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_procedure_is_read_in_both_languages(people, desk, code, language):
    response = desk(people.officer, language).get(f"/desk/procedures/{code}/")
    page = response.content.decode()

    spec = response.context["spec"]
    assert all(state.title.zh in page and state.title.en in page for state in spec.states.values())


def test_procedures_are_listed_and_others_are_not_there(people, desk):
    client = desk(people.officer)

    assert len(client.get("/desk/procedures/").context["procedures"]) == 4
    assert client.get("/desk/procedures/nonsense/").status_code == 404
