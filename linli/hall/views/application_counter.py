"""Take an application at a window: who stands there, what for, the item's form and the papers; kept while it is typed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.cases.models import Case
from linli.common.errors import Refusal
from linli.forms.filling import Filling, Held, fill, held_in
from linli.hall.application_enums import HelpKind, Standing
from linli.hall.application_rules import MAY_RECEIVE
from linli.hall.domain.application import Applying, Handed, Helping, Sent, apply_for
from linli.hall.domain.counter_draft import Typed, drop_counter, drop_sent, keep_counter, typed_in
from linli.hall.domain.material_check import Mark, mark_materials
from linli.hall.enums import Channel
from linli.hall.forms.application import CounterForm, MarkForm
from linli.hall.queries.answers import asked_form
from linli.hall.queries.counter_drafts import counter_draft, counter_drafts
from linli.hall.queries.item import ItemFacts, VersionFacts, item_of
from linli.hall.queries.offering import offer_at, offers_of
from linli.hall.queries.renewal import renewed
from linli.hall.queries.volunteers import volunteer_by_phone
from linli.hall.views.application_answer import printed, private, uuid_in
from linli.people.doors import ReadRequest, staff_only
from linli.people.identity import mask_name
from linli.people.models import Account
from linli.places.counter import CounterVisit, counter_visit, serve_case
from linli.places.queries.directory import PlaceFacts, open_places

KEEP = "keep"
OURS = frozenset(
    {"csrfmiddlewaretoken", "deed", "basket", "version", "edition", "place", "item", "ticket", "item_version"}
)
MOST_FIELDS, MOST_TYPED = 200, 1000


@dataclass(frozen=True)
class Counter:
    """What is taken down where, and for whom."""

    place: PlaceFacts
    item: ItemFacts
    version: VersionFacts
    visit: CounterVisit | None
    ticket: UUID | None
    account: Account | None


def own_places(request: ReadRequest) -> list[PlaceFacts]:
    areas = tuple(post.area for post in request.reader.with_role(*MAY_RECEIVE))
    return open_places(within=areas, kind="centre") if areas else []


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_RECEIVE)
def begin(request: ReadRequest) -> HttpResponse:
    """Take an application at the window. `?ticket=` says who stands there; `?place=`, `?item=` what for; `?draft=` goes on."""
    asked = request.POST if request.method == "POST" else request.GET
    ticket = uuid_in(asked.get("ticket", ""))
    number = uuid_in(request.GET.get("draft", ""))
    draft = counter_draft(request.reader, number, ticket=None if asked.get("item") else ticket)
    if number and draft is None:
        raise Http404
    typed = typed_in(draft) if draft and request.method != "POST" else None
    if typed:
        ticket = typed.ticket
    visit = counter_visit(ticket, request.reader) if ticket else None
    places = own_places(request)
    code = typed.place if typed else visit.place_code if visit else asked.get("place", "")
    place = next((one for one in places if one.code == code), places[0] if len(places) == 1 else None)
    item = item_of(typed.item if typed else asked.get("item", "") or (visit.item_code if visit else ""))
    if place is None or item is None or item.current is None or offer_at(item, place) is None:
        context = {
            "places": places[:200], "place": place, "offers": offers_of(place) if place else [], "ticket": ticket or "",
            "visit": visit, "waiting": counter_drafts(request.reader),
            "fault": _("This place does not deal with it today.") if item and place else "",
        }  # fmt: skip
        return private(render(request, "hall/application_begin.html", context))
    account = Account.objects.filter(pk=visit.account_id).first() if visit and visit.account_id else None
    counter = Counter(place, item, item.current, visit, ticket, account)
    return _take(request, counter) if request.method == "POST" else _show(request, counter, typed)


def _show(request: ReadRequest, counter: Counter, typed: Typed | None) -> HttpResponse:
    """An empty form, or what was typed before, as it was typed: nothing of it is looked through yet."""
    said = dict(typed.fields) if typed else {}
    held = Held(typed.given, typed.asked_by, typed.basket) if typed else Held()
    form = CounterForm(channels=counter.version.channels, known=counter.account, initial={"key": uuid4().hex} | said)
    began = typed.version if typed else counter.version.id
    return _page(request, counter, form, _marks(counter.version, None, said), _filling(request, counter, held),
                 began=began, is_found=typed is not None)  # fmt: skip


def _take(request: ReadRequest, counter: Counter) -> HttpResponse:
    """Whatever does not go through is kept as a draft: a refusal, a row more, a version published meanwhile."""
    data, deed = request.POST, request.POST.get("deed", "send")
    if before := Case.objects.filter(idempotency=f"{request.reader.actor_id}:{data.get('key', '')}").first():
        return redirect(
            "hall:application", number=printed(before)
        )  # a double click: its files are the matter's already
    form = CounterForm(data, channels=counter.version.channels, known=counter.account)
    marks, filling = _marks(counter.version, data, {}), _filling(request, counter, Held())
    began = uuid_in(data.get("item_version", "")) or counter.version.id
    is_ready = deed == "send" and began == counter.version.id
    holds = form.is_valid() and all(mark.is_valid() for _paper, mark in marks)
    if is_ready and holds and (filling is None or filling.is_valid):
        try:
            sent = _send(request, counter, form, marks, filling)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Taken. The receipt is being made."))
            return redirect("hall:application", number=printed(sent.application.case))
    kept = _keep(request, counter, filling)
    if deed == KEEP and kept:
        messages.success(request, _("Kept as it is. It waits for you here; nothing has been sent."))
        return redirect("hall:new-application")
    if deed != "send":  # a row more or less: nothing is looked through yet
        said = data.dict()
        form = CounterForm(channels=counter.version.channels, known=counter.account, initial=said)
        marks = _marks(counter.version, None, said)
    return _page(request, counter, form, marks, filling, began=began, status=200 if deed != "send" else 422)


def _filling(request: ReadRequest, counter: Counter, held: Held) -> Filling | None:
    """The item's own form, asked by the same rules as online; staff keep no sheet of it in their account."""
    asked = asked_form(counter.item)
    return fill(request, asked.code, purpose="counter", subject=counter.item.code, held=held) if asked else None


