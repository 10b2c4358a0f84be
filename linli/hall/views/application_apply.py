"""Apply from home: does it fit → form → papers → check → send. Each step is a form of its own, kept when it is sent."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.cases.models import Case
from linli.common.errors import Refusal
from linli.common.setting import value_of
from linli.documents.domain.receiving import receive_plain
from linli.documents.models import Document
from linli.documents.owners import new_basket
from linli.forms.errors import SheetGone, SheetSent
from linli.forms.filling import SAVE, Filling, keep_sheet
from linli.hall.application_enums import UPLOAD
from linli.hall.domain.application import DRAFT_HOLDER
from linli.hall.domain.application_draft import (
    draft_of,
    drop_draft,
    keep_paper,
    keep_said,
    renew_draft,
    said_in,
    send_draft,
)
from linli.hall.forms.application import PaperForm, PersonForm
from linli.hall.models import ApplicationDraft
from linli.hall.queries.answers import asked_form
from linli.hall.queries.consent import given_to
from linli.hall.queries.item import ItemFacts, MaterialFacts, item_of
from linli.hall.queries.offering import offer_at
from linli.hall.views.application_answer import printed, resident_of, show_portal, uuid_in
from linli.hall.views.application_asking import answer_lines, asked_sheet, filling_of, submission_of
from linli.people.doors import ReadRequest, signed_in
from linli.places.queries.directory import PlaceFacts, find_places, place_map

MOST_TYPED = 500
STEPS = ("fit", "form", "papers", "check")
SHOWN_PLACES = 8


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def apply(request: ReadRequest, code: str) -> HttpResponse:
    """One step of an application, by `?step=`. What was said before is still there."""
    item = item_of(code)
    if item is None or not item.is_offered or item.current is None or not item.current.has_online:
        return _no_longer(request, item)
    if request.method == "POST" and request.POST.get("step") == "send":
        return _send(request, item)
    try:
        basket = asked_sheet(request)
    except SheetSent as sent:
        return redirect("hall:my-application", number=printed(Case.objects.get(pk=sent.id)))
    except SheetGone:
        raise Http404 from None
    draft = draft_of(item, by=resident_of(request))
    if basket:
        keep_said(draft, {"basket": str(basket)})
    asked = request.POST.get("step") or request.GET.get("step", "form" if basket else "")
    step = _reachable(request, item, draft, asked if asked in STEPS else "")
    return SHOW[step](request, item, draft)


def _no_longer(request: ReadRequest, item: ItemFacts | None) -> HttpResponse:
    """Whoever has begun is told where else it is done; their draft waits as long as drafts do."""
    account_id = resident_of(request).actor_id
    assert account_id is not None  # signed in
    if item is None or not ApplicationDraft.objects.filter(account_id=account_id, item_code=item.code).exists():
        raise Http404
    messages.warning(request, _("This cannot be applied for online any more. All you typed is kept for %(days)s days; the guide says where else it is done.") % {"days": value_of("hall.drafts_kept_days")})  # fmt: skip
    return redirect("hall:item", code=item.code)


def _reachable(request: ReadRequest, item: ItemFacts, draft: ApplicationDraft, asked: str) -> str:
    """The step asked for, as far as those before it are done; without one, the first that is not."""
    said = said_in(draft)
    # A form that was published anew meanwhile is looked through again; what was typed stands in it.
    is_answered = asked_form(item) is None or submission_of(request, item, draft) is not None
    done = {
        "fit": bool(draft.place_code), "form": bool(said.get("is_told")) and is_answered,
        "papers": bool(said.get("papers_seen")),
    }  # fmt: skip
    first = next((step for step in STEPS[:3] if not done[step]), "check")
    return asked if asked and STEPS.index(asked) <= STEPS.index(first) else first


def _page(
    request: ReadRequest, item: ItemFacts, draft: ApplicationDraft, step: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    titles = [_("Does it fit"), _("Who applies"), _("Papers"), _("Check and send")]
    context = {
        "item": item, "version": item.current, "draft": draft, "step": step, "steps": titles, "current": STEPS.index(step) + 1,
        "said": said_in(draft), "place": place_map().get(draft.place_code), **more,
    }  # fmt: skip
    return show_portal(request, "hall/application_apply.html", context, status=status)


def _next(item: ItemFacts, step: str) -> HttpResponse:
    return redirect(f"{reverse('hall:apply', args=[item.code])}?step={STEPS[STEPS.index(step) + 1]}")


def _fit(request: ReadRequest, item: ItemFacts, draft: ApplicationDraft) -> HttpResponse:
    """Where, and for whom."""
    consents = given_to(resident_of(request))
    typed = (request.POST.get("q") or request.GET.get("q", "")).strip()
    places = _places(item, typed, draft.place_code or request.GET.get("place", ""))
    if request.method != "POST":
        return _page(request, item, draft, "fit", places=places, q=typed, consents=consents)
    place = place_map().get(request.POST.get("place", ""))
    if place is None or offer_at(item, place) is None:
        fault = _("Choose the place where you want to be served.")
        return _page(request, item, draft, "fit", places=places, q=typed, consents=consents, fault=fault, status=422)
    whom = uuid_in(request.POST.get("for", ""))
    draft.place_code = place.code
    draft.for_account_id = whom if whom in {one.giver_id for one in consents} else None
    keep_said(draft, {})
    return _next(item, "fit")


def _places(item: ItemFacts, typed: str, chosen: str) -> list[PlaceFacts]:
    """Places that deal with it: what answers to the words, and the one already chosen first."""
    known = place_map().get(chosen)
    found = [known] if known and offer_at(item, known) else []
    if typed:
        found += [one for one in find_places(typed) if one not in found and offer_at(item, one)][:SHOWN_PLACES]
    return found


def _form(request: ReadRequest, item: ItemFacts, draft: ApplicationDraft) -> HttpResponse:
    """Who applies, and what the item's form asks. What is wrong says so beside itself, and all that was typed stays."""
    try:
        filling = filling_of(request, item, draft)
    except SheetSent as sent:  # from another window
        return redirect("hall:my-application", number=printed(Case.objects.get(pk=sent.id)))
    if request.method != "POST":
        return _page(request, item, draft, "form", form=PersonForm(initial=_known(request, draft)), filling=filling)
    form = PersonForm(request.POST)
    if (filling and not filling.is_sent) or request.POST.get("deed") == SAVE:
        return _unfinished(request, item, draft, filling)
    if not form.is_valid() or (filling and not filling.is_valid):
        return _page(request, item, draft, "form", form=form, filling=filling, status=422)
    told = form.cleaned_data | {"is_told": True}
    if filling and keep_sheet(filling).refusal:
        return _page(request, item, draft, "form", form=form, filling=filling, status=422)
    if filling:
        told |= {
            "basket": str(filling.basket),
            "form_version": str(filling.published.id),
            "keep": filling.submission.keep,
        }
    keep_said(draft, told)
    return _next(item, "form")


