"""A clerk books a window, a room or a home visit for who stands at the counter or calls."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.areas.queries.map import villages_of
from linli.bookings.domain.helping import book_for
from linli.bookings.domain.visit import ask_visit
from linli.bookings.enums import ResourceKind
from linli.bookings.models import Booking, Resource
from linli.bookings.queries.bookings import resources_of, visible_to
from linli.bookings.queries.slots import DaySlots, slots_from
from linli.bookings.queries.windows import window_days, windows_of
from linli.bookings.rules import MAY_RECEIVE
from linli.centres.forms.helping import HelpForm
from linli.centres.queries.items import grouped_items, item_titles
from linli.centres.views.answer import own_case, own_place_or_404, private
from linli.centres.views.week import DAYS, free_and_full, week_context
from linli.common.errors import Refusal
from linli.people.domain.look import unmask
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import PersonalField
from linli.people.identity import mask_name
from linli.people.models import Account
from linli.people.sealing import by_index
from linli.places.models import Place


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_RECEIVE)
def help_booking(request: ReadRequest, code: str) -> HttpResponse:
    """Choose what and when, find the person by their number, note that they agree; the page then says how they are told."""
    place = own_place_or_404(request, code)
    let = [one for one in resources_of(place.id) if one.kind != ResourceKind.WINDOW]
    resource = next((one for one in let if str(one.id) == _asked(request, "what")), None)
    titles = item_titles(place.code)
    item = _asked(request, "item") if _asked(request, "item") in titles else ""
    among = [resource] if resource else windows_of(place.id, item)
    kind = ResourceKind(resource.kind) if resource else ResourceKind.WINDOW
    data = request.POST if request.method == "POST" else None
    areas = [(facts.code, facts.name) for facts in villages_of(place.area[:9])] if kind == ResourceKind.TEAM else []
    form = HelpForm(
        data, kind=kind, most=resource.most_people if resource else 1, areas=areas,
        initial={"key": uuid4().hex, "area": place.area[:12]},
    )  # fmt: skip
    context: dict[str, Any] = {"status": 200, "fault": "", "known": None}
    if data is not None and "find" in data:
        form.only_phone()
        context["known"] = _find(request, place, form)
    elif data is not None and form.is_valid():
        try:
            made = _book(request, among, kind, form, item)
            return redirect(f"{reverse('centres:helping', args=[place.code])}?made={made.id}")
        except Refusal as refusal:
            form.refuse(refusal)
            context |= {"fault": str(refusal), "status": refusal.status}
    elif data is not None:
        context["status"] = 422
    week = week_context(request, max((one.horizon_days for one in among), default=1))
    context |= week | free_and_full(_days(among, kind, week["first"], item)) | {
        "place": place, "form": form, "groups": grouped_items(place.code), "item": item, "title": titles.get(item, ""),
        "among": among, "let": let, "resource": resource, "kind": kind, "chosen": request.POST.get("slot", ""),
        "page": request.path, "query": f"what={resource.id if resource else ''}&item={item}&", "made": _made(request),
        "case": own_case(request),
    }  # fmt: skip
    return private(render(request, "centres/helping.html", context, status=context["status"]))


def _asked(request: ReadRequest, name: str) -> str:
    return str(request.POST.get(name, request.GET.get(name, "")))


def _days(among: list[Resource], kind: ResourceKind, first: Any, item: str) -> list[DaySlots]:
    if not among:
        return []
    if kind == ResourceKind.WINDOW:
        return window_days(among, first, DAYS, item=item)
    return slots_from(among[0], first, DAYS)


def _find(request: ReadRequest, place: Place, form: HelpForm) -> dict[str, str] | None:
    """Whose number it is, masked, so that the clerk can ask back. The look stands on record; its subject reads it."""
    if not form.is_valid() or not form.cleaned_data["phone"]:
        return None
    residents = Account.objects.filter(is_staff=False, is_active=True)
    account = by_index(residents, "phone_index", form.cleaned_data["phone"]).first()
    if account is None:
        return {"name": ""}
    unmask("place", place.id, PersonalField.NAME, by=request.reader, reason=_("A booking at the counter or by telephone"),
           person_id=account.id)  # fmt: skip
    return {"name": mask_name(account.name) or _("no name given")}


def _book(request: ReadRequest, among: list[Resource], kind: ResourceKind, form: HelpForm, item: str) -> Booking:
    said = form.cleaned_data
    common: dict[str, Any] = {"by": request.reader, "guest": form.guest, "key": said["key"], "item_code": item}
    common["case_id"] = own_case(request)
    if kind == ResourceKind.TEAM:
        return ask_visit(
            among[0], said["slot"], area=said["area"], address=said["address"], reason=said["reason"], **common
        )
    return book_for(among, said["slot"], people=said.get("people") or 1, purpose=said.get("purpose", ""), **common)


def _made(request: ReadRequest) -> dict[str, Any] | None:
    """What was booked a moment ago, to be read out and written down."""
    try:
        number = UUID(request.GET.get("made", ""))
    except ValueError:
        return None
    mine = visible_to(request.reader).filter(id=number, helper_id=request.reader.actor_id)
    booking = mine.select_related("resource__place").first()
    if booking is None:
        return None
    return {
        "booking": booking, "who": mask_name(booking.guest_name), "by_account": booking.account_id is not None,
        "by_phone": bool(booking.guest_phone),
    }  # fmt: skip
