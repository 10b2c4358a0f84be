import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils.timezone import now

from linli.common.errors import Refusal
from linli.common.models import CacheEntry, OutboxEntry
from linli.counties.current import county_by_code
from linli.people.domain.sign_in import ask_code, use_code
from linli.people.errors import (
    AccountClosed,
    CodeExpired,
    CodeMissing,
    CodeSpent,
    CodesTooMany,
    CodeTooSoon,
    CodeWrong,
    GatewayMissing,
)
from linli.people.keyring import add_key, keyring
from linli.people.models import Account, SentText, SignInCode
from linli.people.tasks import bring_text, sweep
from tests.people.makers import make_resident, make_staff

PHONE = "+8613800004217"


def sent_code(phone=PHONE):
    words = next(text.words for text in SentText.objects.order_by("-id") if text.phone == phone)
    return re.search(r"\d{6}", words)[0]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def forget_limits() -> None:
    CacheEntry.objects.all().delete()


@pytest.mark.django_db
def test_the_first_code_opens_an_account():
    code = ask_code(PHONE, address="192.0.2.1")

    account = use_code(code.id, sent_code())

    assert account.phone == PHONE
    assert account.phone_index == keyring().index(PHONE)
    assert not account.is_staff
    assert not account.has_usable_password()
    assert Account.objects.filter(is_staff=False).count() == 1
    assert SignInCode.objects.get().used_at is not None


@pytest.mark.django_db
def test_the_second_code_finds_the_same_account():
    known = make_resident(PHONE)
    code = ask_code(PHONE, address="192.0.2.1")

    account = use_code(code.id, f" {sent_code()[:3]} {sent_code()[3:]} ")

    assert account == known


@pytest.mark.django_db
def test_an_account_indexed_under_an_older_key_is_found(settings, tmp_path):
    settings.LINLI_KEY_FILE = tmp_path / "keys.json"
    known = make_resident(PHONE)
    add_key(settings.LINLI_KEY_FILE)

    code = ask_code(PHONE, address="192.0.2.1")

    assert use_code(code.id, sent_code()) == known


@pytest.mark.django_db
def test_the_code_is_kept_as_a_hash_and_the_number_sealed():
    code = ask_code(PHONE, address="192.0.2.1")

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, phone_index, code_hash FROM people_signincode")
        stored = " ".join(map(str, cursor.fetchone()))
    assert sent_code() not in stored
    assert "4217" not in stored
    assert len(code.code_hash) == 64


@pytest.mark.django_db
def test_a_phone_alone_never_opens_a_staff_account():
    clerk = make_staff(phone=PHONE, phone_index=keyring().index(PHONE))
    code = ask_code(PHONE, address="192.0.2.1")

    account = use_code(code.id, sent_code())

    assert account != clerk
    assert not account.is_staff


@pytest.mark.django_db
def test_a_wrong_code_is_refused_and_its_try_counted():
    code = ask_code(PHONE, address="192.0.2.1")

    with pytest.raises(CodeWrong) as refused:
        use_code(code.id, wrong(sent_code()))

    assert refused.value.values == {"left": 4}
    assert SignInCode.objects.get().tries == 1
    assert not Account.objects.filter(is_staff=False).exists()


@pytest.mark.django_db
def test_after_five_wrong_tries_the_right_code_no_longer_counts():
    code = ask_code(PHONE, address="192.0.2.1")
    for _ in range(4):
        with pytest.raises(CodeWrong):
            use_code(code.id, wrong(sent_code()))
    with pytest.raises(CodeSpent):
        use_code(code.id, wrong(sent_code()))

    with pytest.raises(CodeSpent):
        use_code(code.id, sent_code())


@pytest.mark.django_db
def test_a_code_counts_for_five_minutes():
    began = now()
    code = ask_code(PHONE, address="192.0.2.1", at=began)

    with pytest.raises(CodeExpired):
        use_code(code.id, sent_code(), at=began + timedelta(minutes=5))
    assert use_code(code.id, sent_code(), at=began + timedelta(minutes=5, microseconds=-1))


@pytest.mark.django_db
def test_a_code_is_used_once():
    code = ask_code(PHONE, address="192.0.2.1")
    use_code(code.id, sent_code())

    with pytest.raises(CodeExpired):
        use_code(code.id, sent_code())


@pytest.mark.django_db
def test_a_new_code_ends_the_one_before():
    began = now()
    first = ask_code(PHONE, address="192.0.2.1", at=began)
    first_code = sent_code()
    forget_limits()
    ask_code(PHONE, address="192.0.2.1", at=began + timedelta(minutes=1))

    with pytest.raises(CodeExpired):
        use_code(first.id, first_code, at=began + timedelta(minutes=2))


@pytest.mark.django_db
@pytest.mark.parametrize("code_id", [None, uuid4()])
def test_without_a_code_there_is_nothing_to_try(code_id):
    with pytest.raises(CodeMissing):
        use_code(code_id, "123456")


