"""Letters and visits at the desk: taken down, passed on, answered. Lists show numbers only."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.areas.queries.map import area_name
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only
from linli.petitions.domain.look import see_persons
from linli.petitions.domain.registration import take_down
from linli.petitions.forms.fields import RefusingForm
from linli.petitions.forms.registration import CounterForm
from linli.petitions.queries.listing import desk_list, printed
from linli.petitions.queries.opened import Opened
from linli.petitions.rules import AT_THE_DESK, MAY_ANSWER, MAY_RECEIVE, MAY_TYPE
from linli.petitions.views.answer import at_desk, basket_with, fresh_key, opened_or_404
from linli.petitions.views.desk_deeds import DEEDS
from linli.petitions.views.desk_page import form_for, show


@require_safe
@staff_only(*AT_THE_DESK)
def show_desk(request: ReadRequest) -> HttpResponse:
    """What is to be passed on, to be answered, to be decided; all that runs, by the next limit; what is over."""
    roles, view = request.reader.roles, request.GET.get("view", "")
    offered = []
    if roles & MAY_RECEIVE:
        offered.append(("route", _("To pass on")))
    if roles & MAY_ANSWER:
        offered.append(("answer", _("To answer")))
    offered += [
        ("decide", _("To decide")),
        ("urged", _("Report owed")),
        ("running", _("All open")),
        ("over", pgettext("petition list", "Closed")),
    ]
    if view not in dict(offered):
        view = offered[0][0]
    chips = [{"title": title, "url": f"?view={code}", "active": code == view} for code, title in offered]
    titles = (_("Number"), _("How far"), _("Came in at"), _("Where it lies"), _("Next limit"))
    rows = [(row, area_name(row.place)) for row in desk_list(view, request.reader)]
    context = {
        "rows": rows,
        "chips": chips,
        "may_type": bool(roles & MAY_TYPE),
        "columns": [{"title": one} for one in titles],
    }
    return at_desk(request, "petitions/desk.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_TYPE)
def type_petition(request: ReadRequest) -> HttpResponse:
    """Take a visit, a call or a letter down. The visit's ticket does not hang on it: that would say who came for what."""
    if request.method != "POST":
        form = CounterForm(initial={"key": fresh_key(), "village": _own_village(request)})
        return at_desk(request, "petitions/type.html", {"form": form})
    form = CounterForm(request.POST)
    basket = basket_with(request, form)
    if form.is_valid():
        try:
            petition = take_down(form.taken(basket), by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Registered. Print the receipt and read the record back before it is signed."))
            return redirect("petitions:desk-matter", number=printed(petition))
    return at_desk(request, "petitions/type.html", {"form": form}, status=422)


def _own_village(request: ReadRequest) -> str:
    return next((post.area for post in request.reader.with_role(*MAY_TYPE) if len(post.area) == 12), "")


@require_safe
@staff_only(*AT_THE_DESK)
def show_matter(request: ReadRequest, number: str) -> HttpResponse:
    return show(request, desk_or_404(request, number))


def desk_or_404(request: ReadRequest, number: str) -> Opened:
    """Whoever petitions has the residents' page, and no other."""
    found = opened_or_404(request, number)
    if found.is_mine:
        raise Http404
    return found


@sensitive_post_parameters()
@require_POST
@staff_only(*AT_THE_DESK)
def make_deed(request: ReadRequest, number: str, deed: str) -> HttpResponse:
    """What the community, the body and its head do."""
    found = desk_or_404(request, number)
    if deed not in DEEDS:
        raise Http404
    form = form_for(deed, found, request)
    if form is not None and not form.is_valid():
        return show(request, found, forms={deed: form}, status=422)
    try:
        if deed == "persons":
            return show(request, found, persons=see_persons(found.petition, by=request.reader))
        to = DEEDS[deed](request, found, form.cleaned_data if form else {})
    except Refusal as refusal:
        if form is not None:
            form.refuse(refusal)
        again = desk_or_404(request, number)
        forms: dict[str, RefusingForm] = {deed: form} if form is not None else {}
        return show(request, again, forms=forms, fault=str(refusal), status=refusal.status)
    messages.success(request, _("Noted."))
    gone = opened_or_none(request, number) is None
    return redirect("petitions:desk") if gone else redirect("petitions:desk-matter", number=to or number)


def opened_or_none(request: ReadRequest, number: str) -> Opened | None:
    """After an objection was decided, it may lie with a body that is not this reader's."""
    try:
        return opened_or_404(request, number)
    except Http404:
        return None
