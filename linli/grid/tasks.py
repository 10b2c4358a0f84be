from datetime import timedelta

from django.utils.timezone import now

from linli.common.jobs import every, nightly
from linli.common.setting import value_of
from linli.grid.domain.call_out import climb
from linli.grid.domain.message import forget_old_messages
from linli.grid.domain.take_over import take_over_vacant
from linli.grid.domain.task_refusal import forget_old_refusals
from linli.grid.domain.visit import forget_old_visits
from linli.grid.domain.voluntary_post import forget_old_posts, index_phones
from linli.grid.domain.wish import age_wishes
from linli.grid.models import GridFile

A_DAY = timedelta(days=1)  # a file that was only looked at before it is brought in


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
    while forget_old_posts(after_days=value_of("grid.names_kept_days")):
        pass
    forget_old_messages(after_days=value_of("grid.messages_kept_days"))
    GridFile.objects.filter(at__lt=now() - A_DAY).delete()
    forget_old_visits(
        words_after_days=value_of("grid.visits_kept_days"), consent_after_days=value_of("grid.consents_kept_days")
    )
    forget_old_refusals(after_days=value_of("grid.refusals_kept_days"))
    index_phones()
    age_wishes(open_days=value_of("grid.wishes_open_days"), kept_days=value_of("grid.wishes_kept_days"))
