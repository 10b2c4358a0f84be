"""Orders of my own: ordering, how it goes, my word that it is done; and what I may take or have taken for others."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.cases.domain.closure import send_back
from linli.cases.enums import Verb
from linli.common.errors import Refusal
from linli.hall.domain.order import Ordering, confirm_order, hand_back, place_order, say_done, take_order
from linli.hall.forms.order import OrderForm, OrderNoteForm
from linli.hall.models import Order
from linli.hall.order_errors import TakenAlready
from linli.hall.queries.menu import entry_of
from linli.hall.queries.order import order_page
from linli.hall.queries.orders import my_orders
from linli.hall.queries.rated import rated
from linli.hall.queries.taking import on_offer, taken_by, task_of
from linli.hall.views.application_answer import printed, resident_of, show_portal
from linli.people.doors import ReadRequest, open_to_all, signed_in
from linli.people.reader import Reader
from linli.people.volunteers import lendings_of
from linli.places.queries.directory import place_map
from linli.ratings.enums import Rated


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def order(request: ReadRequest, code: str, entry: str) -> HttpResponse:
    """Order a line of a menu."""
    place, reader = place_map().get(code), resident_of(request)
    found = entry_of(place.id, entry) if place and place.closed_on is None else None
    if place is None or found is None:
        raise Http404
    account = reader.account
    data = request.POST if request.method == "POST" else None
    form = OrderForm(data, needs_address=found.needs_address, known=account, initial={"key": uuid4().hex})
    if data is not None and form.is_valid():
        said = form.cleaned_data
        ordering = Ordering(
            place=code, entry=entry, words=said["words"], suits=said["suits"], address=said.get("address", ""),
            person=form.person, account=account, key=said["key"],
        )  # fmt: skip
        try:
            placed = place_order(ordering, by=reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Your order has arrived."))
            return redirect("hall:my-order", number=printed(placed.order.case))
    context = {"place": place, "entry": found, "form": form}
    return show_portal(request, "hall/order_new.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def show_mine(request: ReadRequest) -> HttpResponse:
    """What I ordered; for whoever lends a hand, what is on offer around and what they have taken."""
    reader = resident_of(request)
    taken = taken_by(reader)
    context = {
        "rows": my_orders(reader), "lends": bool(taken) or bool(lendings_of(reader)), "offered": on_offer(reader),
        "held": [task for task in taken if task.code in ("taken", "done")],
        "past": [task for task in taken if task.code not in ("taken", "done")][:10],
    }  # fmt: skip
    return show_portal(request, "hall/order_mine.html", context, active="mine")


@require_safe
@open_to_all
def show_one(request: ReadRequest, number: str) -> HttpResponse:
    """One order: of whoever ordered it, or of whoever may take it or has taken it."""
    return _show(request, number)


def _show(
    request: ReadRequest, number: str, *, form: OrderNoteForm | None = None, asked: str = "", fault: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    reader = resident_of(request)
    forms = {name: OrderNoteForm(auto_id=f"{name}_%s") for name in ("completion", "return", "rework")}
    if form is not None:
        forms[asked] = form
    context: dict[str, Any] = {"forms": forms, "fault": fault, "asked": asked}
    if (found := order_page(number, reader)) and found.is_mine:
        context |= {
            "found": found, "may_withdraw": Verb.WITHDRAW in found.verbs,
            "may_rate": Verb.RATE in found.verbs and found.case.rating is None, "rating": rated(found.case, Rated.ORDER),
        }  # fmt: skip
        return show_portal(request, "hall/order_one.html", context, active="mine", status=status)
    if pair := task_of(number, reader):
        return show_portal(request, "hall/order_task.html", context | {"task": pair[1]}, active="mine", status=status)
    raise Http404


@require_POST
@open_to_all
def make_deed(request: ReadRequest, number: str, deed: str) -> HttpResponse:
    """Take it, hand it back, say that it is done; or, of one's own, confirm or object."""
    reader = resident_of(request)
    if deed not in DEEDS:
        raise Http404
    is_own, do = DEEDS[deed]
    found, pair = order_page(number, reader), None if is_own else task_of(number, reader)
    held = found.order if is_own and found and found.is_mine else pair[0] if pair else None
    if held is None:
        if deed == "taking" and lendings_of(reader):
            messages.error(request, str(TakenAlready()))  # or withdrawn: either way it is not there any more
            return redirect("hall:my-orders")
        raise Http404
    form = OrderNoteForm(request.POST, auto_id=f"{deed}_%s")
    form.is_valid()
    try:
        said = do(held, reader, form.cleaned_data.get("note", ""))
    except Refusal as refusal:
        if refusal.code == "taken_already":
            messages.error(request, str(refusal))
            return redirect("hall:my-orders")
        if refusal.code == "note_needed":
            form.refuse(refusal)
            return _show(request, number, form=form, asked=deed, status=refusal.status)
        return _show(request, number, fault=str(refusal), status=refusal.status)
    messages.success(request, said)
    return redirect("hall:my-orders") if deed == "return" else redirect("hall:my-order", number=number)


def _take(held: Order, reader: Reader, note: str) -> str:  # noqa: ARG001  (the shape of a deed)
    take_order(held, by=reader)
    return _("It is yours. You now see address and telephone.")


def _return(held: Order, reader: Reader, note: str) -> str:
    hand_back(held, by=reader, reason=note)
    return _("Handed back; it is on offer again. No harm done.")


def _complete(held: Order, reader: Reader, note: str) -> str:
    say_done(held, by=reader, note=note)
    return _("Noted. Whoever ordered it is asked to confirm.")


def _confirm(held: Order, reader: Reader, note: str) -> str:
    confirm_order(held, by=reader, note=note)
    return _("Confirmed. If you like, say how it was.")


def _object(held: Order, reader: Reader, note: str) -> str:
    send_back(held.case, by=reader, note=note)
    return _("Noted; whoever took it is told.")


DEEDS: dict[str, tuple[bool, Callable[[Order, Reader, str], str]]] = {
    "taking": (False, _take), "return": (False, _return), "completion": (False, _complete),
    "confirmation": (True, _confirm), "rework": (True, _object),
}  # fmt: skip
