"""The list beside a case is written into the case's address, and read from it again."""

import pytest
from django.http import QueryDict

from linli.desk.queries.pane import CASES, Place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "query",
    ["", "view=late", "list=cases&view=all&q=%E8%B7%AF%E7%81%AF&town=350181005&older=20261101T000000000000_0a",
     "view=soon&post=01890a5d-ac96-774b-bcce-b302099a8057"],
)  # fmt: skip
def test_place_is_read_as_it_was_written(query):
    place = Place.read(QueryDict(query))

    assert place.query == query
    assert Place.read(QueryDict(place.query)) == place


def test_my_work_knows_no_filters():
    assert Place.read(QueryDict("view=done&town=350181005")).query == ""


def test_a_view_begins_at_its_first_page():
    place = Place.read(QueryDict("view=open&older=20261101T000000000000_0a&q=x"), kind=CASES)

    assert place.seen_as("late") == "/desk/cases/?view=late&q=x"
