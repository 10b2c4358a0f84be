from datetime import timedelta
from uuid import UUID

import pytest
from django.utils.timezone import localdate

from linli.common.models import OutboxEntry
from linli.notices.domain.tell import tell
from linli.notices.enums import Channel
from linli.notices.models import Notice, Preference
from linli.notices.recipients import account, holders
from linli.notices.tasks import fan_out
from linli.people.enums import Role
from linli.people.models import Account, Unit
from tests.background import work_off
from tests.notices.conftest import PARAMETERS, make_resident, make_staff, post

pytestmark = pytest.mark.django_db


def _told(channel: str = Channel.IN_APP) -> set[str]:
    rows = Notice.objects.filter(channel=channel).values_list("recipient__username", "recipient__email")
    return {name or email for name, email in rows}


def test_an_account_is_told_by_mail_as_well(resident, office):
    tell("test.closed", to=[account(resident)], parameters=PARAMETERS)

    assert work_off() == ["notices.fan_out", "notices.send"]
    assert [envelope.rcpt_tos for envelope in office.taken] == [["lin@example.org"]]


def test_fanning_out_twice_tells_nobody_twice(resident, office):
    tell("test.closed", to=[account(resident)], parameters=PARAMETERS)
    payload = OutboxEntry.objects.get().payload

    fan_out(**payload)
    fan_out(**payload)
    work_off()

    assert Notice.objects.count() == 2
    assert len(office.taken) == 1


def test_a_channel_that_is_not_wanted_is_left_out(resident, office):
    other = make_resident("chen@example.org")
    Preference.objects.create(account=resident, group="matters", channel=Channel.EMAIL, is_on=False)
    Preference.objects.create(account=other, group="work", channel=Channel.EMAIL, is_on=False)

    tell("test.closed", to=[account(resident), account(other)], parameters=PARAMETERS)
    work_off()

    assert _told(Channel.EMAIL) == {"chen@example.org"}
    assert _told() == {"lin@example.org", "chen@example.org"}


def test_no_mail_is_written_where_no_server_is_set_up_or_no_address_known(settings):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": ""}}}

    tell("test.closed", to=[account(make_resident()), account(make_resident(email=""))], parameters=PARAMETERS)
    work_off()

    assert Notice.objects.exclude(channel=Channel.IN_APP).count() == 0


@pytest.mark.parametrize(
    ("roles", "area", "told"),
    [
        ([Role.GRID_MEMBER], "350181001201001", {"grid"}),
        ([Role.GRID_MEMBER, Role.DISPATCHER], "350181001201001", {"grid", "town", "city"}),
        ([Role.DISPATCHER], "350181001", {"town", "city"}),
        ([Role.DISPATCHER], "350181002", {"city"}),
        ([Role.LEADER], "350181", set()),
    ],
)
def test_posts_over_an_area_are_those_of_it_and_of_what_contains_it(roles, area, told):
    make_staff("grid", role="grid_member", area="350181001201001")
    make_staff("neighbour", role="grid_member", area="350181001201002")
    make_staff("town", role="dispatcher", area="350181001")
    make_staff("city", role="dispatcher", area="350181")

    tell("test.assigned", to=[holders(roles=roles, area=area)], parameters=PARAMETERS)
    work_off()

    assert _told() == told


def test_posts_of_a_unit_are_those_held_today_and_their_substitutes():
    lamps, roads = (
        Unit.objects.create(code=code, name=code, kind="department", area="350181") for code in ("LAMPS", "ROADS")
    )
    today = localdate()
    make_staff("holder", role="officer", area="350181", unit=lamps)
    make_staff("elsewhere", role="officer", area="350181", unit=roads)
    gone = make_staff("gone", role="officer", area="350181", unit=roads)
    post(gone, role="officer", area="350181", unit=lamps, until_on=today - timedelta(days=1))
    substitute, later = (make_staff(name, role="clerk", area="350181", unit=roads) for name in ("stand-in", "later"))
    ill = Account.objects.create_staff("ill", None)
    post(ill, role="officer", area="350181", unit=lamps, substitute=substitute, substitute_from_on=today)
    away = Account.objects.create_staff("away", None)
    post(
        away, role="officer", area="350181", unit=lamps, substitute=later,
        substitute_from_on=today + timedelta(days=1),
    )  # fmt: skip

    tell("test.assigned", to=[holders(unit=lamps.id)], parameters=PARAMETERS)
    work_off()

    assert _told() == {"holder", "ill", "stand-in", "away"}


def test_who_holds_two_posts_is_told_once():
    both = make_staff("both", role="dispatcher", area="350181")
    post(both, role="officer", area="350181")

    tell("test.assigned", to=[holders(area="350181"), account(both)], parameters=PARAMETERS)
    work_off()

    assert Notice.objects.filter(channel=Channel.IN_APP).count() == 1


def test_an_account_that_is_closed_is_not_told():
    make_staff("closed", role="officer", area="350181", is_active=False)

    tell("test.assigned", to=[holders(area="350181")], parameters=PARAMETERS)
    work_off()

    assert _told() == set()


@pytest.mark.parametrize("count", [1, 3])
def test_fanning_out_takes_the_same_statements_whatever_the_number(count, django_assert_num_queries):
    for number in range(count):
        make_staff(f"officer{number}", role="officer", area="350181")
    tell("test.assigned", to=[holders(area="350181")], parameters=PARAMETERS)
    payload = OutboxEntry.objects.get().payload

    # posts, substitutes, accounts, preferences; savepoint, insert, read back, word, release
    with django_assert_num_queries(9):
        fan_out(**payload)

    assert UUID(payload["telling"]) == Notice.objects.first().telling
