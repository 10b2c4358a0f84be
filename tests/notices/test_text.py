"""Letters as text messages: through the demonstration's outbox, and a gateway that is away."""

import pytest

from linli.notices.domain.tell import tell
from linli.notices.enums import Channel, State
from linli.notices.models import Notice
from linli.notices.recipients import account, phone
from linli.people.models import SentText
from tests.background import work_off
from tests.notices.conftest import PARAMETERS, free_port, make_resident

pytestmark = pytest.mark.django_db
NUMBER = "+8613800000000"


def test_a_resident_with_a_phone_has_a_text_with_subject_and_link(settings):
    settings.LINLI_ADDRESS = "https://fuqing.example.org"
    reader = make_resident(email="", phone=NUMBER)

    tell("test.closed", to=[account(reader)], subject_kind="matter", subject_id="42", parameters=PARAMETERS)
    work_off()

    text = SentText.objects.get()
    assert text.phone == NUMBER
    assert text.words == "办件 FQ2026-000042 已办结 https://fuqing.example.org/matters/42/"
    assert Notice.objects.get(channel=Channel.SMS).state == State.SENT


def test_a_gateway_that_is_away_is_tried_again(settings):
    settings.LINLI_SMS_WEBHOOK = f"http://127.0.0.1:{free_port()}/"

    tell("test.closed", to=[phone(NUMBER)], parameters=PARAMETERS)
    work_off()

    assert Notice.objects.get().state == State.FAILED


def test_without_a_gateway_nothing_is_texted(settings):
    settings.LINLI_SMS_WEBHOOK, settings.LINLI_DEMO = "", False

    tell("test.closed", to=[account(make_resident(email="", phone=NUMBER))], parameters=PARAMETERS)
    work_off()

    assert Notice.objects.filter(channel=Channel.SMS).count() == 0
