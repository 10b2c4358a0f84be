"""Orders as their reader may see them: by what is to be done with them, page by page."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import now

from linli.areas.queries.map import area_name
from linli.cases.enums import Stage
from linli.cases.queries.address import number_of
from linli.cases.queries.listing import number_text
from linli.cases.queries.procedure import spec_of
from linli.cases.queries.visible import visible_to
from linli.cases.workflow import Words
from linli.hotline.models import HotlineOrder, ReturnRequest
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader

PAGE = 50
VIEWS = ("open", "sign", "handle", "visit", "return", "done", "all")
SOON = timedelta(hours=24)
KEY = "%Y%m%d%H%M%S%f"


def orders_of(reader: Reader) -> QuerySet[HotlineOrder]:
    """The orders a reader may read: those whose case is."""
    return HotlineOrder.objects.filter(case__in=visible_to(reader)).select_related("case", "line")


def in_view(view: str) -> Q:
    asked = Exists(ReturnRequest.objects.filter(order=OuterRef("pk"), decided_at__isnull=True))
    return {
        "open": ~Q(case__stage=Stage.DONE),
        "sign": Q(case__state="received"),
        "handle": Q(case__state__in=["signed", "handling", "waiting"]),
        "visit": Q(case__state="answered"),
        "return": Q(asked) & ~Q(case__stage=Stage.DONE),
        "done": Q(case__stage=Stage.DONE),
        "all": Q(),
    }[view]


def order_of(reader: Reader, number: str) -> HotlineOrder | None:
    """The order of a printed case number, None where it is not the reader's to read."""
    known = number_of(number)
    return orders_of(reader).filter(case__number=known).first() if known is not None else None


@dataclass(frozen=True)
class OrderRow:
    """An order as a list shows it."""

    order: HotlineOrder

    @property
    def number(self) -> str:
        return number_text(self.order.case.number, self.order.case.opened_at)

    @property
    def unit(self) -> str:
        return unit_name(self.order.case.lead_unit_id)

    @property
    def place(self) -> str:
        return area_name(self.order.case.area[:12]) if self.order.case.area else ""

    @cached_property
    def state(self) -> Words:
        return spec_of(self.order.case.procedure_id).state(self.order.case.state).title

    @property
    def outside_tone(self) -> str:
        return self._tone(self.order.outside_due_at)

    @property
    def our_due(self) -> datetime | None:
        """The end of ours that comes first: of signing or first contact while it is owed, else of the whole."""
        case = self.order.case
        return min((due for due in (case.next_due_at, case.due_at) if due is not None), default=None)

    @property
    def our_tone(self) -> str:
        return self._tone(self.our_due)

    def _tone(self, due: datetime | None) -> str:
        """Overdue, soon, or neither; whatever is over is quiet."""
        if due is None or self.order.case.stage == Stage.DONE:
            return ""
        left = due - now()
        return "late" if left < timedelta(0) else "soon" if left < SOON else ""


@dataclass(frozen=True)
class OrderPage:
    rows: list[OrderRow]
    older: str = ""


def list_orders(
    reader: Reader, view: str = "open", q: str = "", *, more: Q | None = None, older: str = ""
) -> OrderPage:
    """A page of orders, the newest first. One statement."""
    found = orders_of(reader).filter(in_view(view), more or Q())
    if q:
        known = number_of(q)
        found = found.filter(Q(number__istartswith=q) | (Q(case__number=known) if known is not None else Q(pk__in=[])))
    if key := _unpack(older):
        found = found.filter(came_at__lte=key[0]).filter(Q(came_at__lt=key[0]) | Q(id__lt=key[1]))
    rows = list(found.order_by("-came_at", "-id")[: PAGE + 1])
    shown = [OrderRow(row) for row in rows[:PAGE]]
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return OrderPage(shown, f"{last.came_at.astimezone(UTC):{KEY}}_{last.id.hex}" if last else "")


def count_views(reader: Reader) -> dict[str, int]:
    """How many stand in each view that is work. One statement."""
    views = ("open", "sign", "handle", "visit", "return")
    base = orders_of(reader).select_related(None).exclude(case__stage=Stage.DONE)
    return base.aggregate(**{view: Count("pk", filter=in_view(view)) for view in views})


def order_path(order_id: str, is_staff: bool) -> str:
    """Where an order stands, for a notice."""
    order = HotlineOrder.objects.filter(id=order_id).select_related("case").first()
    if order is None or not is_staff:
        return ""
    return f"/desk/hotline/orders/{number_text(order.case.number, order.case.opened_at)}/"


def _unpack(word: str) -> tuple[datetime, UUID] | None:
    moment, _, number = word.partition("_")
    try:
        return datetime.strptime(moment, KEY).replace(tzinfo=UTC), UUID(hex=number)
    except ValueError:
        return None
