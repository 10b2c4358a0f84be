import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from linli.common.errors import Refusal

PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html", "503.html"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_error_page_stands_without_request_and_database(name: str, language: str) -> None:
    with translation.override(language):
        text = render_to_string(name)

    assert len(re.findall("<h1>", text)) == 1
    assert "data-draft-hold" in text
    assert "<form" not in text


def test_too_many_tries_say_when_to_come_back() -> None:
    with translation.override("en"):
        assert "Try again in 5 minutes." in render_to_string("429.html", {"wait_minutes": 5})


def test_a_refusal_is_shown_in_its_own_words(rf: RequestFactory) -> None:
    class Closed(Refusal):
        sentence = "The case %(number)s is closed <already>."

    with translation.override("en"):
        text = render_to_string("common/refused.html", {"refusal": Closed(number="FQ2026-004217")}, rf.get("/"))

    assert "The case FQ2026-004217 is closed &lt;already&gt;." in text
