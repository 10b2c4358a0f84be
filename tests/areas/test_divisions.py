from collections import Counter

import pytest
from django.db import IntegrityError, transaction

from linli.areas.domain.divisions import DIVISIONS, load_divisions
from linli.areas.domain.ground import lay_areas
from linli.areas.errors import DivisionsFileFaulty
from linli.areas.models import Area, Boundary
from linli.areas.queries.map import area_map, area_name, area_path, count_by_level, grids_of, towns, villages_of, within
from linli.common.domain.configuration import forget_everything
from linli.counties.models import County

pytestmark = pytest.mark.django_db


def quiet(line): ...


def changed_list(tmp_path, old, new):
    """The shipped list with one piece of its text exchanged."""
    text = DIVISIONS.read_text("utf-8")
    assert text.count(old) == 1
    file = tmp_path / "divisions.csv"
    file.write_text(text.replace(old, new), "utf-8")
    return file


def test_of_522_villages_in_the_list_522_are_shown():
    assert len(towns()) == 26
    assert sum(len(villages_of(town.code)) for town in towns()) == 522
    kinds = Counter(facts.kind for facts in area_map().values() if facts.level in {"town", "village"})
    assert kinds == {
        "street": 7, "town": 17, "farm": 2,
        "urban_community": 67, "village": 438, "quasi_urban_community": 2, "quasi_village": 15,
    }  # fmt: skip
    counts = within("350181")
    assert (counts.towns, counts.villages) == (26, 522)


def test_every_village_has_two_to_five_grids_that_say_they_are_invented():
    sizes = {len(grids_of(village.code)) for town in towns() for village in villages_of(town.code)}

    assert sizes == {2, 3, 4, 5}
    assert set(Area.objects.filter(level="grid").values_list("is_invented", flat=True)) == {True}
    assert set(Area.objects.exclude(level="grid").values_list("is_invented", flat=True)) == {False}


def test_names_and_paths_are_read_from_memory(django_assert_num_queries):
    area_map()

    with django_assert_num_queries(0):
        assert area_name("350181005004") == "宏侨社区"
        assert area_path("350181005004001") == ["宏路街道", "宏侨社区", "第一网格"]
        assert area_path("350181005") == ["宏路街道"]
        assert area_path("350181") == ["福清市"]
        assert area_path("") == []
        assert area_name("999999999") == "999999999"


def test_nineteen_seats_are_known_and_seven_are_left_open():
    assert Area.objects.filter(level="town", longitude__isnull=False).count() == 19
    assert Area.objects.filter(level="town", longitude__isnull=True).count() == 7


def test_loading_twice_changes_nothing():
    before = list(Area.objects.order_by("code").values())
    boundaries = Boundary.objects.count()

    loaded = load_divisions(say=quiet)
    lay_areas(quiet)

    assert (loaded.towns, loaded.villages, loaded.added, loaded.closed, loaded.warnings) == (26, 522, 0, (), ())
    assert list(Area.objects.order_by("code").values()) == before
    assert Boundary.objects.count() == boundaries


@pytest.mark.parametrize(
    ("old", "new", "row", "said"),
    [
        ("350181002001,village", "35018100200X,village", 31, "35018100200X"),
        ("350181002001,village", "3501810020010,village", 31, "3501810020010"),
        ("350181002001,village", "350181002001,town", 31, "350181002001"),
        ("350181002001,village", "350181003099,village", 31, "350181002"),
        ("350181002002,village", "350181002001,village", 32, "350181002001"),
        ("350181002001,village,urban_community,小桥社区", "350181002001,village,hamlet,小桥社区", 31, "hamlet"),
        ("350181002001,village,urban_community,小桥社区", "350181002001,village,urban_community,", 31, "350181002001"),
        ("350181400,town,farm,江镜华侨农场,江镜华侨农场,350181\n", "", None, "350181400"),
    ],
)
def test_a_faulty_row_is_named_and_nothing_is_loaded(tmp_path, old, new, row, said):
    file = changed_list(tmp_path, old, new)
    before = Area.objects.count()

    with pytest.raises(DivisionsFileFaulty) as refusal:
        load_divisions(file, say=quiet)

    assert said in refusal.value.values["fault"]
    assert row is None or refusal.value.values["row"] == row
    assert Area.objects.count() == before


def test_a_village_too_few_is_said_with_its_town(tmp_path):
    line = "350181002001,village,urban_community,小桥社区,小桥社区居委会,350181002\n"
    file = changed_list(tmp_path, line, "")
    counts = {town.code: len(villages_of(town.code)) for town in towns()}

    with pytest.raises(DivisionsFileFaulty) as refusal:
        load_divisions(file, expected=counts, say=quiet)

    assert "350181002" in refusal.value.values["fault"]
    assert "18" in refusal.value.values["fault"]
    assert refusal.value.values["row"] == 5


def test_a_village_that_left_the_list_is_closed_and_comes_back(tmp_path):
    line = "350181002001,village,urban_community,小桥社区,小桥社区居委会,350181002\n"

    loaded = load_divisions(changed_list(tmp_path, line, ""), say=quiet)

    assert loaded.closed == ("350181002001",)
    assert len(villages_of("350181002")) == 18
    assert area_map()["350181002001"].is_active is False

    load_divisions(say=quiet)

    assert len(villages_of("350181002")) == 19


def test_an_unusual_number_is_only_a_warning(tmp_path):
    said = []
    file = changed_list(tmp_path, "350181002001,village", "350181002390,village")

    loaded = load_divisions(file, say=said.append)

    assert [warning[:12] for warning in loaded.warnings] == ["350181002390"]
    assert "350181002390" in said[0]


@pytest.mark.parametrize(
    "fields",
    [
        {"code": "3501810990", "level": "town", "parent_id": "350181"},
        {"code": "350181099", "level": "village", "parent_id": "350181"},
        {"code": "35018109X", "level": "town", "parent_id": "350181"},
        {"code": "350182099", "level": "town", "parent_id": "350181"},
        {"code": "350181099", "level": "town", "parent_id": "350181", "longitude": 119.0},
    ],
)
def test_the_database_itself_refuses_a_false_code(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Area.objects.create(name="x", full_name="x", **fields)


def test_another_county_gets_its_own_row_alone(monkeypatch):
    Boundary.objects.all().delete()
    Area.objects.all()._raw_delete("default")
    forget_everything()
    other = County(code="240510", schema_name="c350181", name="Baltimore")
    monkeypatch.setattr("linli.areas.domain.ground.current_county", lambda: other)

    lay_areas(quiet)
    lay_areas(quiet)

    assert list(Area.objects.values_list("code", "level", "name")) == [("240510", "county", "Baltimore")]


def test_counts_by_level():
    counts = count_by_level()

    assert counts == {"province": 1, "prefecture": 1, "county": 1, "town": 26, "village": 522, "grid": 1848}
