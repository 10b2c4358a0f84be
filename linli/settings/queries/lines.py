"""Posts and vacancies as the page of posts draws them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localdate

from linli.areas.queries.map import area_path
from linli.people.models import Post
from linli.people.queries.post import Vacancy
from linli.people.queries.roster import RosterUnit
from linli.people.queries.unit import UnitFacts, every_unit, unit_name
from linli.people.reader import Reader
from linli.people.rules import may_manage_posts


@dataclass(frozen=True)
class PostLine:
    """A post, with who stands in from today on."""

    post: Post
    role: str
    unit: str
    area: str
    person: str
    username: str
    begins_on: date | None  # where it is still to come
    until_on: date | None
    substitute: str
    substitute_from_on: date | None
    substitute_until_on: date | None
    may_change: bool


@dataclass(frozen=True)
class VacancyLine:
    """A post that nobody holds, and the address where it is given."""

    role: str
    area: str
    unit: str
    give_url: str


@dataclass(frozen=True)
class UnitLines:
    unit: UnitFacts
    area: str
    posts: list[PostLine]
    vacant: list[VacancyLine]


def post_lines(units: Iterable[RosterUnit], reader: Reader) -> list[UnitLines]:
    return [
        UnitLines(
            one.unit, " ".join(area_path(one.unit.area)), [post_line(post, reader) for post in one.posts],
            vacancy_lines(one.vacant, reader),
        )
        for one in units
    ]  # fmt: skip


def post_line(post: Post, reader: Reader) -> PostLine:
    today = localdate()
    stand_in = post.substitute if not (post.substitute_until_on and post.substitute_until_on < today) else None
    return PostLine(
        post, post.get_role_display(), unit_name(post.unit_id), " ".join(area_path(post.area)),
        post.account.display_name, str(post.account.username), post.from_on if post.from_on > today else None, post.until_on,
        (stand_in.display_name or str(stand_in.username)) if stand_in else "",
        post.substitute_from_on if post.substitute_from_on and post.substitute_from_on > today else None,
        post.substitute_until_on, may_manage_posts(reader, post.area),
    )  # fmt: skip


def vacancy_lines(rows: Iterable[Vacancy], reader: Reader) -> list[VacancyLine]:
    found = []
    for vacancy in rows:
        unit = every_unit().get(vacancy.unit_id) if vacancy.unit_id else None
        asked = {"role": vacancy.role, "area": vacancy.area, "unit": unit.code if unit else ""}
        may_give = may_manage_posts(reader, vacancy.area)
        found.append(
            VacancyLine(
                str(vacancy.role.label), " ".join(area_path(vacancy.area)), unit.words if unit else "",
                f"{reverse('settings:new-post')}?{urlencode(asked)}" if may_give else "",
            )
        )  # fmt: skip
    return found
