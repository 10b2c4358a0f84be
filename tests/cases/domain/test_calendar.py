"""A year that the county brings: counted before, applied, computed anew by the worker, taken back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.calendar import bring_days, calendar_with, limits_that_move, take_back_calendar
from linli.cases.models import CaseLimit, Kind
from linli.cases.tasks import calendar_changed
from linli.common.domain.configuration import changed
from linli.common.errors import CalendarFaulty
from linli.common.models import AuditEntry, OutboxEntry
from linli.common.stored_calendar import parsed_days
from linli.common.working_calendar import working_calendar
from linli.people.domain.office_hours import DEFAULT, hours_in_force, set_hours
from linli.people.errors import NotAdministrator
from tests.common.test_working_calendar import NEXT
from tests.factories import make_case

HEAD = "date,kind,name\n"
SHANGHAI = ZoneInfo("Asia/Shanghai")


def days(text=NEXT):
    return {day.isoformat(): [kind.value, name] for day, (kind, name) in parsed_days(HEAD + text).items()}


def run_worker():
    for entry in OutboxEntry.objects.filter(topic="cases.calendar_changed", relayed_at__isnull=True):
        calendar_changed(**entry.payload)
        entry.delete()


def test_a_brought_year_moves_what_leaned_on_it_and_back_again(people):
    Kind.objects.filter(code="M06036").update(limits={"handle": "5 working_days"})
    changed("kinds")
    moment = datetime(2026, 12, 30, 9, tzinfo=SHANGHAI)
    case = make_case(people.resident, at=moment, kind="M06036")
    accept_case(case, by=people.manager, at=moment.replace(hour=10))

    def whole():
        return CaseLimit.objects.get(case=case, is_whole=True)

    before = whole()
    expected = limits_that_move(calendar_with(days()))
    bring_days(days(), by=people.administrator)
    run_worker()
    during = whole()
    take_back_calendar(AuditEntry.objects.get(action="setting.changed"), by=people.administrator)
    run_worker()

    assert expected == CaseLimit.objects.filter(case=case, met_at__isnull=True).count() >= 1
    assert (before.is_certain, during.is_certain, whole().is_certain) == (False, True, False)
    assert before.due_at.date().isoformat() == whole().due_at.date().isoformat() == "2027-01-06"
    assert during.due_at.date().isoformat() == "2027-01-07"
    assert working_calendar().days.last_known_year == 2026


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2027-01-01,holiday,x\n", "fewer than 20"),
        ("2027-13-01,holiday,x\n", "line 2"),
        (NEXT + "2027-06-08,makeup_workday,x\n", "no Saturday or Sunday"),
        ("", "holds no day"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line(text, said):
    with pytest.raises(CalendarFaulty) as found:
        days(text)

    assert said in str(found.value)


def test_the_year_that_is_brought_replaces_that_year_only(people):
    bring_days(days(), by=people.administrator)

    calendar = working_calendar()
    assert sorted(calendar.days.known_years) == [2024, 2025, 2026, 2027]
    assert calendar.hours.default == working_calendar().hours.default
    with pytest.raises(NotAdministrator):
        bring_days(days(), by=people.dispatcher)


def test_office_hours_are_the_county_s_and_a_unit_has_its_own(people):
    long = {"hours": ["07:00-20:00"]}

    set_hours("lamps", long, by=people.administrator)
    set_hours(DEFAULT, {"hours": ["09:00-12:00", "13:00-17:00"]}, by=people.administrator)

    people.lamps.refresh_from_db()
    hours = working_calendar().hours
    assert people.lamps.office_hours == "lamps"
    assert hours.offices["lamps"].week.weekdays[0] == ((420, 1200),)
    assert hours.default.week.weekdays[0] == ((540, 720), (780, 1020))
    set_hours("lamps", None, by=people.administrator)
    assert hours_in_force()["offices"] == {}
    with pytest.raises(CalendarFaulty):
        set_hours(DEFAULT, {"hours": ["17:00-09:00"]}, by=people.administrator)
