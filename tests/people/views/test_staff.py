import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from linli.common.models import AuditEntry, CacheEntry
from linli.people.enums import Role
from linli.people.limits import name_limits, within
from linli.people.models import Account
from tests.people.makers import PASSWORD, make_post, make_resident, make_staff

pytestmark = pytest.mark.django_db
DOOR = reverse("account_login")


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def clerk():
    account = make_staff("chen", password=PASSWORD)
    make_post(account, Role.CLERK)
    return account


def sign_in(client, name="chen", password=PASSWORD, **more):
    return client.post(DOOR, {"login": name, "password": password, **more})


def app_code(secret, step=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def wait_for_next_code() -> None:
    """The codes of an app are used once: forget the use rather than wait half a minute."""
    CacheEntry.objects.filter(key__startswith="staff:used").delete()
    cache.clear()


def confirm(client):
    """Say the password once more, as every change of the door asks."""
    return client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def switch_on(client):
    confirm(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    done = client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})
    assert done.status_code == 302
    return secret


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_staff_sign_in_with_name_and_password(client, clerk, language):
    client.cookies["linli_language"] = language
    assert client.get(DOOR).status_code == 200

    entered = sign_in(client)

    assert (entered.status_code, entered.url) == (302, "/desk/")
    entry = AuditEntry.objects.get(action="staff.signed_in")
    assert (entry.actor_id, entry.subject_id) == (clerk.id, str(clerk.id))
    assert entry.actor_label.endswith("· clerk")


def test_the_reader_comes_back_and_nowhere_else(client, clerk):
    led = client.get(reverse("people:looks"))
    assert led.url == f"{DOOR}?next=%2Fdesk%2Flooks%2F"
    assert 'value="/desk/looks/"' in client.get(led.url).content.decode()

    assert sign_in(client, next="/desk/looks/").url == "/desk/looks/"
    assert sign_in(Client(), next="https://elsewhere.example/").url == "/desk/"


@pytest.mark.parametrize(("name", "password"), [("chen", "wrong"), ("nobody", PASSWORD), ("", ""), ("chen", "")])
def test_a_wrong_pair_is_refused_alike(client, clerk, name, password):
    answer = sign_in(client, name, password)

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert client.get(reverse("people:me")).status_code == 302


def test_failures_are_audited_without_what_was_typed(client, clerk):
    sign_in(client, "chen", "wrong-horse")
    sign_in(client, "my-password-typed-here", "x")

    known, unknown = AuditEntry.objects.filter(action="staff.sign_in_failed").order_by("id")
    assert (known.subject_id, unknown.subject_id) == (str(clerk.id), "")
    assert "my-password" not in str(unknown.detail)
    assert known.detail == {"address": "127.0.0.1"}


def test_the_same_sentence_for_known_and_unknown_names(client, clerk):
    known = sign_in(client, "chen", "wrong").context["form"].errors.as_json()
    unknown = sign_in(client, "nobody", "wrong").context["form"].errors.as_json()

    assert known == unknown


def test_ten_tries_in_a_quarter_of_an_hour_then_even_the_right_password_waits(client, clerk):
    for _ in range(10):
        sign_in(client, password="wrong")

    answer = sign_in(client)

    assert answer.status_code == 422
    assert [error.code for error in answer.context["form"].non_field_errors().as_data()] == ["too_many_login_attempts"]
    assert actions() == ["staff.sign_in_failed"] * 10
    CacheEntry.objects.all().delete()
    assert sign_in(client).status_code == 302


def test_who_guesses_elsewhere_does_not_lock_a_clerk_out(client, clerk):
    for _ in range(12):
        client.post(DOOR, {"login": "chen", "password": "wrong"}, REMOTE_ADDR="192.0.2.66")

    assert sign_in(client).status_code == 302


def test_many_names_from_one_address_are_stopped(client, clerk):
    for number in range(100):
        within(*name_limits(f"name{number}", "127.0.0.1"))

    assert sign_in(client).status_code == 422


def test_a_resident_with_a_password_does_not_come_in_here(client):
    account = make_resident(username="wang")
    account.set_password(PASSWORD)
    account.save()

    assert sign_in(client, "wang").url == reverse("account_inactive")
    assert client.get(reverse("people:me")).status_code == 302


def test_a_closed_account_is_told_so(client, clerk):
    Account.objects.filter(id=clerk.id).update(is_active=False)

    assert sign_in(client).url == reverse("account_inactive")
    assert client.get(reverse("account_inactive")).status_code == 200


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password", "socialaccount_login"])
def test_there_are_no_other_doors(client, name):
    with pytest.raises(NoReverseMatch):
        reverse(name)
    assert client.get("/staff/signup/").status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_signing_out_asks_and_then_ends(client, clerk, language):
    sign_in(client)
    client.cookies["linli_language"] = language

    assert client.get(reverse("account_logout")).status_code == 200
    assert client.post(reverse("account_logout")).url == "/"
    assert client.get(reverse("people:me")).status_code == 302


