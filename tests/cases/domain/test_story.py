"""One matter from door to proof, and what its history then says."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.closure import close_case, propose_closure
from linli.cases.domain.deed import Sent
from linli.cases.domain.progress import report_progress
from linli.cases.domain.rating import rate_case
from linli.cases.enums import Outcome
from linli.cases.models import CaseEvent, Delta
from linli.cases.queries.verification import Verified, verify_history
from linli.ratings.enums import Grade
from tests.factories import make_case, make_photo

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture
def finished(people):
    case = make_case(people.resident, at=at(23, 11, 41))
    accept_case(case, by=people.manager, at=at(23, 11, 52))
    report_progress(case, by=people.officer, note="两人出发。", at=at(23, 12, 40))
    propose_closure(case, by=people.officer, note="已换灯。", at=at(23, 15), sent=Sent(basket=make_photo()))
    close_case(case, by=people.manager, outcome=Outcome.RESOLVED, at=at(23, 16))
    rate_case(case, by=people.resident, grade=Grade.SATISFIED, at=at(23, 20))
    return case


def test_matter_travels_from_door_to_proof(people, finished):
    finished.refresh_from_db()

    assert finished.state == "closed"
    assert finished.lead_unit_id == people.lamps.id
    assert finished.is_on_time is True
    assert finished.rating == Grade.SATISFIED
    # One working day for a lamp, the first day not counted: Tuesday at the close of business.
    assert finished.due_at == at(24, 17, 30)


def test_history_names_every_deed_in_order(people, finished):
    events = CaseEvent.objects.filter(case=finished).order_by("seq")

    assert [(event.seq, event.verb, event.to_state) for event in events] == [
        (1, "open", "collected"),
        (2, "accept", "filed"),
        (3, "assign", "dispatched"),
        (4, "report_progress", "handling"),
        (5, "propose_closure", "fed_back"),
        (6, "close", "closed"),
        (7, "rate", "closed"),
    ]
    assert events[2].facts["route"] == {"reason": "rule", "rule": 12, "kind": "M01037", "area": ""}


def test_history_holds(people, finished):
    found = Verified()

    assert list(verify_history(found)) == []
    assert (found.cases, found.events) == (1, 7)


def test_every_step_is_counted_where_it_belongs(people, finished):
    counted: Counter[tuple[str, object]] = Counter()
    for delta in Delta.objects.all():
        counted[delta.movement, delta.unit_id] += delta.count

    assert {place: count for place, count in counted.items() if count} == {
        (movement, people.lamps.id): 1
        for movement in ("opened", "filed", "dispatched", "concluded", "closed_on_time", "rated", "rated_good")
    }


def test_events_hold_no_personal_data(people):
    make_case(
        people.resident, words="我是陈小明，电话 13812345678，身份证 11010519491231002X", place="小桥三栋五零二室"
    )

    stored = str(list(CaseEvent.objects.values()))

    assert "13812345678" not in stored
    assert "陈小明" not in stored
    assert "五零二" not in stored
    assert "林小满" not in stored
