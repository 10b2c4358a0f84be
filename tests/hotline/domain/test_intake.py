"""An order comes in once, with two clocks."""

import io
import threading

import pytest
from django.db import connection
from openpyxl import Workbook

from linli.cases.models import Case, CaseLimit, CaseParty
from linli.hotline.domain.file_intake import take_file
from linli.hotline.domain.intake import take_order
from linli.hotline.enums import Asked
from linli.hotline.errors import FileUnread, LineUnknown, NotOperator, NumberNeeded
from linli.hotline.models import HotlineOrder
from tests.cases.conftest import People
from tests.factories import VILLAGE
from tests.hotline.conftest import at, call

HEAD = "工单编号,类型,内容,地址,来电人,联系电话,保密,公共空间,办理期限\r\n"


@pytest.mark.django_db
def test_order_keeps_the_number_and_the_deadline_of_the_hotline(take):
    order = take(due_at=at(30, 12), moment=at(16))

    assert (order.number, order.outside_due_at, order.case.external_id) == ("FZ1", at(30, 12), "FZ1")
    assert order.case.due_at == at(23, 17, 30)  # ours: five working days, earlier than theirs


@pytest.mark.django_db
def test_our_limit_ends_with_the_hotlines_deadline_where_that_is_earlier(take):
    order = take(due_at=at(18, 12), moment=at(16))

    assert CaseLimit.objects.get(case=order.case, is_whole=True).due_at == order.case.due_at == at(18, 12)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "kind"), [("advice", "H001"), ("request", "H002"), ("suggestion", "H003"), ("complaint", "H004")]
)
def test_each_of_the_four_kinds_is_a_kind_of_its_own(take, asked, kind):
    assert take(asked=Asked(asked)).case.kind_id == kind


@pytest.mark.django_db
def test_same_number_is_the_same_order(hotline, take):
    first = take()

    again = take_order(call(words="别的话"), by=hotline.operator)

    assert (again.is_new, again.order.id, Case.objects.count()) == (False, first.id, 1)


@pytest.mark.django_db
def test_public_space_is_believed_of_no_complaint_and_of_no_secret(take):
    marked = {"is_public": True}

    assert [
        take("1", **marked).case.is_public, take("2", asked=Asked.COMPLAINT, **marked).case.is_public,
        take("3", is_secret=True, **marked).case.is_public, take("4").case.is_public,
    ] == [True, False, False, False]  # fmt: skip


@pytest.mark.django_db
def test_who_may_not_take_and_what_is_missing_is_refused(hotline):
    with pytest.raises(NotOperator):
        take_order(call(), by=hotline.officer)
    with pytest.raises(NumberNeeded):
        take_order(call("  "), by=hotline.operator)
    with pytest.raises(LineUnknown):
        take_order(call(line="12345-0000"), by=hotline.operator)
    assert HotlineOrder.objects.count() == 0


def test_two_deliveries_at_the_same_moment_make_one_order(committed):
    people, found, gate = People(), [], threading.Barrier(2)

    def deliver():
        from django.conf import settings

        from linli.counties.current import county_by_code, inside

        with inside(county_by_code(settings.LINLI_COUNTY)):
            gate.wait()
            found.append(take_order(call(), by=people.operator))
        connection.close()

    threads = [threading.Thread(target=deliver) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken.is_new for taken in found) == [False, True]
    assert (HotlineOrder.objects.count(), Case.objects.count()) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_file_takes_what_holds_and_says_of_each_other_row_why_not(hotline, encoding):
    rows = "F1,求助,路灯不亮,宏路街道宏侨社区,林某,13800000001,否,是,2026-11-30 17:30\r\nF2,别的,说不清,,,,,,\r\nF3,咨询,,,,,,,\r\nF4,投诉举报,态度不好,,,,是,,昨天\r\n"

    outcome = take_file((HEAD + rows).encode(encoding), "orders.csv", by=hotline.operator)

    assert (outcome.taken, outcome.known) == (1, 0)
    assert [(row, number) for row, number, _ in outcome.refused] == [(3, "F2"), (4, "F3"), (5, "F4")]
    order = HotlineOrder.objects.get()
    assert (order.way, order.case.area, order.case.is_public) == ("file", VILLAGE, True)
    assert CaseParty.objects.get(case=order.case).phone == "+8613800000001"


@pytest.mark.django_db
def test_spreadsheet_is_read_like_the_lines_and_twice_is_once(hotline):
    book = Workbook()
    book.active.append(HEAD.strip().split(","))
    book.active.append([20261125001, "建议", "多设一处饮水点", "宏侨社区"])
    file = io.BytesIO()
    book.save(file)

    outcomes = [take_file(file.getvalue(), "orders.xlsx", by=hotline.operator) for _ in range(2)]

    assert [(outcome.taken, outcome.known) for outcome in outcomes] == [(1, 0), (0, 1)]
    assert HotlineOrder.objects.get().number == "20261125001"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"), [("a.xlsx", b"no sheet"), ("a.csv", b"\xff\xfe\x00\xff"), ("a.csv", "工单编号\r\n1".encode())]
)
def test_file_that_is_none_is_refused_whole(hotline, name, content):
    with pytest.raises(FileUnread):
        take_file(content, name, by=hotline.operator)
