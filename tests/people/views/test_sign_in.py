import re
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils.timezone import now

from linli.common.models import CacheEntry
from linli.people.models import Account, SentText, SignInCode
from tests.people.makers import make_resident

pytestmark = pytest.mark.django_db
PHONE = "138 0000 4217"
DOOR, CODE, ME = reverse("people:sign-in"), reverse("people:sign-in-code"), reverse("people:me")


def sent_code():
    return re.search(r"\d{6}", SentText.objects.latest("id").words)[0]


def ask(client, phone=PHONE, **more):
    return client.post(DOOR, {"phone": phone, **more})


def test_a_resident_signs_up_with_number_and_code(client):
    assert client.get(DOOR).status_code == 200

    asked = ask(client)
    assert (asked.status_code, asked.url) == (302, CODE)
    assert "138****4217" in client.get(CODE).content.decode()
    entered = client.post(CODE, {"code": sent_code()})

    assert (entered.status_code, entered.url) == (302, ME)
    assert Account.objects.get(is_staff=False).phone == "+8613800004217"
    page = client.get(ME).content.decode()
    assert "138****4217" in page
    assert "13800004217" not in page


def test_the_session_gets_a_new_key_and_holds_no_number(client):
    ask(client)
    before = client.session.session_key
    stored = Session.objects.get(session_key=before).get_decoded()

    client.post(CODE, {"code": sent_code()})

    assert "4217" not in str(stored)
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_the_reader_comes_back_to_where_they_were(client):
    led = client.get(ME + "?before=x")
    assert led.url == f"{DOOR}?next=%2Fme%2F%3Fbefore%3Dx"

    assert 'name="next" value="/me/?before=x"' in client.get(led.url).content.decode()
    asked = ask(client, next="/me/?before=x")
    assert asked.url == f"{CODE}?next=%2Fme%2F%3Fbefore%3Dx"
    entered = client.post(asked.url, {"code": sent_code()})

    assert entered.url == "/me/?before=x"


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(client):
    led = client.post(reverse("people:withdrawal"), HTTP_REFERER="http://testserver/me/withdrawal/?a=1")

    assert led.url == f"{DOOR}?next=%2Fme%2Fwithdrawal%2F%3Fa%3D1"
    assert client.post(ME, HTTP_REFERER="http://elsewhere.example/me/").status_code == 405
    assert client.post(reverse("people:details"), HTTP_REFERER="http://elsewhere.example/").url == f"{DOOR}?next=%2F"
    assert client.post(reverse("people:details")).url == f"{DOOR}?next=%2F"


def test_a_part_of_a_page_leads_the_whole_page_to_the_door(client):
    answer = client.get(ME, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/cases/?page=2"})

    assert (answer.status_code, answer["HX-Redirect"]) == (200, f"{DOOR}?next=%2Fcases%2F%3Fpage%3D2")


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "\\\\x"]
)
def test_nobody_is_led_elsewhere(client, address):
    asked = ask(client, next=address)
    entered = client.post(CODE, {"code": sent_code(), "next": address})

    assert (asked.url, entered.url) == (CODE, ME)


@pytest.mark.parametrize("phone", ["", "12345", "0591-85123456", "abc"])
def test_a_faulty_number_is_shown_again_with_what_is_wrong(client, phone):
    answer = ask(client, phone)

    assert answer.status_code == 422
    assert answer.context["form"].errors["phone"]
    assert not SentText.objects.exists()


def test_known_and_unknown_numbers_are_answered_alike(client):
    make_resident("+8613800004217")
    known, unknown = ask(client), ask(client, "139 0000 4217")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert known.cookies.keys() == unknown.cookies.keys()


def test_asking_too_soon_says_so(client):
    ask(client)

    answer = ask(client)

    assert answer.status_code == 429
    assert answer.context["form"].errors["phone"]


def test_many_numbers_from_one_address_are_stopped_and_proxies_are_not_believed(client, settings):
    for number in range(20):
        assert ask(client, f"138000040{number:02d}").status_code == 302

    assert client.post(DOOR, {"phone": "13800004100"}, HTTP_X_FORWARDED_FOR="192.0.2.7").status_code == 429
    settings.LINLI_PROXIES = 1
    forwarded = client.post(DOOR, {"phone": "13800004100"}, HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.7")
    assert forwarded.status_code == 302


@pytest.mark.parametrize(("typed", "status"), [("", 422), ("abc", 422), ("1" * 21, 422)])
def test_a_wrong_code_is_asked_for_again(client, typed, status):
    ask(client)

    answer = client.post(CODE, {"code": typed})

    assert answer.status_code == status
    assert answer.context["form"].errors["code"]
    assert client.get(ME).status_code == 302


def test_an_expired_code_opens_nothing(client):
    ask(client)
    SignInCode.objects.update(expires_at=now() - timedelta(seconds=1))

    assert client.post(CODE, {"code": sent_code()}).status_code == 422


def test_without_a_code_asked_for_one_is_led_to_the_first_page(client):
    assert client.get(CODE + "?next=/me/").url == f"{DOOR}?next=%2Fme%2F"
    session = client.session
    session["people.sign_in_code"] = "no number"
    session.save()
    assert client.post(CODE, {"code": "123456"}).url == DOOR


def test_a_new_code_goes_to_the_same_number(client):
    ask(client)
    CacheEntry.objects.all().delete()

    again = client.post(DOOR, {"again": "1"})

    assert again.url == CODE
    assert [code.phone for code in SignInCode.objects.all()] == ["+8613800004217"] * 2


def test_asking_again_without_a_number_asks_for_one(client):
    assert client.post(DOOR, {"again": "1"}).status_code == 422


def test_a_closed_account_is_told_so(client):
    make_resident("+8613800004217", is_active=False)
    ask(client)

    assert client.post(CODE, {"code": sent_code()}).status_code == 403


def test_who_is_in_already_is_led_on(client):
    client.force_login(make_resident())

    assert client.get(DOOR + "?next=/me/details/").url == "/me/details/"


def test_a_new_device_reads_as_the_account_does(client):
    make_resident("+8613800004217", language="en", text_size="1.6")
    ask(client)

    entered = client.post(CODE, {"code": sent_code()})

    assert entered.cookies[django_settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert entered.cookies["linli_text"].value == "1.6"


def test_a_choice_already_made_on_the_device_stays(client):
    make_resident("+8613800004217", language="zh-hans")
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "en"
    ask(client)

    entered = client.post(CODE, {"code": sent_code()})

    assert django_settings.LANGUAGE_COOKIE_NAME not in entered.cookies


def test_signing_out_ends_the_session(client):
    client.force_login(make_resident())

    assert client.post(reverse("people:sign-out")).url == "/"
    assert client.get(ME).status_code == 302
    assert client.get(reverse("people:sign-out")).status_code == 405


def test_the_door_works_only_with_its_token(client):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(DOOR, {"phone": PHONE}).status_code == 403


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_visible_outbox_stands_only_in_the_demonstration(client, settings, language):
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = language
    address = reverse("people:demo-outbox")
    assert client.get(address).status_code == 200
    ask(client)

    page = client.get(address)
    assert sent_code() in page.content.decode()
    assert "+8613800004217" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"

    settings.LINLI_DEMO = False
    assert client.get(address).status_code == 404


def test_the_outbox_shows_the_newest_fifty(client):
    for number in range(52):
        SentText.objects.create(sent_at=now(), phone="+8613800004217", words=f"text number {number}.")

    page = client.get(reverse("people:demo-outbox")).content.decode()

    assert page.count("text number") == 50
    assert "text number 1." not in page
