import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from linli.api.domain.token import make_token
from linli.people.reader import Reader
from tests.cases.conftest import People


@pytest.fixture
def people(db) -> People:
    return People()


class Caller:
    """A program with a token."""

    def __init__(self, secret: str) -> None:
        self.headers = {"authorization": f"Bearer {secret}", "accept-language": "en"}
        self.client = Client()

    def get(self, path: str, **headers: str):
        return self.client.get(f"/api/v1{path}", headers=self.headers | headers)

    def post(self, path: str, body: object, **headers: str):
        return self.client.post(
            f"/api/v1{path}", body if isinstance(body, str) else json.dumps(body), content_type="application/json",
            headers=self.headers | {name.replace("_", "-"): value for name, value in headers.items()},
        )  # fmt: skip


@pytest.fixture
def caller(people):
    """Give a caller for a reader's account."""

    def make(reader: Reader, *, create: bool = True, act: bool = True, days: int = 1, **narrow: str) -> Caller:
        assert reader.account is not None
        _, secret = make_token(
            f"token {len(narrow)}", reader.account, by=people.administrator,
            expires_at=now() + timedelta(days=days), may_create=create, may_act=act, **narrow,
        )  # fmt: skip
        return Caller(secret)

    return make
