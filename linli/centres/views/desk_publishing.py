"""What a centre publishes, at the desk: the four disclosures, the plan, the photos; what is stale in all; the county's rules."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.bookings.rules import MAY_MANAGE, MAY_RECEIVE
from linli.centres.domain.activity import plan_activity, withdraw_activity
from linli.centres.domain.disclosure import confirm_disclosure, publish_disclosure, withdraw_disclosure
from linli.centres.domain.photo import add_photo, move_photo, take_back_photo
from linli.centres.enums import DisclosureKind, Duty
from linli.centres.forms.booking import RefusingForm
from linli.centres.forms.place import DisclosureForm, WithdrawalForm
from linli.centres.forms.publishing import ActivityForm, PhotoForm, RulesForm
from linli.centres.models import PlannedActivity
from linli.centres.queries.disclosures import four_of, history_of, plan_of
from linli.centres.queries.duties import duty_page, towns_with_lapses
from linli.centres.queries.face import photos_of
from linli.centres.settings import renewed_within
from linli.centres.views.answer import own_place_or_404, private
from linli.common.errors import Refusal
from linli.documents.addresses import upload_address
from linli.documents.domain.draft import remove_drafts
from linli.documents.domain.receiving import receive_plain
from linli.documents.owners import basket_field, basket_of
from linli.documents.queries.document import photos_in
from linli.people.domain.setting import change_settings
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role
from linli.people.rules import may_manage_settings
from linli.places.models import Place, PlacePhoto
from linli.places.rules import may_manage

FORMS: dict[str, type[RefusingForm]] = {
    "disclosure": DisclosureForm, "withdrawal": WithdrawalForm, "activity": ActivityForm, "photo": PhotoForm,
}  # fmt: skip


@require_safe
@staff_only(*MAY_RECEIVE)
def show_publishing(request: ReadRequest, code: str) -> HttpResponse:
    """What one centre publishes, and how long it holds."""
    return _publishing(request, own_place_or_404(request, code), {})


def _publishing(
    request: ReadRequest, place: Place, forms: dict[str, RefusingForm], *, status: int = 200, fault: str = ""
) -> HttpResponse:
    lines = four_of(place)
    basket = basket_of(request)
    initial = {"activity": {"key": uuid4().hex}}
    context = {
        "place": place, "lines": [(line, renewed_within(Duty(line.kind))) for line in lines], "fault": fault,
        "plan": plan_of(place.id, at=now()), "photos": photos_of(place.id), "versions": history_of(place.id)[:12],
        "may_manage": may_manage(request.reader, place.area), "opened": next(iter(forms), ""),
        "basket_field": basket_field(basket), "upload_url": upload_address(basket),
        "waiting": photos_in(basket, reader=request.reader, request=request),
        **{f"{name}_form": forms.get(name) or form(initial=initial.get(name), auto_id=f"{name}_%s")
           for name, form in FORMS.items()},
    }  # fmt: skip
    return private(render(request, "centres/publishing.html", context, status=status))


@require_POST
@staff_only(*MAY_MANAGE)
def publish(request: ReadRequest, code: str, deed: str) -> HttpResponse:
    """Publish, correct, confirm, withdraw."""
    place = own_place_or_404(request, code)
    form = FORMS[deed](request.POST, auto_id=f"{deed}_%s") if deed in FORMS else None
    if form is None and deed not in PLAIN:
        raise Http404
    if form is not None and not form.is_valid():
        return _publishing(request, place, {deed: form}, status=422)
    try:
        if form is not None:
            WRITING[deed](request, place, form)
        else:
            PLAIN[deed](request, place)
    except Refusal as refusal:
        if form is None:
            return _publishing(request, place, {}, status=refusal.status, fault=str(refusal))
        form.refuse(refusal)
        return _publishing(request, place, {deed: form}, status=refusal.status)
    messages.success(request, _("Saved."))
    return redirect("centres:publishing", code=place.code)


def _disclose(request: ReadRequest, place: Place, form: Any) -> None:
    publish_disclosure(place, DisclosureKind(form.cleaned_data["kind"]), form.cleaned_data["words"], by=request.reader)


def _withdraw(request: ReadRequest, place: Place, form: Any) -> None:
    said = form.cleaned_data
    withdraw_disclosure(place, DisclosureKind(said["kind"]), reason=said["reason"], by=request.reader)


def _plan(request: ReadRequest, place: Place, form: Any) -> None:
    plan_activity(place, form.planned(), by=request.reader, key=form.cleaned_data["key"])


def _photo(request: ReadRequest, place: Place, form: Any) -> None:
    basket, said = basket_of(request), form.cleaned_data
    kept = [UUID(word) for word in request.POST.getlist("photo_ids") if _is_number(word)]
    if kept:
        remove_drafts(basket, keeping=kept)
    received = receive_plain(request.FILES.getlist("photos"), basket, request.reader)
    if received.refused and not received.kept:
        raise received.refused[0][1]
    add_photo(
        place, basket, alt=said["alt"], has_people=said["has_people"], all_agreed=said["all_agreed"], by=request.reader
    )


def _is_number(word: str) -> bool:
    try:
        UUID(word)
    except ValueError:
        return False
    return True


def _confirm(request: ReadRequest, place: Place) -> None:
    if request.POST.get("kind") not in Duty.values:
        raise Http404
    confirm_disclosure(place, Duty(request.POST["kind"]), by=request.reader)


def _call_off(request: ReadRequest, place: Place) -> None:
    activity = get_object_or_404(PlannedActivity.objects.select_related("place"), id=_number(request), place=place)
    withdraw_activity(activity, reason=request.POST.get("reason", ""), by=request.reader)


def _photo_of(request: ReadRequest, place: Place) -> PlacePhoto:
    return get_object_or_404(PlacePhoto.objects.select_related("place"), id=_number(request), place=place)


def _number(request: ReadRequest) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        raise Http404 from None


WRITING: dict[str, Callable[[ReadRequest, Place, Any], None]] = {
    "disclosure": _disclose, "withdrawal": _withdraw, "activity": _plan, "photo": _photo,
}  # fmt: skip
PLAIN: dict[str, Callable[[ReadRequest, Place], None]] = {
    "confirmation": _confirm, "activity-withdrawal": _call_off,
    "photo-up": lambda request, place: move_photo(_photo_of(request, place), by=request.reader),
    "photo-taking-back": lambda request, place: take_back_photo(
        _photo_of(request, place), by=request.reader, reason=request.POST.get("reason", "")
    ),
}  # fmt: skip


@require_safe
@staff_only(*MAY_RECEIVE)
def show_duties(request: ReadRequest) -> HttpResponse:
    """What is stale in the centres of my areas, by town and kind; the count is that of the list."""
    asked = request.GET
    towns = towns_with_lapses(request.reader)
    town = asked.get("town", "") if asked.get("town", "") in {code for code, _name in towns} else ""
    kind = asked.get("kind", "") if asked.get("kind", "") in Duty.values else ""
    word = asked.get("page", "1")
    number = int(word) if word.isascii() and word.isdigit() and len(word) < 6 else 1
    page = duty_page(request.reader, town=town, kind=kind, number=number)
    titles = (_("Centre"), _("Town and community"), _("To renew"), _("Last renewed"), _("Since"))
    context = {
        "page": page, "towns": towns, "town": town, "kind": kind, "columns": [{"title": title} for title in titles],
        "chips": [{"title": _("All four"), "url": f"?town={town}", "active": not kind}] + [
            {"title": one.label, "url": f"?town={town}&kind={one}", "active": kind == one} for one in Duty
        ],
        "query": f"town={town}&kind={kind}&", "may_set": may_manage_settings(request.reader),
    }  # fmt: skip
    return render(request, "centres/duties.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def show_rules(request: ReadRequest) -> HttpResponse:
    """What the county sets of centres and bookings."""
    form, status = RulesForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                change_settings(form.values(), by=request.reader)
                messages.success(request, _("Saved."))
                return redirect("centres:rules")
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = refusal.status
    return render(request, "centres/rules.html", {"form": form}, status=status)
