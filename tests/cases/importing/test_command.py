"""The command line of the import: what it says, how it ends."""

import json

import pytest
from click.testing import CliRunner
from django.utils import translation

from linli.areas.models import Area, Boundary
from linli.cases.models import Case
from linli.config.cli import front_door
from tests.cases.importing.baltimore import write
from tests.factories import VILLAGE

pytestmark = pytest.mark.django_db


@pytest.fixture
def linli(monkeypatch):
    """The front door, in this test's county and database; a command speaks for the whole of its process."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    yield lambda *words: CliRunner().invoke(front_door, list(map(str, words)), catch_exceptions=False)
    translation.deactivate()


def test_all_rows_taken_ends_with_0_and_again_changes_nothing(linli, tmp_path):
    file = write(tmp_path / "requests.csv.gz", 30)

    first = linli("import", "cases", file, "--mapping", "baltimore")
    second = linli("import", "cases", file, "--mapping", "baltimore")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "30 imported, 0 here already, 0 rejected" in first.output
    assert "Every row was here already; nothing was changed." in second.output
    assert Case.objects.count() == 30


def test_some_rows_rejected_ends_with_1_and_says_where_they_are(linli, tmp_path):
    file = write(tmp_path / "requests.csv", 3, odd=[{"SRStatus": "Lost"}, {"CreatedDate": "13/45/2018"}])

    done = linli("import", "cases", file, "--mapping", "baltimore", "--rejected", tmp_path / "bad.csv")

    assert done.exit_code == 1
    assert "bad.csv" in done.output
    lines = (tmp_path / "bad.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[:2] for line in lines[1:]] == [["5", "state_unknown"], ["6", "moment_faulty"]]
    assert "The mapping does not say what the state “Lost” means." in lines[1]


def test_dry_run_leaves_everything_as_it_was(linli, tmp_path):
    done = linli("import", "cases", write(tmp_path / "requests.csv", 5), "--mapping", "baltimore", "--dry-run")

    assert done.exit_code == 0
    assert "Dry run, nothing was written." in done.output
    assert "5 imported" in done.output
    assert Case.objects.count() == 0


def test_unusable_mapping_or_file_ends_with_2(linli, tmp_path):
    file = write(tmp_path / "requests.csv", 1)
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")

    assert linli("import", "cases", file, "--mapping", "nowhere").exit_code == 2
    assert linli("import", "cases", other, "--mapping", "baltimore").exit_code == 2
    assert linli("import", "cases", tmp_path / "none.csv", "--mapping", "baltimore").exit_code == 2


def test_help_explains_the_mapping(linli):
    said = linli("import", "cases", "--help").output

    assert "external_id" in said
    assert "Ends with 0" in said


def test_reasons_are_in_the_language_of_the_terminal(linli, tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    file = write(tmp_path / "requests.csv", 0, odd=[{"SRStatus": "Lost"}])

    linli("import", "cases", file, "--mapping", "baltimore")

    assert "对照文件没有说明状态“Lost”。" in (tmp_path / "requests.csv.rejected.csv").read_text(encoding="utf-8-sig")


def test_areas_are_overridden(linli, tmp_path):
    file = tmp_path / "areas.csv"
    file.write_text(f"action,code,name,kind,into,source\nrename,{VILLAGE},新名社区居委会,,,test\n", encoding="utf-8")

    done = linli("import", "areas", file)

    assert (done.exit_code, done.output) == (0, "Areas: 1 renamed, 0 merged, 0 added.\n")
    assert Area.objects.get(code=VILLAGE).full_name == "新名社区居委会"


def test_faulty_override_ends_with_2_and_changes_nothing(linli, tmp_path):
    file = tmp_path / "areas.csv"
    rows = f"rename,{VILLAGE},新名社区居委会,,,\nrename,999,谁也不是,,,\n"
    file.write_text(f"action,code,name,kind,into,source\n{rows}", encoding="utf-8")

    done = linli("import", "areas", file)

    assert done.exit_code == 2
    assert Area.objects.get(code=VILLAGE).full_name != "新名社区居委会"


def test_boundaries_are_taken_or_named(linli, tmp_path):
    import shapely

    shape = shapely.from_wkb(bytes(Boundary.objects.get(area=VILLAGE, until_on=None).shape))
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": json.loads(shapely.to_geojson(shape))}
        for code in (VILLAGE, "999999999999")
    ]
    file = tmp_path / "villages.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    words = ("--datum", "wgs84", "--code-field", "code", "--level", "village", "--source", "test")

    rehearsed = linli("import", "boundaries", file, *words, "--dry-run")
    before = Boundary.objects.filter(area=VILLAGE).count()
    done = linli("import", "boundaries", file, *words)

    assert (rehearsed.exit_code, done.exit_code) == (1, 1)
    assert "row 2: 999999999999: no such area" in done.output
    assert "1 taken (1 replaced)" in done.output
    assert (before, Boundary.objects.filter(area=VILLAGE).count()) == (1, 2)
