"""Pages of orders: from home, at the counter, at the desk, of whoever takes it; who sees what, and nothing typed is lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from linli.cases.domain.rating import rate_case
from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.hall.domain import order as way
from linli.hall.models import Order
from linli.hall.order_enums import OfferedTo
from linli.hall.queries.order_figures import OrderFigures, order_figures
from linli.hall.queries.orders import WantedOrders, list_orders
from linli.places import counter
from linli.places.counter import CounterVisit
from linli.ratings.enums import Grade
from tests.hall.order_world import ADDRESS, WORDS, make_helper, make_menu
from tests.settings.conftest import _static_folder, sit  # noqa: F401

pytestmark = pytest.mark.django_db
ORDER, DESK, MINE = "/centres/350181005004/menu/m1/", "/desk/orders/", "/me/orders/"
FORM = {"words": WORDS, "suits": "周六", "address": ADDRESS, "name": "", "phone": "", "key": "k1"}


@pytest.fixture
def menu():
    return make_menu()


def number(order):
    return number_text(order.case.number, order.case.opened_at)


def test_ordering_from_home_keeps_what_was_typed_and_a_double_click_orders_once(menu, client):
    assert client.get(ORDER).status_code == 302
    home = sit(menu.resident)
    wrong = home.post(ORDER, FORM | {"address": ""})
    assert (wrong.status_code, WORDS in wrong.content.decode()) == (422, True)

    first, second = home.post(ORDER, FORM), home.post(ORDER, FORM)

    order = Order.objects.get()
    assert first.headers["Location"] == second.headers["Location"] == f"{MINE}{number(order)}/"
    page = home.get(f"{MINE}{number(order)}/").content.decode()
    assert (WORDS in page, ADDRESS in page, f"/matters/{number(order)}/withdrawal/" in page) == (True, True, True)
    assert number(order) in home.get(MINE).content.decode()
    assert sit(menu.stranger).get(f"{MINE}{number(order)}/").status_code == 404
    assert home.get("/centres/350181005004/menu/m9/").status_code == 404


def test_a_clerk_orders_for_whoever_stands_at_the_window_and_the_ticket_hangs_on_it(menu, monkeypatch):
    ticket, served, client = uuid4(), [], sit(menu.clerk)
    visit = CounterVisit(ticket, "A012", menu.place.code, menu.resident.actor_id, "")
    monkeypatch.setattr(counter, "_visits", [lambda one, reader: visit if one == ticket else None])
    monkeypatch.setattr(counter, "_served", [lambda one, case, by: served.append((one, case))])
    assert "A012" in client.get(f"{DESK}new/?ticket={ticket}").content.decode()
    said = FORM | {"place": menu.place.code, "entry": "m1", "ticket": str(ticket)}
    wrong = client.post(f"{DESK}new/", said | {"phone": "12", "suits": "留着"})
    assert (wrong.status_code, "留着" in wrong.content.decode()) == (422, True)

    first, second = client.post(f"{DESK}new/", said), client.post(f"{DESK}new/", said)

    order = Order.objects.get()
    assert first.headers["Location"] == second.headers["Location"] == f"{DESK}{number(order)}/"
    assert served == [(ticket, order.case_id)]
    assert order.case.reporter_id == menu.resident.actor_id


def test_the_desk_offers_takes_back_declines_and_each_refusal_stands_beside_its_field(menu):
    order = menu.order()
    page, client = f"{DESK}{number(order)}/", sit(menu.manager)
    assert "13800138000" not in client.get(page).content.decode()

    assert client.post(f"{page}offer/", {"to": "unit", "unit": "", "note": ""}).status_code == 422
    assert client.post(f"{page}offer/", {"to": "nobody"}).status_code == 422
    assert client.post(f"{page}offer/", {"to": "volunteers", "unit": "", "note": ""}).status_code == 302
    assert client.post(f"{page}taking/", {"for_whom": ""}).status_code == 422
    assert client.post(f"{page}offer-withdrawal/").status_code == 302
    assert client.post(f"{page}offer-withdrawal/").status_code == 409
    assert client.post(f"{page}offer/", {"to": "volunteers", "unit": "", "note": ""}).status_code == 302
    assert client.post(f"{page}taking/", {"for_whom": "红马甲服务队"}).status_code == 302
    assert client.post(f"{page}return/", {"note": ""}).status_code == 422
    assert client.post(f"{page}completion/", {"note": "好了"}).status_code == 302
    assert client.post(f"{page}confirmation/", {"note": ""}).status_code == 302
    order.case.refresh_from_db()
    assert (order.case.state, client.post(f"{page}nothing/").status_code) == ("closed", 404)
    other = f"{DESK}{number(menu.order())}/"
    assert client.post(f"{other}refusal/", {"note": ""}).status_code == 422
    assert client.post(f"{other}refusal/", {"note": "不提供"}).status_code == 302
    assert sit(menu.other_manager).get(page).status_code == 404


def test_whoever_lends_a_hand_takes_it_hands_it_back_does_it_and_a_second_is_told(menu):
    helper, slow = make_helper(), make_helper()
    order = menu.offered()
    page, client = f"{MINE}{number(order)}/", sit(helper)
    assert number(order) in client.get(MINE).content.decode()
    before = client.get(page).content.decode()
    assert (ADDRESS in before, "13800138000" in before) == (False, False)

    assert client.post(f"{page}taking/").headers["Location"] == page
    assert sit(slow).post(f"{page}taking/").headers["Location"] == MINE
    assert sit(slow).get(page).status_code == 404
    after = client.get(page).content.decode()
    assert (ADDRESS in after, WORDS in after) == (True, True)
    assert client.post(f"{page}return/", {"note": " "}).status_code == 422
    assert client.post(f"{page}return/", {"note": "有事"}).headers["Location"] == MINE
    client.post(f"{page}taking/")
    assert client.post(f"{page}confirmation/").status_code == 404
    assert client.post(f"{page}completion/", {"note": "剪好了"}).status_code == 302
    home = sit(menu.resident)
    assert home.post(f"{page}rework/", {"note": ""}).status_code == 422
    assert home.post(f"{page}rework/", {"note": "左边没剪"}).status_code == 302
    client.post(f"{page}completion/", {"note": "补好了"})
    assert home.post(f"{page}confirmation/").status_code == 302
    assert f"/matters/{number(order)}/rating/" in home.get(page).content.decode()
    assert sit(menu.stranger).post(f"{page}taking/").status_code == 404


def test_lists_cost_the_same_and_figures_open_the_lists_they_count(menu):
    helper = make_helper()
    first = way.say_done(way.take_order(menu.offered(), by=helper), by=helper, note="好了")
    rate_case(way.confirm_order(first, by=menu.resident).case, by=menu.resident, grade=Grade.FAIR)
    with CaptureQueriesContext(connection) as one:
        assert len(list_orders(menu.manager, WantedOrders()).rows) == 1
    menu.offered(OfferedTo.PARTNERS)
    menu.order()
    with CaptureQueriesContext(connection) as three:
        assert len(list_orders(menu.manager, WantedOrders()).rows) == 3
    assert len(one) == len(three) == 2

    today = first.opened_at.astimezone().date()
    [line] = order_figures(menu.manager, today, today)
    assert line.counts == {"came": 3, "taken": 1, "done": 1, "in_time": 1, "rated": 1}
    assert (line.punctuality, line.grade) == (100, 3.0)
    for name, count in line.counts.items():
        assert len(list_orders(menu.manager, line.wanted_for(name)).rows) == count
    assert order_figures(menu.other_manager, today, today) == []
    newest = list_orders(menu.manager, WantedOrders(), size=2)
    assert [len(newest.rows), len(list_orders(menu.manager, WantedOrders(), older=newest.older).rows)] == [2, 1]
    for view, count in {"ordered": 1, "offered": 1, "taken": 0, "over": 1, "late": 0}.items():
        assert len(list_orders(menu.manager, WantedOrders(view)).rows) == count
    client = sit(menu.manager)
    assert client.get(f"{DESK}figures/").context["lines"][0]["came"]["count"] == 3
    assert len(client.get(f"{DESK}?view=offered&older=nonsense").context["page"].rows) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_my_page_costs_the_same_however_many_there_are(menu, count, django_assert_num_queries):
    helper = make_helper()
    client = sit(helper)
    for _ in range(count):
        menu.offered()
        way.take_order(menu.offered(), by=helper)
        menu.order(account=helper.account, by=helper)
    client.get(MINE)
    with django_assert_num_queries(10):
        client.get(MINE)


def test_what_is_overdue_is_said_in_words_to_everybody_concerned(menu):
    helper, order = make_helper(), menu.offered()
    Case.objects.filter(pk=order.case_id).update(next_due_at=now() - timedelta(days=1))
    desk, home, helping = sit(menu.manager), sit(menu.resident), sit(helper)
    one = f"{MINE}{number(order)}/"
    pages = [
        desk.get(DESK),
        desk.get(f"{DESK}{number(order)}/"),
        home.get(MINE),
        home.get(one),
        helping.get(MINE),
        helping.get(one),
    ]

    assert ["已逾期" in page.content.decode() for page in pages] == [True] * 6
    Case.objects.filter(pk=order.case_id).update(next_due_at=now() + timedelta(days=1))
    assert ["已逾期" in page.content.decode() for page in (desk.get(f"{DESK}{number(order)}/"), home.get(one))] == [
        False
    ] * 2


def test_shares_in_time_are_rounded():
    counted = {"came": 21, "taken": 21, "done": 21, "in_time": 17, "rated": 0}

    assert OrderFigures("", "", WantedOrders(), counted, None).punctuality == 81