def _marks(version: VersionFacts, data: Any, said: dict[str, str]) -> list[tuple[Any, MarkForm]]:
    return [
        (paper, MarkForm(data, prefix=paper.code, may_promise=paper.is_secondary and version.takes_later, initial={
            "standing": said.get(f"{paper.code}-standing") or Standing.MISSING,
            "until": said.get(f"{paper.code}-until") or None, "want": said.get(f"{paper.code}-want", ""),
        }))
        for paper in version.asked
    ]  # fmt: skip


def _page(
    request: ReadRequest, counter: Counter, form: CounterForm, marks: list[tuple[Any, MarkForm]],
    filling: Filling | None, *, began: UUID, status: int = 200, is_found: bool = False,
) -> HttpResponse:  # fmt: skip
    visit, account = counter.visit, counter.account
    context = {
        "place": counter.place, "item": counter.item, "version": counter.version, "form": form, "marks": marks,
        "ticket": counter.ticket or "", "visit": visit, "known": mask_name(account.name) if account else "",
        "filling": filling, "renewed": renewed(began, counter.version), "is_found": is_found,
    }  # fmt: skip
    return private(render(request, "hall/application_counter.html", context, status=status))


def _send(
    request: ReadRequest, counter: Counter, form: CounterForm, marks: list[tuple[Any, MarkForm]],
    filling: Filling | None,
) -> Sent:  # fmt: skip
    """Open it and hang the ticket on it, both or neither."""
    said, visit = form.cleaned_data, counter.visit
    papers = {
        paper.code: Handed(Standing(mark.cleaned_data["standing"]), mark.cleaned_data.get("until"))
        for paper, mark in marks
    }
    submission = filling.submission if filling else None
    applying = Applying(
        item=counter.item.code, place=counter.place.code, channel=Channel(said["channel"]), person=form.person,
        account=counter.account, remark=said["remark"], papers=papers, helping=_helping(form, counter), key=said["key"],
        answers=submission.answers if submission else {}, form_version=submission.form.id if submission else None,
        basket=submission.basket if submission else None,
    )  # fmt: skip
    with transaction.atomic():
        sent = apply_for(applying, by=request.reader)
        wants = {paper.code: mark.cleaned_data["want"] for paper, mark in marks if mark.cleaned_data["want"]}
        if sent.is_new and wants:
            mark_materials(
                sent.application, {code: Mark(papers[code].standing, papers[code].until, want) for code, want in wants.items()},
                by=request.reader,
            )  # fmt: skip
        if sent.is_new and visit:
            serve_case(visit.ticket_id, sent.application.case_id, request.reader)
        drop_sent(said["key"], by=request.reader)
    return sent


