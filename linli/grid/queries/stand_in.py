"""Who answers for a grid on a day, by rule, with the reason. Members first, then whoever stands above them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from linli.areas.codes import lineage
from linli.grid.enums import StandIn
from linli.people.enums import Role
from linli.people.models import Post
from linli.people.queries.post import held_on

LADDER = (
    (Role.GRID_HEAD, StandIn.GRID_HEAD),
    (Role.MANAGER, StandIn.MANAGER),
    (Role.DISPATCHER, StandIn.DISPATCHER),
)
ROLES = (Role.GRID_MEMBER, *(role for role, _ in LADDER))


@dataclass(frozen=True)
class Answerer:
    """Who has the work of a grid, by which rule; for a substitute the post is the one they stand in for."""

    grid: str
    rule: StandIn
    account_id: UUID | None = None
    name: str = ""
    post_id: UUID | None = None
    unit_id: UUID | None = None

    @property
    def has_member(self) -> bool:
        return self.rule in (StandIn.MEMBER, StandIn.SUBSTITUTE)


def answerers(grids: Collection[str], *, on: date | None = None) -> dict[str, Answerer]:
    """Return who answers for each of some grids on a day. One statement, however many grids."""
    day = on or localdate()
    areas = {part for grid in grids for part in lineage(grid)}
    rows = (
        held_on(day)
        .filter(role__in=ROLES, area__in=areas)
        .filter(Q(account__is_active=True) | Q(substitute__is_active=True))
    )
    by_place: dict[tuple[str, str], list[Post]] = {}
    for post in rows.select_related("account", "substitute").order_by("from_on", "id"):
        by_place.setdefault((post.role, post.area), []).append(post)
    return {grid: _answerer(grid, by_place, day) for grid in grids}


def answerer_of(grid: str, *, on: date | None = None) -> Answerer:
    return answerers([grid], on=on)[grid]


def _answerer(grid: str, by_place: dict[tuple[str, str], list[Post]], day: date) -> Answerer:
    for post in by_place.get((Role.GRID_MEMBER, grid), []):
        if stands_in(post, day) and post.substitute:
            return _of(grid, StandIn.SUBSTITUTE, post, is_substitute=True)
        if post.account.is_active:
            return _of(grid, StandIn.MEMBER, post)
    for role, rule in LADDER:
        for area in reversed(lineage(grid)):  # the nearest first
            for post in by_place.get((role, area), []):
                if stands_in(post, day):
                    return _of(grid, rule, post, is_substitute=True)
                if post.account.is_active:
                    return _of(grid, rule, post)
    return Answerer(grid, StandIn.NOBODY)


def stands_in(post: Post, day: date) -> bool:
    """Whether a substitute acts in a post on a day."""
    first, last = post.substitute_from_on, post.substitute_until_on
    there = post.substitute is not None and post.substitute.is_active
    return there and first is not None and first <= day and (last is None or day <= last)


def _of(grid: str, rule: StandIn, post: Post, *, is_substitute: bool = False) -> Answerer:
    who = post.substitute if is_substitute and post.substitute else post.account
    return Answerer(grid, rule, who.id, who.display_name, post.id, post.unit_id)
