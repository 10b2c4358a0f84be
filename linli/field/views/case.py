"""One matter on site, and the deeds that are done there; each is a page of its own, so that it works without script."""

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.domain.deed import Sent
from linli.cases.enums import TextPart
from linli.cases.errors import AlreadyDone, NotPossibleNow
from linli.cases.models import Case
from linli.cases.queries.address import number_of
from linli.cases.queries.detail import CasePage, case_page
from linli.cases.queries.visible import may_read
from linli.cases.workflow import Transition
from linli.common.errors import Refusal
from linli.field.deeds import DEEDS, WHY_PHOTO, FieldDeed, offered
from linli.field.forms.deed import FIELD_OF, DeedForm
from linli.field.queries.day import due_words
from linli.field.queries.help import heads_for
from linli.field.views.page import Photos, show
from linli.grid.queries.task_refusals import standing_of_task
from linli.people.doors import ReadRequest, staff_only
from linli.people.forms.unit import suggestions


def page_or_404(request: ReadRequest, number: str) -> CasePage:
    plain = number_of(number)
    case = Case.objects.filter(number=plain).only("id").first() if plain is not None else None
    page = case_page(case.id, request.reader) if case else None
    if page is None or page.number != number.upper():
        raise Http404
    return page


@never_cache
@require_safe
@staff_only()
def case(request: ReadRequest, number: str) -> HttpResponse:
    page = page_or_404(request, number)
    deeds = offered(page.deeds)
    words, tone = due_words(page.case.stage, page.case.next_due_at, now())
    context = {
        "page": page, "due": words, "tone": tone, "helpers": heads_for(page.case.area, besides=request.reader),
        "task": standing_of_task(page.case, request.reader), "first": deeds[0] if deeds else None, "others": deeds[1:],
        "words": [text for text in page.texts if text.seq == 1 and text.part == TextPart.WORDS],
        "photos": [one for one in page.documents if one.is_picture and one.event_seq == 1],
        "voices": [one for one in page.documents if one.is_voice and not one.is_erased],
    }  # fmt: skip
    return show(request, "field/case.html", context)


@never_cache
@sensitive_post_parameters("note")
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only()
def deed(request: ReadRequest, number: str, noun: str) -> HttpResponse:
    """GET shows the form, POST does the deed. The answer to a form that is not right keeps all that was typed."""
    this = DEEDS.get(noun)
    if this is None:
        raise Http404
    page = page_or_404(request, number)
    step = page.spec.transition(page.case.state, this.verb)
    if request.method == "POST":
        return _do(request, page, this, step)
    if step is None:
        raise NotPossibleNow(state=page.state.title)
    if all(verb_step.verb != this.verb for verb_step in page.deeds):
        raise PermissionDenied
    photos = Photos(request, this.purpose) if this.asks_photo(step) else None
    return _show(request, page, this, _form(page, this, step), photos, step)


def _form(page: CasePage, this: FieldDeed, step: Transition, data: Any = None) -> DeedForm:
    initial = {"seq": page.case.seq, "key": secrets.token_urlsafe(18)}
    return DeedForm(data, deed=this, step=step, area=page.case.area, initial=initial)


def _do(request: ReadRequest, page: CasePage, this: FieldDeed, step: Transition | None) -> HttpResponse:
    # A form whose step is gone is still shown with its words, so that they can be taken elsewhere.
    known = step or next((one for one in page.spec.transitions if one.verb == this.verb), None)
    if known is None:
        raise Http404
    photos = Photos(request, this.purpose) if this.asks_photo(known) else None
    if photos:
        photos.take()
    form = _form(page, this, known, request.POST)
    if not form.is_valid() or (photos and photos.errors):
        return _show(request, page, this, form, photos, known, status=422)
    sent = Sent(seq=form.cleaned_data["seq"], key=form.cleaned_data["key"], basket=photos.basket if photos else None)
    try:
        this.do(page.case, by=request.reader, sent=sent, **form.arguments())
    except AlreadyDone:
        pass  # the same form again: the first time did it
    except Refusal as refusal:
        return _refused(request, page, this, form, photos, known, refusal)
    messages.success(request, str(this.done))
    if not may_read(page.case.id, request.reader):
        return redirect("field:today")
    return redirect("field:case", number=page.number)


def _refused(
    request: ReadRequest, page: CasePage, this: FieldDeed, form: DeedForm, photos: Photos | None, step: Transition,
    refusal: Refusal,
) -> HttpResponse:  # fmt: skip
    """Say what the rules say, beside its field; show what happened meanwhile where somebody was faster."""
    seen, fresh = form.cleaned_data["seq"], page_or_404(request, page.number)
    meanwhile = [moment for moment in fresh.timeline if moment.event.seq > seen]
    if refusal.code == "photo_needed" and photos:
        photos.errors.append(str(refusal))
    else:
        form.add_error(name if (name := FIELD_OF.get(refusal.code)) in form.fields else None, str(refusal))
    if meanwhile:  # who sends again has seen what happened
        form.data = request.POST.copy()
        form.data["seq"] = str(fresh.case.seq)
    return _show(request, fresh, this, form, photos, step, status=refusal.status, meanwhile=meanwhile)


def _show(
    request: ReadRequest, page: CasePage, this: FieldDeed, form: DeedForm, photos: Photos | None, step: Transition, *,
    status: int = 200, **more: Any,
) -> HttpResponse:  # fmt: skip
    before = [one for one in page.documents if one.is_picture and one.event_seq == 1] if photos else []
    context = {
        "page": page, "deed": this, "form": form, "photos": photos, "title": step.title, "before": before, "why_photo": WHY_PHOTO,
        "units": suggestions(page.case.area) if "unit" in form.fields else [], **more,
    }  # fmt: skip
    return show(request, "field/deed.html", context, status=status)
