from datetime import time, timedelta

import pytest
from django.utils.timezone import localtime, now

from linli.notices.domain.send import send_due
from linli.notices.domain.tell import tell
from linli.notices.enums import Channel, State
from linli.notices.models import Notice, Preference, QuietHours
from linli.notices.recipients import account, mailbox
from tests.background import work_off
from tests.notices.conftest import PARAMETERS

pytestmark = pytest.mark.django_db


def _quiet_now(resident) -> QuietHours:
    """Quiet hours that began an hour ago and end in an hour, whatever the time of the test."""
    clock = localtime(now()).replace(second=0, microsecond=0)
    begin, end = ((clock + timedelta(hours=hours)).time() for hours in (-1, 1))
    return QuietHours.objects.create(account=resident, from_hour=begin, until_hour=end)


def _tell(resident, topic: str = "test.closed") -> None:
    tell(topic, to=[account(resident)], parameters=PARAMETERS)
    work_off()


def _mail() -> Notice:
    return Notice.objects.get(channel=Channel.EMAIL)


def test_a_letter_waits_for_the_end_of_quiet_hours(resident, office):
    quiet = _quiet_now(resident)

    _tell(resident)

    assert (office.taken, _mail().state, _mail().attempts) == ([], State.WAITING, 0)
    assert localtime(_mail().not_before).time() == quiet.until_hour


def test_a_letter_leaves_when_quiet_hours_are_over(resident, office):
    _quiet_now(resident)
    _tell(resident)
    QuietHours.objects.update(from_hour=time(0), until_hour=time(0, 0, 0, 1))
    Notice.objects.update(not_before=now())

    assert send_due() == 1
    assert len(office.taken) == 1


def test_what_is_urgent_passes_quiet_hours(resident, office):
    _quiet_now(resident)

    _tell(resident, "test.danger")

    assert len(office.taken) == 1


def test_the_inbox_knows_no_quiet_hours(resident, office):
    _quiet_now(resident)

    _tell(resident)

    assert Notice.objects.get(channel=Channel.IN_APP).state == State.SENT


def test_a_bare_address_has_no_quiet_hours(office):
    tell("test.closed", to=[mailbox("office@example.org")], parameters=PARAMETERS)

    work_off()

    assert len(office.taken) == 1


@pytest.mark.parametrize("change", ["unwanted", "closed", "without address"])
def test_what_is_no_longer_wanted_when_its_moment_comes_is_not_sent(resident, office, change):
    _quiet_now(resident)
    _tell(resident)
    if change == "unwanted":
        Preference.objects.create(account=resident, group="matters", channel=Channel.EMAIL, is_on=False)
    elif change == "closed":
        type(resident).objects.update(is_active=False)
    else:
        type(resident).objects.update(email="")
    Notice.objects.update(not_before=now())

    assert send_due() == 0
    assert _mail().state == State.SUPPRESSED
