"""Whoever a limit runs against is told before it ends and when it has: by number, once each."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import now

from linli.common.cache import count_up
from linli.notices.recipients import holders
from linli.people.enums import Role
from linli.petitions.domain.telling import say, to_body, to_receivers, to_urgers
from linli.petitions.models import Petition, Urging

AHEAD = timedelta(days=3)
TOLD_FOR = timedelta(days=60)


def remind_of_limits(*, at: datetime | None = None) -> int:
    """Tell of limits that end within three days, and the supervisor too of those that have; return how many were told of."""
    moment, count = at or now(), 0
    running = Petition.objects.filter(over_at__isnull=True, case__next_due_at__lte=moment + AHEAD).select_related(
        "case"
    )
    for petition in running.order_by("id"):
        count += _remind(petition, moment)
    return count


def _remind(petition: Petition, moment: datetime) -> int:
    case = petition.case
    assert case.next_due_at is not None
    is_late = case.next_due_at <= moment
    with transaction.atomic():
        if count_up(f"petition.limit:{case.id}:{case.next_due_at.isoformat()}:{is_late}", window=TOLD_FOR) > 1:
            return 0
        told = to_receivers(petition, case) if case.state == "received" else to_body(case.lead_unit_id)
        if is_late:
            told = [*told, holders(area=petition.village, roles=[Role.SUPERVISOR])]
        say("late" if is_late else "soon", petition, case, told)
    return 1


def remind_of_reports(*, at: datetime | None = None) -> int:
    """Tell whoever urged, once, that the body has not reported back in time; return of how many."""
    moment, count = at or now(), 0
    owed = Urging.objects.filter(over_at__isnull=True, due_at__lt=moment).select_related("petition__case")
    for urging in owed.order_by("due_at", "id"):
        with transaction.atomic():
            if count_up(f"petition.report:{urging.id}", window=TOLD_FOR) > 1:
                continue
            say("no_report", urging.petition, urging.petition.case,
                to_urgers(urging.petition, urging.petition.case, urging))  # fmt: skip
        count += 1
    return count
