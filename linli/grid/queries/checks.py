"""What a grid office checks: ground nobody has or two have, grids without a member, too much work, ends, missing words.

Every list is in the order of the codes: nobody is ranked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.areas.enums import Fault
from linli.areas.queries.coverage import report_of_boundaries
from linli.areas.queries.map import area_map, area_path
from linli.cases.queries.listing import number_text
from linli.cases.queries.visible import in_the_open
from linli.grid.enums import COUNTED, StandIn
from linli.grid.models import GridWords, VoluntaryPost
from linli.grid.queries.listing import grids_within, open_counts
from linli.grid.queries.stand_in import Answerer, answerers
from linli.people.enums import Role
from linli.people.models import Post
from linli.people.queries.post import held_on

# From how much on somebody has too much: our own figures, to be talked about, not law.
MANY_GRIDS, MANY_OPEN = 3, 40
GRID_DIGITS = 15


@dataclass(frozen=True)
class Row:
    """One finding: the place, its code, what was found."""

    code: str
    place: str
    found: str


@dataclass(frozen=True)
class Check:
    key: str
    title: str | Promise
    about: str | Promise
    rows: list[Row]


Areas = Sequence[str]


def _in(code: str, areas: Areas) -> bool:
    return any(code.startswith(area) for area in areas)


def _row(code: str, found: str) -> Row:
    return Row(code, " ".join(area_path(code)), found)


def gaps_and_overlaps(areas: Areas, _day: date, _there: dict[str, Answerer]) -> list[Row]:
    """What the boundaries of grids leave open or claim twice. From memory."""
    rows = []
    for finding in report_of_boundaries():
        codes = finding.areas or (finding.parent,)
        is_of_grids = any(len(code) == GRID_DIGITS for code in finding.areas) or len(finding.parent) == 12
        if not is_of_grids or not any(_in(code, areas) for code in codes):
            continue
        others = ", ".join(" ".join(area_path(code)) for code in codes[1:])
        words = str(Fault(finding.fault).label) + (f": {others}" if others else "")
        size = _(" (%(size)s m²)") % {"size": f"{finding.square_metres:,.0f}"} if finding.square_metres else ""
        rows.append(_row(codes[0], words + size))
    return sorted(rows, key=lambda row: row.code)


def without_member(_areas: Areas, _day: date, there: dict[str, Answerer]) -> list[Row]:
    """Grids where nobody holds the post of member today, with who has the work by rule."""
    return [
        _row(code, f"{found.name} · {StandIn(found.rule).label}" if found.name else str(StandIn(found.rule).label))
        for code, found in there.items()
        if not found.has_member
    ]


def too_much(_areas: Areas, _day: date, there: dict[str, Answerer]) -> list[Row]:
    """Members who have more grids, or more open matters in them, than is thought bearable. One statement."""
    grids: dict[object, list[str]] = {}
    for code, found in there.items():
        if found.has_member:
            grids.setdefault(found.account_id, []).append(code)
    open_in = open_counts([code for codes in grids.values() for code in codes])
    rows = []
    for codes in grids.values():
        count = sum(open_in.get(code, 0) for code in codes)
        if len(codes) > MANY_GRIDS or count > MANY_OPEN:
            words = _("%(name)s: grids %(grids)s, open matters %(open)s")
            rows.append(_row(codes[0], words % {"name": there[codes[0]].name, "grids": len(codes), "open": count}))
    return rows


def ending(areas: Areas, day: date, _there: dict[str, Answerer]) -> list[Row]:
    """Posts whose last day lies in this month: of the staff, and voluntary ones but for party members'. Two statements."""
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    place, grid = Q(), Q()
    for area in areas:
        place |= Q(area__startswith=area)
        grid |= Q(grid__startswith=area)
    staff = Post.objects.filter(
        place, role__in=(Role.GRID_HEAD, Role.GRID_MEMBER), until_on__range=(day, last)
    ).select_related("account")
    rows = [
        _row(post.area, f"{post.account.display_name} · {Role(post.role).label} · {post.until_on}")
        for post in staff.order_by("area", "id")
    ]
    voluntary = VoluntaryPost.objects.filter(grid, kind__in=COUNTED, until_on__range=(day, last))
    rows += [
        _row(post.grid, f"{post.organisation or '–'} · {post.get_kind_display()} · {post.until_on}")
        for post in voluntary.order_by("grid", "id")
    ]
    return sorted(rows, key=lambda row: row.code)


def without_words(_areas: Areas, _day: date, there: dict[str, Answerer]) -> list[Row]:
    """Grids whose public page does not say what they cover. One statement."""
    said = set(GridWords.objects.filter(until__isnull=True).values_list("grid", flat=True))
    return [_row(code, "") for code in there if code not in said]


def posts_at_closed(areas: Areas, day: date, _there: dict[str, Answerer]) -> list[Row]:
    """Grid posts that are still held at a grid that is closed: to be ended once its open matters are done. One statement."""
    known = area_map()
    posts = held_on(day).filter(role__in=(Role.GRID_HEAD, Role.GRID_MEMBER)).select_related("account").order_by("area")
    return [
        _row(post.area, f"{post.account.display_name} · {Role(post.role).label}")
        for post in posts
        if post.area in known and not known[post.area].is_active and _in(post.area, areas)
    ]


def in_no_grid(areas: Areas, _day: date, _there: dict[str, Answerer]) -> list[Row]:
    """Open matters that lie in no grid: their address is outside, or too vague. One statement."""
    place = Q()
    for area in areas:
        place |= Q() if len(area) <= 6 else Q(area__startswith=area)
    cases = in_the_open().filter(place, grid="").exclude(stage="done").order_by("area", "number")
    return [
        Row(area, " ".join(area_path(area)) if area else _("no place"), f"{number_text(number, opened_at)} {title}")
        for area, number, opened_at, title in cases.values_list("area", "number", "opened_at", "title")[:MOST_MATTERS]
    ]


MOST_MATTERS = 500
Look = Callable[[Areas, date, dict[str, Answerer]], list[Row]]
CHECKS: dict[str, tuple[str | Promise, str | Promise, Look]] = {
    "member": (
        gettext_lazy("Without a member today"),
        gettext_lazy("Who has the work meanwhile stands beside it."), without_member,
    ),
    "ground": (
        gettext_lazy("Gaps and overlaps"),
        gettext_lazy("What the outlines of grids leave open, claim twice, or do not draw."), gaps_and_overlaps,
    ),
    "nowhere": (
        gettext_lazy("Matters in no grid"),
        gettext_lazy("Open matters whose address is outside every grid, or too vague."), in_no_grid,
    ),
    "much": (
        gettext_lazy("Too much for one"),
        gettext_lazy("More than 3 grids, or more than 40 open matters: our own figures, a reason to talk."), too_much,
    ),
    "ending": (
        gettext_lazy("Posts that end this month"),
        gettext_lazy("Hand the open work over in time."), ending,
    ),
    "words": (
        gettext_lazy("No description"),
        gettext_lazy("The public page does not say what the grid covers."), without_words,
    ),
    "closed": (
        gettext_lazy("Posts at closed grids"),
        gettext_lazy("End them once the open matters of the closed grid are done."), posts_at_closed,
    ),
}  # fmt: skip


def checks(areas: Areas, *, on: date | None = None) -> list[Check]:
    """Return every check with its findings. Nine statements, however many grids."""
    day = on or localdate()
    there = answerers([facts.code for facts in grids_within(areas)], on=day)
    return [Check(key, title, about, look(areas, day, there)) for key, (title, about, look) in CHECKS.items()]