@pytest.mark.django_db
def test_a_closed_account_stays_closed():
    make_resident(PHONE, is_active=False)
    code = ask_code(PHONE, address="192.0.2.1")

    with pytest.raises(AccountClosed):
        use_code(code.id, sent_code())


@pytest.mark.django_db
def test_one_code_a_minute_for_a_number():
    ask_code(PHONE, address="192.0.2.1")

    with pytest.raises(CodeTooSoon):
        ask_code(PHONE, address="192.0.2.2")
    assert SentText.objects.count() == 1


@pytest.mark.django_db
def test_five_codes_an_hour_for_a_number():
    for _ in range(5):
        ask_code(PHONE, address="192.0.2.1")
        CacheEntry.objects.filter(key__startswith="code:minute").delete()

    with pytest.raises(CodesTooMany):
        ask_code(PHONE, address="192.0.2.1")


@pytest.mark.django_db
def test_twenty_codes_an_hour_from_an_address():
    for number in range(20):
        ask_code(f"+86138000040{number:02d}", address="192.0.2.1")

    with pytest.raises(CodesTooMany):
        ask_code("+8613800004100", address="192.0.2.1")
    assert ask_code("+8613800004100", address="192.0.2.2")


@pytest.mark.django_db
def test_a_known_and_an_unknown_number_get_the_same_answer():
    make_resident(PHONE)

    known = ask_code(PHONE, address="192.0.2.1")
    unknown = ask_code("+8613800009999", address="192.0.2.1")

    assert known.expires_at - known.sent_at == unknown.expires_at - unknown.sent_at
    assert SentText.objects.count() == 2


@pytest.mark.django_db
def test_without_a_gateway_nothing_is_sent(settings):
    settings.LINLI_DEMO = False

    with pytest.raises(GatewayMissing):
        ask_code(PHONE, address="192.0.2.1")
    assert not SignInCode.objects.exists()


@pytest.mark.django_db
def test_with_a_webhook_the_text_waits_sealed_for_its_job(settings):
    settings.LINLI_SMS_WEBHOOK = "http://127.0.0.1:9/"
    ask_code(PHONE, address="192.0.2.1")

    entry = OutboxEntry.objects.get(topic="people.send_text")

    assert "4217" not in str(entry.payload)
    assert keyring().unseal(bytes.fromhex(entry.payload["phone"])) == PHONE
    assert not SentText.objects.exists()
    with pytest.raises(OSError, match="refused"):
        bring_text(**entry.payload)  # raises, so that the job is tried again


@pytest.mark.django_db
def test_old_codes_are_swept():
    ask_code(PHONE, address="192.0.2.1", at=now() - timedelta(days=2))
    ask_code("+8613800009999", address="192.0.2.1")

    sweep()

    assert SignInCode.objects.get().phone == "+8613800009999"


def in_threads(deed, arguments):
    """Run a deed at the same moment on connections of their own; return each answer or refusal."""
    start = Barrier(len(arguments))

    def run(argument):
        connection.set_tenant(county_by_code(django_settings.LINLI_COUNTY))
        try:
            start.wait(timeout=20)
            return deed(argument)
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(arguments)) as pool:
        return list(pool.map(run, arguments))


def test_of_two_who_use_one_code_at_once_one_gets_in(committed):
    code = ask_code(PHONE, address="192.0.2.1")
    typed = sent_code()

    answers = in_threads(lambda _: use_code(code.id, typed), range(6))

    assert sorted(type(answer).__name__ for answer in answers) == ["Account"] + ["CodeExpired"] * 5
    assert Account.objects.filter(is_staff=False).count() == 1


def test_five_wrong_tries_at_once_are_all_counted(committed):
    code = ask_code(PHONE, address="192.0.2.1")
    typed = wrong(sent_code())

    answers = in_threads(lambda _: use_code(code.id, typed), range(8))

    assert sorted(type(answer).__name__ for answer in answers) == ["CodeSpent"] * 4 + ["CodeWrong"] * 4
    assert SignInCode.objects.get().tries == 5


def test_of_many_who_ask_for_one_number_at_once_one_is_served(committed):
    answers = in_threads(lambda _: ask_code(PHONE, address="192.0.2.1"), range(6))

    assert sorted(type(answer).__name__ for answer in answers) == ["CodeTooSoon"] * 5 + ["SignInCode"]


def test_two_codes_of_one_number_used_at_once_open_one_account(committed):
    codes = []
    for _ in range(2):
        codes.append((ask_code(PHONE, address="192.0.2.1").id, sent_code()))
        forget_limits()
    SignInCode.objects.update(expires_at=now() + timedelta(minutes=5))

    answers = in_threads(lambda code: use_code(*code), codes)

    assert answers[0] == answers[1]
    assert Account.objects.filter(is_staff=False).count() == 1
