import pytest

from linli.common.models import AuditEntry
from linli.common.surfaces import entries_for
from linli.notices.domain.tell import tell
from linli.notices.enums import State
from linli.notices.models import Notice
from linli.notices.recipients import mailbox
from tests.background import work_off
from tests.notices.conftest import PARAMETERS, make_staff

pytestmark = pytest.mark.django_db
URL = "/desk/dead-letters/"


def _enter(client, role: str):
    client.force_login(make_staff(role, role=role), backend="linli.people.backend.AccountBackend")
    return client


def _dead(count: int = 1) -> None:
    tell("test.closed", to=[mailbox(f"wang{number}@example.org") for number in range(count)], parameters=PARAMETERS)
    Notice.objects.update(state=State.DEAD, attempts=6, last_error="550 <…> is unknown here")


def test_dead_letters_are_listed_with_their_error_and_a_masked_address(client):
    _dead()

    page = _enter(client, "dispatcher").get(URL).content.decode()

    assert "550 &lt;…&gt; is unknown here" in page
    assert "w…@example.org" in page
    assert "wang0" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_statements_whatever_the_number(client, count, django_assert_num_queries):
    _dead(count)
    _enter(client, "administrator").get(URL)

    with django_assert_num_queries(5):  # session, account, posts, page; all counts of the navigation
        client.get(URL)


def test_one_is_sent_again_from_the_list(client, office):
    _dead(2)
    chosen = Notice.objects.order_by("id").first()

    response = _enter(client, "administrator").post(URL + "resends/", {"notice": str(chosen.id)})
    work_off()

    assert response["Location"] == URL
    assert [envelope.rcpt_tos for envelope in office.taken] == [["wang0@example.org"]]
    assert AuditEntry.objects.get(action="notices.resend").actor_label == "测试办公室 · administrator"


def test_all_are_sent_again_from_the_list(client, office):
    _dead(3)

    _enter(client, "dispatcher").post(URL + "resends/", {"all": "1"})
    work_off()

    assert len(office.taken) == 3


@pytest.mark.parametrize("role", ["clerk", "leader", "auditor", "grid_member"])
def test_others_see_no_dead_letters(client, role):
    _enter(client, role)

    assert client.get(URL).status_code == 403
    assert client.post(URL + "resends/", {"all": "1"}).status_code == 403


def test_the_list_of_none_says_so(client):
    response = _enter(client, "dispatcher").get(URL)

    assert response.status_code == 200
    assert 'class="empty"' in response.content.decode()


def test_the_desk_leads_there_for_those_who_may_see_it():
    def leads(role: str) -> bool:
        return any(
            entry.url_name == "notices:dead-letters"
            for rows in entries_for(frozenset({role})).values()
            for entry in rows
        )

    assert (leads("administrator"), leads("dispatcher"), leads("clerk")) == (True, True, False)
