"""Figures by the day of opening: what is written down, what has changed since, and who may count what."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from linli.cases.domain.rating import rate_case
from linli.hall.application_enums import Verdict, Way
from linli.hall.domain import application_way as way
from linli.hall.domain import order as order_way
from linli.hall.domain.keeping import keep_figures
from linli.hall.models import ApplicationDay, KeptDays, OrderDay
from linli.hall.order_enums import OfferedTo
from linli.hall.queries.application_figures import DIVISIONS, application_figures
from linli.hall.queries.order_figures import order_figures
from linli.people.enums import Role
from linli.people.reader import ANONYMOUS
from linli.ratings.enums import Grade
from tests.factories import COUNTY, TOWN, make_staff
from tests.hall.application_world import make_hall
from tests.hall.order_world import make_helper, make_menu

pytestmark = pytest.mark.django_db
TODAY = localdate()
LONG_AGO, EARLIER = timedelta(days=40), timedelta(days=9)


def carry_through(hall, application):
    way.accept_application(application, by=hall.clerk)
    way.decide_application(application, verdict=Verdict.GRANTED, decided_on=localdate(), by=hall.clerk)
    way.deliver_result(application, way=Way.WINDOW, by=hall.clerk)


def whole(reader, by="item"):
    line, parts = application_figures(reader, by, TODAY - timedelta(days=60), TODAY)
    assert sum(part.came for part in parts) == line.came
    return line.came, line.closed


def test_what_is_written_down_and_what_has_changed_since_make_one_figure(hall, django_assert_max_num_queries):
    first, second = (hall.send("id", "book", "photo", at=now() - ago).application for ago in (LONG_AGO, EARLIER))
    carry_through(hall, first)
    assert keep_figures() > 30
    assert (ApplicationDay.objects.count(), KeptDays.objects.count()) == (2, 2)
    hall.send("id")  # today: on no day that is written down
    assert whole(hall.manager) == (3, 1)

    carry_through(hall, second)

    with django_assert_max_num_queries(5):  # the fifth looks, every second, whether the catalogue has changed
        assert whole(hall.manager) == (3, 2)
    assert ApplicationDay.objects.get(on=localdate(second.opened_at)).closed == 0  # it is not from there
    assert keep_figures() == 2  # both days, of which something was recorded a moment ago
    assert ApplicationDay.objects.get(on=localdate(second.opened_at)).closed == 1
    figures = [application_figures(hall.manager, by, TODAY - timedelta(days=60), TODAY) for by in DIVISIONS]
    KeptDays.objects.all().delete()
    assert figures == [application_figures(hall.manager, by, TODAY - timedelta(days=60), TODAY) for by in DIVISIONS]
    assert (whole(hall.manager), whole(hall.manager, "place"), whole(hall.manager, "town")) == ((3, 2),) * 3


def test_written_days_are_read_where_nothing_was_recorded(hall):
    hall.send("id", at=now() - EARLIER)
    keep_figures(at=now() + timedelta(hours=1))  # so that what was just recorded is long ago

    ApplicationDay.objects.update(came=7)

    assert whole(hall.manager) == (7, 0)


def test_figures_are_of_what_somebody_may_see(hall):
    hall.send("id", at=now() - EARLIER)
    readers = {
        "county": make_staff(Role.SUPERVISOR, area=COUNTY), "town": make_staff(Role.DISPATCHER, area=TOWN),
        "elsewhere": hall.other_clerk, "unit": hall.officer, "nobody": ANONYMOUS,
    }  # fmt: skip
    seen = {"county": 1, "town": 1, "elsewhere": 0, "unit": 0, "nobody": 0}

    for _is_kept in (False, True):
        assert {who: whole(reader)[0] for who, reader in readers.items()} == seen
        keep_figures()


def test_orders_are_counted_the_same_way(db):
    menu, helper = make_menu(), make_helper()
    order = menu.order(at=now() - EARLIER)
    keep_figures(at=now() + timedelta(hours=1))
    county = make_staff(Role.SUPERVISOR, area=COUNTY)
    first, last = TODAY - timedelta(days=30), TODAY
    assert [line.counts["came"] for line in order_figures(county, first, last)] == [1]
    assert OrderDay.objects.count() == 1

    order = order_way.take_order(order_way.offer_order(order, OfferedTo.VOLUNTEERS, by=menu.manager), by=helper)
    order = order_way.confirm_order(order_way.say_done(order, by=helper, note="剪好了"), by=menu.resident)
    rate_case(order.case, by=menu.resident, grade=Grade.SATISFIED, note="")
    KeptDays.objects.update(looked_at=now())

    (line,) = order_figures(county, first, last)
    assert (line.counts | {"in_time": 0}, line.grade) == (
        {"came": 1, "taken": 1, "done": 1, "in_time": 0, "rated": 1},
        4.0,
    )


@pytest.fixture
def hall(db):
    return make_hall()
