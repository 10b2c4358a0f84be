"""Windows and teams are let."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.bookings.domain.resource import let_no_more, let_team
from linli.bookings.domain.window_letting import keep_span_for, let_window, open_span_for_all
from linli.bookings.enums import ResourceKind
from linli.bookings.models import OpeningRule, Resource
from linli.bookings.queries.visits import teams_of
from linli.bookings.rules import MAY_MANAGE, MAY_RECEIVE
from linli.centres.forms.letting import SpanForm, TeamForm, WindowLettingForm
from linli.centres.forms.place import DAY_WORDS
from linli.centres.queries.items import item_titles
from linli.centres.views.answer import own_place_or_404, private
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only
from linli.places.models import Place, Window
from linli.places.opening import hours_words
from linli.places.rules import may_manage


@require_safe
@staff_only(*MAY_RECEIVE)
def show_letting(request: ReadRequest, code: str) -> HttpResponse:
    """Which windows take appointments, by which rules, and which teams go out."""
    return _letting(request, own_place_or_404(request, code))


def _letting(
    request: ReadRequest, place: Place, failed: tuple[str, UUID | None, Any] = ("", None, None), *, status: int = 200,
    fault: str = "",
) -> HttpResponse:  # fmt: skip
    items = list(item_titles(place.code).items())
    lets = {one.window_id: one for one in Resource.objects.filter(place=place, kind=ResourceKind.WINDOW)}
    rules: dict[UUID, list[OpeningRule]] = {}
    for rule in OpeningRule.objects.filter(resource__in=[one.id for one in lets.values()]).order_by("day", "opens"):
        rules.setdefault(rule.resource_id, []).append(rule)
    deed, number, form = failed
    windows = []
    for window in place.windows.order_by("number"):
        let = lets.get(window.id)
        own = rules.get(let.id, []) if let else []
        windows.append({
            "window": window, "let": let if let and let.closed_at is None else None,
            "form": form if deed == "window" and number == window.id else WindowLettingForm.of(
                let, own, items=items, auto_id=f"window-{window.number}-%s"),
            "span_form": form if deed == "span" and let and number == let.id else SpanForm(
                items=items, auto_id=f"span-{window.number}-%s"),
            "spans": [(rule, DAY_WORDS[rule.day], hours_words(((rule.opens, rule.closes),)),
                       [dict(items).get(one, one) for one in rule.items]) for rule in own if rule.items],
            "is_open": number in (window.id, let.id if let else None) and deed,
        })  # fmt: skip
    context = {
        "place": place, "windows": windows, "teams": teams_of(place.id), "items": items, "fault": fault, "failed": deed,
        "team_form": form if deed == "team" else TeamForm(auto_id="team-%s"),
        "may_manage": may_manage(request.reader, place.area),
    }  # fmt: skip
    return private(render(request, "centres/letting.html", context, status=status))


@require_POST
@staff_only(*MAY_MANAGE)
def let(request: ReadRequest, code: str, deed: str) -> HttpResponse:
    """Let a window or a team, open hours for some items only, or take them back."""
    place = own_place_or_404(request, code)
    if deed not in DEEDS:
        raise Http404
    number, form, write = DEEDS[deed](request, place)
    try:
        if form is not None and not form.is_valid():
            return _letting(request, place, (deed, number, form), status=422)
        write()
    except Refusal as refusal:
        if form is None:
            return _letting(request, place, status=refusal.status, fault=str(refusal))
        form.refuse(refusal)
        return _letting(request, place, (deed, number, form), status=refusal.status)
    messages.success(request, _("Saved."))
    return redirect("centres:letting", code=place.code)


Prepared = tuple[UUID | None, Any, Callable[[], object]]


def _number(request: ReadRequest) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        raise Http404 from None


def _window(request: ReadRequest, place: Place) -> Prepared:
    window = get_object_or_404(Window.objects.select_related("place"), id=_number(request), place=place)
    items = list(item_titles(place.code).items())
    form = WindowLettingForm(request.POST, items=items, auto_id=f"window-{window.number}-%s")

    def write() -> object:
        week = form.week()
        chosen = form.cleaned_data.get("items", [])
        return let_window(window, by=request.reader, items=chosen, week=week if any(week) else (), **form.measures())

    return window.id, form, write


def _resource(request: ReadRequest, place: Place) -> Resource:
    return get_object_or_404(Resource.objects.select_related("place"), id=_number(request), place=place)


def _span(request: ReadRequest, place: Place) -> Prepared:
    resource = _resource(request, place)
    form = SpanForm(request.POST, items=list(item_titles(place.code).items()), auto_id="span-%s")

    def write() -> object:
        said = form.cleaned_data
        return keep_span_for(resource, said["day"], said["spans"], said["items"], by=request.reader)

    return resource.id, form, write


def _span_end(request: ReadRequest, place: Place) -> Prepared:
    rule = get_object_or_404(OpeningRule, id=_number(request), resource__place=place)
    return None, None, lambda: open_span_for_all(rule, by=request.reader)


def _team(request: ReadRequest, place: Place) -> Prepared:
    form = TeamForm(request.POST, auto_id="team-%s")
    return None, form, lambda: let_team(place, form.cleaned_data["name"], by=request.reader, **form.measures())


def _end(request: ReadRequest, place: Place) -> Prepared:
    resource = _resource(request, place)
    return None, None, lambda: let_no_more(resource, by=request.reader)


DEEDS: dict[str, Callable[[ReadRequest, Place], Prepared]] = {
    "window": _window, "span": _span, "span-end": _span_end, "team": _team, "end": _end,
}  # fmt: skip
