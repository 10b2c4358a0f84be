"""How it stands with the rating of an application or an order, for whoever rated it."""

from linli.cases.models import Case
from linli.ratings.enums import Rated
from linli.ratings.queries.standing import Standing, standing_of


def rated(case: Case, kind: Rated) -> Standing | None:
    """What was said and what became of it; None where nothing was said. One statement then."""
    if case.closed_at is None or case.rating is None:
        return None
    return standing_of(kind, case.id, case.closed_at, round_=case.reopened)
