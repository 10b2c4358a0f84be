"""Grids renamed, merged, split, moved. Codes are never given twice: a matter of last year names the grid of last year.

Open matters stay where they are, with whoever holds the posts of the old grid; its holders hold the same post in what
took its place from that day on, and the checks say when the old post can end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from linli.areas.enums import AreaKind, AreaLevel, Datum
from linli.areas.metres import square_metres
from linli.areas.models import Area, Boundary
from linli.areas.names import initials_of
from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.grid.enums import ChangeKind
from linli.grid.errors import CodesUsedUp, GridReasonNeeded, NoSuchGrid, NotNeighbours, NotYourGrid, PartsWrong
from linli.grid.models import GridChange
from linli.grid.rules import may_redraw
from linli.people.domain.post import note_post
from linli.people.enums import Role
from linli.people.models import Post
from linli.people.queries.post import held_on
from linli.people.reader import Reader
from linli.people.scan import scan

TOLERANCE = 0.01  # of the ground: how much of it the parts may leave out, claim twice or reach beyond


@dataclass(frozen=True)
class Part:
    """One part of a grid that is split: its name, and its outline (WGS-84) where the grid has one."""

    name: str
    shape: Any | None = None


def rename_grid(grid: str, *, name: str, reason: str, by: Reader) -> Area:
    """Give a grid another name. Raises NoSuchGrid, NotYourGrid, GridReasonNeeded."""
    with transaction.atomic():
        area = _locked(grid, by, reason)
        said = name.strip()[:100]
        if not said or said == area.name:
            raise GridReasonNeeded
        before = area.name
        area.name = area.full_name = said
        area.initials, area.is_local = initials_of(said), True
        area.save(update_fields=["name", "full_name", "initials", "is_local"])
        _note(ChangeKind.RENAMED, grid, "", before, said, reason, by)
    return area


def add_grid(code: str, *, name: str, by: Reader) -> Area:
    """Open a grid under a code that was never given before. Raises NoSuchGrid, NotYourGrid, PartsWrong."""
    village = Area.objects.select_for_update().filter(code=code[:12], level=AreaLevel.VILLAGE, is_active=True).first()
    if village is None or len(code) != 15 or code.endswith("000") or Area.objects.filter(code=code).exists():
        raise NoSuchGrid
    if not may_redraw(by, code):
        raise NotYourGrid
    if not name.strip():
        raise PartsWrong(fault=_("a grid needs a name"))
    with transaction.atomic():
        said = name.strip()[:100]
        area = Area.objects.create(
            code=code, level=AreaLevel.GRID, kind=AreaKind.GRID, name=said, full_name=said, initials=initials_of(said),
            parent=village, is_local=True,
        )  # fmt: skip
        changed("areas")
        note_deed("grid.added", by=by, subject_kind="grid", subject_id=code, area=code)
    return area


def draw_grid(code: str, shape: Any, *, by: Reader, reason: str = "") -> None:
    """Give a grid another outline (WGS-84); the one before stays as history. Raises NoSuchGrid, NotYourGrid."""
    with transaction.atomic():
        area = _locked(code, by, reason or "outline")
        _draw(area, shape, is_schematic=False)
        changed("areas")
        note_deed(
            "grid.drawn", by=by, subject_kind="grid", subject_id=code, area=code, reason=scan(reason[:300]).masked
        )


def merge_grids(grids: Sequence[str], *, into: str, reason: str, by: Reader) -> Area:
    """Let grids live on in a neighbour of the same village; its ground becomes theirs together.

    Raises NoSuchGrid, NotYourGrid, GridReasonNeeded, NotNeighbours.
    """
    with transaction.atomic():
        keeps = _locked(into, by, reason)
        closing = [_locked(grid, by, reason) for grid in sorted(set(grids) - {into})]
        if not closing or any(area.parent_id != keeps.parent_id for area in closing):
            raise NotNeighbours
        shapes = [shape for area in (keeps, *closing) if (shape := _shape(area)) is not None]
        for area in closing:
            _close(area, successor=into)
            _note(ChangeKind.MERGED, area.code, into, area.name, keeps.name, reason, by)
            _follow_posts(area.code, into, by)
        if shapes:
            _draw(keeps, shapely.union_all(shapes), is_schematic=_is_schematic(keeps, *closing))
    return keeps


def split_grid(grid: str, parts: Sequence[Part], *, reason: str, by: Reader) -> list[Area]:
    """Close a grid and open one for each of its parts, under new codes. Where it is drawn, so must be the parts.

    Raises NoSuchGrid, NotYourGrid, GridReasonNeeded, PartsWrong, CodesUsedUp.
    """
    with transaction.atomic():
        area = _locked(grid, by, reason)
        if len(parts) < 2 or len({part.name.strip() for part in parts} - {""}) != len(parts):
            raise PartsWrong(fault=_("there are not two or more, each with its own name"))
        whole = _shape(area)
        if whole is not None:
            _check_ground(whole, parts)
        is_schematic = _is_schematic(area)
        made = [_open(area, part.name, str(area.parent_id)) for part in parts]
        _close(area, successor="")  # a point is in one of the parts, so no single one takes its place
        for new, part in zip(made, parts, strict=True):
            if part.shape is not None:
                _draw(new, part.shape, is_schematic=is_schematic)
            _note(ChangeKind.SPLIT, grid, new.code, area.name, new.name, reason, by)
            _follow_posts(grid, new.code, by)
    return made


def move_grid(grid: str, *, to_village: str, name: str = "", reason: str, by: Reader) -> Area:
    """Let a grid belong to another village, under a code of that village. Raises as the others, and CodesUsedUp."""
    with transaction.atomic():
        area = _locked(grid, by, reason)
        village = (
            Area.objects.select_for_update().filter(code=to_village, level=AreaLevel.VILLAGE, is_active=True).first()
        )
        if village is None or to_village == area.parent_id:
            raise NoSuchGrid
        if not may_redraw(by, to_village):
            raise NotYourGrid
        shape, is_schematic = _shape(area), _is_schematic(area)
        new = _open(area, name or area.name, to_village)
        _close(area, successor=new.code)
        if shape is not None:
            _draw(new, shape, is_schematic=is_schematic)
        _note(ChangeKind.MOVED, grid, new.code, area.name, new.name, reason, by)
        _follow_posts(grid, new.code, by)
    return new


def next_code(village: str) -> str:
    """The code after the last one that the village ever gave. Raises CodesUsedUp."""
    last = Area.objects.filter(parent_id=village, level=AreaLevel.GRID).order_by("-code").values_list("code", flat=True)
    number = int(last[0][-3:]) + 1 if last else 1
    if number > 999:
        raise CodesUsedUp
    return f"{village}{number:03d}"


def _locked(grid: str, by: Reader, reason: str) -> Area:
    area = Area.objects.select_for_update().filter(code=grid, level=AreaLevel.GRID, is_active=True).first()
    if area is None:
        raise NoSuchGrid
    if not may_redraw(by, grid):
        raise NotYourGrid
    if not reason.strip():
        raise GridReasonNeeded
    return area


def _shape(area: Area) -> Any | None:
    current = Boundary.objects.filter(area=area, until_on__isnull=True).first()
    return shapely.from_wkb(bytes(current.shape)) if current else None


def _is_schematic(*areas: Area) -> bool:
    return Boundary.objects.filter(area__in=areas, until_on__isnull=True, is_schematic=True).exists()


def _check_ground(whole: Any, parts: Sequence[Part]) -> None:
    shapes = [part.shape for part in parts if part.shape is not None]
    if len(shapes) != len(parts) or any(not shape.is_valid or shape.is_empty for shape in shapes):
        raise PartsWrong(fault=_("a part has no valid outline"))
    together, size = shapely.union_all(shapes), square_metres(whole)
    missing, beyond = square_metres(whole.difference(together)), square_metres(together.difference(whole))
    twice = sum(square_metres(shape) for shape in shapes) - square_metres(together)
    for fault, metres in ((_("ground is left out"), missing), (_("they reach beyond it"), beyond),
                          (_("they overlap"), twice)):  # fmt: skip
        if metres > size * TOLERANCE:
            raise PartsWrong(fault=f"{fault} ({metres:,.0f} m²)")


def _open(like: Area, name: str, village: str) -> Area:
    said = name.strip()[:100]
    return Area.objects.create(
        code=next_code(village), level=AreaLevel.GRID, kind=AreaKind.GRID, name=said, full_name=said,
        initials=initials_of(said), parent_id=village, is_local=True, is_invented=like.is_invented, source=like.source,
    )  # fmt: skip


def _close(area: Area, *, successor: str) -> None:
    Area.objects.filter(code=area.code).update(is_active=False, replaced_by=successor, is_local=True)
    Boundary.objects.filter(area=area, until_on__isnull=True).update(until_on=localdate())


def _draw(area: Area, shape: Any, *, is_schematic: bool) -> None:
    today = localdate()
    Boundary.objects.filter(area=area, until_on__isnull=True).update(until_on=today)
    Boundary.objects.create(area=area, shape=shapely.to_wkb(shape), datum=Datum.WGS84, is_schematic=is_schematic,
                            source=_("redrawn by the grid office"), from_on=today)  # fmt: skip


def _follow_posts(old: str, new: str, by: Reader) -> None:
    """Who holds a grid post at the old grid holds it at the new one from today, until the same day and no longer."""
    today = localdate()
    posts = held_on(today).filter(area=old, role__in=(Role.GRID_MEMBER, Role.GRID_HEAD)).select_related("unit")
    for post in posts.order_by("id"):
        if held_on(today).filter(account_id=post.account_id, unit=post.unit, role=post.role, area=new).exists():
            continue
        given = Post.objects.create(
            account_id=post.account_id, unit=post.unit, role=post.role, area=new, from_on=today,
            until_on=post.until_on, substitute_id=post.substitute_id, substitute_from_on=post.substitute_from_on,
            substitute_until_on=post.substitute_until_on,
        )  # fmt: skip
        note_post("post.given", given, None, by)


def _note(kind: ChangeKind, grid: str, became: str, before: str, after: str, reason: str, by: Reader) -> None:
    changed("areas", "posts")
    GridChange.objects.create(
        kind=kind, grid=grid, became=became, on=localdate(), at=now(), name_before=before, name_after=after,
        reason=reason.strip()[:300], by=by.label,
    )  # fmt: skip
    note_deed(f"grid.{kind}", by=by, subject_kind="grid", subject_id=grid, area=grid, became=became)
