from uuid import uuid4

import pytest
from django.db import transaction

from linli.common.models import OutboxEntry
from linli.notices.domain.tell import tell
from linli.notices.enums import Channel, State
from linli.notices.models import Notice
from linli.notices.recipients import account, holders, mailbox
from linli.notices.texts import UnknownTopic
from linli.people.enums import Role
from tests.notices.conftest import PARAMETERS, make_resident

pytestmark = pytest.mark.django_db


def test_an_account_has_its_copy_at_once_and_the_worker_has_word(resident):
    tell("test.closed", to=[account(resident)], subject_kind="matter", subject_id=42, parameters=PARAMETERS)

    notice = Notice.objects.get()
    entry = OutboxEntry.objects.get()
    assert (notice.recipient, notice.channel, notice.state) == (resident, Channel.IN_APP, State.SENT)
    assert entry.topic == "notices.fan_out"
    assert entry.payload == {
        "telling": str(notice.telling), "accounts": [str(resident.id)], "posts": [], "topic": "test.closed",
        "subject_kind": "matter", "subject_id": "42", "parameters": PARAMETERS,
    }  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_telling_accounts_and_addresses_takes_two_statements(count, django_assert_num_queries):
    people = [account(make_resident()) for _ in range(count)]
    addresses = [mailbox(f"{number}@example.org") for number in range(count)]

    with django_assert_num_queries(2):
        tell("test.closed", to=[*people, *addresses], parameters=PARAMETERS)

    assert Notice.objects.count() == 2 * count


def test_telling_whoever_holds_a_post_takes_one_statement(django_assert_num_queries):
    assert Notice.objects.count() == 0  # the county's search path is set with the first statement

    with django_assert_num_queries(1):
        tell("test.assigned", to=[holders(unit=uuid4(), roles=[Role.OFFICER])])


def test_nothing_is_written_when_nobody_is_to_be_told(django_assert_num_queries):
    with django_assert_num_queries(0):
        tell("test.closed", to=[])


def test_who_is_named_twice_is_told_once(resident):
    tell("test.closed", to=[account(resident), account(resident.id)], parameters=PARAMETERS)

    assert Notice.objects.count() == 1


def test_an_address_is_sealed_and_never_in_the_outbox():
    tell("test.closed", to=[mailbox("lin@example.org", language="en")], parameters=PARAMETERS)

    notice = Notice.objects.get()
    assert (notice.address, notice.language, notice.state) == ("lin@example.org", "en", State.WAITING)
    assert OutboxEntry.objects.get().payload == {"ids": [str(notice.id)]}


def test_a_telling_is_undone_with_its_cause(resident):
    with transaction.atomic():
        tell("test.closed", to=[account(resident)], parameters=PARAMETERS)
        transaction.set_rollback(True)

    assert (Notice.objects.count(), OutboxEntry.objects.count()) == (0, 0)


def test_a_topic_without_a_text_is_refused_where_it_is_told(resident):
    with pytest.raises(UnknownTopic):
        tell("test.nothing", to=[account(resident)])


def test_holders_need_a_unit_or_an_area():
    with pytest.raises(ValueError, match="unit or an area"):
        holders(roles=[Role.OFFICER])
