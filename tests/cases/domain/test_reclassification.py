"""Another kind: its limits, its counts, its unit where it had none; refused across procedures; the history stays whole."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from linli.cases import errors
from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.closure import withdraw_case
from linli.cases.domain.figures import keep_counts
from linli.cases.domain.reclassification import reclassify_case
from linli.cases.models import Case, CaseLimit, Delta, Figure, Kind
from linli.cases.queries.search import search_cases
from linli.cases.queries.sentences import sentence_of
from linli.cases.queries.verification import Verified, verify_history
from linli.common.domain.configuration import changed
from tests.cases.domain.test_refusals import refused
from tests.factories import make_case, make_rule

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 16, 9, tzinfo=SHANGHAI)


def opened_by_kind():
    keep_counts()
    assert not Delta.objects.exists()
    rows = Figure.objects.filter(movement__in=["opened", "filed"]).values_list("kind_id", "movement", "count")
    return {(kind, movement): count for kind, movement, count in rows if count}


def test_kind_title_limits_counts_and_search_change_together(people):
    case = accept_case(make_case(people.resident, at=MONDAY), by=people.manager, at=MONDAY)
    before = CaseLimit.objects.get(case=case, key="handle")
    Kind.objects.filter(code="M06042").update(limits={"handle": "3 calendar_days"})
    changed("kinds")

    reclassify_case(case, by=people.dispatcher, kind="M06042", note="看照片是垃圾箱。")

    row, limit = Case.objects.get(id=case.id), CaseLimit.objects.get(case=case, key="handle")
    name = Kind.objects.get(code="M06042").name
    assert (row.kind_id, row.title.startswith(name), row.lead_unit_id) == ("M06042", True, people.lamps.id)
    assert (limit.amount, limit.unit, limit.starts_at) == (3, "calendar_days", before.starts_at)
    assert row.due_at == limit.due_at != before.due_at
    assert opened_by_kind() == {("M06042", "opened"): 1, ("M06042", "filed"): 1}
    event = row.events.last()
    assert event.facts["from_kind"] == "M01037"
    assert name in sentence_of(event)
    assert list(verify_history(Verified(), case=row.id)) == []
    assert [one.id for one in search_cases(name, people.dispatcher).page.rows] == [case.id]


def test_matter_without_a_unit_asks_the_rules_again(people):
    case = accept_case(make_case(people.resident, kind="M06042"), by=people.dispatcher)
    assert case.lead_unit_id is None
    make_rule("M06013", people.gardens)

    reclassify_case(case, by=people.dispatcher, kind="M06013", note="是绿地。")

    assert Case.objects.get(id=case.id).lead_unit_id == people.gardens.id


def test_refusals_change_nothing(people):
    case = make_case(people.resident)

    def to(kind, by=people.dispatcher, note="不对"):
        return lambda: reclassify_case(case, by=by, kind=kind, note=note)

    refused(errors.KindUnknown, case, to("M99999"))
    refused(errors.SameKind, case, to("M01037"))
    refused(errors.KindElsewhere, case, to("A001"))
    refused(errors.NoteNeeded, case, to("M06042", note=" "))
    refused(errors.NotYours, case, to("M06042", by=people.resident))
    withdraw_case(case, by=people.resident, note="错了")
    refused(errors.NotPossibleNow, case, to("M06042"))
