"""`linli export cases`: the list that a filter names, as a file, without a word of anybody."""

import csv
import stat

import pytest
from click.testing import CliRunner
from django.utils import translation
from openpyxl import load_workbook

from linli.cases.domain.party import Person
from linli.cases.models import Case
from linli.common.models import AuditEntry
from linli.config.cli import front_door
from tests.factories import OTHER_VILLAGE, TOWN, VILLAGE, make_case, make_offices

pytestmark = pytest.mark.django_db


@pytest.fixture
def export(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    yield lambda *words: CliRunner().invoke(front_door, ["export", "cases", *map(str, words)], catch_exceptions=False)
    translation.deactivate()


@pytest.fixture
def cases():
    make_offices()
    person = Person(name="陈小明", phone="+8613812345678")
    return [
        make_case(area=VILLAGE, words="我是陈小明，电话 13812345678", place="小桥三栋五零二室", reporter=person),
        make_case(area=OTHER_VILLAGE),
    ]


def rows(file) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_everything_is_written_without_personal_data(export, cases, tmp_path):
    done = export(tmp_path / "all.csv")

    text = (tmp_path / "all.csv").read_text(encoding="utf-8-sig")
    assert (done.exit_code, done.output) == (0, f"{tmp_path / 'all.csv'}: 2 cases.\n")
    assert [row["Number"] for row in rows(tmp_path / "all.csv")] == [
        f"FQ2026-{case.number:06d}" for case in reversed(cases)
    ]
    for secret in ("陈小明", "13812345678", "138****5678", "五零二"):
        assert secret not in text


def test_filter_narrows(export, cases, tmp_path):
    export(tmp_path / "town.csv", "--filter", f"view=all&town={TOWN}")

    assert [row["Number"] for row in rows(tmp_path / "town.csv")] == [f"FQ2026-{cases[0].number:06d}"]


def test_closed_compartment_stays_out(export, cases, tmp_path):
    Case.objects.filter(pk=cases[0].pk).update(compartment="mediation")

    assert export(tmp_path / "all.csv").output.endswith("1 cases.\n")


def test_spreadsheet_is_written(export, cases, tmp_path):
    export(tmp_path / "all.xlsx")

    sheet = load_workbook(tmp_path / "all.xlsx").active
    assert [sheet.max_row, sheet["A1"].value] == [3, "Number"]


def test_export_stands_in_the_audit_trail(export, cases, tmp_path):
    export(tmp_path / "town.csv", "--filter", f"view=all&town={TOWN}")

    entry = AuditEntry.objects.get(action="cases.exported")
    assert (entry.actor_label, entry.detail) == (
        "command line", {"filter": f"view=all&town={TOWN}", "rows": 1, "shape": "csv"},
    )  # fmt: skip


def test_file_is_its_owners_alone_and_nothing_half_is_left(export, cases, tmp_path):
    export(tmp_path / "all.csv")

    assert [file.name for file in tmp_path.iterdir()] == ["all.csv"]
    assert stat.S_IMODE((tmp_path / "all.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("all.pdf", ()),
        ("nowhere/all.csv", ()),
        ("all.csv", ("--filter", "view=everything")),
        ("all.csv", ("--filter", "twon=350181005")),
        ("all.csv", ("--filter", "view=all&opened_from=yesterday")),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_writes_nothing(export, cases, tmp_path, name, words):
    done = export(tmp_path / name, *words)

    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert AuditEntry.objects.filter(action="cases.exported").count() == 0


def test_file_that_is_there_is_kept_unless_forced(export, cases, tmp_path):
    file = tmp_path / "all.csv"
    file.write_text("mine")

    assert export(file).exit_code == 2
    assert file.read_text() == "mine"
    assert export(file, "--force").exit_code == 0
    assert len(rows(file)) == 2
