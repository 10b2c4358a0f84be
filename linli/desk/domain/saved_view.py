from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.cases.models import SavedView
from linli.common.errors import Refusal
from linli.people.reader import Reader

MOST_VIEWS = 30


class TooManyViews(Refusal):
    code = "too_many_views"
    status = 422
    sentence = _("You have kept %(most)s lists. Delete one you no longer need, then keep this one.")


def keep_view(name: str, query: str, *, by: Reader) -> SavedView:
    """Keep a list with its filters under a name; the same name is written over. Raises TooManyViews."""
    assert by.actor_id is not None
    with transaction.atomic():
        mine = SavedView.objects.filter(account_id=by.actor_id)
        if not mine.filter(name=name).exists() and mine.count() >= MOST_VIEWS:
            raise TooManyViews(most=MOST_VIEWS)
        kept, _is_new = SavedView.objects.update_or_create(
            account_id=by.actor_id, name=name, defaults={"query": query[:500]}
        )
    return kept
