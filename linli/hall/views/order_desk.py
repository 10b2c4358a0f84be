"""Orders at the desk: the list, ordering for somebody at the counter, one order and what may be done, the figures."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.cases.domain.acceptance import refuse_case
from linli.common.days import day_in
from linli.common.errors import Refusal
from linli.hall.domain import order as way
from linli.hall.domain.order import Ordering, place_order
from linli.hall.forms.order import OfferOrderForm, OrderForm, OrderNoteForm, TakeForm
from linli.hall.models import MenuEntry
from linli.hall.order_enums import USUAL, BroughtBy, OfferedTo
from linli.hall.order_rules import MAY_ORDER_FOR_OTHERS, MAY_READ_ORDERS
from linli.hall.queries.menu import entry_of, on_the_menu
from linli.hall.queries.order import OrderPage, order_page
from linli.hall.queries.order_figures import COUNTED, order_figures
from linli.hall.queries.orders import VIEWS, WantedOrders, list_orders
from linli.hall.views.application_answer import printed, private, uuid_in
from linli.hall.views.application_desk import units_near
from linli.people.doors import ReadRequest, staff_only
from linli.people.identity import mask_name
from linli.people.models import Account
from linli.places.counter import CounterVisit, counter_visit, serve_case
from linli.places.queries.directory import PlaceFacts, open_places

USUAL_DAYS, LONGEST = timedelta(days=29), timedelta(days=366)


@require_safe
@staff_only(*MAY_READ_ORDERS)
def show_list(request: ReadRequest) -> HttpResponse:
    """The orders of my areas or my unit, newest first."""
    asked = request.GET
    view = asked.get("view", "")
    wanted = WantedOrders(
        view if view in VIEWS else "", uuid_in(asked.get("entry", "")), day_in(asked.get("first", "")), day_in(asked.get("last", ""))
    )  # fmt: skip
    page = list_orders(request.reader, wanted, older=asked.get("older", ""))
    kept = {name: value for name, value in wanted.words.items() if name != "view"}
    titles = {
        "": _("All"), "ordered": _("To be offered"), "offered": _("On offer"), "taken": pgettext("orders", "Taken"),
        "done": _("To be confirmed"), "late": pgettext("orders", "Late"), "over": pgettext("applications", "Over"),
    }  # fmt: skip
    heads = (_("Number"), _("Ordered"), _("Place"), pgettext("application", "State"), _("Due"), _("Offered to"))
    context = {
        "page": page, "wanted": wanted, "columns": [{"title": title} for title in heads],
        "entry": MenuEntry.objects.filter(pk=wanted.entry).first() if wanted.entry else None,
        "chips": [{"title": title, "url": "?" + urlencode(kept | ({"view": view} if view else {})), "active": view == wanted.view}
                  for view, title in titles.items()],
        "older": "?" + urlencode(wanted.words | {"older": page.older}) if page.older else "",
        "may_order": bool(request.reader.roles & MAY_ORDER_FOR_OTHERS),
    }  # fmt: skip
    return private(render(request, "hall/order_list.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_ORDER_FOR_OTHERS)
def begin(request: ReadRequest) -> HttpResponse:
    """Order for somebody at the counter. `?ticket=` says who stands there; `?place=` and `?entry=` what."""
    asked = request.POST if request.method == "POST" else request.GET
    ticket = uuid_in(asked.get("ticket", ""))
    visit = counter_visit(ticket, request.reader) if ticket else None
    areas = tuple(post.area for post in request.reader.with_role(*MAY_ORDER_FOR_OTHERS))
    places = open_places(within=areas, kind="centre")
    code = visit.place_code if visit else asked.get("place", "")
    place = next((one for one in places if one.code == code), places[0] if len(places) == 1 else None)
    entry = entry_of(place.id, asked.get("entry", "")) if place else None
    if place is None or entry is None:
        entries = list(on_the_menu(place.id)) if place else []
        context = {"places": places[:200], "place": place, "entries": entries, "ticket": ticket or "", "visit": visit}
        return private(render(request, "hall/order_begin.html", context))
    return _order_for(request, place, entry, visit)


def _order_for(request: ReadRequest, place: PlaceFacts, entry: MenuEntry, visit: CounterVisit | None) -> HttpResponse:
    account = Account.objects.filter(pk=visit.account_id).first() if visit and visit.account_id else None
    data = request.POST if request.method == "POST" else None
    form = OrderForm(
        data, needs_address=entry.needs_address, known=account, at_counter=True, initial={"key": uuid4().hex}
    )
    if data is not None and form.is_valid():
        said = form.cleaned_data
        ordering = Ordering(
            place=place.code, entry=entry.code, words=said["words"], suits=said["suits"], address=said.get("address", ""),
            person=form.person, account=account, key=said["key"],
        )  # fmt: skip
        try:
            with transaction.atomic():  # it is ordered and the ticket hangs on it, both or neither
                placed = place_order(ordering, by=request.reader)
                if placed.is_new and visit:
                    serve_case(visit.ticket_id, placed.order.case_id, request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            number = printed(placed.order.case)
            messages.success(request, _("Ordered. Now offer it to whoever can do it."))
            if placed.secret:  # told this once, to whoever has no account to follow it with
                told = _("For the slip: number %(number)s, code %(code)s. With both it is followed at /follow/.")
                messages.info(request, told % {"number": number, "code": placed.secret})
            return redirect("hall:order-page", number=number)
    context = {
        "place": place, "entry": entry, "form": form, "visit": visit, "ticket": visit.ticket_id if visit else "",
        "known": mask_name(account.name) if account else "",
    }  # fmt: skip
    return private(render(request, "hall/order_counter.html", context, status=422 if form.errors else 200))


def order_or_404(request: ReadRequest, number: str) -> OrderPage:
    """What is not the reader's is as if it were not there."""
    found = order_page(number, request.reader)
    if found is None:
        raise Http404
    return found


