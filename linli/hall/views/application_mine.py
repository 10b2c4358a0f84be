"""My applications: the list, one of them, what I add to it, and whom I may act for."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.cases.enums import Verb
from linli.common.errors import Refusal
from linli.documents.domain.receiving import receive_plain
from linli.documents.owners import new_basket
from linli.hall.application_enums import ConsentState, Standing
from linli.hall.domain.application_way import materials_complete
from linli.hall.domain.consent import ask_consent, decide_consent
from linli.hall.domain.errand import end_help, forbid_help, go_on_alone
from linli.hall.domain.material_check import add_papers
from linli.hall.forms.consent import ConsentForm
from linli.hall.models import Consent
from linli.hall.queries.application import ApplicationPage
from linli.hall.queries.applications import mine
from linli.hall.queries.consent import asked_by, asked_of, begun_by
from linli.hall.queries.rated import rated
from linli.hall.views.application_answer import application_or_404, resident_of, show_portal
from linli.people.doors import ReadRequest, open_to_all, signed_in
from linli.ratings.enums import Rated


@require_safe
@signed_in
def show_mine(request: ReadRequest) -> HttpResponse:
    """What I applied for, and what I have begun."""
    context = {"rows": mine(resident_of(request)), "begun": begun_by(resident_of(request))}
    return show_portal(request, "hall/application_mine.html", context, active="mine")


@require_safe
@open_to_all
def show_one(request: ReadRequest, number: str) -> HttpResponse:
    """One application: what to do next, papers, both clocks. Whoever has no account has shown its number and secret before."""
    return _show(request, application_or_404(resident_of(request), number))


def _show(
    request: ReadRequest, found: ApplicationPage, *, faults: list[str] | None = None, status: int = 200
) -> HttpResponse:
    addable = [line for line in found.lines if line.row.standing in (Standing.MISSING, Standing.PROMISED)]
    context: dict[str, Any] = {
        "found": found, "faults": faults or [], "may_add": found.is_mine and found.case.is_open, "addable": addable,
        "lacking": [line.row.name for line in addable],
        "may_rate": Verb.RATE in found.verbs and found.case.rating is None, "may_withdraw": Verb.WITHDRAW in found.verbs,
        "rating": rated(found.case, Rated.APPLICATION) if found.is_mine else None,
    }  # fmt: skip
    return show_portal(request, "hall/application_one.html", context, active="mine", status=status)


@require_POST
@open_to_all
def add(request: ReadRequest, number: str) -> HttpResponse:
    """Add papers that were missing or promised; once none of those that were asked for is missing, the clock runs again."""
    found = application_or_404(resident_of(request), number)
    if not found.is_mine:
        raise Http404
    baskets, faults = {}, []
    for line in found.lines:
        uploads = request.FILES.getlist(f"{line.row.code}-files")
        if uploads:
            baskets[line.row.code] = new_basket(request)
            received = receive_plain(uploads, baskets[line.row.code], resident_of(request))
            faults += [str(refusal) for _name, refusal in received.refused]
    if not baskets:
        return _show(request, found, faults=[_("Choose a file first.")], status=422)
    try:
        changed = add_papers(found.application, baskets, by=resident_of(request))
        is_asked = found.application.materials.filter(standing=Standing.MISSING, was_noticed=True).exists()
        if changed and found.case.state == "returned" and not is_asked:
            materials_complete(found.application, by=resident_of(request))
    except Refusal as refusal:
        return _show(request, found, faults=[str(refusal)], status=refusal.status)
    if faults:
        return _show(request, application_or_404(resident_of(request), number), faults=faults, status=422)
    messages.success(request, _("Added. The window looks at it."))
    return redirect("hall:my-application", number=number)


HELP_DEEDS = {"refusal", "going-on", "giving-back"}


@require_POST
@open_to_all
def change_help(request: ReadRequest, number: str, deed: str) -> HttpResponse:
    """The applicant does not want who acts for them, or goes on alone; whoever helps says that they cannot any more."""
    found = application_or_404(resident_of(request), number)
    if deed not in HELP_DEEDS or not (found.is_helper if deed == "giving-back" else found.is_mine):
        raise Http404
    try:
        if deed == "refusal":
            forbid_help(found.application, by=resident_of(request))
            messages.success(request, _("Noted. Nothing is done in your name until you say how it goes on."))
        elif deed == "going-on":
            go_on_alone(found.application, by=resident_of(request))
            messages.success(request, _("It goes on. You do what is left yourself."))
        else:
            end_help(found.application, by=resident_of(request))
            messages.success(
                request, _("Noted. The applicant and the place are told. Bring back any originals you have.")
            )
            return redirect("hall:my-applications")
    except Refusal as refusal:
        return _show(request, found, faults=[str(refusal)], status=refusal.status)
    return redirect("hall:my-application", number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show_consents(request: ReadRequest) -> HttpResponse:
    """Whom I may act for, who may act for me. POST asks somebody."""
    reader = resident_of(request)
    data = request.POST if request.method == "POST" else None
    form = ConsentForm(data, initial={"own_name": reader.account.name if reader.account else ""})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            ask_consent(said["phone"], name=said["name"], own_name=said["own_name"], by=resident_of(request))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("If this number has an account, its owner is asked and you are told."))
            return redirect("hall:consents")
    context = {"form": form, "asked": asked_by(resident_of(request)), "asking": asked_of(resident_of(request))}
    return show_portal(
        request, "hall/application_consents.html", context, active="me", status=422 if form.errors else 200
    )


DECISIONS = {"consent": ConsentState.GIVEN, "refusal": ConsentState.REFUSED, "withdrawal": ConsentState.TAKEN_BACK}


@require_POST
@signed_in
def decide(request: ReadRequest, consent_id: str, deed: str) -> HttpResponse:
    """Give, refuse or take back one's consent."""
    consent = Consent.objects.filter(pk=consent_id, giver_id=resident_of(request).actor_id).first()
    if consent is None or deed not in DECISIONS:
        raise Http404
    decide_consent(consent, state=DECISIONS[deed], by=resident_of(request))
    messages.success(request, _("Noted. You can change it at any time."))
    return redirect("hall:consents")
