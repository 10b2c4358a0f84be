"""What has run out is told to the unit in charge of it, once for each version."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from linli.knowledge.models import Article
from linli.notices.domain.tell import tell
from linli.notices.recipients import holders

AHEAD = timedelta(days=14)


def tell_stale(*, on: date | None = None) -> int:
    """Tell units of articles that have run out or run out within two weeks; return how many. Harmless when run twice."""
    today, count = on or localdate(), 0
    due = Article.objects.filter(
        withdrawn_at__isnull=True, current__isnull=False, valid_until__lt=today + AHEAD, told_stale_on__isnull=True
    )
    for article in due.order_by("valid_until", "id"):
        with transaction.atomic():
            if not Article.objects.filter(pk=article.pk, told_stale_on__isnull=True).update(told_stale_on=today):
                continue
            tell(
                "knowledge.stale", to=[holders(unit=article.unit_id)], subject_kind="article", subject_id=article.id,
                parameters={"question": article.question, "until_on": str(article.valid_until)},
            )  # fmt: skip
            count += 1
    return count
