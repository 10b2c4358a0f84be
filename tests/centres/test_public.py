from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from linli.places.models import Place
from tests.factories import OTHER_VILLAGE, make_place


def names(page):
    return [line.place.code for line in page.context["lines"]]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["far", "hall", "stop"]), ("?q=宏侨", ["hall", "stop"]), ("?q=hqsqz", ["hall"]), ("?q=hl", ["hall", "stop"]),
        ("?kind=stop", ["stop"]), ("?with=water", ["stop"]), ("?q=zzzz", []), ("?page=99", ["far", "hall", "stop"]),
    ],
)  # fmt: skip
def test_centres_are_found(query, codes, place):
    make_place("far", area=OTHER_VILLAGE, name="远处")
    make_place("stop", name="驿站", kind="stop", amenities=["water"])

    page = Client().get(f"/centres/{query}")

    assert sorted(names(page)) == codes
    assert ("查看全部</a>" in page.content.decode()) == (not codes)  # the way back to all


def test_near_a_point_measured_doors_come_by_distance(place):
    make_place("far", area=OTHER_VILLAGE, longitude=119.40, latitude=25.71)
    make_place("close", area=OTHER_VILLAGE, longitude=119.29, latitude=25.71)

    page = Client().get("/centres/?longitude=119.28906&latitude=25.71351")

    assert [code for code in names(page) if code != "hall"] == ["close", "far"]
    assert Client().get("/centres/?longitude=x&latitude=95").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_one_as_for_three(count, django_assert_num_queries, db):
    for _ in range(count):
        make_place()
    client = Client()
    client.get("/centres/")

    with django_assert_num_queries(0):
        assert len(names(client.get("/centres/"))) == count


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "开放中"), ("en", "open now")])
def test_a_centre_says_whether_it_is_open_and_what_can_be_booked(language, word, room):
    client = Client()
    client.cookies["linli_language"] = language

    page = client.get("/centres/hall/").content.decode()

    assert word in page
    assert f"/centres/hall/rooms/{room.id}/" in page


def test_what_is_closed_for_good_says_so_and_what_is_not_there_is_not_found(place):
    Place.objects.update(closed_on=date(2026, 1, 1))

    assert "该处已停用" in Client().get("/centres/hall/").content.decode()
    assert Client().get("/centres/nowhere/").status_code == 404


def test_the_code_of_the_door_is_a_picture_sharp_enough_to_print(place):
    answer = Client().get("/centres/hall/code.png")

    picture = Image.open(BytesIO(answer.content))
    assert (answer["Content-Type"], picture.width == picture.height, picture.width > 300) == ("image/png", True, True)