def _helping(form: CounterForm, counter: Counter) -> Helping:
    """Who acts for the applicant. A volunteer is known by the number of their account, never by a name that was typed."""
    said = form.cleaned_data
    kind = HelpKind(said["help_kind"] or "")
    volunteer = (
        volunteer_by_phone(said["helper_phone"], counter.place.area)
        if kind == HelpKind.ERRAND and said["helper_phone"]
        else None
    )
    if volunteer:
        return Helping(kind, account=volunteer.account, label=volunteer.label)
    return Helping(kind, form.helper, paper=said["authorised_by"], until=said["authorised_until"])


def _keep(request: ReadRequest, counter: Counter, filling: Filling | None) -> bool:
    """Keep what stands in the form; that it cannot be kept is no reason to lose what stands on the page."""
    key = request.POST.get("key", "")
    if not key or len(key) > 40:
        return False
    typed_now = request.POST.dict()
    fields = [
        (name, str(text)[:MOST_TYPED]) for name, text in typed_now.items()
        if name not in OURS and not name.startswith("a-")
    ]  # fmt: skip
    asked = asked_form(counter.item)
    if filling is not None:
        held = Held(filling.form.given, filling.published.id if filling.carried or not filling.form.is_bound
                    else uuid_in(request.POST.get("version", "")) or filling.published.id, filling.basket)  # fmt: skip
    else:
        held = held_in(request, asked) if asked else Held()
    typed = Typed(
        counter.place.code, counter.item.code, counter.version.id, dict(fields[:MOST_FIELDS]), counter.ticket,
        held.given, held.version, held.basket,
    )  # fmt: skip
    return keep_counter(key, typed, by=request.reader) is not None


@require_POST
@staff_only(*MAY_RECEIVE)
def keep_draft(request: ReadRequest) -> HttpResponse:
    """Keep what stands in the form while it is typed; the page says when. Nothing is looked through or received."""
    ticket = uuid_in(request.POST.get("ticket", ""))
    item = item_of(request.POST.get("item", ""))
    place = next((one for one in own_places(request) if one.code == request.POST.get("place", "")), None)
    if place is None or item is None or item.current is None:
        raise Http404
    if not _keep(request, Counter(place, item, item.current, None, ticket, None), None):
        return HttpResponseBadRequest() if not request.POST.get("key") else HttpResponse("")
    return private(HttpResponse(_("Kept at %(time)s.") % {"time": f"{localtime():%H:%M:%S}"}))


@require_POST
@staff_only(*MAY_RECEIVE)
def drop_draft(request: ReadRequest, draft_id: UUID) -> HttpResponse:
    """Throw away what was begun."""
    draft = counter_draft(request.reader, draft_id)
    if draft is None:
        raise Http404
    drop_counter(draft)
    messages.success(request, _("Thrown away, with all files."))
    return redirect("hall:new-application")
