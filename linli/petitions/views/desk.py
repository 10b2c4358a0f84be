"""Letters and visits at the desk: taken down, passed on, answered. Lists show numbers only."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.areas.queries.map import area_name
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only
from linli.petitions.domain.handling import (
    Answer,
    accept_petition,
    answer_petition,
    ask_more_time,
    decide_more_time,
)
from linli.petitions.domain.hearing import announce_hearing, call_hearing_off, hold_hearing
from linli.petitions.domain.look import see_persons
from linli.petitions.domain.registration import take_down
from linli.petitions.domain.review import ask_review, note_delivery
from linli.petitions.domain.routing import decide_on_objection, decline_petition, object_to_routing, route_petition
from linli.petitions.domain.urging import report_back, supervise_petition, urge_petition
from linli.petitions.enums import Fault, Handed, Pressure, Verdict
from linli.petitions.forms.fields import RefusingForm
from linli.petitions.forms.registration import CounterForm
from linli.petitions.queries.listing import desk_list, printed
from linli.petitions.queries.opened import Opened
from linli.petitions.rules import AT_THE_DESK, MAY_ANSWER, MAY_RECEIVE, MAY_TYPE
from linli.petitions.views.answer import at_desk, basket_with, fresh_key, opened_or_404, seq_of
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
        ("running", _("All that run")),
        ("over", _("Over")),
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


Said = dict[str, Any]
Do = Callable[[ReadRequest, Opened, Said], str | None]


def _route(request: ReadRequest, found: Opened, said: Said) -> None:
    route_petition(found.petition, said["body"], by=request.reader, note=said["note"], extract=said.get("extract", ""),
                   seq=seq_of(request))  # fmt: skip


def _decline(request: ReadRequest, found: Opened, said: Said) -> None:
    decline_petition(found.petition, said["ground"], by=request.reader, words=said["words"], seq=seq_of(request))


def _accept(request: ReadRequest, found: Opened, _said: Said) -> None:
    accept_petition(found.petition, by=request.reader, seq=seq_of(request))


def _object(request: ReadRequest, found: Opened, said: Said) -> None:
    object_to_routing(found.petition, by=request.reader, words=said["words"], seq=seq_of(request))


def _decide(request: ReadRequest, found: Opened, said: Said) -> None:
    decide_on_objection(found.petition, by=request.reader, body=said["body"], words=said["words"], seq=seq_of(request))


def _more_time(request: ReadRequest, found: Opened, said: Said) -> None:
    ask_more_time(found.petition, said["days"], by=request.reader, words=said["words"], seq=seq_of(request))


def _time_decided(request: ReadRequest, found: Opened, said: Said) -> None:
    decide_more_time(found.petition, said["is_granted"] == "yes", by=request.reader, words=said["words"],
                     seq=seq_of(request))  # fmt: skip


def _answer(request: ReadRequest, found: Opened, said: Said) -> None:
    answer = Answer(Verdict(said["verdict"]), said["findings"], said["opinion"], said["basis"],
                    said.get("outside_number", ""), said.get("outside_on"))  # fmt: skip
    answer_petition(found.petition, answer, by=request.reader, seq=seq_of(request))


def _delivery(request: ReadRequest, found: Opened, said: Said) -> None:
    note_delivery(found.petition, Handed(said["how"]), said["on"], by=request.reader)


def _review(request: ReadRequest, found: Opened, said: Said) -> None:
    asked = ask_review(found.petition, said["words"], by=request.reader, key=said["key"] or None)
    messages.success(request, _("Asked for under the number %(number)s.") % {"number": printed(asked)})


def _persons(_request: ReadRequest, _found: Opened, _said: Said) -> None:
    raise AssertionError("shown where the deed is made")


def _urge(request: ReadRequest, found: Opened, said: Said) -> None:
    urge_petition(found.petition, Fault(said["fault"]), by=request.reader, words=said["words"], seq=seq_of(request))


def _supervise(request: ReadRequest, found: Opened, said: Said) -> None:
    supervise_petition(found.petition, Fault(said["fault"]), by=request.reader, words=said["words"],
                       suggestions=said["suggestions"], seq=seq_of(request))  # fmt: skip


def _report(request: ReadRequest, found: Opened, said: Said) -> None:
    report_back(found.petition, Pressure.URGE, by=request.reader, words=said["words"], seq=seq_of(request))


def _report_supervised(request: ReadRequest, found: Opened, said: Said) -> None:
    report_back(found.petition, Pressure.SUPERVISE, by=request.reader, words=said["words"],
                is_adopted=said["is_adopted"] == "yes", seq=seq_of(request))  # fmt: skip


def _hearing(request: ReadRequest, found: Opened, said: Said) -> None:
    announce_hearing(found.petition, said["takes_place_at"], said["where"], by=request.reader, seq=seq_of(request))


def _hearing_record(request: ReadRequest, found: Opened, said: Said) -> None:
    hold_hearing(found.petition, by=request.reader, record=said["words"], seq=seq_of(request))


def _hearing_off(request: ReadRequest, found: Opened, said: Said) -> None:
    call_hearing_off(found.petition, by=request.reader, words=said["words"], seq=seq_of(request))


DEEDS: dict[str, Do] = {
    "persons": _persons, "routing": _route, "refusal": _decline, "acceptance": _accept, "objection": _object,
    "decision": _decide, "more-time": _more_time, "time-decision": _time_decided, "answer": _answer,
    "delivery": _delivery, "review": _review, "urging": _urge, "supervision": _supervise, "urging-report": _report,
    "supervision-report": _report_supervised, "hearing": _hearing, "hearing-record": _hearing_record,
    "hearing-off": _hearing_off,
}  # fmt: skip
