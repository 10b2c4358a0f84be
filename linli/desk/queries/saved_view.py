from django.db.models import QuerySet

from linli.cases.models import SavedView
from linli.people.reader import Reader


def kept_views(reader: Reader) -> QuerySet[SavedView]:
    """The lists that an account keeps, by name."""
    if reader.actor_id is None:
        return SavedView.objects.none()
    return SavedView.objects.filter(account_id=reader.actor_id).order_by("name")
