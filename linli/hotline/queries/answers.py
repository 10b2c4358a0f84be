"""What goes back to the hotline, how far it has come, and what it says."""

from django.db.models import Count, QuerySet

from linli.hotline.domain.sending import seen_by
from linli.hotline.enums import Carriage
from linli.hotline.models import Answer
from linli.people.reader import Reader

MOST_SHOWN = 200


def answers_of(reader: Reader) -> QuerySet[Answer]:
    return seen_by(reader).select_related("order__case", "order__line", "case")


def list_answers(reader: Reader, state: str = "") -> list[Answer]:
    """The newest answers, of one state if one is named. One statement."""
    found = answers_of(reader)
    found = found.filter(state=state) if state in Carriage.values else found
    return list(found.order_by("-written_at", "-id")[:MOST_SHOWN])


def count_states(reader: Reader) -> dict[str, int]:
    """How many stand in each state. One statement."""
    rows = answers_of(reader).select_related(None).order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)
