"""Staff type the residents' form for somebody else."""

import pytest

from linli.cases.enums import Source
from linli.cases.models import Case, CaseEvent, CaseParty
from linli.cases.rules import MAY_TYPE_FOR_OTHERS
from linli.people.enums import Role
from tests.factories import OTHER_TOWN, OTHER_VILLAGE, VILLAGE, make_staff
from tests.portal.conftest import LANGUAGES, WORDS, browser, filled

PAGE = "/desk/reports/new/"


def send(client, **changes):
    return client.post(PAGE, filled(client.get(PAGE), **({"source_door": "window"} | changes)))


@pytest.mark.parametrize("role", list(Role))
def test_who_may_type_for_others(city, role):
    status = browser(make_staff(role)).get(PAGE).status_code

    assert status == (200 if role in MAY_TYPE_FOR_OTHERS else 403)


def test_residents_and_strangers_may_not(city):
    assert browser(city.resident).get(PAGE).status_code == 403
    assert browser().get(PAGE).status_code == 302


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("source", [Source.WINDOW, Source.HOTLINE, Source.PAPER, Source.GRID])
def test_the_door_it_came_in_by_is_recorded(city, source, language):
    client = browser(city.clerk, language)

    answer = send(client, source_door=source.value, phone="138 0000 1234", name="陈阿婆")

    case, party = Case.objects.get(), CaseParty.objects.get()
    assert answer.status_code == 302
    assert (case.source, case.reporter_id) == (source, None)
    assert (party.name, party.phone) == ("陈阿婆", "+8613800001234")
    assert CaseEvent.objects.get().actor_label.endswith("clerk")


@pytest.mark.parametrize("source", ["", "portal", "import"])
def test_another_door_is_refused(city, source):
    answer = send(browser(city.clerk), source_door=source)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["source_door"]


@pytest.mark.parametrize(
    ("role", "source"), [(Role.CLERK, "window"), (Role.OPERATOR, "hotline"), (Role.GRID_MEMBER, "grid")]
)
def test_the_usual_door_of_a_post_is_chosen_beforehand(city, role, source):
    page = browser(make_staff(role)).get(PAGE)

    assert page.context["form"]["source_door"].value() == source


def test_a_kind_of_the_hotline_can_be_typed(city):
    send(browser(city.operator), source_door="hotline", kind="H002")

    assert Case.objects.get().kind_id == "H002"


def test_a_letter_without_a_place_is_taken_for_a_person_to_route(city):
    send(browser(city.clerk), source_door="paper", town="", village="")

    assert Case.objects.get().area == ""


def test_what_is_wrong_keeps_what_was_typed(city):
    answer = send(browser(city.clerk), words="", name="陈阿婆")

    assert answer.status_code == 422
    assert answer.context["form"]["name"].value() == "陈阿婆"


def test_the_slip_is_read_out_and_carries_the_secret(city):
    client = browser(city.clerk)

    page = client.get(send(client)["Location"])

    assert page.status_code == 200
    assert page.context["secret"] in page.content.decode()
    assert page.context["may_read"] is True


def test_the_slip_of_a_matter_that_went_elsewhere_is_still_handed_over(city):
    client = browser(city.clerk)

    page = client.get(send(client, town=OTHER_TOWN, village=OTHER_VILLAGE)["Location"])

    assert page.status_code == 200
    assert page.context["may_read"] is False
    assert WORDS not in page.content.decode()


def test_the_slip_is_only_for_whoever_typed_it(city):
    client = browser(city.clerk)
    slip = send(client)["Location"]

    assert browser(city.operator).get(slip).status_code == 404
    assert browser().get(slip).status_code == 302


def test_the_same_form_twice_gives_the_same_matter(city):
    client = browser(city.clerk)
    form = filled(client.get(PAGE), source_door="window")

    first, second = client.post(PAGE, form), client.post(PAGE, form)

    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


def test_a_matter_of_the_same_spot_is_offered_to_the_typist(city):
    send(browser(city.clerk))
    client = browser(city.operator)

    first = send(client)

    assert first.status_code == 422
    assert first.context["people"] == 1
    assert send(client, seen="1").status_code == 302


def test_kinds_and_communities_without_script(city):
    client = browser(city.clerk)

    answer = client.post(PAGE, filled(client.get(PAGE), village="", find_villages="1", source_door="paper"))

    assert answer.status_code == 200
    assert f'<option value="{VILLAGE}">' in answer.content.decode()
    assert answer.context["form"]["source_door"].value() == "paper"
