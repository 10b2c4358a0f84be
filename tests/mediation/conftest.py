from types import SimpleNamespace

import pytest

from linli.bookings.domain.resource import let_room
from linli.mediation.domain.application import Application, Person, answer_invitation, apply_for_mediation, take_on
from linli.mediation.domain.look import open_by_look
from linli.mediation.domain.mediator import accept_mediator, name_mediator
from linli.mediation.enums import Answer, LookReason, Sort
from linli.mediation.models import Mediation
from linli.people.enums import Role
from linli.people.reader import reader_of, system
from linli.places.domain.room import open_room
from linli.places.enums import RoomKind
from tests.factories import VILLAGE, make_offices, make_place, make_resident, make_staff

FIRST, SECOND = "+8613700000001", "+8613700000002"
WORDS, SAID = "楼上漏水三回泡了天花板", "想坐下来谈谈漏水的事"


def application(first, **said):
    facts = {
        "sort": Sort.NEIGHBOURS, "words": WORDS, "said": SAID, "area": VILLAGE,
        "first": Person("甘先来", account=first.account), "others": (Person("庞对门", SECOND),),
    }  # fmt: skip
    return Application(**(facts | said))


@pytest.fixture
def people(db):
    make_offices()
    found = SimpleNamespace(
        first=make_resident(FIRST), second=make_resident(SECOND), stranger=make_resident(),
        head=make_staff(Role.MEDIATION_HEAD, area=VILLAGE), mediator=make_staff(Role.MEDIATOR, area=VILLAGE),
        other=make_staff(Role.MEDIATOR, area=VILLAGE), auditor=make_staff(Role.AUDITOR),
        manager=make_staff(Role.MANAGER, area=VILLAGE),
    )  # fmt: skip
    place = make_place("hall", hours="0:00-24:00")
    room = open_room(place, "调解室", kind=RoomKind.MEETING, by=system("test"), seats=8)
    found.room = let_room(room, by=system("test"))
    return found


@pytest.fixture
def applied(people):
    return apply_for_mediation(application(people.first), by=people.first)


@pytest.fixture
def begun(people, applied):
    open_by_look(applied, LookReason.TAKE_ON, by=people.head)
    take_on(applied, by=people.head)
    answer_invitation(applied, Answer.AGREED, by=people.second)
    name_mediator(applied, people.mediator.actor_id, by=people.first)
    accept_mediator(applied, people.mediator.actor_id, by=people.second)
    return now(applied)


def now(mediation):
    return Mediation.objects.select_related("case").get(pk=mediation.pk)


__all__ = ["reader_of"]
