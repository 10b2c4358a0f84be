"""Who holds a post on a day, and which posts nobody holds."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from linli.areas.codes import lineage
from linli.areas.enums import AreaLevel
from linli.areas.queries.map import area_map
from linli.counties.current import current_county
from linli.people.enums import Role
from linli.people.models import Post


@dataclass(frozen=True)
class Holder:
    """Somebody who may act in a post: its holder, or a substitute in the same right."""

    account_id: UUID
    name: str
    post_id: UUID
    role: Role
    area: str
    unit_id: UUID
    is_substitute: bool = False


@dataclass(frozen=True)
class Vacancy:
    """A post that should be held and is not. `unit_id` None: a grid for which no unit ever had somebody."""

    role: Role
    area: str
    unit_id: UUID | None


def held_on(on: date) -> QuerySet[Post]:
    """The posts that are held on a day."""
    return Post.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=on), from_on__lte=on)


def has_administrator() -> bool:
    """Whether somebody who can sign in administers the whole county today. One statement."""
    posts = held_on(localdate()).filter(role=Role.ADMINISTRATOR, area=current_county().code)
    return posts.filter(account__is_active=True).exists()


def holders(
    role: Role | str | None = None,
    *,
    area: str = "",
    unit: UUID | None = None,
    on: date | None = None,
    is_around: bool = False,
) -> list[Holder]:
    """Return who holds a role on a day (today) for exactly this area, or at a unit; substitutes stand beside holders.

    `is_around` takes the posts of areas around this one as well, the nearest first. One statement.
    """
    day = on or localdate()
    found = held_on(day).filter(account__is_active=True).select_related("account", "substitute")
    if role:
        found = found.filter(role=role)
    if unit:
        found = found.filter(unit_id=unit)
    if area:
        found = found.filter(area__in=lineage(area) if is_around else [area])
    posts = sorted(found.order_by("from_on", "id"), key=lambda post: -len(post.area))
    return [holder for post in posts for holder in _holders_of(post, day)]


def _holders_of(post: Post, day: date) -> list[Holder]:
    role = Role(post.role)
    people = [Holder(post.account_id, post.account.display_name, post.id, role, post.area, post.unit_id)]
    stand_in, first, last = post.substitute, post.substitute_from_on, post.substitute_until_on
    if stand_in and stand_in.is_active and first and first <= day and (last is None or day <= last):
        people.append(Holder(stand_in.id, stand_in.display_name, post.id, role, post.area, post.unit_id, True))
    return people


def vacant_posts(*, on: date | None = None, within: str = "") -> list[Vacancy]:
    """Return the posts below an area that nobody holds on a day: the last holder left, or a grid has no member."""
    day = on or localdate()
    known = Post.objects.filter(area__startswith=within, from_on__lte=day, unit__closed_on__isnull=True)
    keys = known.values_list("role", "area", "unit_id").distinct()
    active = held_on(day).filter(account__is_active=True, area__startswith=within)
    held = set(active.values_list("role", "area", "unit_id"))
    vacant = [Vacancy(Role(role), area, unit_id) for role, area, unit_id in keys if (role, area, unit_id) not in held]
    spoken_for = {area for role, area, _ in held if role == Role.GRID_MEMBER}
    spoken_for |= {vacancy.area for vacancy in vacant if vacancy.role == Role.GRID_MEMBER}
    for facts in area_map().values():
        is_grid = facts.level == AreaLevel.GRID and facts.is_active and facts.code.startswith(within)
        if is_grid and facts.code not in spoken_for:
            vacant.append(Vacancy(Role.GRID_MEMBER, facts.code, None))
    return sorted(vacant, key=lambda vacancy: (vacancy.area, vacancy.role))
