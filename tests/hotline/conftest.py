from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from linli.hotline.domain.intake import Call, take_order
from linli.hotline.enums import Asked, Way
from linli.people.models import Account
from tests.cases.conftest import people  # noqa: F401  (the same people)
from tests.factories import VILLAGE, make_rule

SHANGHAI = ZoneInfo("Asia/Shanghai")
BACKEND = "linli.people.backend.AccountBackend"


def at(day, hour=9, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def call(number="FZ1", **words):
    return Call(
        **({"number": number, "asked": Asked.REQUEST, "words": "停水半天", "way": Way.SCREEN, "area": VILLAGE} | words)
    )


@pytest.fixture(autouse=True)
def _static_folder(settings):
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is missing


@pytest.fixture
def hotline(people):  # noqa: F811
    """Everybody, with orders going to the lamp office."""
    make_rule("H", people.lamps)
    return people


@pytest.fixture
def take(hotline):
    """Take an order as the operator."""

    def _take(number="FZ1", *, moment=None, **words):
        return take_order(call(number, **words), by=hotline.operator, at=moment).order

    return _take


@pytest.fixture
def sit():
    """Sit down as somebody."""

    def _sit(reader, language="zh-hans"):
        client = Client()
        client.force_login(Account.objects.get(id=reader.actor_id), backend=BACKEND)
        client.cookies["linli_language"] = language
        return client

    return _sit
