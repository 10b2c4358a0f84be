"""Rows of another system become matters with a history, a limit, a unit and a place in the figures."""

import csv
import gzip
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from openpyxl import Workbook

from linli.cases.domain.reopening import reopen_case
from linli.cases.importing.errors import ColumnsMissing, FileUnusable
from linli.cases.importing.run import Imported, import_cases
from linli.cases.models import Case, CaseEvent, CaseLimit, CaseText, Delta
from linli.cases.queries.figures import figures
from linli.cases.queries.search import search_cases
from linli.cases.queries.verification import Verified, verify_history
from linli.common.models import AuditEntry, OutboxEntry
from linli.counties.current import current_county
from linli.people.models import Unit
from tests.cases.importing.fuqing import CLOSED, HEAD, PLAIN, mapping, write_csv
from tests.factories import GRID, VILLAGE

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(*words: int) -> datetime:
    return datetime(*words, tzinfo=SHANGHAI)


def one(tmp_path, mapping_=None, **cells: str) -> Case:
    done = import_cases(write_csv(tmp_path / "one.csv", cells), mapping_ or mapping())
    assert (done.written, done.rejected) == (1, 0)
    return Case.objects.get(external_id=cells.get("编号", "A-1"))


def reason(tmp_path, mapping_=None, **cells: str) -> str:
    """The code with which a row is refused."""
    done = import_cases(write_csv(tmp_path / "one.csv", cells), mapping_ or mapping())
    assert (done.written, done.rejected) == (0, 1)
    with (tmp_path / "one.csv.rejected.csv").open(encoding="utf-8-sig", newline="") as stream:
        return next(csv.DictReader(stream))["code"]


def test_row_becomes_a_matter_with_its_original_moments(people, tmp_path):
    case = one(tmp_path, 描述="路灯不亮，请修", **CLOSED, 时限="2026/11/22 18:00")

    events = list(CaseEvent.objects.filter(case=case).order_by("seq"))
    assert [(event.verb, event.from_state, event.to_state, event.at) for event in events] == [
        ("open", "", "collected", at(2026, 11, 20, 9, 30)),
        ("close", "collected", "closed", at(2026, 11, 21, 10, 0)),
    ]
    assert events[0].recorded_at > events[1].at
    assert (case.opened_at, case.closed_at, case.due_at) == (events[0].at, events[1].at, at(2026, 11, 22, 18, 0))
    assert (case.is_on_time, case.outcome, case.source, case.external_source) == (
        True,
        "resolved",
        "hotline",
        "old-office",
    )
    assert list(verify_history(Verified())) == []


def test_closed_after_its_due_moment_is_late(people, tmp_path):
    assert one(tmp_path, **CLOSED, 时限="2026/11/21 09:59").is_on_time is False


def test_without_a_due_moment_the_procedure_gives_the_limit(people, tmp_path):
    case = one(tmp_path)

    limit = CaseLimit.objects.get(case=case)
    assert (limit.key, limit.is_whole, limit.given_due_at) == ("handle", True, None)
    assert case.due_at == case.next_due_at == limit.due_at == at(2026, 11, 23, 17, 30)


def test_without_a_due_moment_and_limit_it_is_never_late(people, tmp_path):
    rules = mapping(moments={"opened": "受理时间", "closed": "办结时间", "due": "时限", "due_without": "none"})

    case = one(tmp_path, rules, **CLOSED)

    assert (case.due_at, case.is_on_time, CaseLimit.objects.filter(case=case).count()) == (None, True, 0)


def test_waiting_matter_rests(people, tmp_path):
    case = one(tmp_path, 状态="等材料")

    assert (case.state, case.stage, case.next_due_at) == ("waiting", "waiting", None)
    assert case.paused_at is not None


def test_matter_late_before_it_came_alarms_nobody(people, tmp_path):
    case = one(tmp_path, 受理时间="2024/03/01 09:00", 时限="2024/03/02 09:00")

    assert case.escalated == 2
    assert OutboxEntry.objects.count() == 0


