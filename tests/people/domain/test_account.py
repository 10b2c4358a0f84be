import pytest

from linli.common.models import AuditEntry
from linli.people.domain.account import Details, change_details, withdraw_account
from linli.people.domain.sign_in import ask_code
from linli.people.enums import IdentityKind, Role
from linli.people.errors import StaffCannotWithdraw
from linli.people.keyring import keyring
from linli.people.models import Account, SentText, SignInCode
from linli.people.reader import reader_of
from linli.people.sealing import by_index
from tests.people.makers import make_holder, make_resident

pytestmark = pytest.mark.django_db
SPECIMEN = "11010519491231002X"


def test_details_are_written_and_the_paper_is_found_by_its_index():
    account = make_resident()

    change_details(
        account,
        Details("陈建国", "en", "1.6", identity_kind=IdentityKind.RESIDENT_ID, identity=SPECIMEN),
    )

    stored = by_index(Account.objects.all(), "identity_index", SPECIMEN).get()
    assert (stored.name, stored.language, stored.text_size) == ("陈建国", "en", "1.6")
    assert (stored.identity_kind, stored.identity) == ("resident_id", SPECIMEN)


def test_the_paper_is_kept_when_nothing_is_said_and_taken_out_when_it_is_empty():
    account = make_resident(identity_kind="passport", identity="E12345678", identity_index=keyring().index("E12345678"))

    kept = change_details(account, Details("", "en", "1"))
    assert kept.identity == "E12345678"

    emptied = change_details(account, Details("", "en", "1", identity=""))
    assert (emptied.identity_kind, emptied.identity, emptied.identity_index) == ("", "", None)


def test_a_withdrawn_account_holds_nothing_of_the_person():
    account = make_resident(
        "+8613800004217", name="陈建国", identity="E12345678", identity_kind="passport",
        identity_index=keyring().index("E12345678"), email="a@example.org",
    )  # fmt: skip
    ask_code("+8613800004217", address="192.0.2.1")
    ask_code("+8613800009999", address="192.0.2.1")
    session_before = account.get_session_auth_hash()

    withdraw_account(account, by=reader_of(account))

    left = Account.objects.get(id=account.id)
    personal = (left.name, left.phone, left.phone_index, left.identity, left.identity_kind, left.identity_index)
    assert personal == ("", "", None, "", "", None)
    assert (left.email, left.display_name, left.is_active) == ("", "", False)
    assert left.get_session_auth_hash() != session_before
    assert [code.phone for code in SignInCode.objects.all()] == ["+8613800009999"]
    assert [text.phone for text in SentText.objects.all()] == ["+8613800009999"]
    entry = AuditEntry.objects.get(action="account.withdrawn")
    assert (entry.subject_id, entry.actor_label) == (str(account.id), "resident")


def test_the_number_of_a_withdrawn_account_is_free_again():
    withdrawn = make_resident("+8613800004217")
    withdraw_account(withdrawn, by=reader_of(withdrawn))

    assert make_resident("+8613800004217") != withdrawn


def test_a_staff_account_is_not_withdrawn():
    clerk = make_holder(Role.CLERK)

    with pytest.raises(StaffCannotWithdraw):
        withdraw_account(clerk.account, by=clerk)
    assert Account.objects.get(id=clerk.actor_id).is_active
