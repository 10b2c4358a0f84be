from datetime import timedelta

from django.utils.timezone import now

from linli.common.jobs import every, nightly
from linli.grid.domain.call_out import climb
from linli.grid.domain.message import forget_old_messages
from linli.grid.domain.take_over import take_over_vacant
from linli.grid.domain.visit import forget_old_visits
from linli.grid.domain.voluntary_post import forget_old_posts, index_phones
from linli.grid.domain.wish import age_wishes
from linli.grid.models import GridFile

MESSAGES_KEPT_DAYS = 180  # our own rule: long enough to answer, to be asked about it, and no longer
VISITS_KEPT_DAYS, CONSENT_KEPT_DAYS = 365, 730  # our own rule: words of a visit, a consent nobody came by
WISHES_OPEN_DAYS, WISHES_KEPT_DAYS = 180, 180  # our own rule: so long on the page, so long after it is over
NAMES_KEPT_DAYS = 365  # after a voluntary post has ended; our own rule


@every(30, topic="grid.take_over")
def take_over() -> None:
    """What stands empty is taken over by rule, and given back once somebody is there."""
    take_over_vacant()


@every(10, topic="grid.climb")
def climb_unanswered() -> None:
    """What stays unanswered goes up."""
    climb()


@nightly("grid.forget", hour=3, minute=40)
def forget() -> None:
    """Names go when their time is over."""
    while forget_old_posts(after_days=NAMES_KEPT_DAYS):
        pass
    forget_old_messages(after_days=MESSAGES_KEPT_DAYS)
    GridFile.objects.filter(at__lt=now() - timedelta(days=1)).delete()
    forget_old_visits(words_after_days=VISITS_KEPT_DAYS, consent_after_days=CONSENT_KEPT_DAYS)
    index_phones()
    age_wishes(open_days=WISHES_OPEN_DAYS, kept_days=WISHES_KEPT_DAYS)
