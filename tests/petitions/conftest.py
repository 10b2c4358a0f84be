from types import SimpleNamespace

import pytest

from linli.people.enums import Role, UnitKind
from linli.petitions.domain.handling import Answer, accept_petition, answer_petition
from linli.petitions.domain.registration import Person, Taken, take_down
from linli.petitions.domain.routing import route_petition
from linli.petitions.enums import Aim, Verdict, Way
from linli.petitions.models import Petition
from tests.factories import TOWN, VILLAGE, make_offices, make_resident, make_staff, make_unit

PHONE = "+8613700000021"
WISH, WORDS, NAME, ADDRESS = "请求把征地补偿差额算清", "去年三月征地少算了两分地甲子丑", "甘信人", "福清市某路七号"
EXTRACT = "有人反映征地面积少算"
FOUND, OPINION, BASIS = "经核对地籍图少算两分", "十五日内补发差额", "《土地管理法》第四十八条"


def taken(resident=None, **said):
    person = Person(
        NAME, address=ADDRESS, account=resident.account if resident else None, phone="" if resident else PHONE
    )
    facts = {"aim": Aim.CLAIM, "wish": WISH, "words": WORDS, "persons": (person,), "area": VILLAGE,
             "way": Way.ONLINE if resident else Way.VISIT}  # fmt: skip
    return Taken(**(facts | said))


@pytest.fixture
def people(db):
    make_offices()
    units = {
        "town": make_unit(f"office-{TOWN}"), "village": make_unit(f"office-{VILLAGE}"), "land": make_unit("land"),
        "centre": make_unit("centre", kind=UnitKind.CITY_OFFICE), "partner": make_unit("shop", kind=UnitKind.PARTNER),
    }  # fmt: skip
    return SimpleNamespace(
        units=units, resident=make_resident(PHONE), stranger=make_resident(),
        manager=make_staff(Role.MANAGER, unit=units["village"], area=VILLAGE),
        clerk=make_staff(Role.CLERK, unit=units["town"], area=TOWN),
        town=make_staff(Role.OFFICER, unit=units["town"], area=TOWN),
        land=make_staff(Role.OFFICER, unit=units["land"]), land_head=make_staff(Role.LEADER, unit=units["land"]),
        centre=make_staff(Role.DISPATCHER, unit=units["centre"]), supervisor=make_staff(Role.SUPERVISOR),
        other_clerk=make_staff(Role.CLERK, area="350181002"), auditor=make_staff(Role.AUDITOR),
        leader=make_staff(Role.LEADER), grid=make_staff(Role.GRID_MEMBER, area=f"{VILLAGE}001"),
    )  # fmt: skip


@pytest.fixture
def written(people):
    return take_down(taken(people.resident), by=people.resident)


@pytest.fixture
def routed(people, written):
    return route_petition(written, people.units["land"].id, by=people.manager)


@pytest.fixture
def handling(people, routed):
    return accept_petition(routed, by=people.land)


def answer(**said):
    return Answer(**({"verdict": Verdict.NOT_SUPPORTED, "findings": FOUND, "opinion": OPINION, "basis": BASIS} | said))


@pytest.fixture
def answered(people, handling):
    return answer_petition(handling, answer(), by=people.land)


def now(petition):
    return Petition.objects.select_related("case").get(pk=petition.pk)
