"""Several take one order in the same moment, on real connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection

from linli.common.errors import Refusal
from linli.counties.current import county_by_code
from linli.hall.domain import order as way
from linli.hall.models import Order
from tests.hall.order_world import make_helper, make_menu


@pytest.mark.usefixtures("committed")
def test_two_take_it_in_the_same_moment_and_one_has_it():
    menu = make_menu()
    helpers = [make_helper(), make_helper(), make_helper()]
    order = menu.offered()
    county, barrier = county_by_code(settings.LINLI_COUNTY), Barrier(3)

    def take(helper):
        connection.set_tenant(county)
        barrier.wait()
        try:
            return str(way.take_order(order, by=helper).taker_id)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(take, helpers))

    assert answers.count("taken_already") == 2
    assert str(Order.objects.get().taker_id) in answers