def test_point_decides_and_finds_its_grid(people, tmp_path):
    import shapely

    from linli.areas.models import Boundary

    point = shapely.from_wkb(bytes(Boundary.objects.get(area=GRID, until_on=None).shape)).representative_point()

    case = one(tmp_path, 区划="", 经度=f"{point.x:.6f}", 纬度=f"{point.y:.6f}")

    assert (case.grid, case.village, case.located_by) == (GRID, VILLAGE, "grid")
    assert case.lead_unit_id == people.village_office.id  # a new matter begins at the office of the place


def test_code_finds_its_unit_by_the_rules(people, tmp_path):
    case = one(tmp_path, 状态="在办")

    assert (case.area, case.located_by) == (VILLAGE, "list")
    assert (case.lead_unit_id, case.routed_by) == (people.lamps.id, "rule 12")


def test_name_in_the_address_finds_its_place(people, tmp_path):
    case = one(tmp_path, 区划="", 地址="宏路街道宏侨社区三号楼旁")

    assert (case.village, case.located_by) == (VILLAGE, "text")


@pytest.mark.parametrize(("code", "kept"), [("350181005004999", VILLAGE), ("110101", ""), ("九", "")])
def test_code_of_elsewhere_is_taken_as_far_as_it_is_known(people, tmp_path, code, kept):
    assert one(tmp_path, 区划=code).area == kept


@pytest.mark.parametrize(("lon", "lat"), [("119", "25"), ("", "25.7"), ("nan", "nan"), ("east", "north"), ("0", "0")])
def test_what_is_no_point_is_left_out(people, tmp_path, lon, lat):
    case = one(tmp_path, 经度=lon, 纬度=lat)

    assert (case.lon, case.lat, case.area) == (None, None, VILLAGE)


def test_unit_is_found_by_its_name(people, tmp_path):
    case = one(tmp_path, 承办="园林中心")

    assert (case.lead_unit_id, case.routed_by) == (people.gardens.id, "import")


def test_unknown_unit_is_made_where_the_mapping_allows_it(people, tmp_path):
    rules = mapping(unit={"column": "承办", "make": True, "prefix": "old-"})

    case = one(tmp_path, rules, 承办="水务所")
    again = import_cases(write_csv(tmp_path / "two.csv", {"编号": "B-1", "承办": "水务所"}), rules)

    assert Unit.objects.get(name="水务所").id == case.lead_unit_id
    assert (again.written, again.made_units) == (1, 0)


def test_what_nothing_names_is_to_be_routed(people, tmp_path):
    file = write_csv(tmp_path / "one.csv", {"区划": "", "状态": "在办", "事项": "井盖缺失"})

    done = import_cases(file, mapping(kind={"column": "事项", "by": "make", "prefix": "L-", "major_code": "L",
                                            "major_name": "本地", "procedure": "grid_matter"}))  # fmt: skip

    assert (done.written, done.to_route, done.made_kinds) == (1, 1, 1)
    case = Case.objects.get()
    assert (case.lead_unit_id, case.kind.name, case.kind.initials) == (None, "井盖缺失", "jgqs")


def test_second_run_changes_nothing(people, tmp_path):
    file = write_csv(tmp_path / "many.csv", {}, CLOSED, {"编号": "A-1"})

    first = import_cases(file, mapping())
    before = list(Case.objects.order_by("number").values())
    second = import_cases(file, mapping())

    assert (first.written, first.known) == (2, 1)
    assert (second.written, second.known, second.rejected) == (0, 3, 0)
    assert list(Case.objects.order_by("number").values()) == before
    assert CaseEvent.objects.count() == 3


