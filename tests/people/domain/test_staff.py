import pytest
from allauth.mfa.models import Authenticator

from linli.common.models import AuditEntry
from linli.people.domain.staff import (
    close_staff_account,
    drop_second_factor,
    give_password,
    open_staff_account,
    reopen_staff_account,
)
from linli.people.enums import Role
from linli.people.errors import NotAdministrator, PasswordWeak, StaffUnknown, UserNameFaulty, UserNameTaken
from linli.people.models import Account
from linli.people.reader import reader_of, system
from tests.people.makers import PASSWORD, TOWN, make_holder, make_resident, make_staff

pytestmark = pytest.mark.django_db
LINLI = system("command line")


def test_an_account_is_opened_and_may_do_nothing_yet():
    account = open_staff_account("wang", password=PASSWORD, display_name="王管理", by=LINLI)

    assert account.check_password(PASSWORD)
    assert not reader_of(account).is_staff
    assert AuditEntry.objects.get(action="account.opened").detail["username"] == "wang"


def test_an_administrator_of_the_county_opens_accounts_and_one_of_a_town_does_not():
    assert open_staff_account("li", password=PASSWORD, by=make_holder(Role.ADMINISTRATOR))
    for other in (make_holder(Role.ADMINISTRATOR, area=TOWN), make_holder(Role.MANAGER)):
        with pytest.raises(NotAdministrator):
            open_staff_account("chen", password=PASSWORD, by=other)
        with pytest.raises(NotAdministrator):
            close_staff_account("li", by=other)


@pytest.mark.parametrize("username", ["", "a", "two words", "x" * 61, "a\0b"])
def test_a_user_name_can_be_typed(username):
    with pytest.raises(UserNameFaulty):
        open_staff_account(username, password=PASSWORD, by=LINLI)


def test_a_user_name_is_given_once():
    make_staff("wang")

    with pytest.raises(UserNameTaken):
        open_staff_account("wang", password=PASSWORD, by=LINLI)


@pytest.mark.parametrize("password", ["short", "password123", "wangwangwang"])
def test_a_weak_password_is_refused_with_the_reason(password):
    with pytest.raises(PasswordWeak) as refused:
        open_staff_account("wangwangwang", password=password, by=LINLI)
    assert len(str(refused.value)) > 15
    assert not Account.objects.filter(username="wangwangwang").exists()


@pytest.mark.parametrize(
    "deed",
    [
        lambda: give_password("wang", password=PASSWORD, by=LINLI),
        lambda: close_staff_account("wang", by=LINLI),
        lambda: drop_second_factor("wang", by=LINLI),
    ],
)
def test_every_session_ends(client, deed):
    client.force_login(make_staff("wang"))
    assert client.get("/me/").status_code == 200

    deed()

    assert client.get("/me/").status_code == 302


def test_a_closed_account_is_opened_again():
    make_staff("wang")
    close_staff_account("wang", by=LINLI)
    assert not Account.objects.get(username="wang").is_active

    assert reopen_staff_account("wang", by=LINLI).is_active


def test_the_second_factor_is_dropped():
    account = make_staff("wang")
    Authenticator.objects.create(user=account, type="totp", data={})

    drop_second_factor("wang", by=LINLI)

    assert not Authenticator.objects.exists()


def test_who_is_not_on_the_staff_is_not_found():
    make_resident()

    for name in ("nobody", ""):
        with pytest.raises(StaffUnknown):
            close_staff_account(name, by=LINLI)
