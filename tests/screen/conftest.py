"""A month of generated matters: grid matters and hotline orders, played as far as chance will have it."""

from datetime import timedelta
from random import Random

import pytest
from django.utils.timezone import now

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.closure import close_case, propose_closure
from linli.cases.domain.deed import Sent
from linli.cases.domain.figures import fold_deltas
from linli.cases.domain.progress import report_progress
from linli.cases.domain.rating import rate_case
from linli.cases.domain.reopening import reopen_case
from linli.cases.domain.return_visit import record_visit
from linli.cases.enums import Outcome, Source
from linli.cases.models import Case, Delta
from linli.people.enums import Role
from tests.cases.conftest import people  # noqa: F401  (the same people look at the screen)
from tests.desk.conftest import desk  # noqa: F401
from tests.factories import (
    GRID,
    OTHER_TOWN,
    OTHER_VILLAGE,
    TOWN,
    VILLAGE,
    make_case,
    make_photo,
    make_rule,
    make_staff,
    make_unit,
)

PLACES = (VILLAGE, GRID, OTHER_VILLAGE, TOWN, OTHER_TOWN)
# Everybody who may see the screen, with an area of their own.
SEERS = ("leader", "supervisor", "dispatcher", "auditor", "administrator", "town_dispatcher", "manager", "other_manager",
         "grid_head", "village_head")  # fmt: skip


@pytest.fixture(autouse=True)
def _static_folder(settings):
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is missing


@pytest.fixture
def city(people):  # noqa: F811
    """The people, two heads of grids, and a month of matters; half of the counts folded, half not yet."""
    make_rule("H", people.lamps, number=50)
    people.grid_head = make_staff(Role.GRID_HEAD, unit=people.village_office, area=GRID)
    people.village_head = make_staff(Role.GRID_HEAD, unit=make_unit(f"office-{VILLAGE}"), area=VILLAGE)
    draw, today = Random(11), now()
    for number in range(45):
        at = today - timedelta(days=draw.randrange(28), hours=draw.randrange(1, 6))
        if number % 3 == 0:
            play_order(people, draw, at)
        else:
            play_matter(people, draw, at)
        if number == 22:
            fold_deltas()
    for number, grade in enumerate((5, 4, 3, 2, 1, 1, 5)):
        rated = play_to_the_end(people, today - timedelta(days=12 + number), 2)
        rate_case(rated, by=people.resident, grade=grade, at=today - timedelta(days=3))
        if number == 6:  # what was reopened is not rated any more
            reopen_case(rated, by=people.resident, note="又坏了", at=today - timedelta(days=2))
    for hours in (2, 290):  # in time, and late in whatever month and however long its holidays
        play_to_the_end(people, today - timedelta(days=20), hours)
        call_back(people, today - timedelta(days=20), hours, is_good=hours == 2)
    make_case(people.stranger, kind="C001", words="对工作人员的投诉", about_unit=people.gardens.id, area=VILLAGE)
    sealed = make_case(people.stranger, kind="M01037", area=VILLAGE)
    Case.objects.filter(pk=sealed.pk).update(compartment="mediation")
    Delta.objects.filter(pk=Delta.objects.latest("id").pk).update(compartment="mediation")
    return people


def play_to_the_end(people, at, hours):  # noqa: F811
    case, done = make_case(people.resident, at=at, area=VILLAGE), at + timedelta(hours=hours)
    accept_case(case, by=people.dispatcher, at=at + timedelta(hours=1))
    propose_closure(case, by=people.officer, note="好了", at=done, sent=Sent(basket=make_photo()))
    close_case(case, by=people.dispatcher, outcome=Outcome.RESOLVED, at=done)
    return case


def call_back(people, at, hours, *, is_good):  # noqa: F811
    """An order contacted after some hours, answered, and called back."""
    case = make_case(people.resident, at=at, kind="H001", area=VILLAGE, source=Source.HOTLINE)
    accept_case(case, by=people.operator, at=at + timedelta(minutes=30))
    done = at + timedelta(hours=hours)
    report_progress(case, by=people.officer, note="已联系", at=done)
    propose_closure(case, by=people.officer, note="办好了", at=done + timedelta(hours=2))
    record_visit(case, by=people.operator, is_reached=True, is_resolved=is_good, is_satisfied=is_good,
                 at=done + timedelta(hours=20))  # fmt: skip


def play_matter(people, draw, at):  # noqa: F811
    kind = draw.choice(["M01037", "M06042", "M06013"])
    case = make_case(people.resident, at=at, kind=kind, area=draw.choice(PLACES))
    if draw.random() < 0.7:
        accept_case(case, by=people.dispatcher, at=at + timedelta(hours=1))
    if case.lead_unit_id == people.lamps.id and draw.random() < 0.8:
        done = at + timedelta(hours=draw.choice([2, 80]))
        propose_closure(case, by=people.officer, note="好了", at=done, sent=Sent(basket=make_photo()))
        close_case(case, by=people.dispatcher, outcome=Outcome.RESOLVED, at=done)
        if draw.random() < 0.3:
            reopen_case(case, by=people.resident, note="又坏了", at=done + timedelta(hours=1))


def play_order(people, draw, at):  # noqa: F811
    case = make_case(people.resident, at=at, kind="H001", area=draw.choice(PLACES), source=Source.HOTLINE)
    if draw.random() < 0.1:
        return
    accept_case(case, by=people.operator, at=at + timedelta(minutes=30))
    if draw.random() < 0.1:
        return
    contacted = at + timedelta(hours=draw.choice([2, 260]))
    report_progress(case, by=people.officer, note="已联系", at=contacted)
    for _round in range(2):
        contacted += timedelta(hours=2)
        propose_closure(case, by=people.officer, note="办好了", at=contacted)
        if draw.random() < 0.2:
            return
        contacted += timedelta(hours=20)
        is_reached = draw.random() < 0.8
        record_visit(case, by=people.operator, is_reached=is_reached, is_resolved=draw.choice([True, True, False, None]),
                     is_satisfied=draw.choice([True, False, None]), note="回访", at=contacted)  # fmt: skip
        if case.state != "handling":
            return
