"""Do a deed to a case: one view for all of them. The table of deeds names the verb; the verb has the rules."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import RadioSelect
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from linli.cases.domain.deed import Sent
from linli.cases.errors import AlreadyDone, NotPossibleNow, SentOtherwise, StaleCase
from linli.cases.forms.kind import kind_suggestions, written_kind
from linli.cases.queries.detail import CasePage
from linli.cases.queries.visible import may_read
from linli.cases.workflow import Transition
from linli.common.errors import Refusal
from linli.desk.deeds import DEEDS, DeskDeed
from linli.desk.forms.deed import DeedForm, KindForm, MergerForm, UnitForm
from linli.desk.queries.detail import Detail
from linli.desk.queries.suggestion import kind_by_its_words
from linli.desk.views.answer import answer, asks_for_part
from linli.desk.views.case import PAGE, PART, alike_to, answer_case, detail_of, page_or_404
from linli.documents.addresses import upload_address
from linli.documents.domain.draft import remove_drafts
from linli.documents.domain.receiving import receive_plain
from linli.documents.owners import basket_of
from linli.documents.queries.document import photos_in
from linli.people.doors import ReadRequest, staff_only
from linli.people.forms.unit import suggestions

PHOTOS, KEPT = "photos", "photo_ids"
PHOTO_HINT = _("Up to 9. Where and when they were taken is removed.")
PROOF_HINT = _("This step is checked by somebody who was not there: one photo that shows the result.")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only()
def make_deed(request: ReadRequest, number: str, noun: str) -> HttpResponse:
    """GET shows the form, POST does the deed. The answer to a form that is not right keeps all that was typed."""
    deed = DEEDS.get(noun)
    if deed is None:
        raise Http404
    page = page_or_404(request, number)
    detail = detail_of(request, page)
    step = page.spec.transition(page.case.state, deed.verb)
    if request.method == "POST":
        return _do(request, detail, deed, step)
    if step is None:
        raise NotPossibleNow(state=page.state.title)
    if all(action.deed.noun != noun for action in detail.actions):
        raise PermissionDenied
    form = _form(deed, page, step)
    if isinstance(form, KindForm):
        form.initial["kind"] = written_kind(request.GET.get("kind", ""))  # what the dispatch desk suggests
    return _panel(request, detail, deed, form)


def _form(deed: DeskDeed, page: CasePage, step: Transition | None, data: Any = None) -> DeedForm:
    # A form whose step is gone is still shown with its words, so that they can be taken elsewhere.
    known = step or next(one for one in page.spec.transitions if one.verb == deed.verb)
    form = deed.form(data, page=page, step=known, ask=deed.ask, hint=deed.hint)
    first = form.visible_fields()[0].field.widget
    if not isinstance(first, RadioSelect):  # it would stand on every choice
        first.attrs["autofocus"] = True
    return form


def _do(request: ReadRequest, detail: Detail, deed: DeskDeed, step: Transition | None) -> HttpResponse:
    if step is None and all(one.verb != deed.verb for one in detail.page.spec.transitions):
        raise Http404
    form = _form(deed, detail.page, step, request.POST)
    basket, is_received = _receive_photos(request, deed, form)
    if not form.is_valid() or not is_received:
        return _panel(request, detail, deed, form, status=422)
    sent = Sent(seq=form.cleaned_data["seq"], key=form.cleaned_data["key"], basket=basket)
    try:
        deed.do(detail.page.case, by=request.reader, sent=sent, **form.arguments())
    except AlreadyDone:
        pass
    except Refusal as refusal:
        return _refused(request, detail, deed, form, refusal)
    return _done(request, detail, deed)


def _receive_photos(request: ReadRequest, deed: DeskDeed, form: DeedForm) -> tuple[UUID | None, bool]:
    """Put what came with the form into its basket; what was refused is said beside the photos, the rest is kept."""
    if not _takes_photos(deed, form.step):
        return None, True
    basket = basket_of(request)
    kept = [number for word in request.POST.getlist(KEPT) if (number := _uuid(word))]
    remove_drafts(basket, keeping=kept)
    received = receive_plain(request.FILES.getlist(PHOTOS), basket, request.reader, purpose=deed.purpose)
    form.photo_errors = [str(refusal) for _name, refusal in received.refused]
    return basket, not received.refused


def _refused(request: ReadRequest, detail: Detail, deed: DeskDeed, form: DeedForm, refusal: Refusal) -> HttpResponse:
    """Say what the rules say, beside the field if it has one; show what happened meanwhile where somebody was faster."""
    name = DeedForm.refusals.get(refusal.code)
    if refusal.code == "photo_needed":
        form.photo_errors = [str(refusal)]
    elif name in form.fields:
        form.add_error(name, str(refusal))
    seen = form.cleaned_data["seq"]
    fresh = Detail(page_or_404(request, detail.page.number), detail.place)
    meanwhile = [moment for moment in fresh.page.timeline if moment.event.seq > seen]
    if isinstance(refusal, StaleCase) or meanwhile:
        # What was typed goes on against the case as it is now: who sends again has seen what happened.
        data = request.POST.copy()
        data["seq"] = str(fresh.page.case.seq)
        if isinstance(refusal, SentOtherwise):
            data["key"] = uuid4().hex
        form.data = data
    shown = "" if (name in form.fields or refusal.code == "photo_needed") else str(refusal)
    return _panel(request, fresh, deed, form, status=refusal.status, refusal=shown, meanwhile=meanwhile)


def _panel(
    request: ReadRequest, detail: Detail, deed: DeskDeed, form: DeedForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The form: alone where htmx asked for it, within the page of the case otherwise."""
    context = {
        "deed": deed, "form": form, "action": detail.at(deed.noun), "title": str(form.step.title),
        "units": suggestions(detail.page.case.area) if isinstance(form, UnitForm) else [],
        "kinds": kind_suggestions(detail.page.spec.code) if isinstance(form, KindForm) else [],
        "perhaps": kind_by_its_words(detail.page) if isinstance(form, KindForm) else None,
        "alike": alike_to(detail) if isinstance(form, MergerForm) else [], **_photo_context(request, deed, form), **more,
    }  # fmt: skip
    if asks_for_part(request):
        return answer(
            request, PAGE, "desk/deed_panel.html", {"detail": detail, "case": detail.page, **context}, status=status
        )
    return answer_case(request, detail, status=status, **context)


