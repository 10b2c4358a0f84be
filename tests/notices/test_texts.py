import logging

import pytest

from linli.notices.texts import UnknownTopic, put_into_words, register_text, text_of
from tests.notices.conftest import PARAMETERS

pytestmark = pytest.mark.django_db  # a county may have its own words


def _words(language: str, topic: str = "test.closed", **more: object):
    return put_into_words(topic, {**PARAMETERS, **more}, language=language)


def test_a_notice_is_written_in_the_language_of_its_reader():
    assert _words("zh-hans").subject == "办件 FQ2026-000042 已办结"
    assert _words("en").subject == "Matter FQ2026-000042 is closed"


def test_names_and_moments_are_written_in_the_language_too():
    assert _words("zh-hans").body == "路灯所 于 2026年11月23日 09:30 办结。"
    assert _words("en").body == "Street Lamp Office closed it at 23 Nov 2026, 09:30."


def test_a_day_is_written_as_a_day():
    register_text("test.day", subject="%(due_on)s", body="", group="matters")

    assert put_into_words("test.day", {"due_on": "2026-11-30"}, language="zh-hans").subject == "2026年11月30日"


@pytest.mark.parametrize(("is_staff", "path"), [(True, "/desk/cases/42/"), (False, "/matters/42/")])
def test_a_notice_leads_to_its_subject_on_the_readers_side(is_staff, path, settings):
    settings.LINLI_ADDRESS = "https://fuqing.example.org/"

    letter = put_into_words(
        "test.closed", PARAMETERS, language="en", subject_kind="matter", subject_id="42", is_staff=is_staff
    )

    assert (letter.path, letter.url) == (path, f"https://fuqing.example.org{path}")


def test_a_missing_parameter_leaves_a_dash_and_is_logged(caplog):
    with caplog.at_level(logging.ERROR):
        letter = put_into_words("test.closed", {}, language="en")

    assert letter.subject == "Matter — is closed"
    assert "asks for number" in caplog.text


def test_a_subject_is_one_line():
    assert _words("en", number="1\r\nBcc: all@example.org").subject == "Matter 1 Bcc: all@example.org is closed"


def test_an_unknown_topic_is_named():
    with pytest.raises(UnknownTopic, match=r"test\.nothing"):
        text_of("test.nothing")
