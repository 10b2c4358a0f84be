"""What nobody answered in time goes to the town, once."""

from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.utils.timezone import now

from linli.notices.domain.tell import tell
from linli.notices.recipients import holders
from linli.people.enums import Role, UnitKind
from linli.people.queries.unit import office_of
from linli.ratings.models import FollowUp

AT_ONCE = 500


def escalate_overdue(*, at: datetime | None = None) -> int:
    """Tell the town's office and the supervisors of what is overdue; one notice a town. Harmless when run twice."""
    at = at or now()
    with transaction.atomic():
        late = FollowUp.objects.select_for_update(skip_locked=True).filter(
            answered_at__isnull=True, due_at__lt=at, escalated_at__isnull=True
        )
        rows = sorted(late.order_by("due_at", "id")[:AT_ONCE], key=lambda row: row.town)
        FollowUp.objects.filter(pk__in=[row.pk for row in rows]).update(escalated_at=at)
        for town, found in groupby(rows, key=lambda row: row.town):
            office = office_of(town, UnitKind.TOWN_OFFICE)
            to = [holders(roles=[Role.SUPERVISOR, Role.DISPATCHER], area=town)]
            to += [holders(unit=office.id)] if office else []
            tell("ratings.overdue", to=to, subject_kind="follow_ups", subject_id=town,
                 parameters={"count": len(list(found))})  # fmt: skip
    return len(rows)