def test_dry_run_writes_nothing_and_says_what_would_be(people, tmp_path):
    rules = mapping(
        unit={"column": "承办", "make": True, "prefix": "old-"},
        kind={"column": "事项", "by": "make", "prefix": "L-", "major_code": "L", "major_name": "本地",
              "procedure": "grid_matter"},
    )  # fmt: skip
    units = Unit.objects.count()

    done = import_cases(write_csv(tmp_path / "one.csv", {"承办": "水务所"}, {"状态": "?"}), rules, dry_run=True)

    assert done == Imported(rows=2, written=1, rejected=1, made_kinds=1, made_units=1, is_dry_run=True, share=1.0)
    assert (Case.objects.count(), Unit.objects.count(), AuditEntry.objects.count()) == (0, units, 0)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"编号": " "}, "id_missing"),
        ({"编号": "9" * 81}, "id_too_long"),
        ({"事项": ""}, "kind_missing"),
        ({"事项": "没有这种事"}, "kind_not_found"),
        ({"描述": "  "}, "nothing_said"),
        ({"描述": "字" * 2001}, "said_too_much"),
        ({"地址": "字" * 257}, "said_too_much"),
        ({"受理时间": ""}, "opened_missing"),
        ({"受理时间": "昨天"}, "moment_faulty"),
        ({"受理时间": "2026/02/30 10:00"}, "moment_faulty"),
        ({"受理时间": "2199/01/01 10:00"}, "opened_ahead"),
        ({"受理时间": "0001/01/01 00:00"}, "moment_faulty"),
        ({**CLOSED, "办结时间": "9999/12/31 23:59"}, "moment_faulty"),
        ({**CLOSED, "办结时间": "2026/11/20 09:29"}, "closed_too_early"),
        ({"状态": "办结"}, "closed_missing"),
        ({"办结时间": "2026/11/21 10:00"}, "closed_yet_open"),
        ({"状态": "不详"}, "state_unknown"),
        ({"状态": "怪"}, "state_foreign"),
    ],
)
def test_row_that_cannot_be_taken_is_named(people, tmp_path, cells, code):
    assert reason(tmp_path, **cells) == code


def test_rejected_rows_can_be_mended_and_imported(people, tmp_path):
    file = write_csv(tmp_path / "many.csv", {}, {"状态": "不详"}, {})

    first = import_cases(file, mapping())
    rejected = tmp_path / "many.csv.rejected.csv"
    with rejected.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    mended = tmp_path / "mended.csv"
    mended.write_text(rejected.read_text(encoding="utf-8").replace("不详", "新"), encoding="utf-8")
    second = import_cases(mended, mapping())

    assert (first.written, first.rejected, second.written) == (2, 1, 1)
    assert [(row["row"], row["code"], row["编号"]) for row in rows] == [("3", "state_unknown", "A-2")]
    assert stat.S_IMODE(rejected.stat().st_mode) == 0o600


def test_rejects_of_an_earlier_run_do_not_stay(people, tmp_path):
    import_cases(write_csv(tmp_path / "one.csv", {"状态": "不详"}), mapping())

    import_cases(write_csv(tmp_path / "one.csv", {}), mapping())

    assert not (tmp_path / "one.csv.rejected.csv").exists()


