"""Units with the posts they have: who holds them, who stands in, which stand empty. By unit code, a page at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from linli.areas.queries.map import area_name
from linli.people.models import Post
from linli.people.queries.post import Vacancy, vacant_posts
from linli.people.queries.unit import UnitFacts, unit_map

SIZE = 20


@dataclass(frozen=True)
class RosterUnit:
    """One unit and its posts, held now or later; a post that is over is history."""

    unit: UnitFacts
    posts: list[Post] = field(default_factory=list)
    vacant: list[Vacancy] = field(default_factory=list)


@dataclass(frozen=True)
class RosterPage:
    """Units in the order of their codes, and the codes from which the pages before and after begin ("": none).

    `vacant` counts the posts of all these areas that stand empty, on this page or not.
    """

    units: list[RosterUnit]
    before: str
    after: str
    vacant: int = 0


@dataclass(frozen=True)
class VacancyPage:
    """Posts that stand empty, the keys of the pages before and after, and how many there are in all."""

    rows: list[Vacancy]
    before: str
    after: str
    count: int


def within_any(area: str, areas: Sequence[str]) -> bool:
    return any(area.startswith(one) for one in areas)


def _held_in(areas: Sequence[str], on: date) -> QuerySet[Post]:
    place = Q()
    for area in areas:
        place |= Q(area__startswith=area)
    return Post.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=on), place) if areas else Post.objects.none()


def roster(areas: Sequence[str], words: str = "", *, after: str = "", before: str = "", size: int = SIZE) -> RosterPage:
    """Return the units of some areas, and others whose posts are for them; `words` name a unit, a person or a place.

    Two statements, and two more for the posts that stand empty.
    """
    today, asked = localdate(), words.strip()
    units = _units(areas, asked, today)
    shown, earlier, later = _cut(units, lambda unit: unit.code, after, before, size)
    by_id = {unit.id: RosterUnit(unit) for unit in shown}
    posts = _held_in(areas, today).filter(unit_id__in=list(by_id)).select_related("account", "substitute")
    for post in posts.order_by("area", "role", "from_on", "id"):
        by_id[post.unit_id].posts.append(post)
    every = vacancies(areas)
    for vacancy in every:
        if vacancy.unit_id in by_id:
            by_id[vacancy.unit_id].vacant.append(vacancy)
    return RosterPage(list(by_id.values()), before=earlier, after=later, vacant=len(every))


def _units(areas: Sequence[str], asked: str, today: date) -> list[UnitFacts]:
    """The units that belong here and answer to what was asked, by code."""
    posts = _held_in(areas, today)
    holding = set(posts.values_list("unit_id", flat=True).distinct())
    found = [unit for unit in unit_map().values() if within_any(unit.area, areas) or unit.id in holding]
    if asked:
        person = Q(account__display_name__icontains=asked) | Q(account__username__iexact=asked)
        person |= Q(substitute__display_name__icontains=asked) | Q(substitute__username__iexact=asked)
        holding = set(posts.filter(person).values_list("unit_id", flat=True))
        found = [unit for unit in found if unit.id in holding or _is_called(unit, asked.lower())]
    return sorted(found, key=lambda unit: unit.code)


def _is_called(unit: UnitFacts, asked: str) -> bool:
    return any(asked in name.lower() for name in (unit.name, unit.name_en, unit.code, area_name(unit.area)))


def _cut[Row](
    rows: list[Row], key: Callable[[Row], str], after: str, before: str, size: int
) -> tuple[list[Row], str, str]:
    """One page of rows in the order of their keys, and the keys that its neighbours hang on."""
    if before:
        shown = [row for row in rows if key(row) < before][-size:]
    else:
        shown = [row for row in rows if key(row) > after][:size]
    if not shown:
        return [], "", ""
    earlier = key(shown[0]) if key(rows[0]) < key(shown[0]) else ""
    later = key(shown[-1]) if key(shown[-1]) < key(rows[-1]) else ""
    return shown, earlier, later


def vacancies(areas: Sequence[str]) -> list[Vacancy]:
    """The posts of some areas that nobody holds today, by area and role."""
    top = [area for area in set(areas) if not any(area != other and area.startswith(other) for other in areas)]
    found = [vacancy for area in sorted(top) for vacancy in vacant_posts(within=area)]
    return sorted(found, key=key_of)


def key_of(vacancy: Vacancy) -> str:
    """What orders vacancies and begins a page of them."""
    return f"{vacancy.area}:{vacancy.role}:{vacancy.unit_id or ''}"


def vacancy_page(areas: Sequence[str], *, after: str = "", before: str = "", size: int = SIZE) -> VacancyPage:
    """A page of the posts that stand empty, the keys of its neighbours, and how many there are."""
    every = vacancies(areas)
    shown, earlier, later = _cut(every, key_of, after, before, size)
    return VacancyPage(shown, earlier, later, len(every))


def post_in(areas: Sequence[str], post_id: UUID) -> Post | None:
    """The post of that number, if it is for one of these areas."""
    found = Post.objects.select_related("account", "unit", "substitute").filter(id=post_id).first()
    return found if found and within_any(found.area, areas) else None
