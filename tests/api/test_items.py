"""The catalogue by the interface: read-only, what the guide says."""

import pytest

from linli.hall.domain.item import withdraw_item

pytestmark = pytest.mark.django_db


def test_items_are_listed_and_read(people, caller):
    program = caller(people.dispatcher)

    listed = program.get("/items?q=优待证").json()
    assert [row["code"] for row in listed] == ["elder-card", "veteran-card"]
    assert (listed[0]["version"], listed[0]["verified"], listed[0]["promised"]) == (1, False, "")
    assert {row["kind"] for row in program.get("/items?kind=party").json()} == {"party"}
    page = program.get("/items/tree-felling").json()
    assert (page["licensing"], page["materials"], page["conditions"]) == (True, [], "")


def test_what_is_not_offered_is_not_found(people, caller):
    program = caller(people.dispatcher)
    withdraw_item("elder-card", reason="停办", by=people.administrator)

    for code in ("elder-card", "nothing"):
        answer = program.get(f"/items/{code}")
        assert (answer.status_code, answer.json()["title"]) == (404, "item_unknown")
