from collections import Counter

import pytest

from linli.areas.domain.divisions import DIVISIONS, load_divisions
from linli.areas.models import Area
from linli.areas.queries.map import area_map, towns, villages_of

pytestmark = pytest.mark.django_db


def quiet(line: str) -> None: ...


def written(tmp_path, change):
    """The shipped list with one change made to its text."""
    file = tmp_path / "divisions.csv"
    text = DIVISIONS.read_text("utf-8")
    assert change(text) != text
    file.write_text(change(text), "utf-8")
    return file


def test_of_522_villages_in_the_list_522_are_shown():
    assert len(towns()) == 26
    assert sum(len(villages_of(town.code)) for town in towns()) == 522
    kinds = Counter(facts.kind for facts in area_map().values() if facts.level in {"town", "village"})
    assert kinds == {
        "street": 7, "town": 17, "farm": 2,
        "urban_community": 67, "village": 438, "quasi_urban_community": 2, "quasi_village": 15,
    }  # fmt: skip


def test_loading_twice_changes_nothing():
    before = list(Area.objects.order_by("code").values())

    loaded = load_divisions(say=quiet)

    assert (loaded.towns, loaded.villages, loaded.added, loaded.closed) == (26, 522, 0, ())
    assert list(Area.objects.order_by("code").values()) == before
