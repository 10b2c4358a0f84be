"""Small wishes as each may see them: everybody the words, the wisher and whoever took it on their own, the grid all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from linli.areas.queries.map import area_path
from linli.grid.enums import ORGANISATIONS, WishState
from linli.grid.models import VoluntaryPost, Wish, WishClaim
from linli.grid.queries.holder import posts_held
from linli.grid.rules import MAY_LOOK_OVER, areas_of, may_look_over
from linli.people.identity import mask_name
from linli.people.models import Account
from linli.people.reader import Reader

ON_THE_WALL, SHOWN = 60, 100
VIEWS: dict[str, tuple[WishState, ...]] = {
    "waiting": (WishState.WAITING,), "open": (WishState.OPEN,), "claimed": (WishState.CLAIMED,),
    "over": (WishState.DONE, WishState.REFUSED, WishState.WITHDRAWN, WishState.EXPIRED),
}  # fmt: skip


@dataclass(frozen=True)
class Hung:
    """A wish on the page of its grid: its words, and since when. Nothing else of it is public."""

    id: UUID
    words: str
    made_at: datetime
    is_invented: bool


@dataclass(frozen=True)
class WishLine:
    """A wish of one's own, or one that was taken on; `taker` says as much of who has it as the reader may know."""

    wish: Wish
    state: str
    path: str
    taker: str = ""
    name: str = ""
    phone: str = ""


def wall(grid: str, *, most: int = ON_THE_WALL) -> list[Hung]:
    """The open wishes of a grid, newest first. One statement."""
    rows = Wish.objects.filter(grid=grid, state=WishState.OPEN).order_by("-made_at", "-id")
    return [Hung(*row) for row in rows.values_list("id", "words", "made_at", "is_invented")[:most]]


def own_wishes(reader: Reader) -> list[WishLine]:
    """What the reader has wished, newest first. Two statements."""
    if reader.actor_id is None:
        return []
    rows = Wish.objects.filter(wisher=reader.actor_id).prefetch_related(_running()).order_by("-made_at", "-id")[:SHOWN]
    return [_line(row, taker=_public_name(row)) for row in rows]


def taken_on(posts: list[VoluntaryPost]) -> list[WishLine]:
    """What the holder of some voluntary posts has taken on and not given back, newest first. One statement.

    Name and telephone are in it only while the wish is under way, and only once the wisher has agreed.
    """
    rows = (
        WishClaim.objects.filter(post__in=posts, ended_at__isnull=True).select_related("wish__wisher").order_by("-at")
    )
    return [_line(row.wish, **_contact(row.wish)) for row in rows[:SHOWN]]


def wish_lines(reader: Reader, view: str) -> list[WishLine]:
    """The wishes of the grids that a reader looks after, newest first. Two statements."""
    place, areas = Q(), areas_of(reader, MAY_LOOK_OVER)
    for area in areas:
        place |= Q(grid__startswith=area)
    rows = Wish.objects.filter(place, state__in=VIEWS[view]).prefetch_related(_running()).order_by("-made_at", "-id")
    return [_line(row, taker=_desk_name(row)) for row in rows[:SHOWN]] if areas else []


def wish_seen(wish_id: UUID, reader: Reader) -> WishLine | None:
    """A wish that the reader looks after. Two statements."""
    wish = Wish.objects.prefetch_related(_running()).filter(pk=wish_id).first()
    return _line(wish, taker=_desk_name(wish)) if wish and may_look_over(reader, wish.grid) else None


def own_wish(wish_id: UUID, reader: Reader) -> Wish | None:
    """A wish that the reader made, has taken on, or could take on; whose else it is, is not there."""
    wish = Wish.objects.filter(pk=wish_id).first()
    if wish is None or reader.actor_id is None:
        return None
    if wish.wisher_id == reader.actor_id or wish.state == WishState.OPEN:
        return wish
    held = posts_held(reader, grid=wish.grid)
    return wish if held and wish.claims.filter(post__in=held).exists() else None


def _running() -> Any:
    claims = WishClaim.objects.filter(ended_at__isnull=True).select_related("post")
    return Prefetch("claims", claims, to_attr="claims_now")


def _line(wish: Wish, *, taker: str = "", name: str = "", phone: str = "") -> WishLine:
    return WishLine(wish, str(WishState(wish.state).label), " ".join(area_path(wish.grid)), taker, name, phone)


def _post_of(wish: Wish) -> VoluntaryPost | None:
    claims: list[WishClaim] = wish.claims_now  # type: ignore[attr-defined]
    return claims[0].post if claims and wish.state in (WishState.CLAIMED, WishState.DONE) else None


def _public_name(wish: Wish) -> str:
    """An organisation is called by its name; of a person neither name nor in what they are a member."""
    post = _post_of(wish)
    return post.organisation if post and post.kind in ORGANISATIONS else ""


def _desk_name(wish: Wish) -> str:
    post = _post_of(wish)
    return (_public_name(wish) or mask_name(post.name)) if post else ""


def _contact(wish: Wish) -> dict[str, str]:
    if wish.state != WishState.CLAIMED or wish.contact_at is None:
        return {}
    wisher: Account | None = wish.wisher
    return {"name": wisher.name, "phone": wisher.phone} if wisher else {"name": wish.name, "phone": wish.phone}
