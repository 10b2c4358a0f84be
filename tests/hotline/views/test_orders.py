"""The pages of the hotline do what the verbs do, and say why not."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from linli.cases.domain.acceptance import accept_case
from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.common.models import AuditEntry
from linli.hotline.enums import Way
from linli.hotline.models import Answer, HotlineOrder, Line, ReturnRequest
from linli.hotline.queries.orders import OrderRow
from tests.background import work_off
from tests.hotline.conftest import at

pytestmark = pytest.mark.django_db
TYPED = {"number": "FZ9", "asked": "complaint", "words": "窗口推诿", "place": "宏侨社区", "is_secret": "on", "name": "林某",
         "phone": "13800000001"}  # fmt: skip


def at_order(order, name="order"):
    return reverse(f"hotline:{name}", kwargs={"number": number_text(order.case.number, order.case.opened_at)})


def test_operator_takes_an_order_down_and_sees_both_clocks(hotline, sit):
    client = sit(hotline.operator)

    answer = client.post(reverse("hotline:new-order"), TYPED | {"due_at": "2027-03-01T12:00"})

    order = HotlineOrder.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, at_order(order))
    page = client.get(at_order(order)).content.decode()
    assert [word for word in ("FZ9", "12:00", "林某", "13800000001") if word in page] == ["FZ9", "12:00"]
    assert (order.case.is_confidential, order.case.area) == (True, "350181005004")


def test_form_that_is_not_right_keeps_what_was_typed(hotline, sit):
    answer = sit(hotline.operator).post(reverse("hotline:new-order"), TYPED | {"number": "", "phone": "12"})

    assert (answer.status_code, HotlineOrder.objects.count()) == (422, 0)
    assert "窗口推诿" in answer.content.decode()


def test_list_by_what_is_to_be_done_and_by_number(hotline, take, sit):
    first, second = take("FZ1"), take("FZ2")
    accept_case(second.case, by=hotline.operator)
    client = sit(hotline.operator)

    shown = {
        view: client.get(reverse("hotline:orders"), {"view": view}).content.decode() for view in ("sign", "handle")
    }
    found = client.get(reverse("hotline:orders"), {"q": "FZ2"}).content.decode()

    assert [("FZ1" in page, "FZ2" in page) for page in (shown["sign"], shown["handle"], found)] == [
        (True, False), (False, True), (False, True),
    ]  # fmt: skip
    assert first.case_id != second.case_id


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_for_one_order_and_for_three(hotline, take, sit, count, django_assert_num_queries):
    for number in range(count):
        take(f"N{number}")
    client = sit(hotline.operator)
    client.get(reverse("hotline:orders"))

    with django_assert_num_queries(LIST):
        page = client.get(reverse("hotline:orders")).content.decode()
    assert page.count('data-keys="row"') == count


def test_list_shows_the_limit_of_ours_that_ends_first(hotline, take):
    order = take(moment=at(16))
    case = Case.objects.get(id=order.case_id)

    row = OrderRow(HotlineOrder.objects.select_related("case").get())

    assert case.next_due_at < case.due_at
    assert (row.our_due, row.our_tone) == (case.next_due_at, "late")


LIST = 6  # session, account, posts; counts, orders; all counts of the navigation


def test_file_is_taken_and_says_which_rows_were_not(hotline, sit):
    client = sit(hotline.operator)
    pattern = client.get(reverse("hotline:file-pattern")).content
    rows = pattern + "FZ20261125000001,求助,路灯不亮\r\nF9,别的,说不清\r\n".encode()

    answer = client.post(reverse("hotline:new-file"), {"file": SimpleUploadedFile("orders.csv", rows)})

    assert (answer.status_code, HotlineOrder.objects.get().number) == (200, "FZ20261125000001")  # not the example too
    assert "F9" in answer.content.decode()
    assert client.post(reverse("hotline:new-file"), {"file": SimpleUploadedFile("a.xlsx", b"no")}).status_code == 422


def test_unit_asks_to_give_back_and_somebody_else_decides(hotline, take, sit):
    order = take()
    officer, dispatcher = sit(hotline.officer), sit(hotline.dispatcher)

    assert officer.post(at_order(order, "return-request"), {"note": ""}).status_code == 422
    assert officer.post(at_order(order, "return-request"), {"note": "属园林中心。"}).status_code == 302
    assert sit(hotline.gardener).get(at_order(order, "return-request")).status_code == 404
    assert dispatcher.get(at_order(order, "return-request")).status_code == 403
    assert (
        dispatcher.post(at_order(order, "return-decision"), {"decision": "moved", "note": "属绿地"}).status_code == 422
    )
    answer = dispatcher.post(
        at_order(order, "return-decision"), {"decision": "moved", "note": "属绿地", "unit": "园林中心"}
    )

    assert answer.status_code == 302
    assert ReturnRequest.objects.get().decision == "moved"
    assert Case.objects.get().lead_unit_id == hotline.gardens.id


def test_bridge_file_goes_out_and_comes_back_with_receipts(hotline, take, sit):
    order = take(way=Way.FILE)
    accept_case(order.case, by=hotline.operator)
    work_off()
    client = sit(hotline.operator)

    file = client.post(reverse("hotline:bridge-file")).content
    assert Answer.objects.get().state == "sent"
    lines = file.decode("utf-8-sig").splitlines()
    back = "\r\n".join([lines[0], lines[1] + "HZ-3"]).encode()
    client.post(reverse("hotline:receipts"), {"file": SimpleUploadedFile("back.csv", back)})

    answer = Answer.objects.get()
    assert (answer.state, answer.receipt) == ("acknowledged", "HZ-3")
    assert client.post(reverse("hotline:bridge-file")).status_code == 302


def test_typed_order_is_acknowledged_by_the_receipt_that_is_noted(hotline, take, sit):
    accept_case(take().case, by=hotline.operator)
    work_off()
    client, url = (
        sit(hotline.operator),
        reverse("hotline:acknowledgement", kwargs={"answer_id": Answer.objects.get().id}),
    )

    assert client.post(url, {"receipt": " "}).status_code == 422
    assert client.post(url, {"receipt": "HZ-4"}).status_code == 302
    assert Answer.objects.get().receipt == "HZ-4"
    assert "HZ-4" in client.get(reverse("hotline:answers"), {"state": "acknowledged"}).content.decode()


def test_line_is_set_up_and_only_with_a_host_that_may_be_called(hotline, take, sit, settings):
    take()
    settings.LINLI_WEBHOOKS = {"hotline.example": "secret"}
    client, line = sit(hotline.administrator), Line.objects.get()
    url, said = reverse("hotline:line", kwargs={"line_id": line.id}), {"name": "福州 12345", "amount": "2"}

    assert client.post(url, said | {"url": "https://elsewhere.example/"}).status_code == 422
    assert client.post(url, said | {"url": "https://hotline.example/in"}).status_code == 302

    line.refresh_from_db()
    assert (line.url, line.return_within) == ("https://hotline.example/in", "2 working_days")
    assert AuditEntry.objects.get(action="hotline.line_set").detail == {"code": line.code, "has_url": True}


def test_rates_page_opens_its_lists_and_goes_out_as_a_file(hotline, take, sit):
    take("FZ7")
    client = sit(hotline.supervisor)

    page = client.get(reverse("hotline:rates")).content.decode()
    listed = client.get(reverse("hotline:counted"), {"part": "came", "unit": str(hotline.lamps.id)}).content.decode()
    book = load_workbook(io.BytesIO(b"".join(client.get(reverse("hotline:export-rates")).streaming_content)))

    assert ("路灯管理所" in page, "FZ7" in listed) == (True, True)
    assert [page.count(f'<th scope="col">{title}</th>') for title in ("单位", "镇街")] == [1, 1]
    assert [row[1] for row in book.active.iter_rows(min_row=2, values_only=True)] == [None, "路灯管理所", "宏路街道"]
    assert AuditEntry.objects.get(action="hotline.rates_exported").detail["rows"] == 3
