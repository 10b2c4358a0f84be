import pytest

from linli.areas.domain.divisions import load_divisions
from linli.areas.domain.overrides import apply_overrides
from linli.areas.enums import Reason
from linli.areas.errors import OverrideFaulty
from linli.areas.models import Area, Boundary
from linli.areas.queries.coverage import shape_of
from linli.areas.queries.map import area_map, area_name, current_code, grids_of, villages_of
from linli.areas.queries.place import locate
from linli.common.models import AuditEntry

pytestmark = pytest.mark.django_db

HEAD = "action,code,name,kind,into,source\n"


@pytest.fixture
def apply(tmp_path, by):
    def run(rows):
        file = tmp_path / "overrides.csv"
        file.write_text(HEAD + rows, "utf-8")
        return apply_overrides(file, by=by)

    return run


def test_renamed_merged_and_added_survive_a_reload(apply):
    applied = apply(
        "rename,350181005004,新宏侨社区居委会,,,融政〔2026〕1号\n"
        "merge,350181002001,,,350181002002,融政〔2026〕2号\n"
        "add,350181005090,滨河社区居委会,urban_community,,融政〔2026〕3号\n"
    )

    loaded = load_divisions(say=lambda line: None)

    assert (applied.renamed, applied.merged, applied.added) == (1, 1, 1)
    assert "350181005004" in loaded.kept_local
    assert area_name("350181005004") == "新宏侨社区"
    assert area_map()["350181005004"].full_name == "新宏侨社区居委会"
    assert area_map()["350181002001"].is_active is False
    assert current_code("350181002001") == "350181002002"
    assert [v.code for v in villages_of("350181005")][-1] != "350181005004"
    assert area_name("350181005090") == "滨河社区"
    assert len(villages_of("350181002")) == 18
    assert len(villages_of("350181005")) == 16
    assert Area.objects.get(code="350181005090").source == "融政〔2026〕3号"


def test_the_ground_of_a_merged_village_is_its_successors(apply):
    point = shape_of("350181002001").representative_point()

    apply("merge,350181002001,,,350181002002,\n")

    found = locate(point.x, point.y)
    assert (found.area, found.reason) == ("350181002002", Reason.NO_GRID)
    assert grids_of("350181002001") == ()
    assert Boundary.objects.filter(area="350181002001", until_on__isnull=True).exists()


def test_repeating_is_harmless_and_every_run_is_on_record(apply, by):
    rows = "add,350181005090,滨河社区居委会,urban_community,,\nmerge,350181002001,,,350181002002,\n"
    apply(rows)
    before = list(Area.objects.order_by("code").values())

    apply(rows)

    assert list(Area.objects.order_by("code").values()) == before
    entries = AuditEntry.objects.filter(action="override_areas")
    assert [entry.detail["counts"] for entry in entries] == [{"rename": 0, "merge": 1, "add": 1}] * 2
    assert {entry.actor_label for entry in entries} == {by.label}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("close,350181002001,,,,", "rename"),
        ("rename,350181002999,某某社区,,,", "350181002999"),
        ("rename,350181002001,,,,", "350181002001"),
        ("merge,350181002001,,,350181002999,", "350181002999"),
        ("merge,350181002001,,,350181002001,", "350181002001"),
        ("merge,350181002001,,,350181003,", "350181003"),
        ("merge,350181002,,,350181003,", "350181003"),
        ("add,350181002001,小桥社区居委会,urban_community,,", "小桥社区"),
        ("add,350181099001,某某社区居委会,urban_community,,", "350181099"),
        ("add,350181002000,某某社区居委会,urban_community,,", "350181002000"),
        ("add,350181002090,某某社区居委会,hamlet,,", "hamlet"),
        ("add,350181002090,,urban_community,,", "350181002090"),
    ],
)
def test_a_row_that_cannot_be_is_named_and_nothing_is_applied(apply, row, said):
    with pytest.raises(OverrideFaulty) as refusal:
        apply("rename,350181005004,新宏侨社区居委会,,,\n" + row + "\n")

    assert refusal.value.values["row"] == 3
    assert said in refusal.value.values["fault"]
    assert Area.objects.get(code="350181005004").name == "宏侨社区"


def test_a_chinese_spreadsheets_own_encoding_is_read(tmp_path, by):
    file = tmp_path / "overrides.csv"
    file.write_bytes((HEAD + "rename,350181005004,新宏侨社区居委会,,,\n").encode("gb18030"))

    assert apply_overrides(file, by=by).renamed == 1
    assert area_name("350181005004") == "新宏侨社区"


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\xff", b"name,kind\nx,y\n", b"action;code\nrename;350181005004\n", b'"' + b"x" * 200_000],
    ids=["empty", "no text", "another heading", "semicolons", "one endless field"],
)
def test_a_file_that_is_no_list_of_overrides_is_refused(tmp_path, by, content):
    file = tmp_path / "overrides.csv"
    file.write_bytes(content)

    with pytest.raises(OverrideFaulty):
        apply_overrides(file, by=by)


@pytest.mark.parametrize(
    "row",
    [
        "add,350181005091,滨河社区居委会,grid,,",
        "add,350181005004901,九网格,village,,",
        "add,350181999,新镇,urban_community,,",
        f"rename,350181005004,{'长' * 101},,,",
    ],
)
def test_a_kind_of_another_level_and_an_endless_name_are_refused(apply, row):
    with pytest.raises(OverrideFaulty):
        apply(row + "\n")


def test_an_endless_source_is_cut_and_not_refused(apply):
    assert apply(f"rename,350181005004,新宏侨社区居委会,,,{'文' * 500}\n").renamed == 1