def _unfinished(
    request: ReadRequest, item: ItemFacts, draft: ApplicationDraft, filling: Filling | None
) -> HttpResponse:
    """Saved half-way, a row more or less, or the form was published anew: what was typed is kept as it was typed."""
    typed = {name: request.POST.get(name, "")[:MOST_TYPED] for name in PersonForm.base_fields}
    kept = {"basket": str(filling.basket)} if filling and filling.is_saved else {}
    if kept or request.POST.get("deed") == SAVE:
        keep_said(draft, typed | kept | {"is_told": False})
    return _page(
        request, item, draft, "form", form=PersonForm(initial=typed), filling=filling, is_saved=filling is None,
        status=filling.status if filling else 200,
    )  # fmt: skip


def _known(request: ReadRequest, draft: ApplicationDraft) -> dict[str, Any]:
    """What Linli knows already is not asked again: of the account's own person, never of another."""
    account, said = resident_of(request).account, said_in(draft)
    if account is None or draft.for_account_id:
        return said
    return {"name": account.name, "phone": account.phone, "identity": account.identity} | said


def _papers(request: ReadRequest, item: ItemFacts, draft: ApplicationDraft) -> HttpResponse:
    """One form a paper; files travel with it and are kept even where another paper's form is not right."""
    assert item.current is not None
    faults: list[str] = []
    if request.method == "POST":
        rows = [(paper, _paper_form(item, draft, paper, data=request.POST)) for paper in item.current.asked]
        for paper, form in rows:
            if form.is_valid():
                faults += _keep(request, draft, paper, form)
        if all(form.is_valid() for _paper, form in rows) and not faults:
            keep_said(draft, {"papers_seen": True})
            return _next(item, "papers")
    else:
        rows = [(paper, _paper_form(item, draft, paper)) for paper in item.current.asked]
    files = _files(draft)
    lines = [
        {"paper": paper, "form": form, "files": [files[one] for one in _kept(draft, paper) if one in files]}
        for paper, form in rows
    ]
    status = 422 if request.method == "POST" else 200
    return _page(request, item, draft, "papers", lines=lines, faults=faults, status=status)


