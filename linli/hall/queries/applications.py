"""Lists of applications: limited ranges of an index, one a scope, put together by UNION ALL and paged by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate, make_aware, now

from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.cases.queries.procedure import spec_of
from linli.cases.queries.visible import Scope, scopes
from linli.cases.workflow import Words
from linli.hall.application_enums import HelpKind, Standing
from linli.hall.models import Application
from linli.hall.queries.item import in_language
from linli.people.reader import Reader

PAGE = 50
VIEWS: dict[str, tuple[str, ...]] = {
    "": (), "applied": ("applied",), "returned": ("returned",), "examining": ("accepted", "deciding"),
    "outside": ("outside",), "decided": ("decided",), "over": ("closed", "declined", "lapsed", "withdrawn"),
    "closed": ("closed",), "on_time": ("closed",), "outside_soon": ("outside",), "outside_late": ("outside",),
    "archive": (),
}  # fmt: skip
SOON = timedelta(days=3)  # before the deadline of another body


def outside_due(view: str, today: date) -> Q:
    """What waits for another body whose deadline comes soon, or has passed."""
    if view == "outside_late":
        return Q(outside_due_on__lt=today, brought_back_at__isnull=True)
    return Q(outside_due_on__gte=today, outside_due_on__lte=today + SOON, brought_back_at__isnull=True)


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to: a view, an item, an area within the reader's own, days of opening (both included)."""

    view: str = ""
    item: str = ""
    area: str = ""
    first: date | None = None
    last: date | None = None
    number: int | None = None

    @property
    def words(self) -> dict[str, str]:
        """As the address says it."""
        said = {"view": self.view, "item": self.item, "area": self.area, "first": self.first, "last": self.last,
                "number": self.number}  # fmt: skip
        return {name: str(value) for name, value in said.items() if value}


@dataclass(frozen=True)
class ApplicationRow:
    """One line of the list."""

    id: UUID
    opened_at: datetime
    number: str
    title: str
    place: str
    state: Words
    is_over: bool
    is_late: bool
    next_due_at: datetime | None
    missing: int
    promised: int
    channel: str
    help: str
    is_invented: bool
    outside: str = ""  # the body it waits for
    outside_due_on: date | None = None
    is_stopped: bool = False
    is_resting: bool = False  # no time is counted now


@dataclass(frozen=True)
class Page:
    """A page of the list; `older` is the key of the next, empty at the end."""

    rows: list[ApplicationRow]
    older: str = ""


def list_applications(reader: Reader, wanted: Wanted, *, older: str = "", size: int = PAGE) -> Page:
    """The applications that a reader may see, newest first. Two statements."""
    ranges = [_range(scope, wanted, older)[: size + 1] for scope in scopes(reader)]
    if not ranges:
        return Page([])
    first, *others = ranges
    keys = list(first.union(*others, all=True).order_by("-opened_at", "-id")[: size + 1] if others else first)
    ids = list(dict.fromkeys(key for key, _at in keys))[:size]
    more = len(keys) > size
    rows = {row.id: row for row in rows_of(ids)}
    found = [_line(rows[key]) for key in ids if key in rows]
    return Page(found, _key(found[-1]) if more and found else "")


def _range(scope: Scope, wanted: Wanted, older: str) -> QuerySet[Application, Any]:
    found = Application.objects.filter(held_by(scope))
    if VIEWS.get(wanted.view):
        found = found.filter(case__state__in=VIEWS[wanted.view])
    if wanted.view == "on_time":
        found = found.filter(case__is_on_time=True)
    if wanted.view in ("outside_soon", "outside_late"):
        found = found.filter(outside_due(wanted.view, localdate()))
    if wanted.view in ("archive", "over"):  # what is in the archive is looked for there
        found = found.filter(archived_at__isnull=wanted.view == "over")
    if wanted.number is not None:
        found = found.filter(case__number=wanted.number)
    if wanted.first:
        found = found.filter(opened_at__gte=midnight_of(wanted.first))
    if wanted.last:
        found = found.filter(opened_at__lt=midnight_after(wanted.last))
    if wanted.item:
        found = found.filter(item_code=wanted.item)
    if wanted.area:
        found = found.filter(**{"village" if len(wanted.area) == 12 else "town": wanted.area[:12]})
    if key := _read(older):
        found = found.filter(Q(opened_at__lt=key[0]) | Q(opened_at=key[0], id__lt=key[1]))
    return found.order_by("-opened_at", "-id").values_list("id", "opened_at")


def midnight_of(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))


def midnight_after(day: date) -> datetime:
    """The end of a local day; the calendar itself ends at 9999-12-31, and an address may say so."""
    return midnight_of(min(day, date.max - timedelta(days=2)) + timedelta(days=1))


def held_by(scope: Scope) -> Q:
    """An area is a column of the application's own; a unit is found through its cases."""
    if scope.column in ("town", "village"):
        return Q(**{scope.column: scope.value})
    if scope.column == "":
        return Q(pk__isnull=False)  # an empty Q is lost where others are put beside it
    return Q(case__in=scope.within(Case.objects.filter(compartment="")).values("id"))


def rows_of(ids: Sequence[UUID]) -> QuerySet[Application]:
    return (
        Application.objects.filter(id__in=ids)
        .select_related("case", "place", "version__item")
        .defer("answers")
        .annotate(
            lacking=Count("materials", filter=Q(materials__standing=Standing.MISSING)),
            pledged=Count("materials", filter=Q(materials__standing=Standing.PROMISED)),
        )
    )


def _line(row: Any) -> ApplicationRow:
    case = row.case
    return ApplicationRow(
        row.id, row.opened_at, number_text(case.number, case.opened_at), in_language(row.version.item.name, row.version.item.name_en), row.place.name,
        spec_of(case.procedure_id).state(case.state).title, not case.is_open,
        bool(case.next_due_at and case.next_due_at < now()), case.next_due_at, row.lacking, row.pledged,
        row.get_channel_display(), str(HelpKind(row.help_kind).label) if row.help_kind else "", row.is_invented,
        row.outside_body if case.state == "outside" else "", row.outside_due_on if case.state == "outside" else None,
        row.stopped_at is not None and case.is_open,
        case.is_open and (case.state == "returned" or case.paused_at is not None),
    )  # fmt: skip


def mine(reader: Reader, *, most: int = 50) -> list[ApplicationRow]:
    """What a resident applied for, or sent for a relative, newest first. Two statements."""
    if reader.actor_id is None:
        return []
    own = Application.objects.filter(case__reporter=reader.actor_id).values_list("id", "opened_at")
    sent = Application.objects.filter(helper_account=reader.actor_id).values_list("id", "opened_at")
    keys = own.union(sent).order_by("-opened_at")[:most]
    ids = [key for key, _at in keys]
    rows = {row.id: row for row in rows_of(ids)}
    return [_line(rows[key]) for key in ids if key in rows]


def _key(row: ApplicationRow) -> str:
    return f"{row.opened_at.isoformat()}~{row.id}"


def _read(key: str) -> tuple[datetime, UUID] | None:
    """The key of a page; None where the address was tampered with."""
    try:
        at, _, number = key.partition("~")
        return datetime.fromisoformat(at), UUID(number)
    except ValueError:
        return None
