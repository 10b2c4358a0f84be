"""Who rated, whose work it was about and what they wrote is forgotten; the grade stays for the figures."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import now

from linli.people.reader import Reader
from linli.ratings.enums import Rated
from linli.ratings.models import FollowUp, Rating

TIED = Q(rater__isnull=False) | ~Q(note="") | ~Q(served_by=[])


def tied_ratings(after_days: int) -> QuerySet[Rating]:
    """Ratings given so many days ago of which something of a person is still kept, and nothing is owed any more."""
    old = Rating.objects.filter(TIED, rated_at__lt=now() - timedelta(days=after_days))
    return old.exclude(follow_up__isnull=False, follow_up__answered_at__isnull=True)


def forget_raters(*, after_days: int) -> int:
    """Cut the tie; return of how many. Harmless when run twice."""
    numbers = list(tied_ratings(after_days).values_list("id", flat=True)[:5000])
    FollowUp.objects.filter(rating__in=numbers).update(note="")
    return Rating.objects.filter(pk__in=numbers).update(note="", rater=None, served_by=[])


def forget_account(account: UUID, by: Reader) -> int:  # noqa: ARG001  (the shape of what an account gives back)
    """Whoever withdraws their account is answered no more; what they rated stays, without them. Return how many."""
    return Rating.objects.filter(rater=account).update(rater=None)


def erase_rating(kind: Rated, subject_id: UUID) -> None:
    """Let go of the words of one rating, released ones too: whoever it was asked for it."""
    found = Rating.objects.filter(kind=kind, subject_id=subject_id)
    FollowUp.objects.filter(rating__in=found.values("id")).update(note="")
    found.update(note="", rater=None, shown_words="", shown_at=None, shown_by="")