def _photo_context(request: ReadRequest, deed: DeskDeed, form: DeedForm) -> dict[str, Any]:
    if not _takes_photos(deed, form.step):
        return {"takes_photos": False}
    basket = basket_of(request)
    is_needed = bool(form.step.needs & {"photo", "after_photo"})
    return {
        "takes_photos": True, "needs_photo": is_needed, "basket": basket, "upload_url": upload_address(basket, purpose=deed.purpose),
        "photos": photos_in(basket, reader=request.reader, request=request) if form.is_bound else [],
        "photo_errors": form.photo_errors, "photo_hint": PROOF_HINT if is_needed else PHOTO_HINT,
    }  # fmt: skip


def _takes_photos(deed: DeskDeed, step: Transition) -> bool:
    return deed.photos or bool(step.needs & {"photo", "after_photo"})


def _done(request: ReadRequest, detail: Detail, deed: DeskDeed) -> HttpResponse:
    """Back to the case, or to the list where it is no longer one's own. htmx gets the pane at once."""
    number = detail.page.number
    said = str(deed.done)
    if not may_read(detail.page.case.id, request.reader):
        messages.success(request, _("%(done)s It is no longer yours.") % {"done": said})
        return go(request, detail.place.url)
    if not asks_for_part(request):
        messages.success(request, said)
        return go(request, detail.url)
    fresh = Detail(page_or_404(request, number), detail.place)
    context = {"detail": fresh, "case": fresh.page, "said": said, "row": fresh.row}
    response = answer(request, PAGE, PART, context)
    response["HX-Retarget"], response["HX-Reswap"], response["HX-Push-Url"] = "#main", "innerHTML", fresh.url
    return response


def go(request: ReadRequest, url: str) -> HttpResponse:
    if asks_for_part(request):
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url, status=303)


def _uuid(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None
