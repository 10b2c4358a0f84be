from datetime import date
from pathlib import Path

import pytest

from linli.common.calendar import CalendarFileError, Due, Limit, OfficeHours
from tests.common.calendar.places import at, due, offices

DEFAULT = '[default]\nhours = ["08:00-12:00", "14:30-17:30"]\n'


def test_shipped_default_is_the_fuqing_day() -> None:
    hours = OfficeHours.load()

    assert hours.default.spans_on(date(2026, 11, 23), working=True) == ((480, 720), (870, 1050))
    assert hours.default.spans_on(date(2026, 11, 22), working=False) == ()
    assert hours.offices == {}


def test_office_without_hours_of_its_own_keeps_the_default(tmp_path: Path) -> None:
    calendar = offices(tmp_path, '[offices.hall]\nhours = ["09:00-17:00"]\n')

    assert due("2026-11-23 10:00", "1 working_days", "hall", calendar) == "2026-11-24 17:00"
    assert due("2026-11-23 10:00", "1 working_days", "elsewhere", calendar) == "2026-11-24 17:30"


def test_season_has_hours_of_its_own(tmp_path: Path) -> None:
    season = '{ from = "06-01", until = "09-30", hours = ["08:00-12:00", "15:00-18:00"] }'
    calendar = offices(tmp_path, f"seasons = [{season}]\n")

    assert due("2026-05-28 10:00", "1 working_days", calendar=calendar) == "2026-05-29 17:30"
    assert due("2026-05-29 10:00", "1 working_days", calendar=calendar) == "2026-06-01 18:00"
    assert due("2026-09-29 10:00", "1 working_days", calendar=calendar) == "2026-09-30 18:00"
    assert due("2026-09-30 17:30", "1 business_hours", calendar=calendar) == "2026-10-08 08:30"


def test_season_may_cross_new_year(tmp_path: Path) -> None:
    season = '{ from = "12-01", until = "02-28", hours = ["09:00-16:00"] }'
    calendar = offices(tmp_path, f"[offices.farm]\nhours = ['08:00-17:00']\nseasons = [{season}]\n")

    assert due("2026-11-27 10:00", "1 working_days", "farm", calendar) == "2026-11-30 17:00"
    assert due("2026-11-30 10:00", "1 working_days", "farm", calendar) == "2026-12-01 16:00"
    assert due("2026-01-05 10:00", "1 working_days", "farm", calendar) == "2026-01-06 16:00"


def test_weekday_has_hours_of_its_own(tmp_path: Path) -> None:
    calendar = offices(tmp_path, '[offices.hall]\nhours = ["09:00-17:00"]\nfriday = ["09:00-12:00"]\n')

    assert due("2026-11-26 10:00", "1 working_days", "hall", calendar) == "2026-11-27 12:00"
    assert due("2026-11-27 11:00", "2 business_hours", "hall", calendar) == "2026-11-30 10:00"


def test_office_closed_on_the_last_day_ends_at_the_default_close(tmp_path: Path) -> None:
    calendar = offices(tmp_path, '[offices.centre]\nhours = []\ntuesday = ["09:00-11:00"]\n')

    assert due("2026-11-24 10:00", "1 working_days", "centre", calendar) == "2026-11-25 17:30"
    assert due("2026-11-24 10:00", "2 business_hours", "centre", calendar) == "2026-12-01 10:00"


def test_makeup_day_keeps_monday_hours_or_its_own(tmp_path: Path) -> None:
    calendar = offices(
        tmp_path,
        """[offices.as-monday]
        hours = ["09:00-17:00"]
        monday = ["09:00-16:00"]
        days_off = ["10:00-11:00"]
        [offices.own]
        hours = ["09:00-17:00"]
        makeup = ["09:00-12:00"]
        """,
    )

    assert due("2026-02-13 10:00", "1 working_days", "as-monday", calendar) == "2026-02-14 16:00"
    assert due("2026-02-13 10:00", "1 working_days", "own", calendar) == "2026-02-14 12:00"


