"""The three rates and the ratings, each with numerator and denominator; who was not reached and what could not be found out stand beside.

Response: as `linli.cases.queries.response` has it for every page, by the day the matter came in. Resolution and satisfaction:
by what the last return visit of a matter found, of those that could be verified, by the day of the visit. Ratings (好差评):
fairly satisfied or better, of all that were rated, by the day the matter was closed.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.timezone import now

from linli.cases.enums import Movement
from linli.cases.queries.figures import Count
from linli.cases.queries.filters import between
from linli.cases.queries.response import judged_count
from linli.screen.queries.counting import counted
from linli.screen.queries.flows import Flows
from linli.screen.queries.view import View

FEWEST = 5  # of fewer than that somebody could be known by what they said


@dataclass(frozen=True)
class Rate:
    """One rate. Not shown where nothing could be counted, or so few were asked that a person could be known."""

    name: str
    numerator: Count
    denominator: Count

    @property
    def is_shown(self) -> bool:
        return self.denominator.value >= (1 if self.name == "response" else FEWEST)

    @property
    def share(self) -> float:
        return 100 * self.numerator.value / self.denominator.value


@dataclass(frozen=True)
class Rates:
    """The rates of a period, and what stands beside them."""

    rates: tuple[Rate, ...]
    visited: Count
    unreached: Count
    unknown: Count  # reached, and yet nobody could say whether it is resolved

    @property
    def is_shown(self) -> bool:
        return self.visited.value >= FEWEST


def _judged(view: View, owed: int) -> int:
    """First contacts that were made or whose time has run. One statement."""
    start, end = between(view.first, view.last)
    cases = Q(case__compartment="", case__opened_at__gte=start, case__opened_at__lt=end)
    for name in ("town", "village", "grid", "kind"):
        if value := getattr(view.filter, name):
            cases &= Q(**{f"case__{name}": value})
    return judged_count(owed, cases, now())


def rates_of(view: View, flows: Flows) -> Rates:
    whole = flows.whole
    opened = {"opened_from": view.first.isoformat(), "opened_to": view.last.isoformat()}
    closed = {"view": "done", "closed_from": view.first.isoformat(), "closed_to": view.last.isoformat()}
    visited = {"visited_from": view.first.isoformat(), "visited_to": view.last.isoformat()}

    def visits(found: str, value: int) -> Count:
        return counted(view, value, visit=found, **visited)

    reached, resolved, unresolved, satisfied, dissatisfied = (
        whole[movement]
        for movement in (
            Movement.VISIT_REACHED, Movement.VISIT_RESOLVED, Movement.VISIT_UNRESOLVED, Movement.VISIT_SATISFIED,
            Movement.VISIT_DISSATISFIED,
        )
    )  # fmt: skip
    return Rates(
        (
            Rate(
                "response",
                counted(view, whole[Movement.CONTACTED_ON_TIME], contact="on_time", **opened),
                counted(view, _judged(view, whole[Movement.CONTACT_OWED]), contact="judged", **opened),
            ),
            Rate("resolution", visits("resolved", resolved), visits("resolution_known", resolved + unresolved)),
            Rate(
                "satisfaction", visits("satisfied", satisfied), visits("satisfaction_known", satisfied + dissatisfied)
            ),
            Rate(
                "rating",
                counted(view, whole[Movement.RATED_GOOD], **closed, rated="good"),
                counted(view, whole[Movement.RATED], **closed, rated="any"),
            ),
        ),
        visits("any", whole[Movement.VISITED]),
        visits("unreached", whole[Movement.VISITED] - reached),
        visits("resolution_unknown", reached - resolved - unresolved),
    )
