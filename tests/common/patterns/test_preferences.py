import pytest
from django.test import RequestFactory

from linli.common.views.preferences import text_size, theme


@pytest.mark.parametrize("size", ["1", "1.25", "1.6", "2"])
def test_the_chosen_size_is_kept_and_the_reader_stays_where_they_were(rf: RequestFactory, size: str) -> None:
    response = text_size(rf.post("/", {"size": size, "next": "/my/?page=2"}))

    assert (response.status_code, response["Location"]) == (302, "/my/?page=2")
    assert response.cookies["linli_text"].value == size


def test_an_unknown_size_is_the_standard_one(rf: RequestFactory) -> None:
    response = text_size(rf.post("/", {"size": "40"}))

    assert response.cookies["linli_text"].value == "1"


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_nobody_is_sent_elsewhere(rf: RequestFactory, address: str) -> None:
    assert text_size(rf.post("/", {"size": "2", "next": address}))["Location"] == "/"


@pytest.mark.parametrize(("asked", "kept"), [("dark", "dark"), ("light", "light"), ("pink", "system")])
def test_light_or_dark_is_kept(rf: RequestFactory, asked: str, kept: str) -> None:
    assert theme(rf.post("/", {"theme": asked})).cookies["linli_theme"].value == kept


def test_a_preference_is_changed_by_post_alone(rf: RequestFactory) -> None:
    assert text_size(rf.get("/", {"size": "2"})).status_code == 405
