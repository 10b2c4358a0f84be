import pytest

from linli.common.models import AuditEntry
from linli.notices.domain.resend import resend_notices
from linli.notices.domain.tell import tell
from linli.notices.enums import State
from linli.notices.models import Notice
from linli.notices.recipients import mailbox
from linli.people.reader import system
from tests.background import work_off
from tests.notices.conftest import PARAMETERS

pytestmark = pytest.mark.django_db
BY = system("test")


@pytest.fixture
def dead(office) -> list[Notice]:
    office.refused = {"a@example.org", "b@example.org"}
    tell("test.closed", to=[mailbox(address) for address in sorted(office.refused)], parameters=PARAMETERS)
    work_off()
    office.refused = set()
    return list(Notice.objects.filter(state=State.DEAD).order_by("id"))


def test_a_dead_letter_is_sent_again(dead, office):
    count = resend_notices([dead[0].id], by=BY)
    work_off()

    assert count == 1
    assert [envelope.rcpt_tos for envelope in office.taken] == [["a@example.org"]]
    assert Notice.objects.filter(state=State.DEAD).count() == 1


def test_all_dead_letters_are_sent_again(dead, office):
    assert resend_notices(by=BY) == 2
    work_off()

    assert len(office.taken) == 2


def test_sending_again_stands_in_the_audit_trail_without_an_address(dead):
    resend_notices([dead[0].id], by=BY)

    entry = AuditEntry.objects.get(action="notices.resend")
    assert (entry.actor_label, entry.detail) == ("test", {"notices": [str(dead[0].id)]})


def test_sending_again_twice_sends_once(dead, office):
    resend_notices([dead[0].id], by=BY)

    assert resend_notices([dead[0].id], by=BY) == 0
    work_off()
    assert len(office.taken) == 1


def test_what_is_not_dead_is_left_alone(office):
    tell("test.closed", to=[mailbox("c@example.org")], parameters=PARAMETERS)
    work_off()

    assert resend_notices([Notice.objects.get().id], by=BY) == 0
    assert AuditEntry.objects.count() == 0
