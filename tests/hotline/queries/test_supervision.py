"""Late, unsolved, refused, disputed: each is found, and nothing else."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from linli.cases.domain.acceptance import accept_case, refuse_case
from linli.cases.domain.closure import propose_closure
from linli.cases.domain.escalation import escalate_overdue
from linli.cases.domain.progress import report_progress
from linli.cases.domain.return_visit import record_visit
from linli.hotline.domain.returning import ask_return, decide_return
from linli.hotline.enums import Decision
from linli.hotline.queries.supervision import CAUSES, count_causes, supervised

pytestmark = pytest.mark.django_db


def test_each_cause_finds_its_own(hotline, take):
    take("late", moment=now() - timedelta(days=20))
    unsolved, refused, disputed = take("unsolved"), take("refused"), take("disputed")
    take("fine")
    refuse_case(refused.case, by=hotline.operator, note="。", ground="settled")
    ask_return(disputed, by=hotline.officer, reason="不是我们的。")
    decide_return(disputed, Decision.STAYS, by=hotline.dispatcher, note="权责清单。")
    accept_case(unsolved.case, by=hotline.operator)
    report_progress(unsolved.case, by=hotline.officer, note="已联系")
    propose_closure(unsolved.case, by=hotline.officer, note="已办")
    record_visit(unsolved.case, by=hotline.operator, is_reached=True, is_resolved=False, is_satisfied=None)

    found = {cause: [order.number for order in supervised(hotline.supervisor, cause)] for cause in CAUSES}

    assert found == {cause: [cause] for cause in CAUSES}
    assert count_causes(hotline.supervisor) == dict.fromkeys(CAUSES, 1)
    assert count_causes(hotline.gardener) == dict.fromkeys(CAUSES, 0)


def test_alarms_of_the_existing_escalation_are_counted(hotline, take):
    take("late", moment=now() - timedelta(days=20))
    escalate_overdue()

    order = supervised(hotline.supervisor, "late").get()

    assert (order.alarms, order.case.escalated) == (1, 2)
