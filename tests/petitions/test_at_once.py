"""Two at the same moment: on committed data, each with a connection of its own."""

from linli.people.enums import Role, UnitKind
from linli.petitions.domain.handling import accept_petition, answer_petition
from linli.petitions.domain.rating import rate_answer
from linli.petitions.domain.registration import take_down
from linli.petitions.domain.review import ask_review
from linli.petitions.domain.routing import route_petition
from linli.petitions.domain.urging import report_back, urge_petition
from linli.petitions.enums import Fault, Pressure
from linli.petitions.models import Petition
from tests.cases.domain.test_at_once import at_once
from tests.factories import VILLAGE, make_offices, make_resident, make_staff, make_unit
from tests.petitions.conftest import PHONE, answer, taken


def test_one_petition_and_one_review_however_often_it_is_sent_at_once(committed):
    make_offices()
    resident, land = make_resident(PHONE), make_unit("land")
    make_unit("centre", kind=UnitKind.CITY_OFFICE)
    manager = make_staff(Role.MANAGER, unit=make_unit(f"office-{VILLAGE}"), area=VILLAGE)
    officer = make_staff(Role.OFFICER, unit=land)
    asked = taken(resident, key="once")
    assert at_once(lambda _: take_down(asked, by=resident), 3)["done"] == 3
    made = Petition.objects.get()
    assert at_once(lambda _: route_petition(made, land.id, by=manager), 2) == {"done": 1, "not_possible_now": 1}
    accept_petition(made, by=officer)
    urged = at_once(lambda _: urge_petition(made, Fault.EVADED, by=manager, words="推诿"), 2)
    assert urged == {"done": 1, "urged_already": 1}
    reported = at_once(lambda _: report_back(made, Pressure.URGE, by=officer, words="已办"), 2)
    assert reported == {"done": 1, "nothing_urged": 1}
    answer_petition(made, answer(), by=officer)
    assert at_once(lambda _: rate_answer(made, 5, by=resident), 2) == {"done": 1, "already_rated": 1}

    assert at_once(lambda _: ask_review(made, "不服", by=resident), 2) == {"done": 1, "review_asked": 1}
    assert Petition.objects.filter(before=made).count() == 1
