import pytest

from linli.cases.models import RoutingRule
from linli.common.models import AuditEntry
from tests.factories import TOWN, make_rule
from tests.settings.conftest import sit

RULES = "/settings/rules/"


def filled(**changes: str) -> dict[str, str]:
    said = {"kind": "市容环境 M06", "area": f"宏路街道 {TOWN}", "target": "unit", "unit": "园林中心", "note": "试行"}
    return said | changes


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_rules_are_read_in_words(people, language):
    make_rule("M06", people.gardens, number=30)

    page = sit(people.officer, language).get(RULES).content.decode()

    assert "路灯异常 M01037" in page
    assert "市容环境" in page
    assert "园林中心" in page


@pytest.mark.parametrize("typed", ["路灯", "ldyc", "M01037", "路灯异常", "路灯异常 M01037"])
@pytest.mark.parametrize("place", ["宏侨", "350181005004", "宏路街道 宏侨社区 350181005004"])
def test_a_matter_is_tried_without_being_made(people, typed, place):
    trial = sit(people.officer).get(RULES, {"kind": typed, "area": place}).context["trial"]

    assert trial.kind.code == "M01037"
    assert trial.first == "office-350181005004"
    assert trial.then == "路灯管理所"


def test_a_kind_that_nobody_knows_is_said(people):
    page = sit(people.officer).get(RULES, {"kind": "zzzz"})

    assert page.context["trial"] is None
    assert 'role="status"' in page.content.decode()


def test_nobody_named_is_said_too(people):
    trial = sit(people.officer).get(RULES, {"kind": "A001"}).context["trial"]

    assert "路灯" not in trial.first


def test_only_who_may_write_is_offered_to(people, admin, town_administrator):
    make_rule("M06", people.gardens, number=30, area=TOWN)

    def offered(client):
        page = client.get(RULES).content.decode()
        return [address for address in ("/rules/new/", "/rules/12/", "/rules/30/") if address in page]

    assert offered(sit(people.officer)) == []
    assert offered(sit(people.dispatcher)) == []
    assert offered(admin) == ["/rules/new/", "/rules/12/", "/rules/30/"]
    assert offered(sit(town_administrator)) == ["/rules/new/", "/rules/30/"]


def test_a_rule_is_added_and_what_it_changed_is_shown(admin):
    answer = admin.post(f"{RULES}new/", filled())

    rule = RoutingRule.objects.get(number=13)
    page = admin.get(answer["Location"]).content.decode()
    assert (answer.status_code, answer["Location"]) == (302, RULES)
    assert (rule.kind_prefix, rule.area, rule.unit.name, rule.note) == ("M06", TOWN, "园林中心", "试行")
    assert "规则 13 已生效" in page
    assert "taking-back" in page


def test_what_is_wrong_is_said_beside_it_and_all_that_was_typed_stays(admin):
    answer = admin.post(f"{RULES}new/", filled(kind="没有这一类", area="周店", unit="没有这个单位"))

    page, errors = answer.content.decode(), answer.context["form"].errors
    assert answer.status_code == 422
    assert set(errors) == {"kind", "area", "unit"}
    assert all(f'value="{typed}"' in page for typed in ("没有这一类", "周店", "没有这个单位", "试行"))
    assert RoutingRule.objects.count() == 1


def test_a_refusal_of_the_verb_stands_in_the_form(people, admin):
    make_rule("M06", people.gardens, number=30, area=TOWN)

    answer = admin.post(f"{RULES}new/", filled())

    assert answer.status_code == 422
    assert "30" in answer.context["form"].non_field_errors()[0]


def test_a_rule_without_its_unit_is_asked_for_it(admin):
    answer = admin.post(f"{RULES}new/", filled(unit=""))

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"unit"})


@pytest.mark.parametrize(
    ("typed", "prefix"), [("", ""), ("路灯异常", "M01037"), ("M01037", "M01037"), ("市容环境", "M06"), ("咨询 A", "A")]
)
def test_a_kind_is_written_by_name_code_or_group(admin, typed, prefix):
    admin.post(f"{RULES}new/", filled(kind=typed))

    assert RoutingRule.objects.get(number=13).kind_prefix == prefix


