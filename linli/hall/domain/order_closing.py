"""What happens by itself: an order said to be done, that nobody answered, closes after its day."""

import logging
from datetime import datetime

from django.utils.timezone import localdate, now

from linli.common.errors import Refusal
from linli.hall.domain.order import confirm_order
from linli.hall.models import Order
from linli.people.reader import system

logger = logging.getLogger(__name__)
AT_ONCE = 500


def close_unanswered(*, at: datetime | None = None) -> int:
    """Close what was said to be done and not answered until the end of its day; return how many."""
    moment, done = at or now(), 0
    found = Order.objects.filter(closes_on__lt=localdate(moment), case__state="done")
    for order in found.select_related("case").order_by("closes_on")[:AT_ONCE]:
        try:
            confirm_order(order, by=system("no answer"), at=moment)
            done += 1
        except Refusal as refusal:  # the resident was faster in this very moment
            logger.info("not closed by itself: %s", refusal.code)
    return done
