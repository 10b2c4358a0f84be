"""The matters of one resident: reported, proven by number and secret, and followed. Paged by key."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Q, QuerySet, Value
from django.utils.html import format_html
from django.utils.timezone import now
from django.utils.translation import gettext as _

from linli.cases.enums import Stage
from linli.cases.models import Case, CaseFollower
from linli.cases.queries.listing import COLUMNS, KEY, CaseRow, read_key
from linli.cases.queries.procedure import spec_of
from linli.cases.workflow import State
from linli.common.templatetags.linli import moment
from linli.people.reader import Reader
from linli.portal.wording import due_words
from linli.ratings.settings import is_open, open_since

PAGE = 20
VIEWS = ("all", "open", "done")


@dataclass(frozen=True)
class Matter:
    """One line of the list, in the words of the one who reads it."""

    row: CaseRow
    is_mine: bool

    @cached_property
    def state(self) -> State:
        return spec_of(self.row.procedure_id).state(self.row.state)

    @property
    def is_late(self) -> bool:
        return self.row.is_open and self.row.due_at is not None and self.row.due_at < now()

    @property
    def may_rate(self) -> bool:
        steps = spec_of(self.row.procedure_id).choices(self.row.state)
        can = is_open(self.row.closed_at, now())
        return self.is_mine and can and self.row.rating is None and any(step.verb == "rate" for step in steps)

    @property
    def tone(self) -> str:
        if self.row.stage == Stage.DONE:
            return "done"
        if self.row.stage == Stage.WAITING:
            return "soon"
        return "late" if self.is_late else "act"

    @property
    def tag(self) -> str:
        return _("overdue") if self.tone == "late" else str(self.state.title)

    @property
    def meta(self) -> str:
        """What is happening; of an open one by when it ends."""
        happening = str(self.state.resident).rstrip("。.")
        if self.row.closed_at:
            asked = format_html(" · {}", _("please rate it")) if self.may_rate else ""
            return format_html("{} · {}{}", happening, moment(self.row.closed_at), asked)
        if self.row.due_at and self.row.paused_at is None and self.row.stage != Stage.WAITING:
            return format_html("{} · {}", happening, due_words(self.row.due_at))
        return happening


@dataclass(frozen=True)
class Page:
    """A page of the list. `older` and `newer` are words for the address, empty where there is nothing."""

    rows: list[Matter]
    older: str = ""
    newer: str = ""


def my_matters(reader: Reader, *, view: str = "all", older: str = "", newer: str = "", size: int = PAGE) -> Page:
    """Return a page of what is the reader's own or followed, newest first. One statement."""
    backwards = bool(newer) and not older
    key = read_key(newer if backwards else older)
    rows = _read(reader, _within(view), key, backwards=backwards, size=size + 1)
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    if not rows:
        return Page([])
    return Page(
        rows,
        older=_pack(rows[-1].row) if more or backwards else "",
        newer=_pack(rows[0].row) if (key and not backwards) or (backwards and more) else "",
    )


def to_rate(reader: Reader) -> list[Matter]:
    """The closed matters of one's own that nobody has rated yet, newest first. One statement."""
    found = _read(
        reader,
        Q(stage=Stage.DONE, rating__isnull=True, closed_at__gte=open_since(now())),
        None,
        backwards=False,
        size=PAGE,
    )
    return [matter for matter in found if matter.may_rate]


def _within(view: str) -> Q:
    return {"open": ~Q(stage=Stage.DONE), "done": Q(stage=Stage.DONE)}.get(view, Q())


def _ranges(reader: Reader) -> list[QuerySet[Case]]:
    """One limited range an index each, put together by UNION ALL."""
    cases: list[QuerySet[Case]] = []
    if reader.owns:
        cases.append(_marked(Case.objects.filter(id__in=reader.owns), is_mine=True))
    if reader.actor_id:
        cases.append(_marked(Case.objects.filter(reporter=reader.actor_id), is_mine=True))
        followed = CaseFollower.objects.filter(account=reader.actor_id).values("case_id")
        cases.append(_marked(Case.objects.filter(is_public=True, id__in=followed), is_mine=False))
    return cases


def _marked(cases: QuerySet[Case], *, is_mine: bool) -> QuerySet[Case]:
    return cases.annotate(is_mine=Value(is_mine, BooleanField()))


def _read(reader: Reader, wanted: Q, key: tuple[datetime, UUID] | None, *, backwards: bool, size: int) -> list[Matter]:
    columns = (*COLUMNS, "is_mine")
    ranges = [
        _in_order(cases.filter(wanted), key, backwards=backwards)[:size].values_list(*columns)
        for cases in _ranges(reader)
    ]
    if not ranges:
        return []
    found: dict[UUID, Matter] = {}
    rows: Any = ranges[0].union(*ranges[1:], all=True) if len(ranges) > 1 else ranges[0]
    for *row, is_mine in rows:
        matter = Matter(CaseRow(*row), is_mine)
        if matter.row.id not in found or is_mine:
            found[matter.row.id] = matter
    ordered = sorted(found.values(), key=lambda one: (one.row.opened_at, one.row.id), reverse=not backwards)
    return ordered[:size]


def _in_order(cases: QuerySet[Case], key: tuple[datetime, UUID] | None, *, backwards: bool) -> QuerySet[Case]:
    if key:
        at, number = key
        side = "gt" if backwards else "lt"
        cases = cases.filter(**{f"opened_at__{side}e": at}).filter(
            Q(**{f"opened_at__{side}": at}) | Q(**{f"id__{side}": number})
        )
    sign = "" if backwards else "-"
    return cases.order_by(f"{sign}opened_at", f"{sign}id")


def _pack(row: CaseRow) -> str:
    return f"{row.opened_at.astimezone(UTC):{KEY}}_{row.id.hex}"
