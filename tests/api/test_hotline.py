"""The hotline's side of the interface."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from linli.api.domain.token import make_token
from linli.cases.domain.acceptance import accept_case
from linli.hotline.models import Answer, HotlineOrder
from tests.background import work_off
from tests.cases.conftest import people  # noqa: F401
from tests.factories import VILLAGE, make_rule

pytestmark = pytest.mark.django_db
ORDER = {
    "number": "FZ1",
    "asked": "request",
    "words": "停水半天",
    "area": VILLAGE,
    "due_at": "2027-01-05T12:00:00+08:00",
}


@pytest.fixture
def ask(people):  # noqa: F811
    make_rule("H", people.lamps)

    def _ask(method, path, body=None, *, who="operator"):
        secret = make_token(
            f"{who}-{now().timestamp()}", getattr(people, who).account, by=people.administrator,
            expires_at=now() + timedelta(days=1), may_create=True, may_act=True,
        )[1]  # fmt: skip
        return Client().generic(
            method, f"/api/v1/hotline/{path}", json.dumps(body or {}), content_type="application/json",
            headers={"authorization": f"Bearer {secret}"},
        )  # fmt: skip

    return _ask


def test_order_is_given_once(ask):
    first, again = ask("POST", "orders", ORDER), ask("POST", "orders", ORDER)

    assert (first.status_code, again.status_code, HotlineOrder.objects.count()) == (201, 200, 1)
    assert (again.json()["is_new"], again.json()["number"]) == (False, first.json()["number"])
    assert HotlineOrder.objects.get().way == "interface"


def test_what_does_not_fit_is_refused_with_its_code(ask):
    assert ask("POST", "orders", ORDER | {"asked": "shout"}).status_code == 422
    refused = ask("POST", "orders", ORDER, who="officer")
    assert (refused.status_code, refused.json()["title"]) == (403, "not_operator")
    assert ask("POST", "orders", ORDER | {"line": "none"}).json()["title"] == "line_unknown"


def test_answers_are_fetched_until_they_are_acknowledged(ask, people):  # noqa: F811
    ask("POST", "orders", ORDER)
    accept_case(HotlineOrder.objects.get().case, by=people.operator)
    work_off()

    waiting = ask("GET", "answers").json()
    assert [(one["order"], one["answer"], one["state"]) for one in waiting] == [("FZ1", "signed", "waiting")]
    assert ask("GET", "answers", who="grid_member").status_code == 403

    url = f"answers/{waiting[0]['id']}/acknowledgement"
    assert ask("POST", url, {"receipt": "HZ-1"}, who="officer").status_code == 403
    assert ask("POST", url, {"receipt": "HZ-1"}).status_code == 200
    assert ask("GET", "answers").json() == []
    assert Answer.objects.get().receipt == "HZ-1"
