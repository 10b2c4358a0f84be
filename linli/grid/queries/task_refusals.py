"""What grid members have refused and nobody has taken on yet. Nothing here counts or names who refused."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.areas.codes import lineage
from linli.areas.queries.map import area_path
from linli.cases.enums import Stage, Verb
from linli.cases.models import Case, CaseEvent, CaseText
from linli.cases.queries.address import path_of
from linli.cases.queries.listing import number_text
from linli.cases.returns import Why
from linli.cases.rules import is_concerned
from linli.grid.models import TaskRefusal
from linli.grid.queries.stand_in import ROLES, stands_in
from linli.grid.rules import MAY_TAKE_ON, areas_of, may_refuse, may_take_on
from linli.people.enums import Role
from linli.people.models import Account, Post
from linli.people.queries.post import held_on
from linli.people.reader import Reader

SHOWN = 100
# By these somebody else has it: a unit it is given to, or whoever goes on with it.
TAKES = (Verb.ASSIGN, Verb.TRANSFER, Verb.JOIN_UNIT, Verb.ACCEPT, Verb.REPORT_PROGRESS, Verb.PROPOSE_CLOSURE)


@dataclass(frozen=True)
class RefusalLine:
    """A matter that waits for somebody else, with why, and who could take it on."""

    refusal: TaskRefusal
    case: Case
    number: str
    place: str
    ground: str
    words: str
    others: tuple[str, ...]
    is_own: bool
    may_take_on: bool

    @property
    def url(self) -> str:
        return path_of(self.number, is_staff=True)


@dataclass(frozen=True)
class Standing:
    """How a matter stands as a task, for one reader."""

    own: TaskRefusal | None = None
    is_waiting: bool = False  # refused, and nobody has it yet
    may_refuse: bool = False
    may_take_back: bool = False
    may_take_on: bool = False
    ground: str = ""
    words: str = ""


def open_refusals() -> QuerySet[TaskRefusal]:
    """What was refused in a matter that runs and that nobody else has gone on with since."""
    later = CaseEvent.objects.filter(case=OuterRef("case"), seq__gt=OuterRef("seq"), verb__in=TAKES)
    taken = Exists(later.exclude(actor_id=OuterRef("member")))
    return TaskRefusal.objects.filter(~taken, settled_at__isnull=True).exclude(case__stage=Stage.DONE)


def refused_by(reader: Reader) -> frozenset[UUID]:
    """The running matters that a reader does not take on, which their own lists leave out. One statement, or none."""
    if reader.actor_id is None or Role.GRID_MEMBER not in reader.roles:
        return frozenset()
    rows = TaskRefusal.objects.filter(member=reader.actor_id).exclude(case__stage=Stage.DONE)
    return frozenset(rows.values_list("case_id", flat=True))


def standing_of_task(case: Case, reader: Reader) -> Standing:
    """What a reader may do about a matter as a task of its grid. One statement, or none."""
    if not may_take_on(reader, case) or case.stage == Stage.DONE or is_concerned(reader, case):
        return Standing()
    waiting = open_refusals().filter(id=OuterRef("id"))
    rows = list(_with_words(TaskRefusal.objects.filter(case=case)).annotate(waits=Exists(waiting)).order_by("-at"))
    own = next((row for row in rows if row.member_id == reader.actor_id), None)
    open_ones = [row for row in rows if row.waits]
    shown = own or next(iter(open_ones), None)
    return Standing(
        own=own, is_waiting=bool(open_ones), may_refuse=own is None and may_refuse(reader, case),
        may_take_back=own in open_ones, may_take_on=bool(open_ones) and own is None,
        ground=str(shown.get_ground_display()) if shown else "", words=_said(shown) if shown else "",
    )  # fmt: skip


def refusal_lines(reader: Reader) -> list[RefusalLine]:
    """What waits for somebody else in the reader's grids, the oldest first. Two statements."""
    place, areas = Q(), areas_of(reader, MAY_TAKE_ON)
    for area in areas:
        place |= Q(grid__startswith=area)
    units = {post.unit_id for post in reader.posts}
    found = _with_words(open_refusals().filter(place, case__compartment="").exclude(case__about_unit__in=units))
    rows = list(found.select_related("case").order_by("at", "id")[:SHOWN]) if areas else []
    return _lines(rows, reader)


def refused_cases() -> QuerySet[Any, Any]:
    """The matters that wait for somebody else, for the dispatch desk; complaints stand in the list of their grid only."""
    return open_refusals().filter(case__about_unit__isnull=True).values("case_id")


def why_refused(cases: Collection[UUID]) -> dict[UUID, Why]:
    """Why they were refused, never by whom. One statement."""
    rows = _with_words(open_refusals().filter(case__in=cases, case__about_unit__isnull=True)).order_by("at")
    words = _("Refused by the grid member: %(ground)s. %(reason)s")
    return {
        row.case_id: Why(words % {"ground": row.get_ground_display(), "reason": _said(row)}, row.at) for row in rows
    }


def _with_words(rows: QuerySet[TaskRefusal]) -> QuerySet[Any]:
    said = CaseText.objects.filter(case=OuterRef("case"), seq=OuterRef("seq")).values("body")[:1]
    return rows.annotate(said=Subquery(said))


def _said(row: Any) -> str:
    return row.said or _("(erased)")


def _lines(rows: list[Any], reader: Reader) -> list[RefusalLine]:
    by_grid = _who_stands(row.grid for row in rows)
    refused = {(row.case_id, row.member_id) for row in rows}
    lines = []
    for row in rows:
        case, own = row.case, (row.case_id, reader.actor_id) in refused
        others = [
            (role, who) for role, who, unit in by_grid.get(row.grid, [])
            if (row.case_id, who.id) not in refused and unit != case.about_unit_id
        ]  # fmt: skip
        near = [one for one in others if one[0] != Role.DISPATCHER] or others
        names = tuple(dict.fromkeys(f"{who.display_name} · {role.label}" for role, who in near))
        line = RefusalLine(
            row, case, number_text(case.number, case.opened_at), " ".join(area_path(row.grid)),
            str(row.get_ground_display()), _said(row), names, row.member_id == reader.actor_id,
            not own and may_take_on(reader, case),
        )  # fmt: skip
        lines.append(line)
    return lines


def _who_stands(grids: Iterable[str]) -> dict[str, list[tuple[Role, Account, UUID]]]:
    """Who answers for each grid today, members first, then up the ladder of take-overs. One statement, however many."""
    wanted, day = set(grids), localdate()
    areas = {part for grid in wanted for part in lineage(grid)}
    posts: list[Post] = list(
        held_on(day).filter(role__in=ROLES, area__in=areas).select_related("account", "substitute").order_by("from_on", "id")
    )  # fmt: skip
    order = {role: place for place, role in enumerate(ROLES)}
    posts.sort(key=lambda post: (order[Role(post.role)], -len(post.area)))
    found: dict[str, list[tuple[Role, Account, UUID]]] = {grid: [] for grid in wanted}
    for post in posts:
        who = post.substitute if post.substitute and stands_in(post, day) else post.account
        if who.is_active:
            for grid in wanted:
                if grid.startswith(post.area):
                    found[grid].append((Role(post.role), who, post.unit_id))
    return found
