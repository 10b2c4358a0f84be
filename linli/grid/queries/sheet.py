"""One grid as its desk page shows it: posts of the staff, voluntary posts, hand-overs, take-overs."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q
from django.utils.timezone import localdate

from linli.areas.codes import lineage
from linli.grid.enums import COUNTED, StandIn
from linli.grid.models import HandOver, PostTerms, TakeOver, VoluntaryPost
from linli.grid.queries.stand_in import stands_in
from linli.grid.rules import may_manage, may_see_party_members, may_see_volunteers
from linli.people.enums import Role
from linli.people.identity import mask_name
from linli.people.models import Post
from linli.people.reader import Reader

ENDED_SHOWN_DAYS, SOON_DAYS = 60, 31


@dataclass(frozen=True)
class StaffLine:
    """A grid post of the staff as the page draws it."""

    post: Post
    role: str
    person: str
    terms: PostTerms | None
    is_over: bool
    ends_soon: bool
    substitute: str
    handed: HandOver | None
    is_mine: bool
    may_hand_over: bool


@dataclass(frozen=True)
class VoluntaryLine:
    post: VoluntaryPost
    who: str  # masked
    substitute: str  # masked, where somebody stands in today
    is_over: bool


def staff_lines(grid: str, reader: Reader) -> list[StaffLine]:
    """Grid heads and members of a grid, held now, soon, or lately. Two statements."""
    today = localdate()
    posts = Post.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today - timedelta(days=ENDED_SHOWN_DAYS)),
        role__in=(Role.GRID_HEAD, Role.GRID_MEMBER), area__in=lineage(grid),
    ).select_related("account", "substitute", "unit", "grid_terms")  # fmt: skip
    handed = Prefetch("grid_hand_overs", HandOver.objects.filter(grid=grid).select_related("to"), to_attr="handed_here")
    rows = posts.prefetch_related(handed).order_by("-role", "from_on", "id")
    return [_staff_line(post, grid, reader, today) for post in rows]


def _staff_line(post: Post, grid: str, reader: Reader, today: date) -> StaffLine:
    handed = next(iter(post.handed_here), None)  # type: ignore[attr-defined]
    is_over = post.until_on is not None and post.until_on < today
    soon = post.until_on is not None and not is_over and post.until_on <= today + timedelta(days=SOON_DAYS)
    is_mine = post.account_id == reader.actor_id
    return StaffLine(
        post=post, role=str(Role(post.role).label), person=post.account.display_name,
        terms=getattr(post, "grid_terms", None), is_over=is_over, ends_soon=soon,
        substitute=post.substitute.display_name if post.substitute and stands_in(post, today) else "",
        handed=handed, is_mine=is_mine,
        may_hand_over=handed is None and (is_over or soon) and (is_mine or may_manage(reader, grid)),
    )  # fmt: skip


def voluntary_lines(grid: str, reader: Reader) -> list[VoluntaryLine]:
    """Who lends a hand here, as far as this reader may know it. One statement, or none."""
    if not may_see_volunteers(reader, grid):
        return []
    today = localdate()
    posts = VoluntaryPost.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today - timedelta(days=ENDED_SHOWN_DAYS)), grid=grid
    )
    if not may_see_party_members(reader, grid):
        posts = posts.filter(kind__in=COUNTED)
    return [voluntary_line(post, today) for post in posts.order_by("from_on", "id")]


def voluntary_line(post: VoluntaryPost, today: date) -> VoluntaryLine:
    first, last = post.substitute_from_on, post.substitute_until_on
    stands = bool(post.substitute_name) and first is not None and first <= today and (last is None or today <= last)
    return VoluntaryLine(
        post, mask_name(post.name), mask_name(post.substitute_name) if stands else "",
        is_over=post.until_on is not None and post.until_on < today,
    )  # fmt: skip


def voluntary_post_seen(post_id: UUID, reader: Reader) -> VoluntaryPost | None:
    """The voluntary post of that number, if this reader may know of it."""
    post = VoluntaryPost.objects.filter(pk=post_id).first()
    if post is None or not may_see_volunteers(reader, post.grid):
        return None
    return post if post.kind in COUNTED or may_see_party_members(reader, post.grid) else None


def take_overs(grid: str) -> list[tuple[TakeOver, str]]:
    """The times in which the grid stood without a member, newest first, with the reason in words. One statement."""
    rows = TakeOver.objects.filter(grid=grid).select_related("account").order_by("-since_on", "-id")[:6]
    return [(row, str(StandIn(row.rule).label)) for row in rows]
