"""A complaint: the unit that it is about never handles it and never learns who complains."""

import pytest

from linli.cases import errors
from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.assignment import assign_case, join_unit
from linli.cases.domain.opening import Report, open_case
from linli.cases.domain.party import Person
from linli.cases.queries.detail import case_page
from linli.cases.queries.search import cases_of_phone
from linli.cases.queries.visible import may_see_files, visible_to
from linli.cases.rules import capacities, may_see_persons
from linli.documents.models import Document
from linli.people.enums import Role
from tests.factories import TOWN, VILLAGE, make_photo, make_rule, make_staff, make_unit

pytestmark = pytest.mark.django_db
PHONE = "+8613912345678"


@pytest.fixture
def town_hall(people):
    return make_unit(f"office-{TOWN}")


@pytest.fixture
def complaint(people, town_hall):
    report = Report(
        "C002", words="我住三栋，去了三次都说下次", area=VILLAGE, place="三栋", about_unit=town_hall.id,
        is_confidential=True, reporter=Person(name="叶不说", phone=PHONE), account=people.resident.account,
        basket=make_photo(people.resident),
    )  # fmt: skip
    return open_case(report, by=people.resident).case


@pytest.fixture
def concerned(people, town_hall):
    """Somebody of the unit concerned whose post covers the place: they see that there is a complaint."""
    return make_staff(Role.SUPERVISOR, unit=town_hall, area=TOWN)


def said(page) -> str:
    return " ".join([page.place, *(text.body for moment in page.timeline for text in moment.words)])


def test_unit_concerned_sees_neither_words_nor_place_nor_photos(people, complaint, concerned):
    mine, theirs, deciding = (case_page(complaint.id, who) for who in (people.resident, concerned, people.supervisor))

    assert ("三次" in said(mine), "三次" in said(theirs), "三次" in said(deciding)) == (True, False, True)
    assert "三栋" not in said(theirs)
    assert [len(moment.documents) for moment in theirs.timeline] == [0]
    assert [len(moment.documents) for moment in deciding.timeline] == [1]
    assert theirs.parties == ()
    assert Document.objects.filter(holder_id=complaint.id).count() == 1
    seen = [may_see_files(complaint.id, who, None) for who in (people.resident, concerned, people.supervisor)]
    assert seen == [True, False, True]


def test_unit_concerned_can_do_nothing_to_it_whatever_its_post(people, complaint, concerned):
    assert visible_to(concerned).filter(id=complaint.id).exists()
    assert capacities(concerned, complaint) == {"anybody"}
    assert case_page(complaint.id, concerned).deeds == []
    with pytest.raises(errors.NotYours):
        accept_case(complaint, by=concerned)


def test_it_is_given_neither_to_the_unit_concerned_nor_joined_by_it(people, complaint, town_hall):
    with pytest.raises(errors.UnitConcerned):
        assign_case(complaint, by=people.supervisor, unit=town_hall.id)
    with pytest.raises((errors.UnitConcerned, errors.NotPossibleNow)):
        join_unit(complaint, by=people.supervisor, unit=town_hall.id)


def test_routing_rule_that_names_the_unit_concerned_leaves_it_to_be_routed(people, town_hall):
    make_rule("C002", town_hall)

    case = open_case(Report("C002", words="推来推去", area=VILLAGE, about_unit=town_hall.id), by=people.resident).case

    assert case.lead_unit_id is None
    assert case.events.get().facts["route"]["reason"] == "unit_concerned"


def test_telephone_finds_it_for_nobody_of_the_unit_concerned(people, complaint, concerned):
    assert cases_of_phone(PHONE, concerned) == []
    assert [row.id for row in cases_of_phone(PHONE, people.supervisor)] == [complaint.id]


def test_post_held_elsewhere_gives_no_right_to_see_who_complains(people, complaint):
    """A supervisor of another town who is also an officer of the unit in charge sees no more than that officer."""
    make_rule("C002", people.gardens)
    reader = make_staff(Role.SUPERVISOR, unit=people.gardens, area="350181002")
    assign_case(complaint, by=people.supervisor, unit=people.gardens.id)

    assert may_see_persons(people.supervisor, complaint)
    assert not may_see_persons(reader, complaint)
