"""Orders of the hotline: the list, one order with its two clocks and its answers, taking one down."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.enums import Stage, Verb
from linli.cases.queries.detail import case_page
from linli.cases.queries.listing import number_text
from linli.cases.queries.moments import moment_words
from linli.common.errors import Refusal
from linli.hotline.domain.intake import take_order
from linli.hotline.domain.returning import RETURNABLE, ask_return, decide_return, return_until
from linli.hotline.enums import Asked, Decision
from linli.hotline.errors import NotTheHandler
from linli.hotline.forms.order import DecisionForm, OrderForm, ReturnForm
from linli.hotline.models import HotlineOrder
from linli.hotline.queries.orders import VIEWS, OrderRow, count_views, list_orders
from linli.hotline.rules import MAY_DECIDE, MAY_TAKE, leads, may_take
from linli.hotline.views.answering import answer, order_or_404, titles
from linli.knowledge.rules import MAY_WRITE
from linli.people.doors import ReadRequest, staff_only
from linli.people.forms.unit import suggestions
from linli.people.queries.unit import unit_name

# Where a deed on the case behind the order stands; the page of the case has them all.
NOUNS = {
    Verb.ACCEPT: "acceptance", Verb.REPORT_PROGRESS: "progress", Verb.PROPOSE_CLOSURE: "closure-proposal",
    Verb.RECORD_VISIT: "visit", Verb.REFUSE: "refusal", Verb.ASSIGN: "assignment", Verb.MERGE: "merger",
}  # fmt: skip


def view_words() -> dict[str, str]:
    return {
        "open": pgettext("hotline view", "Open"), "sign": pgettext("hotline view", "To be signed for"),
        "handle": pgettext("hotline view", "With a unit"), "visit": pgettext("hotline view", "Return visit due"),
        "return": pgettext("hotline view", "Asked to be given back"), "done": pgettext("hotline view", "Over"),
        "all": pgettext("hotline view", "All"),
    }  # fmt: skip


@require_safe
@staff_only()
def show_orders(request: ReadRequest) -> HttpResponse:
    """The orders by what is to be done with them."""
    view = request.GET.get("view", "open")
    view, typed = view if view in VIEWS else "open", request.GET.get("q", "").strip()[:80]
    counts = count_views(request.reader)
    page = list_orders(request.reader, view, typed, older=request.GET.get("older", ""))
    here = reverse("hotline:orders")
    context = {
        "rows": page.rows, "q": typed, "view": view, "now": now(), "may_take": may_take(request.reader),
        "older": f"{here}?view={view}&q={typed}&older={page.older}" if page.older else "",
        "chips": [
            {"title": title, "url": f"{here}?view={name}", "active": name == view, "count": counts.get(name)}
            for name, title in view_words().items()
        ],
        "columns": titles(
            _("Order"), pgettext("hotline", "What is it"), _("Where"), pgettext("case", "State"), _("Unit"), _("The hotline's deadline"), _("Our limit"),
        ),
    }  # fmt: skip
    return answer(request, "hotline/orders.html", context)


@require_safe
@staff_only()
def show_order(request: ReadRequest, number: str) -> HttpResponse:
    """One order: both clocks, what may be done, what went back to the hotline."""
    return _show(request, order_or_404(request, number))


def _show(request: ReadRequest, order: HotlineOrder, *, status: int = 200, **more: Any) -> HttpResponse:
    reader = request.reader
    page = case_page(order.case_id, reader)
    assert page is not None  # the order was read through the same scope
    asked = order.return_requests.order_by("-asked_at")
    requests = [{"row": one, "unit": unit_name(one.unit_id)} for one in asked]
    is_asked = order.return_requests.filter(decided_at__isnull=True).exists()
    may_ask = leads(reader, order) and order.case.state in RETURNABLE and not is_asked and not order.is_settled
    until = return_until(order) if may_ask else None
    case_url = f"/desk/cases/{page.number}/"
    context = {
        "order": order, "page": page, "row": OrderRow(order), "case_url": case_url, "now": now(),
        "deeds": [
            {"title": step.title, "url": f"{case_url}{NOUNS[step.verb]}/", "is_primary": step.is_primary}
            for step in page.deeds if step.verb in NOUNS
        ],
        "requests": requests, "may_ask": may_ask and until is not None and now() <= until,
        "until": moment_words(until) if until else "",
        "may_decide": is_asked and bool(reader.roles & MAY_DECIDE), "answers": order.answers.order_by("-written_at"),
        "words": [text.body for text in page.texts if text.part == "words"],
        "is_ours_later": bool(order.outside_due_at and order.case.due_at and order.case.due_at > order.outside_due_at),
        "answer_columns": titles(pgettext("hotline", "What"), _("Written"), _("How it goes"), pgettext("hotline answer", "State")),
        "may_write_article": order.asked == Asked.ADVICE and order.case.stage == Stage.DONE and not order.case.is_confidential
        and bool(reader.roles & MAY_WRITE),
        **more,
    }  # fmt: skip
    return answer(request, "hotline/order.html", context, status=status)


@sensitive_post_parameters("name", "phone", "words")
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_TAKE)
def make_order(request: ReadRequest) -> HttpResponse:
    """Take an order down."""
    form = OrderForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            taken = take_order(form.call(), by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            words = _("The order is here.") if taken.is_new else _("This order had come before; nothing was added.")
            messages.success(request, words)
            case = taken.order.case
            return redirect("hotline:order", number=number_text(case.number, case.opened_at))
    status = 422 if request.method == "POST" else 200
    return answer(request, "hotline/order_new.html", {"form": form, "units": suggestions()}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only()
def make_return_request(request: ReadRequest, number: str) -> HttpResponse:
    """The unit says why the order is not its own."""
    order = order_or_404(request, number)
    if not leads(request.reader, order):
        raise NotTheHandler
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_return(order, by=request.reader, reason=form.cleaned_data["note"])
        except Refusal as refusal:
            form.refuse(refusal)
            return _show(request, order, form=form, asking="return", status=refusal.status)
        messages.success(request, _("Asked; somebody of another unit decides."))
        return redirect("hotline:order", number=number)
    return _show(request, order, form=form, asking="return", status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_DECIDE)
def make_return_decision(request: ReadRequest, number: str) -> HttpResponse:
    """Decide on it."""
    order = order_or_404(request, number)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    more = {"form": form, "asking": "decision", "units": suggestions(order.case.area)}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            decide_return(
                order, Decision(said["decision"]), by=request.reader, note=said["note"], unit=said["unit"] or None
            )
        except Refusal as refusal:
            form.refuse(refusal)
            return _show(request, order, status=refusal.status, **more)
        messages.success(request, _("Decided; the unit was told."))
        return redirect("hotline:order", number=number)
    return _show(request, order, status=422 if request.method == "POST" else 200, **more)