STAFF_PAGES = [
    "account_change_password", "account_reauthenticate", "mfa_index", "mfa_reauthenticate", "mfa_activate_totp",
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
]  # fmt: skip


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_the_pages_behind_the_door_are_for_staff(client, name):
    assert client.get(reverse(name)).url.startswith(DOOR)
    client.force_login(make_resident())
    assert client.get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", STAFF_PAGES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_behind_the_door_can_be_read(client, clerk, name, language):
    sign_in(client)
    switch_on(client)
    client.cookies["linli_language"] = language

    answer = client.get(reverse(name), follow=True)

    assert answer.status_code == 200


def test_a_changed_password_signs_out_everywhere(client, clerk):
    other = Client()
    sign_in(client)
    sign_in(other)
    assert other.get(reverse("mfa_index")).status_code == 200

    new = {"oldpassword": PASSWORD, "password1": "another-good-one-7", "password2": "another-good-one-7"}
    changed = client.post(reverse("account_change_password"), new)

    assert changed.status_code == 302
    assert client.get(reverse("mfa_index")).url.startswith(DOOR)
    assert other.get(reverse("mfa_index")).url.startswith(DOOR)
    assert sign_in(client, password="another-good-one-7").status_code == 302
    assert "staff.password_changed" in actions()


@pytest.mark.parametrize(
    "wrong",
    [
        {"oldpassword": "wrong"},
        {"password1": "short", "password2": "short"},
        {"password1": "password123", "password2": "password123"},
        {"password2": "another-good-one-8"},
    ],
)
def test_a_faulty_new_password_changes_nothing(client, clerk, wrong):
    sign_in(client)
    new = {"oldpassword": PASSWORD, "password1": "another-good-one-7", "password2": "another-good-one-7"} | wrong

    assert client.post(reverse("account_change_password"), new).status_code == 422
    assert Account.objects.get(id=clerk.id).check_password(PASSWORD)


def test_the_second_factor_from_switching_on_to_signing_in(client, clerk):
    sign_in(client)
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert client.post(asked.url, {"password": "wrong"}).status_code == 422
    secret = switch_on(client)
    stored = Authenticator.objects.get(user=clerk, type="totp").data["secret"]
    assert secret not in stored
    client.post(reverse("account_logout"))
    wait_for_next_code()

    half = sign_in(client)
    assert half.url == reverse("mfa_authenticate")
    assert client.get(reverse("people:me")).status_code == 302
    assert client.get(half.url).status_code == 200
    wrong = client.post(half.url, {"code": "000000"})
    assert wrong.status_code == 422
    entered = client.post(half.url, {"code": app_code(secret)})

    assert entered.url == "/desk/"
    assert client.get(reverse("mfa_index")).status_code == 200
    assert actions() == [
        "staff.signed_in", "staff.sign_in_failed", "staff.second_factor_failed", "staff.signed_in",
    ]  # fmt: skip


def test_a_code_of_the_app_opens_once(client, clerk):
    sign_in(client)
    secret = switch_on(client)
    wait_for_next_code()
    first, second = Client(), Client()
    sign_in(first)
    sign_in(second)
    code = app_code(secret)

    assert first.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    cache.clear()  # as in another worker, which has a memory of its own
    assert second.post(reverse("mfa_authenticate"), {"code": code}).status_code == 422


def test_codes_are_not_guessed_without_end(client, clerk):
    sign_in(client)
    secret = switch_on(client)
    wait_for_next_code()
    CacheEntry.objects.all().delete()
    other = Client()
    sign_in(other)
    for _ in range(10):
        other.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert other.post(reverse("mfa_authenticate"), {"code": app_code(secret)}).status_code == 422


def test_a_recovery_code_opens_once(client, clerk):
    sign_in(client)
    switch_on(client)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10
    file = client.get(reverse("mfa_download_recovery_codes")).content.decode()
    assert re.findall(r"^\d{8}$", file, re.MULTILINE) == codes

    first, second = Client(), Client()
    sign_in(first)
    sign_in(second)
    assert first.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 302
    assert second.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 422
    assert second.post(reverse("mfa_authenticate"), {"code": f"{codes[1][:4]} {codes[1][4:]}"}).status_code == 302


def test_new_recovery_codes_end_the_old(client, clerk):
    sign_in(client)
    switch_on(client)
    old = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]

    assert client.post(reverse("mfa_generate_recovery_codes")).status_code == 302

    new = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert not set(old) & set(new)


def test_the_second_factor_is_switched_off(client, clerk):
    sign_in(client)
    switch_on(client)

    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302

    client.post(reverse("account_logout"))
    assert sign_in(client).url == "/desk/"
