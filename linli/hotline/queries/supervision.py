"""What has to be looked at: late, unsolved, refused, disputed. Reminders and escalations come from the limits of the case."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import now

from linli.cases.enums import Outcome, Stage, Verb
from linli.cases.models import ReturnVisit
from linli.hotline.models import HotlineOrder
from linli.hotline.queries.orders import orders_of
from linli.hotline.queries.period import Span
from linli.people.reader import Reader

CAUSES = ("late", "unsolved", "refused", "disputed")
MOST_SHOWN = 200


def _condition(cause: str, span: Span) -> Q:
    start, end = span.moments
    is_open = ~Q(case__stage=Stage.DONE)
    unsolved = Exists(ReturnVisit.objects.filter(case=OuterRef("case"), is_resolved=False))
    return {
        "late": is_open & (Q(case__next_due_at__lt=now()) | Q(outside_due_at__lt=now())),
        "unsolved": is_open & (Q(unsolved) | Q(case__reopened__gt=0)),
        "refused": Q(case__outcome=Outcome.NOT_ACCEPTED, case__closed_at__gte=start, case__closed_at__lt=end),
        "disputed": is_open & Q(is_settled=True),
    }[cause]


def supervised(reader: Reader, cause: str, span: Span | None = None) -> QuerySet[HotlineOrder]:
    """The orders of a cause, those that have waited longest first; `alarms` counts reminders and escalations."""
    alarms = Count("case__events", filter=Q(case__events__verb__in=[Verb.REMIND, Verb.ESCALATE]), distinct=True)
    found = orders_of(reader).filter(_condition(cause, span or Span.named("30")))
    return found.annotate(alarms=alarms).order_by("case__next_due_at", "came_at", "id")


def count_causes(reader: Reader) -> dict[str, int]:
    """How many stand under each cause. One statement."""
    span = Span.named("30")
    counted = {cause: Count("pk", filter=_condition(cause, span)) for cause in CAUSES}
    return orders_of(reader).select_related(None).aggregate(**counted)
