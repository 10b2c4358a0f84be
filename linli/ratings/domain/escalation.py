"""What nobody answered in time goes to the town, once."""

from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.utils.timezone import now

from linli.notices.domain.tell import tell
from linli.notices.recipients import holders
from linli.people.enums import Role, UnitKind
from linli.people.queries.unit import office_of
from linli.ratings.enums import CLOSED
from linli.ratings.models import FollowUp

AT_ONCE = 500


def escalate_overdue(*, at: datetime | None = None) -> int:
    """Tell the town's office and the supervisors of what is overdue; one notice a town. Harmless when run twice."""
    at = at or now()
    with transaction.atomic():
        late = FollowUp.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            answered_at__isnull=True, due_at__lt=at, escalated_at__isnull=True
        )
        late = late.select_related("rating")
        rows = sorted(late.order_by("due_at", "id")[:AT_ONCE], key=_by_town)
        FollowUp.objects.filter(pk__in=[row.pk for row in rows]).update(escalated_at=at)
        for (town, is_closed), found in groupby(rows, key=_by_town):
            office = office_of(town, UnitKind.TOWN_OFFICE)
            to = [holders(roles=[Role.SUPERVISOR, Role.DISPATCHER], area=town)]
            to += [holders(unit=office.id)] if office else []
            if is_closed:  # the town may be the body that answered: even that there is one is not told to it
                to = [holders(roles=[Role.SUPERVISOR], area=town)]
            tell("ratings.overdue", to=to, subject_kind="follow_ups", subject_id=town,
                 parameters={"count": len(list(found))})  # fmt: skip
    return len(rows)


def _by_town(row: FollowUp) -> tuple[str, bool]:
    return row.town, row.rating.kind in CLOSED
