"""Answers go out the way the order came, and count as received only with the hotline's receipt."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import IntegrityError, transaction

from linli.cases.domain.acceptance import accept_case, refuse_case
from linli.cases.domain.assignment import assign_case
from linli.cases.domain.closure import propose_closure
from linli.cases.domain.merging import merge_case
from linli.cases.domain.progress import report_progress
from linli.hotline.domain.hearing import hear_case
from linli.hotline.domain.sending import (
    acknowledge_answer,
    content,
    put_into_file,
    send_again,
    send_answer,
    send_waiting,
)
from linli.hotline.enums import Way
from linli.hotline.errors import NotOperator, ReceiptNeeded
from linli.hotline.models import Answer, Line
from tests.background import work_off
from tests.factories import OTHER_VILLAGE
from tests.hotline.conftest import at

pytestmark = pytest.mark.django_db


class OtherSide:
    """The hotline's own system, on this machine: takes letters and answers as it is told."""

    def __init__(self):
        self.letters, self.status, self.answer = [], 200, b'{"receipt": "HZ-1"}'
        side = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                side.letters.append((self.headers["Linli-Delivery"], json.loads(body)))
                self.send_response(side.status)
                self.end_headers()
                self.wfile.write(side.answer)

            def log_message(self, *words):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/orders"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def other_side(settings):
    settings.LINLI_WEBHOOKS = {"127.0.0.1": "secret"}
    settings.LINLI_WEBHOOKS_PRIVATE = True
    side = OtherSide()
    yield side
    side.server.shutdown()
    side.server.server_close()


@pytest.fixture
def by_interface(hotline, take, other_side):
    order = take(way=Way.INTERFACE)
    Line.objects.filter(id=order.line_id).update(url=other_side.url)
    return order


def said(order):
    return list(Answer.objects.filter(order=order).order_by("written_at").values_list("said", "state"))


def test_signing_and_replying_go_out_and_the_receipt_acknowledges(hotline, by_interface, other_side):
    case = by_interface.case
    accept_case(case, by=hotline.operator)
    report_progress(case, by=hotline.officer, note="已联系")
    propose_closure(case, by=hotline.officer, note="已恢复，请拨 13800000001。")

    work_off()

    assert said(by_interface) == [("signed", "acknowledged"), ("replied", "acknowledged")]
    assert [(body["order"], body["answer"]) for _, body in other_side.letters] == [
        ("FZ1", "signed"),
        ("FZ1", "replied"),
    ]
    assert other_side.letters[1][1]["words"] == "已恢复，请拨 138****0001。"


def test_who_assigns_what_nobody_signed_for_has_signed_for_it(hotline, by_interface, other_side):
    assign_case(by_interface.case, by=hotline.operator, unit=hotline.gardens.id)
    assign_case(by_interface.case, by=hotline.dispatcher, unit=hotline.lamps.id)

    work_off()

    assert said(by_interface) == [("signed", "acknowledged")]


def test_an_answer_without_a_receipt_is_sent_and_not_received(hotline, by_interface, other_side):
    other_side.answer = b"thank you"
    accept_case(by_interface.case, by=hotline.operator)

    work_off()

    assert said(by_interface) == [("signed", "sent")]


def test_a_fault_is_tried_again_later_and_given_up_after_six_tries(hotline, by_interface, other_side):
    other_side.status = 503
    accept_case(by_interface.case, by=hotline.operator)
    work_off()
    answer = Answer.objects.get()
    assert (answer.state, answer.tries, answer.fault) == ("waiting", 1, "127.0.0.1 answered 503")
    assert send_waiting() == 0  # not yet: it waits a minute
    assert len(other_side.letters) == 1

    for _ in range(5):
        answer.refresh_from_db()
        send_answer(answer.id, at=answer.not_before)

    answer.refresh_from_db()
    assert (answer.state, answer.tries, len(other_side.letters)) == ("failed", 6, 6)
    assert len({delivery for delivery, _ in other_side.letters}) == 1  # the other side can tell that it is the same


def test_what_failed_can_be_sent_again(hotline, by_interface, other_side):
    other_side.status = 400
    accept_case(by_interface.case, by=hotline.operator)
    work_off()
    assert said(by_interface) == [("signed", "failed")]

    other_side.status = 200
    count = send_again(None, by=hotline.dispatcher)
    work_off()

    assert (count, said(by_interface)) == (1, [("signed", "acknowledged")])


def test_return_and_refusal_are_told_apart(hotline, take):
    refused, returned = take("1"), take("2")
    refuse_case(refused.case, by=hotline.operator, note="在法院。", ground="litigation")
    refuse_case(returned.case, by=hotline.operator, note="属长乐。", ground="not_ours")

    work_off()

    assert (said(refused), said(returned)) == ([("refused", "waiting")], [("returned", "waiting")])
    assert content(Answer.objects.get(order=refused))["ground_words"] == "已进入诉讼：请向受理案件的人民法院反映。"


def test_heard_twice_is_written_once(hotline, take):
    order = take()
    accept_case(order.case, by=hotline.operator)
    work_off()

    hear_case(order.case_id, 2)

    assert said(order) == [("signed", "waiting")]


def test_reply_answers_every_order_that_was_merged_into_it(hotline, take):
    lamp, again, once_more = (take(str(number), is_public=True) for number in range(3))
    merge_case(once_more.case, into=again.case, by=hotline.dispatcher)
    merge_case(again.case, into=lamp.case, by=hotline.dispatcher)
    lamp.case.refresh_from_db()
    accept_case(lamp.case, by=hotline.operator)
    report_progress(lamp.case, by=hotline.officer, note="已联系")
    propose_closure(lamp.case, by=hotline.officer, note="已修好")

    work_off()

    assert [said(order) for order in (lamp, again, once_more)] == [
        [("signed", "waiting"), ("replied", "waiting")], [("replied", "waiting")], [("replied", "waiting")],
    ]  # fmt: skip


def test_file_is_sent_and_received_only_with_its_receipt(hotline, take):
    order = take(way=Way.FILE)
    accept_case(order.case, by=hotline.operator, at=at(16))
    work_off()

    _file, answers = put_into_file(by=hotline.operator)
    assert [(answer.order.number, answer.state) for answer in answers] == [("FZ1", "sent")]
    assert put_into_file(by=hotline.operator)[1] == []

    with pytest.raises(ReceiptNeeded):
        acknowledge_answer(answers[0], receipt=" ", by=hotline.operator)
    with pytest.raises(NotOperator):
        acknowledge_answer(answers[0], receipt="HZ", by=hotline.officer)
    acknowledge_answer(answers[0], receipt="HZ-7", by=hotline.operator)
    assert said(order) == [("signed", "acknowledged")]
    assert send_again([answers[0].id], by=hotline.operator) == 0


def test_database_lets_nobody_say_that_it_arrived_without_a_receipt(hotline, take):
    accept_case(take().case, by=hotline.operator)
    work_off()

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.update(state="acknowledged")


def test_dispatcher_of_a_town_sends_what_is_of_the_town(hotline, take):
    here, there = take("1", way=Way.FILE), take("2", way=Way.FILE, area=OTHER_VILLAGE)
    for order in (here, there):
        accept_case(order.case, by=hotline.operator)
    work_off()

    _file, answers = put_into_file(by=hotline.town_dispatcher)

    assert [answer.order.number for answer in answers] == ["1"]
    assert send_again([Answer.objects.get(order=there).id], by=hotline.town_dispatcher) == 0