def test_row_with_too_many_cells_is_named(people, tmp_path):
    file = write_csv(tmp_path / "one.csv")
    file.write_text(file.read_text(encoding="utf-8-sig") + ",".join([*PLAIN.values(), "多"]) + "\n", encoding="utf-8")

    done = import_cases(file, mapping())

    assert (done.written, done.rejected) == (0, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encoding_is_found(people, tmp_path, encoding):
    file = write_csv(tmp_path / "one.csv", {"描述": "𠮷田路口㙟灯不亮"}, encoding=encoding)

    import_cases(file, mapping())

    assert CaseText.objects.get(part="words").body == "𠮷田路口㙟灯不亮"


def test_packed_file_is_read(people, tmp_path):
    file = tmp_path / "one.csv.gz"
    file.write_bytes(gzip.compress(write_csv(tmp_path / "one.csv", {}, {}).read_bytes()))

    assert import_cases(file, mapping()).written == 2


def test_spreadsheet_is_read_with_its_numbers_and_moments(people, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(HEAD)
    row = PLAIN | {"编号": 20260001, "区划": int(VILLAGE)} | CLOSED
    row |= {"受理时间": datetime(2026, 11, 20, 9, 30), "办结时间": datetime(2026, 11, 21, 10)}  # noqa: DTZ001
    sheet.append(list(row.values()))
    sheet.append([None] * len(HEAD))
    book.save(tmp_path / "one.xlsx")

    done = import_cases(tmp_path / "one.xlsx", mapping())

    case = Case.objects.get()
    assert (done.rows, done.written) == (1, 1)
    assert (case.external_id, case.area, case.closed_at) == ("20260001", VILLAGE, at(2026, 11, 21, 10))


def test_phone_in_the_words_is_masked_and_sealed(people, tmp_path):
    case = one(tmp_path, 描述="请打 13812345678")

    text = CaseText.objects.get(case=case, part="words")
    assert "13812345678" not in text.body
    assert text.sealed == "请打 13812345678"
    assert list(verify_history(Verified())) == []


def test_imported_matters_are_counted_and_found(people, tmp_path):
    import_cases(write_csv(tmp_path / "many.csv", {"描述": "宏侨桥头路灯不亮"}, CLOSED, CLOSED), mapping())

    sheet = figures(people.dispatcher, date(2026, 11, 1), date(2026, 11, 30))
    assert (sheet.whole.opened.value, sheet.whole.on_time.value, sheet.open.value) == (3, 2, 1)
    assert sum(Delta.objects.values_list("count", flat=True)) == 5
    assert [row.title for row in search_cases("桥头", people.dispatcher).page.rows] == [
        Case.objects.get(external_id="A-1").title
    ]


def test_imported_matter_lives_on_through_the_verbs(people, tmp_path):
    case = one(tmp_path, 状态="办结", 办结时间="2026/11/21 10:00")

    reopen_case(case, by=people.dispatcher, note="没修好")

    assert case.state == "handling"
    assert list(verify_history(Verified())) == []
    sheet = figures(people.dispatcher, date(2026, 11, 1), date(2026, 11, 30))
    assert (sheet.whole.on_time.value, sheet.whole.late.value) == (0, 0)


def test_import_stands_in_the_audit_trail(people, tmp_path):
    import_cases(write_csv(tmp_path / "one.csv", {}, {"状态": "?"}), mapping())

    entry = AuditEntry.objects.get(action="cases.imported")
    assert entry.detail == {"source": "old-office", "rows": 2, "written": 1, "known": 0, "rejected": 1}


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", b"\xff\xfe\x00\x81\xff"), ("a.csv.gz", b"no gzip"), ("a.xlsx", b"no zip"), ("a.csv.gz", gzip.compress(b"a,b", mtime=0)[:-6])],
)  # fmt: skip
def test_file_that_cannot_be_read_is_refused(people, tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises((FileUnusable, ColumnsMissing)):
        import_cases(file, mapping())

    assert Case.objects.count() == 0


def test_missing_columns_are_named(people, tmp_path):
    file = tmp_path / "one.csv"
    file.write_text("编号,别的\n1,2\n", encoding="utf-8")

    with pytest.raises(ColumnsMissing) as refusal:
        import_cases(file, mapping())

    assert "受理时间" in str(refusal.value)


def test_two_imports_at_once_bring_every_row_in_once(committed, tmp_path):
    file = write_csv(tmp_path / "many.csv", *({} for _ in range(300)))
    county, together = current_county(), Barrier(2)

    def run(number: int) -> Imported:
        connection.set_tenant(county)
        together.wait()
        try:
            return import_cases(file, mapping(), rejected=tmp_path / f"{number}.csv")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(run, range(2)))

    assert (sum(one.written for one in done), sum(one.known for one in done)) == (300, 300)
    assert Case.objects.count() == CaseText.objects.filter(part="words").count() == 300
    assert list(verify_history(Verified())) == []
