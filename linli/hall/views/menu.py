"""The menu of a centre: for residents, and at the desk of whoever keeps it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.common.errors import Refusal
from linli.common.models import AuditEntry
from linli.hall.domain.menu import (
    SUBJECT,
    add_entry,
    change_entry,
    restore_entry,
    take_back_entry,
    withdraw_entry,
)
from linli.hall.forms.order import EntryForm, WithdrawForm
from linli.hall.models import MenuEntry
from linli.hall.order_rules import MAY_KEEP_MENU
from linli.hall.queries.menu import menu_changes, menu_counts, on_the_menu, whole_menu, withdrawn_lately
from linli.hall.views.answer import page_number, private
from linli.hall.views.application_answer import show_portal
from linli.people.doors import ReadRequest, open_to_all, staff_only
from linli.places.enums import PlaceKind
from linli.places.models import Place
from linli.places.queries.directory import PlaceFacts, find_places, open_places, place_map

SIZE = 20


@require_safe
@open_to_all
def show_menu(request: ReadRequest, code: str) -> HttpResponse:
    """What a centre offers to do, and how to order it."""
    place = place_map().get(code)
    if place is None or place.kind == PlaceKind.STOP:
        raise Http404
    is_open = place.closed_on is None
    context = {
        "place": place, "entries": list(on_the_menu(place.id)) if is_open else [],
        "withdrawn": list(withdrawn_lately(place.id)),
    }  # fmt: skip
    return show_portal(request, "hall/menu.html", context, active="apply")


def _areas(request: ReadRequest) -> tuple[str, ...]:
    return tuple(post.area for post in request.reader.with_role(*MAY_KEEP_MENU))


def place_in(request: ReadRequest, code: str) -> PlaceFacts:
    """A place within the areas of the reader's posts."""
    place = place_map().get(code)
    if place is None or place.kind == PlaceKind.STOP or not place.area.startswith(_areas(request)):
        raise Http404
    return place


@require_safe
@staff_only(*MAY_KEEP_MENU)
def show_places(request: ReadRequest) -> HttpResponse:
    """The centres of my areas; the one, where there is only one."""
    areas, words = _areas(request), request.GET.get("q", "").strip()[:80]
    places = find_places(words) if words else open_places(within=areas)
    found = [place for place in places if place.area.startswith(areas) and place.kind == PlaceKind.CENTRE]
    if len(found) == 1 and not words:
        return redirect("hall:place-menu", place=found[0].code)
    pages = max(1, -(-len(found) // SIZE))
    number = min(page_number(request.GET.get("page", "1")) or 1, pages)
    shown = found[(number - 1) * SIZE : number * SIZE]
    counts = menu_counts(shown)
    context = {
        "lines": [(place, counts.get(place.id, 0)) for place in shown], "words": words, "number": number, "pages": pages,
        "columns": [{"title": pgettext("place", "Name")}, {"title": _("Town and community")}, {"title": _("On the menu"), "numeric": True}],
    }  # fmt: skip
    return private(request, "hall/menu_places.html", context)


@require_safe
@staff_only(*MAY_KEEP_MENU)
def show_place(request: ReadRequest, place: str) -> HttpResponse:
    """Every line of one menu. Two statements, for the menu and its trail."""
    facts = place_in(request, place)
    heads = (_("On the menu"), _("Who provides it"), _("Done within"), pgettext("menu", "State"))
    context = {
        "place": facts, "entries": whole_menu(facts.id), "changes": menu_changes(facts, may=True),
        "columns": [{"title": title} for title in heads],
    }  # fmt: skip
    return private(request, "hall/menu_desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_KEEP_MENU)
def make_entry(request: ReadRequest, place: str, code: str = "") -> HttpResponse:
    """Add a line, or write one anew."""
    facts = place_in(request, place)
    entry = MenuEntry.objects.filter(place=facts.id, code=code).first() if code else None
    if code and entry is None:
        raise Http404
    initial = (
        {name: getattr(entry, name) for name in EntryForm.base_fields}
        if entry
        else {"brought_by": "staff", "days": 5, "take_days": 1}
    )
    form = EntryForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        at = Place.objects.get(pk=facts.id)
        try:
            if entry:
                change_entry(at, code, form.said(), by=request.reader)
            else:
                add_entry(at, form.said(), by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("hall:place-menu", place=place)
    context = {"place": facts, "entry": entry, "form": form, "withdrawing": WithdrawForm(auto_id="withdraw_%s")}
    return private(request, "hall/menu_entry.html", context, status=422 if form.errors else 200)


@require_POST
@staff_only(*MAY_KEEP_MENU)
def make_deed(request: ReadRequest, place: str, code: str, deed: str) -> HttpResponse:
    """Withdraw a line, or put it back."""
    facts = place_in(request, place)
    entry = MenuEntry.objects.filter(place=facts.id, code=code).first()
    if entry is None or deed not in ("withdrawal", "restoration"):
        raise Http404
    at, form = Place.objects.get(pk=facts.id), WithdrawForm(request.POST, auto_id="withdraw_%s")
    try:
        if deed == "restoration":
            restore_entry(at, code, by=request.reader)
        elif form.is_valid():
            withdraw_entry(at, code, reason=form.cleaned_data["reason"], by=request.reader)
    except Refusal as refusal:
        form.add_error("reason", str(refusal))
    if form.errors:
        initial = {name: getattr(entry, name) for name in EntryForm.base_fields}
        context = {"place": facts, "entry": entry, "form": EntryForm(initial=initial), "withdrawing": form}
        return private(request, "hall/menu_entry.html", context, status=422)
    messages.success(request, _("Saved."))
    return redirect("hall:place-menu", place=place)


@require_POST
@staff_only(*MAY_KEEP_MENU)
def take_back_change(request: ReadRequest, entry_id: UUID) -> HttpResponse:
    """Let a line say what it said before."""
    entry = AuditEntry.objects.filter(id=entry_id, subject_kind=SUBJECT).first()
    if entry is None:
        raise Http404
    place = place_in(request, entry.subject_id)
    try:
        take_back_entry(entry, by=request.reader)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is as it was before."))
    return redirect("hall:place-menu", place=place.code)
