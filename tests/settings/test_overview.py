import pytest
from django.conf import settings as django_settings

from linli.settings.queries.facts import facts
from tests.settings.conftest import sit

PAGE = "/settings/"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", ["administrator", "auditor", "supervisor", "dispatcher"])
def test_who_looks_after_the_system_reads_it(people, name, language):
    page = sit(getattr(people, name), language).get(PAGE)

    urls = [card.url for card in page.context["cards"]]
    assert page.status_code == 200
    assert {"/settings/posts/", "/settings/rules/", "/desk/procedures/", "/desk/areas/"} <= set(urls)
    assert "/settings/" not in urls
    assert all(card.about for card in page.context["cards"])


def test_a_card_is_shown_only_to_whom_its_page_opens(people):
    def urls(reader):
        return {card.url for card in sit(reader).get(PAGE).context["cards"]}

    assert "/desk/looks/" in urls(people.administrator)
    assert "/desk/looks/" not in urls(people.dispatcher)


@pytest.mark.parametrize("name", ["manager", "officer", "clerk", "leader", "resident"])
def test_others_do_not(people, name):
    from linli.people.enums import Role
    from tests.factories import make_staff

    reader = make_staff(Role.CLERK) if name == "clerk" else getattr(people, name)

    assert sit(reader).get(PAGE).status_code == 403


def test_no_secret_and_no_path_stands_on_the_page(people, settings):
    settings.LINLI_SMS_WEBHOOK, settings.LINLI_SMS_TOKEN = "https://sms.example/send", "token-of-the-gateway"
    settings.LINLI_WEBHOOKS = {"hooks.example": "secret-of-the-hook"}
    settings.MAILERS = {"default": {"OPTIONS": {"host": "mail.example", "password": "password-of-the-mail"}}}

    page = sit(people.administrator).get(PAGE).content.decode()

    secrets = (
        "token-of-the-gateway", "secret-of-the-hook", "password-of-the-mail", "sms.example", "mail.example",
        django_settings.SECRET_KEY, str(django_settings.PROJECT),
    )  # fmt: skip
    assert [one for one in secrets if one in page] == []


def told(title):
    return next(fact for fact in facts() if fact.title == title)


@pytest.fixture
def in_english(db):
    from django.utils import translation

    with translation.override("en"):
        yield


def test_the_calendar_says_what_it_knows_and_how_the_next_year_comes(in_english):
    fact = told("Days off")

    assert "2026" in fact.words
    assert "2027" in fact.note
    assert "Calendar" in fact.note


@pytest.mark.parametrize(
    ("tiles", "credit", "words", "tone"),
    [
        ("", "", "none: places are given by list, address and “here”", ""),
        ("https://t.example/{z}", "", "a provider without its name and number: not shown", "soon"),
        ("https://t.example/{z}", "天地图 GS(2026)1号", "天地图 GS(2026)1号", ""),
    ],
)
def test_the_map_says_whose_it_is(in_english, settings, tiles, credit, words, tone):
    settings.LINLI_MAP_TILES, settings.LINLI_MAP_CREDIT = tiles, credit

    assert (told("Map").words, told("Map").tone) == (words, tone)


@pytest.mark.parametrize(("demo", "hook", "tone"), [(True, "", ""), (False, "", "soon"), (False, "https://x", "")])
def test_text_messages_that_nobody_gets_are_said(in_english, settings, demo, hook, tone):
    settings.LINLI_DEMO, settings.LINLI_SMS_WEBHOOK = demo, hook

    assert told("Text messages").tone == tone
    assert told("Mode").tone == ("soon" if demo else "")


def test_mail_files_and_auditor_are_said(in_english, settings):
    settings.MAILERS = {"default": {"OPTIONS": {"host": ""}}}
    settings.LINLI_S3_BUCKET, settings.LINLI_AUDITOR_EMAIL = "bucket", "outside@example.org"

    assert (told("E-mail").words, told("E-mail").tone) == ("none is sent", "soon")
    assert told("Photos and papers").words == "in a bucket of an S3-compatible store"
    assert told("Daily root of all histories").tone == ""
    assert told("Programs").words.startswith("Python 3.")