def _paper_form(item: ItemFacts, draft: ApplicationDraft, paper: MaterialFacts, *, data: Any = None) -> PaperForm:
    assert item.current is not None
    said = draft.papers.get(paper.code, {})
    initial = {"how": said["how"], "until": said.get("until") or None} if said else None
    return PaperForm(
        data, prefix=paper.code, initial=initial, may_upload=paper.takes_electronic,
        may_promise=paper.is_secondary and item.current.takes_later,
    )  # fmt: skip


def _keep(request: ReadRequest, draft: ApplicationDraft, paper: MaterialFacts, form: PaperForm) -> list[str]:
    uploads = request.FILES.getlist(f"{paper.code}-files")
    basket, faults = None, []
    if uploads:
        basket = new_basket(request)
        received = receive_plain(uploads, basket, resident_of(request))
        faults = [str(refusal) for _name, refusal in received.refused]
    said = form.cleaned_data
    keep_paper(draft, paper.code, how=said["how"], until=said.get("until"), basket=basket, by=resident_of(request))
    if said["how"] == UPLOAD and not draft.papers[paper.code]["files"] and not faults:
        faults = [_("“%(name)s”: choose a file, or bring it to the window.") % {"name": paper.title}]
    return faults


def _kept(draft: ApplicationDraft, paper: MaterialFacts) -> list[str]:
    return list(draft.papers.get(paper.code, {}).get("files", ()))


def _files(draft: ApplicationDraft) -> dict[str, Document]:
    found = Document.objects.filter(holder_kind=DRAFT_HOLDER, holder_id=draft.id)
    return {str(one.id): one for one in found}


def _check(
    request: ReadRequest, item: ItemFacts, draft: ApplicationDraft, *, fault: str = "", status: int = 200
) -> HttpResponse:
    assert item.current is not None
    files = _files(draft)
    lines = [
        {
            "paper": paper,
            "said": draft.papers.get(paper.code, {}),
            "files": [files[one] for one in _kept(draft, paper) if one in files],
        }
        for paper in item.current.asked
    ]
    answers = answer_lines(submission_of(request, item, draft))
    return _page(request, item, draft, "check", lines=lines, answers=answers, fault=fault, status=status)


def _send(request: ReadRequest, item: ItemFacts) -> HttpResponse:
    """Send it. A second click finds what the first one sent."""
    number, account_id = uuid_in(request.POST.get("draft", "")), resident_of(request).actor_id
    if number is None or account_id is None:
        raise Http404
    draft = ApplicationDraft.objects.filter(pk=number, account_id=account_id, item_code=item.code).first()
    if draft is None:
        sent_before = Case.objects.filter(idempotency=f"{account_id}:draft:{number.hex}").first()
        if sent_before is None:
            raise Http404
        return redirect("hall:my-application", number=printed(sent_before))
    is_renewed = renew_draft(draft, item)  # published anew since it was looked through: what is new is read first
    if (step := _reachable(request, item, draft, "check")) != "check" or is_renewed:
        return redirect(f"{reverse('hall:apply', args=[item.code])}?step={step}")
    try:
        sent = send_draft(draft, item, by=resident_of(request), submission=submission_of(request, item, draft))
    except Refusal as refusal:
        return _check(request, item, draft, fault=str(refusal), status=refusal.status)
    messages.success(request, _("It has arrived. The receipt is being made and stands below in a moment."))
    return redirect("hall:my-application", number=printed(sent.application.case))


@require_POST
@signed_in
def drop(request: ReadRequest, code: str) -> HttpResponse:
    """Throw away what was begun."""
    account_id = resident_of(request).actor_id
    assert account_id is not None  # signed in
    draft = ApplicationDraft.objects.filter(account_id=account_id, item_code=code).first()
    if draft is None:
        raise Http404
    drop_draft(draft)
    messages.success(request, _("Thrown away, with all files."))
    return redirect("hall:my-applications")


SHOW: dict[str, Callable[[ReadRequest, ItemFacts, ApplicationDraft], HttpResponse]] = {
    "fit": _fit, "form": _form, "papers": _papers, "check": _check,
}  # fmt: skip