def test_office_that_never_closes_runs_on_days_off_and_ends_at_midnight(tmp_path: Path) -> None:
    calendar = offices(tmp_path, '[offices.hotline]\nhours = ["00:00-24:00"]\ndays_off = ["00:00-24:00"]\n')

    assert due("2026-11-28 23:00", "4 business_hours", "hotline", calendar) == "2026-11-29 03:00"
    assert due("2026-12-31 23:00", "2 business_hours", "hotline", calendar) == "2027-01-01 01:00"
    assert calendar.due(at("2026-11-23 10:00"), Limit.parse("1 working_days"), office="hotline") == Due(
        at("2026-11-25 00:00"), date(2026, 11, 24)
    )


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[default]\nhours = [,]\n", 2, None),
        ("[default]\nhours = [\n", None, None),
        ("", None, "default: must be a table [default]"),
        ("[default]\nnote = 'none'\n", 1, "default: has no hours"),
        ("[default]\nhours = []\n", 1, "default: is never open"),
        (
            "[default]\nhours = ['08:00-12:00']\nfriday = []\n",
            1,
            "default: must be open on every weekday and make-up day",
        ),
        ("[default]\nhours = '08:00-12:00'\n", 2, 'default.hours: must be a list like ["08:00-12:00", "14:30-17:30"]'),
        (DEFAULT + "opening = []\n", 3, "default: does not know the key 'opening'"),
        (DEFAULT + "[units.hall]\n", 3, "file: does not know the key 'units'"),
        ("offices = 3\n" + DEFAULT, 1, "offices: must be tables [offices.<unit>]"),
        (DEFAULT + "[offices]\nhall = 3\n", 4, "offices.hall: must be a table [offices.hall]"),
        (
            DEFAULT + "[offices.default]\nhours = ['08:00-12:00']\n",
            3,
            "offices.default: the default hours stand in [default]",
        ),
        (DEFAULT + "seasons = ['summer']\n", 3, "default: seasons must be a list of tables"),
    ],
)
def test_bad_file_is_refused_with_its_line(tmp_path: Path, text: str, line: int | None, reason: str | None) -> None:
    path = tmp_path / "office_hours.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CalendarFileError) as refusal:
        OfficeHours.load(path)

    assert refusal.value.line == line
    assert refusal.value.reason == reason or (reason is None and refusal.value.reason.startswith("is not TOML: "))


@pytest.mark.parametrize(
    "span", ["8:00-12:00", "12:00-08:00", "08:00-08:00", "08:00-24:30", "08:00–12:00", "07:00-09:00"]
)
def test_bad_span_is_refused(tmp_path: Path, span: str) -> None:
    path = tmp_path / "office_hours.toml"
    path.write_text(f'{DEFAULT}# "{span}"\n[offices.hall]\nhours = ["06:00-08:00", "{span}"]\n', encoding="utf-8")

    with pytest.raises(CalendarFileError) as refusal:
        OfficeHours.load(path)

    assert refusal.value.line == 5
    assert refusal.value.reason == (
        f"offices.hall.hours: {span!r} is not a span like 08:00-12:00 that follows the one before it"
    )


@pytest.mark.parametrize(
    ("seasons", "reason"),
    [
        ('{ from = "6-1", until = "09-30", hours = ["08:00-12:00"] }', "'6-1' is not a month and day like 06-01"),
        ('{ from = "02-30", until = "09-30", hours = ["08:00-12:00"] }', "'02-30' is not a month and day like 06-01"),
        ('{ from = "06-01", hours = ["08:00-12:00"] }', "None is not a month and day like 06-01"),
        ('{ from = "06-01", until = "09-30" }', "has no hours"),
    ],
)
def test_bad_season_is_refused(tmp_path: Path, seasons: str, reason: str) -> None:
    with pytest.raises(CalendarFileError) as refusal:
        offices(tmp_path, f"seasons = [{seasons}]\n")

    assert refusal.value.reason == f"default.seasons: {reason}"


def test_overlapping_seasons_are_refused(tmp_path: Path) -> None:
    first = '{ from = "06-01", until = "09-30", hours = ["08:00-12:00"] }'
    second = '{ from = "09-30", until = "01-31", hours = ["08:00-12:00"] }'

    with pytest.raises(CalendarFileError, match="line 3: default: two seasons hold 09-30"):
        offices(tmp_path, f"seasons = [{first}, {second}]\n")


def test_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gbk.toml").write_bytes("note = '时间'".encode("gb18030"))

    with pytest.raises(CalendarFileError, match=r"^none\.toml: cannot be read: No such file or directory$"):
        OfficeHours.load(tmp_path / "none.toml")
    with pytest.raises(CalendarFileError, match=r"^gbk\.toml: is not UTF-8 text$"):
        OfficeHours.load(tmp_path / "gbk.toml")