@require_safe
@staff_only(*MAY_READ_ORDERS)
def show_one(request: ReadRequest, number: str) -> HttpResponse:
    return _show(request, order_or_404(request, number))


def _show(
    request: ReadRequest, found: OrderPage, *, asked: str = "", form: Any = None, fault: str = "", status: int = 200
) -> HttpResponse:
    units = units_near(found.case.area)
    usual = {"to": USUAL[BroughtBy(found.order.entry.brought_by)]}
    forms: dict[str, Any] = {
        "offer": OfferOrderForm(units=units, initial=usual, auto_id="offer_%s"), "taking": TakeForm(auto_id="taking_%s"),
        **{name: OrderNoteForm(auto_id=f"{name}_%s") for name in ("refusal", "return", "completion")},
    }  # fmt: skip
    if form is not None:
        forms[asked] = form
    context = {
        "found": found,
        "may": {verb.value for verb in found.verbs},
        "forms": forms,
        "asked": asked,
        "fault": fault,
    }
    return private(render(request, "hall/order_desk.html", context, status=status))


@require_POST
@staff_only(*MAY_READ_ORDERS)
def make_deed(request: ReadRequest, number: str, deed: str) -> HttpResponse:
    """Offer it, withdraw the offer, decline; take it, hand it back, say that it is done, on behalf of whoever has it."""
    found = order_or_404(request, number)
    if deed not in DEEDS:
        raise Http404
    form = _form(request, found, deed)
    if not form.is_valid():
        return _show(request, found, asked=deed, form=form, status=422)
    try:
        said = DEEDS[deed](request, found, form.cleaned_data)
    except Refusal as refusal:
        fresh = order_or_404(request, number)
        if refusal.code in form.beside:
            form.refuse(refusal)
            return _show(request, fresh, asked=deed, form=form, status=refusal.status)
        return _show(request, fresh, fault=str(refusal), status=refusal.status)
    messages.success(request, said)
    return redirect("hall:order-page", number=number)


def _form(request: ReadRequest, found: OrderPage, deed: str) -> Any:
    if deed == "offer":
        return OfferOrderForm(request.POST, units=units_near(found.case.area), auto_id="offer_%s")
    kind = TakeForm if deed == "taking" else OrderNoteForm
    return kind(request.POST, auto_id=f"{deed}_%s")


Said = dict[str, Any]


def _offer(request: ReadRequest, found: OrderPage, said: Said) -> str:
    way.offer_order(
        found.order, OfferedTo(said["to"]), unit=uuid_in(said["unit"]), note=said["note"], by=request.reader
    )
    return _("Offered. Whoever may take it finds it on their page.")


def _withdraw_offer(request: ReadRequest, found: OrderPage, said: Said) -> str:  # noqa: ARG001  (the shape of a deed)
    way.withdraw_offer(found.order, by=request.reader)
    return _("The offer is withdrawn.")


def _refuse(request: ReadRequest, found: OrderPage, said: Said) -> str:
    refuse_case(found.case, by=request.reader, note=said["note"])
    return _("Declined; the resident is told why.")


def _take(request: ReadRequest, found: OrderPage, said: Said) -> str:
    way.take_order(found.order, by=request.reader, for_whom=said["for_whom"])
    return _("Taken; the resident is told.")


def _return(request: ReadRequest, found: OrderPage, said: Said) -> str:
    way.hand_back(found.order, by=request.reader, reason=said["note"])
    return _("Handed back; it is on offer again.")


def _complete(request: ReadRequest, found: OrderPage, said: Said) -> str:
    way.say_done(found.order, by=request.reader, note=said["note"])
    return _("Noted; the resident is asked to confirm.")


def _confirm(request: ReadRequest, found: OrderPage, said: Said) -> str:
    way.confirm_order(found.order, by=request.reader, note=said["note"])
    return _("Closed.")


DEEDS: dict[str, Callable[[ReadRequest, OrderPage, Said], str]] = {
    "offer": _offer, "offer-withdrawal": _withdraw_offer, "refusal": _refuse, "taking": _take, "return": _return,
    "completion": _complete, "confirmation": _confirm,
}  # fmt: skip


@require_safe
@staff_only(*MAY_READ_ORDERS)
def show_figures(request: ReadRequest) -> HttpResponse:
    """What was ordered, taken, done, in time, and how it was rated, by line of the menu; each opens its list."""
    last = day_in(request.GET.get("last", "")) or localdate()
    first = day_in(request.GET.get("first", "")) or last - USUAL_DAYS
    first = min(max(first, last - LONGEST), last)
    root = reverse("hall:orders")
    lines = [
        {"line": line, **{name: {"count": line.counts[name], "url": f"{root}?{urlencode(line.wanted_for(name).words)}"} for name in COUNTED}}
        for line in order_figures(request.reader, first, last)
    ]  # fmt: skip
    heads = (
        _("On the menu"), _("Place"), _("Ordered"), pgettext("orders", "Taken"), pgettext("order", "Done"),
        pgettext("applications", "On time"), _("Rating, 1 to 5"),
    )  # fmt: skip
    context = {
        "lines": lines, "first": first, "last": last,
        "columns": [{"title": title, "numeric": place > 1} for place, title in enumerate(heads)],
    }  # fmt: skip
    return private(render(request, "hall/order_figures.html", context))
