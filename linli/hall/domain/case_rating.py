"""What a rating of an application or an order is beside the grade on its case: one row of the ratings, written in the same deed."""

from linli.cases.domain.deed import Deed
from linli.cases.models import CaseEvent
from linli.cases.queries.listing import number_text
from linli.places.models import Place
from linli.ratings.domain.rating import rate
from linli.ratings.enums import Door, Rated
from linli.ratings.occasion import Occasion


def rate_case_of(this: Deed, kind: Rated, title: str, code: str, place: Place) -> None:
    """Write it (一事一评). Whoever has a part in the history, but for whoever applied, is who is rated."""
    case = this.case
    assert case.closed_at is not None  # the verb has seen to it
    assert case.rating is not None
    part = CaseEvent.objects.filter(case=case, actor_id__isnull=False).exclude(
        actor_id=case.reporter_id or this.by.actor_id
    )
    occasion = Occasion(
        kind, case.id, number_text(case.number, case.opened_at), title, code, place, case.closed_at,
        {actor for actor in part.values_list("actor_id", flat=True) if actor}, case.reporter_id, case.reopened, case.is_invented,
    )  # fmt: skip
    note = next((text.sealed or text.body for text in this.texts), "")
    rate(occasion, grade=case.rating, by=this.by, door=Door.PAGE, note=note, at=this.at)
