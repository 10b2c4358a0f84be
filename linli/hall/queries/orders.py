"""Lists of orders: limited ranges of an index, one a scope, put together by UNION ALL and paged by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import now

from linli.cases.enums import Stage
from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.cases.queries.procedure import spec_of
from linli.cases.queries.visible import Scope, scopes
from linli.cases.workflow import Words
from linli.hall.models import Order
from linli.hall.order_enums import KIND
from linli.hall.queries.applications import midnight_of
from linli.people.reader import Reader

PAGE = 50
VIEWS = ("", "ordered", "offered", "taken", "done", "late", "over", "was_taken", "was_done", "on_time", "rated")


@dataclass(frozen=True)
class WantedOrders:
    """What a list is narrowed to: a view, a line of a menu, days of ordering (both included)."""

    view: str = ""
    entry: UUID | None = None
    first: date | None = None
    last: date | None = None

    @property
    def words(self) -> dict[str, str]:
        """As the address says it."""
        said = {"view": self.view, "entry": self.entry, "first": self.first, "last": self.last}
        return {name: str(value) for name, value in said.items() if value}


@dataclass(frozen=True)
class OrderRow:
    """One line of the list."""

    id: UUID
    opened_at: datetime
    number: str
    title: str
    place: str
    state: Words
    code: str
    is_over: bool
    is_late: bool
    next_due_at: datetime | None
    offered_to: str
    rating: int | None
    is_invented: bool


@dataclass(frozen=True)
class OrderList:
    """A page of the list; `older` is the key of the next, empty at the end."""

    rows: Sequence[OrderRow]
    older: str = ""


def in_view(view: str) -> Q:
    """What a view asks of an order. Those of the figures: ever taken, done, in time, rated."""
    if view in ("ordered", "offered", "taken", "done"):
        return Q(case__state=view)
    return {
        "late": Q(case__kind=KIND, case__next_due_at__lt=now()) & ~Q(case__stage=Stage.DONE),
        "over": Q(case__stage=Stage.DONE),
        "was_taken": Q(taken_at__isnull=False),
        "was_done": Q(case__state="closed"),
        "on_time": Q(case__state="closed", case__is_on_time=True),
        "rated": Q(case__rating__isnull=False),
    }.get(view, Q())


def held_by(scope: Scope) -> Q:
    """An area is a column of the order's own; a unit is found through its cases."""
    if scope.column in ("town", "village"):
        return Q(**{scope.column: scope.value})
    if scope.column == "":
        return Q(pk__isnull=False)  # an empty Q is lost where others are put beside it
    return Q(case__in=scope.within(Case.objects.filter(compartment="")).values("id"))


def between(wanted: WantedOrders) -> Q:
    """The days of ordering."""
    found = Q(opened_at__gte=midnight_of(wanted.first)) if wanted.first else Q()
    return found & Q(opened_at__lt=midnight_of(wanted.last + timedelta(days=1))) if wanted.last else found


def list_orders(reader: Reader, wanted: WantedOrders, *, older: str = "", size: int = PAGE) -> OrderList:
    """The orders that a reader may see, newest first. Two statements."""
    ranges = [_range(scope, wanted, older)[: size + 1] for scope in scopes(reader)]
    if not ranges:
        return OrderList([])
    first, *others = ranges
    keys = list(first.union(*others, all=True).order_by("-opened_at", "-id")[: size + 1] if others else first)
    ids = list(dict.fromkeys(key for key, _at in keys))[:size]
    found = _lines(ids)
    return OrderList(found, _key(found[-1]) if len(keys) > size and found else "")


def my_orders(reader: Reader, *, most: int = 50) -> Sequence[OrderRow]:
    """What a resident has ordered, newest first. Two statements."""
    if reader.actor_id is None:
        return []
    own = Order.objects.filter(case__reporter=reader.actor_id).order_by("-opened_at").values_list("id", flat=True)
    return _lines(list(own[:most]))


def _range(scope: Scope, wanted: WantedOrders, older: str) -> QuerySet[Order, Any]:
    found = Order.objects.filter(held_by(scope), in_view(wanted.view), between(wanted))
    if wanted.entry:
        found = found.filter(entry=wanted.entry)
    if key := _read(older):
        found = found.filter(Q(opened_at__lt=key[0]) | Q(opened_at=key[0], id__lt=key[1]))
    return found.order_by("-opened_at", "-id").values_list("id", "opened_at")


def _lines(ids: Sequence[UUID]) -> list[OrderRow]:
    rows = {row.id: row for row in Order.objects.filter(id__in=ids).select_related("case", "place", "entry")}
    return [_line(rows[key]) for key in ids if key in rows]


def _line(row: Order) -> OrderRow:
    case = row.case
    return OrderRow(
        row.id, row.opened_at, number_text(case.number, case.opened_at), row.entry.title, row.place.name,
        spec_of(case.procedure_id).state(case.state).title, case.state, not case.is_open,
        bool(case.next_due_at and case.next_due_at < now()), case.next_due_at,
        row.get_offered_to_display() if row.offered_at else "", case.rating, row.is_invented,
    )  # fmt: skip


def _key(row: OrderRow) -> str:
    return f"{row.opened_at.isoformat()}~{row.id}"


def _read(key: str) -> tuple[datetime, UUID] | None:
    """The key of a page; None where the address was tampered with."""
    try:
        at, _, number = key.partition("~")
        return datetime.fromisoformat(at), UUID(number)
    except ValueError:
        return None
