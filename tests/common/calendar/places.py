"""What the calendar tests share: moments in Shanghai, and files that differ from the shipped ones."""

from datetime import date, datetime, timedelta
from pathlib import Path

from linli.common.calendar import SHANGHAI, Limit, WorkingCalendar
from linli.common.calendar.holiday_file import SHIPPED as SHIPPED_HOLIDAYS

CALENDAR = WorkingCalendar.load()


def at(text: str) -> datetime:
    """`2026-11-23 10:00` in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def due(start: str, limit: str, office: str = "default", calendar: WorkingCalendar = CALENDAR) -> str:
    moment = calendar.due(at(start), Limit.parse(limit), office=office).at
    return moment.replace(tzinfo=None).isoformat(" ", "minutes")


def shown(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).replace(tzinfo=None).isoformat(" ", "minutes")


def year_2027() -> str:
    """An invented notice for 2027, rows only: New Year from Friday to Sunday, the rest as in an ordinary year."""
    breaks = [("01-01", 3), ("02-05", 8), ("04-03", 3), ("05-01", 5), ("10-01", 7)]
    rows = []
    for first, length in breaks:
        begin = date.fromisoformat(f"2027-{first}")
        rows += [f"{begin + timedelta(days=n)},holiday,Break\n" for n in range(length)]
    return "".join([*rows, "2027-02-20,makeup_workday,Break\n"])


def holidays_with_2027(folder: Path) -> Path:
    path = folder / "holidays.csv"
    path.write_text(SHIPPED_HOLIDAYS.read_text(encoding="utf-8") + year_2027(), encoding="utf-8")
    return path


def offices(folder: Path, text: str) -> WorkingCalendar:
    path = folder / "office_hours.toml"
    path.write_text('[default]\nhours = ["08:00-12:00", "14:30-17:30"]\n' + text, encoding="utf-8")
    return WorkingCalendar.load(office_hours=path)
