"""What a centre deals with: set by its manager, or by an administrator of its area."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.common.errors import Refusal
from linli.common.models import AuditEntry
from linli.hall.domain.offering import SUBJECT, set_offer, take_back_offer
from linli.hall.forms.offer import OfferForm
from linli.hall.queries.finding import rank_of
from linli.hall.queries.offering import offers_of, words_of_places
from linli.hall.queries.offers import offer_changes, offer_lines
from linli.hall.rules import MAY_SET_OFFERS
from linli.hall.views.answer import item_or_404, page_number, private
from linli.people.doors import ReadRequest, staff_only
from linli.places.enums import PlaceKind
from linli.places.models import Place, Window
from linli.places.queries.directory import PlaceFacts, find_places, open_places, place_map
from linli.places.rules import may_manage

SIZE = 20


def _areas(request: ReadRequest) -> tuple[str, ...]:
    return tuple(post.area for post in request.reader.with_role(*MAY_SET_OFFERS))


@require_safe
@staff_only(*MAY_SET_OFFERS)
def show_places(request: ReadRequest) -> HttpResponse:
    """The centres and stations of my areas; the one, where there is only one."""
    areas, words = _areas(request), request.GET.get("q", "").strip()[:80]
    found = [
        place for place in (find_places(words) if words else open_places(within=areas))
        if place.area.startswith(areas) and place.kind != PlaceKind.STOP
    ]  # fmt: skip
    if len(found) == 1 and not words:
        return redirect("hall:place-offers", place=found[0].code)
    pages = max(1, -(-len(found) // SIZE))
    number = min(page_number(request.GET.get("page", "1")) or 1, pages)
    said = [place for place, _item in words_of_places()]
    context = {
        "lines": [(place, len(offers_of(place)), said.count(place.code)) for place in found[(number - 1) * SIZE : number * SIZE]],
        "words": words, "count": len(found), "number": number, "pages": pages,
        "columns": [{"title": title} for title in (pgettext("place", "Name"), _("Town and community"), _("Dealt with"), _("Set by the place"))],
    }  # fmt: skip
    return private(request, "hall/offer-places.html", context)


def _place(request: ReadRequest, code: str) -> PlaceFacts:
    """A place within the areas of the reader's posts."""
    place = place_map().get(code)
    if place is None or not place.area.startswith(_areas(request)):
        raise Http404
    return place


@require_safe
@staff_only(*MAY_SET_OFFERS)
def show_place(request: ReadRequest, place: str) -> HttpResponse:
    """Every item at one place: dealt with or not, where, and why. One statement, for the trail."""
    facts, words = _place(request, place), request.GET.get("q", "").strip()[:80]
    lines = [line for line in offer_lines(facts) if not words or rank_of(line.item, words) is not None]
    context = {
        "place": facts, "lines": lines, "words": words, "may_manage": may_manage(request.reader, facts.area),
        "changes": offer_changes(place, may=may_manage(request.reader, facts.area)),
        "columns": [{"title": title} for title in (pgettext("item", "Item"), _("This centre"), pgettext("offer", "Where"), _("Set by"))],
    }  # fmt: skip
    return private(request, "hall/offers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_SET_OFFERS)
def make_offer(request: ReadRequest, place: str, code: str) -> HttpResponse:
    """Say whether a place deals with an item, and at which windows."""
    facts, item = _place(request, place), item_or_404(code)
    word = words_of_places().get((place, code))
    windows = list(
        Window.objects.filter(place__code=place, closed_on__isnull=True)
        .order_by("number")
        .values_list("number", "name")
    )
    initial = {
        "is_offered": "rule" if word is None else "yes" if word.is_offered else "no",
        "windows": [str(number) for number in word.windows] if word else [], "note": word.note if word else "",
    }  # fmt: skip
    form = OfferForm(request.POST if request.method == "POST" else None, windows=windows, initial=initial)
    if request.method == "POST" and form.is_valid():
        is_offered, numbers, note = form.said()
        try:
            set_offer(
                Place.objects.get(code=place),
                code,
                is_offered=is_offered,
                windows=numbers,
                note=note,
                by=request.reader,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("hall:place-offers", place=place)
    context = {"place": facts, "item": item, "form": form}
    return private(request, "hall/offer.html", context, status=422 if form.errors else 200)


@require_POST
@staff_only(*MAY_SET_OFFERS)
def take_back_change(request: ReadRequest, entry_id: UUID) -> HttpResponse:
    """Let it be as a place said before."""
    entry = AuditEntry.objects.filter(id=entry_id, subject_kind=SUBJECT).first()
    if entry is None:
        raise Http404
    place = _place(request, entry.subject_id)
    try:
        take_back_offer(entry, by=request.reader)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is as it was before."))
    return redirect("hall:place-offers", place=place.code)