def test_a_rule_is_changed_from_what_its_form_shows(people, admin):
    shown = admin.get(f"{RULES}12/").context["form"].initial

    answer = admin.post(f"{RULES}12/", {**shown, "note": "夜间亮灯率"})

    rule = RoutingRule.objects.get(number=12)
    assert answer.status_code == 302
    assert (rule.kind_prefix, rule.area, rule.unit_id, rule.note) == ("M01037", "", people.lamps.id, "夜间亮灯率")


def test_a_stale_form_is_told_so_and_keeps_what_was_typed(admin):
    shown = admin.get(f"{RULES}12/").context["form"].initial
    admin.post(f"{RULES}12/", {**shown, "note": "别人先改"})

    answer = admin.post(f"{RULES}12/", {**shown, "note": "我后来改"})

    assert answer.status_code == 422
    assert 'value="我后来改"' in answer.content.decode()
    assert RoutingRule.objects.get(number=12).note == "别人先改"


def test_a_rule_is_switched_off_and_on_again(admin):
    admin.post(f"{RULES}12/force/", {"on": "no"})
    assert not RoutingRule.objects.get(number=12).is_active

    admin.post(f"{RULES}12/force/", {"on": "yes"})

    assert RoutingRule.objects.get(number=12).is_active


def test_a_rule_that_cannot_come_back_says_why(people, admin):
    admin.post(f"{RULES}12/force/", {"on": "no"})
    make_rule("M01037", people.gardens, number=40)

    answer = admin.post(f"{RULES}12/force/", {"on": "yes"}, follow=True)

    assert not RoutingRule.objects.get(number=12).is_active
    assert "40" in str(list(answer.context["messages"])[-1])


def test_a_change_is_taken_back_from_the_list(admin):
    admin.post(f"{RULES}new/", filled())
    entry = AuditEntry.objects.get(action="rule.added")

    admin.post(f"{RULES}changes/{entry.id}/taking-back/")
    again = admin.post(f"{RULES}changes/{entry.id}/taking-back/", follow=True)

    assert not RoutingRule.objects.get(number=13).is_active
    assert again.context["messages"]
    assert [change.may_take_back for change in again.context["changes"]] == [True, False]


def test_faults_of_the_rules_are_said(people, admin):
    make_rule("M06", people.gardens, number=30)
    make_rule("M06", people.lamps, number=31)

    faults = admin.get(RULES).context["faults"]

    assert len(faults.overlaps) == 1
    assert "30" in faults.overlaps[0]
    assert "供水井盖异常 M01001" in faults.holes


def test_what_is_not_there_is_not_found(admin):
    missing = "01990000-0000-7000-8000-000000000000"

    assert admin.get(f"{RULES}999/").status_code == 404
    assert admin.post(f"{RULES}changes/{missing}/taking-back/").status_code == 404


def test_a_rule_of_another_place_is_not_written(people, town_administrator):
    answer = sit(town_administrator).post(f"{RULES}12/force/", {"on": "no"})

    assert answer.status_code == 403
    assert RoutingRule.objects.get(number=12).is_active


WRITING = [("get", "new/"), ("post", "new/"), ("get", "12/"), ("post", "12/"), ("post", "12/force/")]


@pytest.mark.parametrize(("method", "address"), WRITING)
@pytest.mark.parametrize("name", ["dispatcher", "supervisor", "auditor", "officer"])
def test_writing_is_for_administrators(people, name, method, address):
    assert getattr(sit(getattr(people, name)), method)(RULES + address).status_code == 403


def test_residents_and_strangers_do_not_read_the_rules(people, client):
    assert sit(people.resident).get(RULES).status_code == 403
    assert client.get(RULES).status_code == 302


@pytest.mark.parametrize("more", [0, 3])
def test_statements_are_the_same_however_many_rules(people, admin, django_assert_num_queries, more):
    for number in range(more):
        make_rule(f"M0{number + 2}", people.gardens, number=50 + number)
    admin.get(RULES)

    with django_assert_num_queries(7):
        admin.get(RULES)
