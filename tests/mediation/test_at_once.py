"""Both sides at the same moment: on committed data, each with a connection of its own."""

from linli.mediation.domain.application import answer_invitation, apply_for_mediation, leave, take_on
from linli.mediation.domain.mediator import accept_mediator, name_mediator
from linli.mediation.enums import Answer
from linli.mediation.models import Mediation
from linli.people.enums import Role
from tests.cases.domain.test_at_once import at_once
from tests.factories import VILLAGE, make_offices, make_resident, make_staff
from tests.mediation.conftest import FIRST, SECOND, application


def test_sides_that_act_at_once_do_it_one_after_the_other(committed):
    make_offices()
    sides = [make_resident(FIRST), make_resident(SECOND)]
    head, mediator = (make_staff(role, area=VILLAGE) for role in (Role.MEDIATION_HEAD, Role.MEDIATOR))
    asked = application(sides[0], key="once")
    assert at_once(lambda _: apply_for_mediation(asked, by=sides[0]), 4)["done"] == 4
    made = Mediation.objects.get()
    take_on(made, by=head)
    answer_invitation(made, Answer.AGREED, by=sides[1])
    name_mediator(made, mediator.actor_id, by=head)

    assert at_once(lambda number: accept_mediator(made, mediator.actor_id, by=sides[number]), 2) == {"done": 2}

    assert Mediation.objects.get().begun_at is not None
    assert at_once(lambda number: leave(made, by=sides[number]), 2) == {"done": 1, "not_possible_now": 1}
