"""Limits run on the working calendar, rest, are lengthened, begin again, and are computed anew."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.assignment import transfer_case
from linli.cases.domain.closure import close_case, propose_closure
from linli.cases.domain.deed import Sent
from linli.cases.domain.escalation import escalate_overdue, recompute_uncertain, remind_due
from linli.cases.domain.extension import ask_extension, extend_limit
from linli.cases.domain.pausing import pause_clock, resume_clock
from linli.cases.domain.progress import return_for_materials, supplement_case
from linli.cases.domain.reopening import reopen_case
from linli.cases.enums import Outcome
from linli.cases.models import Case, CaseEvent, CaseLimit, Kind
from linli.cases.queries.verification import Verified, verify_history
from linli.common.calendar import Limit
from linli.common.domain.configuration import changed
from linli.notices.models import Notice
from tests.background import work_off
from tests.factories import make_case, make_photo

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(month: int, day: int, hour: int = 9, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


def whole(case) -> CaseLimit:
    return CaseLimit.objects.get(case=case, is_whole=True)


def test_limits_of_the_kind_go_before_those_of_the_procedure(people):
    lamp = make_case(people.resident, at=at(11, 23))
    heap = make_case(people.resident, at=at(11, 23), kind="M06036")

    assert whole(lamp).due_at == at(11, 24, 17, 30)  # 1 working day
    assert whole(heap).due_at == at(11, 30, 17, 30)  # 5 working days


def test_filing_is_due_in_office_hours(people):
    case = make_case(people.resident, at=at(11, 23, 16))

    # 1.5 hours are left of Monday, 2.5 more run on Tuesday from 8:00.
    assert CaseLimit.objects.get(case=case, key="accept").due_at == at(11, 24, 10, 30)


def test_next_due_is_the_first_limit_not_met(people):
    case = make_case(people.resident, at=at(11, 23, 9))
    before = case.next_due_at

    accept_case(case, by=people.manager, at=at(11, 23, 10))

    assert before == at(11, 23, 15, 30)
    assert case.next_due_at == whole(case).due_at


def test_clock_rests_while_the_resident_is_asked_and_goes_on_with_what_was_left(people):
    case = make_case(people.resident, at=at(11, 23), kind="M06036")

    return_for_materials(case, by=people.manager, note="哪一栋？", at=at(11, 24))
    assert (case.stage, case.next_due_at, case.paused_at) == ("waiting", None, at(11, 24))
    supplement_case(case, by=people.resident, note="三号楼", at=at(11, 27))

    # Rested on the 25th and 26th: five working days end on 2 December instead of 30 November.
    assert (case.state, case.paused_at) == ("collected", None)
    assert whole(case).due_at == at(12, 2, 17, 30)


def test_paused_and_resumed_clock_says_who_and_why(people):
    case = accept_case(make_case(people.resident, at=at(11, 23), kind="M06036"), by=people.manager, at=at(11, 23, 10))

    pause_clock(case, by=people.supervisor, note="等鉴定结论", at=at(11, 24))
    resume_clock(case, by=people.supervisor, at=at(11, 26))

    events = CaseEvent.objects.filter(case=case, verb__in=["pause_clock", "resume_clock"]).order_by("seq")
    assert [event.actor_id for event in events] == [people.supervisor.actor_id] * 2
    assert whole(case).due_at == at(12, 1, 17, 30)


def test_extension_counts_on_from_the_last_day(people):
    case = accept_case(make_case(people.resident, at=at(11, 23)), by=people.manager, at=at(11, 23, 10))
    ask_extension(case, by=people.officer, limit=Limit.parse("3 working_days"), note="缺料", at=at(11, 24))

    extend_limit(case, by=people.supervisor, note="同意", at=at(11, 24, 10))

    event = CaseEvent.objects.get(case=case, verb="extend_limit")
    assert whole(case).due_at == at(11, 27, 17, 30)
    assert case.due_at == at(11, 27, 17, 30)
    assert datetime.fromisoformat(event.facts["to"]) == whole(case).due_at


def test_closing_after_the_limit_is_late(people):
    case = accept_case(make_case(people.resident, at=at(11, 20)), by=people.manager, at=at(11, 20, 10))
    propose_closure(case, by=people.officer, note="好了", at=at(11, 23, 17), sent=Sent(basket=make_photo()))

    close_case(case, by=people.manager, outcome=Outcome.RESOLVED, at=at(11, 23, 17, 31))

    assert case.is_on_time is False


def test_closing_at_the_last_moment_is_in_time(people):
    case = accept_case(make_case(people.resident, at=at(11, 20)), by=people.manager, at=at(11, 20, 10))
    propose_closure(case, by=people.officer, note="好了", at=at(11, 23, 17), sent=Sent(basket=make_photo()))

    close_case(case, by=people.manager, outcome=Outcome.RESOLVED, at=at(11, 23, 17, 30))

    assert case.is_on_time is True


def test_reopened_matter_reaches_its_handler_with_a_whole_limit(people):
    case = accept_case(make_case(people.resident, at=at(11, 16)), by=people.manager, at=at(11, 16, 10))
    propose_closure(case, by=people.officer, note="好了", at=at(11, 17), sent=Sent(basket=make_photo()))
    close_case(case, by=people.manager, outcome=Outcome.RESOLVED, at=at(11, 17, 10))

    reopen_case(case, by=people.resident, note="又灭了", at=at(11, 23))

    from linli.cases.queries.filters import CaseFilter
    from linli.cases.queries.listing import list_cases

    assert (case.state, case.lead_unit_id, case.reopened) == ("handling", people.lamps.id, 1)
    assert case.due_at == at(11, 24, 17, 30)
    assert [row.id for row in list_cases(people.officer, CaseFilter()).rows] == [case.id]


def test_holder_is_reminded_once_when_most_of_the_time_has_run(people):
    case = accept_case(make_case(people.resident, at=at(11, 23)), by=people.manager, at=at(11, 23, 10))

    counts = [remind_due(at=at(11, 23, 12)), remind_due(at=at(11, 24, 15)), remind_due(at=at(11, 24, 16))]

    assert counts == [0, 1, 0]
    assert CaseEvent.objects.filter(case=case, verb="remind").count() == 1


def test_overdue_matter_climbs_to_the_supervisor_then_to_the_leader(people):
    case = accept_case(make_case(people.resident, at=at(11, 19)), by=people.manager, at=at(11, 19, 10))

    counts = [escalate_overdue(at=moment) for moment in (at(11, 20, 17), at(11, 20, 18), at(11, 20, 19), at(11, 25))]

    levels = [event.facts["level"] for event in CaseEvent.objects.filter(case=case, verb="escalate").order_by("seq")]
    assert counts == [0, 1, 0, 1]
    assert levels == [1, 2]


def test_who_is_told_of_an_overdue_matter_reads_what_happened_and_where_it_stands(people):
    accept_case(make_case(people.resident, at=at(11, 19)), by=people.manager, at=at(11, 19, 10))
    escalate_overdue(at=at(11, 20, 18))

    work_off()

    told = Notice.objects.filter(topic="case.for_staff.urgent").latest("id").parameters
    assert (told["deed"]["zh-hans"], told["state_title"]["en"]) == ("已逾期，升级督办", "Dispatched")


def test_each_limit_that_passes_is_told_anew(people):
    """Late with filing, then late with the whole: the supervisor hears of both."""
    case = make_case(people.resident, at=at(11, 19))  # to be filed within four office hours
    first = escalate_overdue(at=at(11, 19, 17))
    accept_case(case, by=people.manager, at=at(11, 19, 17, 10))
    between = (Case.objects.get(pk=case.pk).escalated, escalate_overdue(at=at(11, 19, 17, 20)))
    second = escalate_overdue(at=at(11, 20, 18))

    facts = [event.facts for event in CaseEvent.objects.filter(case=case, verb="escalate").order_by("seq")]
    assert (first, between, second) == (1, (0, 0), 1)
    assert [(fact["limit"], fact["level"]) for fact in facts] == [("accept", 1), ("handle", 1)]


def test_extended_limit_that_passes_is_told_anew(people):
    case = accept_case(make_case(people.resident, at=at(11, 19)), by=people.manager, at=at(11, 19, 10))
    escalate_overdue(at=at(11, 20, 18))
    ask_extension(case, by=people.officer, limit=Limit.parse("1 working_days"), note="缺料", at=at(11, 20, 18, 5))
    assert Case.objects.get(pk=case.pk).escalated == 1
    extend_limit(case, by=people.supervisor, note="同意", at=at(11, 20, 18, 10))

    assert [escalate_overdue(at=at(11, 23, 17)), escalate_overdue(at=at(11, 23, 18))] == [0, 1]


def test_limit_over_new_year_2027_says_so_and_moves_when_the_calendar_comes(people, settings, tmp_path):
    Kind.objects.filter(code="M06036").update(limits={"handle": "5 working_days"})
    changed("kinds")
    case = make_case(people.resident, at=at(12, 30), kind="M06036")
    accept_case(case, by=people.manager, at=at(12, 30, 10))
    before = whole(case)
    assert (before.is_certain, Case.objects.get(pk=case.pk).due_certain) == (False, False)
    assert recompute_uncertain(at=at(12, 30, 11)) == 0

    settings.LINLI_HOLIDAYS = calendar_with_2027(tmp_path)
    moved = recompute_uncertain(at=at(12, 31))

    after = whole(case)
    assert (moved, after.is_certain) == (1, True)
    assert before.due_at == at(1, 6, 17, 30, year=2027)
    # With 1 January off and Saturday 2 January a day off as before, 31 Dec, 4, 5, 6, 7 January are the five days.
    assert after.due_at == at(1, 7, 17, 30, year=2027)
    assert list(verify_history(Verified())) == []


def calendar_with_2027(folder):
    from linli.common.calendar.holiday_file import SHIPPED  # the file that comes with the package

    lines = [SHIPPED.read_text(encoding="utf-8").rstrip()]
    days = ["01-01", *[f"02-{day:02}" for day in range(5, 13)], "04-05", *[f"05-{day:02}" for day in range(1, 6)],
            "06-09", *[f"10-{day:02}" for day in range(1, 9)]]  # fmt: skip
    lines += [f"2027-{day},holiday,invented for this test" for day in days]
    file = folder / "holidays.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_transfer_moves_the_matter_to_the_other_unit(people):
    case = accept_case(make_case(people.resident), by=people.manager)

    transfer_case(case, by=people.officer, unit=people.gardens.id, note="灯在绿地里")

    assert (case.state, case.lead_unit_id) == ("dispatched", people.gardens.id)
