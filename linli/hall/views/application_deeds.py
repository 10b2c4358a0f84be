"""What is done to an application at the desk: one address a deed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from linli.common.errors import Refusal
from linli.documents.domain.receiving import receive_plain
from linli.documents.owners import new_basket
from linli.hall.application_enums import RestCause, Standing, Verdict, Way
from linli.hall.application_errors import HelperUnknown
from linli.hall.application_rules import MAY_READ
from linli.hall.domain import application_way as way
from linli.hall.domain.errand import end_help, forbid_help, go_on_alone, set_helper
from linli.hall.domain.material_check import Mark, add_papers, mark_materials
from linli.hall.domain.resting import go_on, rest_clock
from linli.hall.forms.application import MarkForm
from linli.hall.queries.application import ApplicationPage
from linli.hall.queries.application_copy import copy_lines, may_copy, may_read_answers
from linli.hall.queries.volunteers import volunteer_by_phone
from linli.hall.views.application_answer import application_or_404, uuid_in
from linli.hall.views.application_desk import FORMS, show_desk
from linli.people.domain.look import unmask
from linli.people.doors import ReadRequest, staff_only


@require_POST
@staff_only(*MAY_READ)
def make_deed(request: ReadRequest, number: str, deed: str) -> HttpResponse:
    """Mark the check-list, or take the application one step further."""
    found = application_or_404(request.reader, number)
    if deed not in DEEDS:
        raise Http404
    form = FORMS[deed](request.POST, auto_id=f"{deed}_%s") if deed in FORMS else None
    if form is not None and not form.is_valid():
        return show_desk(request, found, asked=deed, form=form, status=422)
    try:
        said = DEEDS[deed](request, found, form)
    except Refusal as refusal:
        fresh = application_or_404(request.reader, number)
        if form is not None:
            form.refuse(refusal)
            return show_desk(request, fresh, asked=deed, form=form, status=refusal.status)
        return show_desk(request, fresh, fault=str(refusal), status=refusal.status)
    if isinstance(said, HttpResponse):
        return said
    messages.success(request, said)
    return redirect("hall:application", number=number)


Answer = str | HttpResponse
Do = Callable[[ReadRequest, ApplicationPage, Any], Answer]


def _mark(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    """The whole check-list in one form; files that came with it go to their paper."""
    forms = {
        line.row.code: MarkForm(request.POST, prefix=line.row.code, may_promise=line.row.is_secondary)
        for line in found.lines if line.row.standing != Standing.OBTAINED
    }  # fmt: skip
    if not all(form.is_valid() for form in forms.values()):
        return show_desk(request, found, marks=forms, status=422)
    marks = {
        code: Mark(Standing(form.cleaned_data["standing"]), form.cleaned_data.get("until"), form.cleaned_data["want"])
        for code, form in forms.items()
    }
    try:
        mark_materials(found.application, marks, by=request.reader)
    except Refusal as refusal:
        return show_desk(request, found, marks=forms, fault=str(refusal), status=refusal.status)
    faults = _files(request, found)
    return (
        show_desk(request, application_or_404(request.reader, found.number), fault=" ".join(faults), status=422)
        if faults
        else _("Check-list saved.")
    )


def _files(request: ReadRequest, found: ApplicationPage) -> list[str]:
    baskets, faults = {}, []
    for line in found.lines:
        if uploads := request.FILES.getlist(f"{line.row.code}-files"):
            baskets[line.row.code] = new_basket(request)
            faults += [
                str(refusal)
                for _name, refusal in receive_plain(uploads, baskets[line.row.code], request.reader).refused
            ]
    if baskets:
        add_papers(found.application, baskets, by=request.reader)
    return faults


def _accept(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    way.accept_application(found.application, by=request.reader)
    return _("Taken on; the notice of acceptance is being made.")


def _notice(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    way.give_notice(found.application, by=request.reader)
    return _("Told once, as a paper and a message. The clock rests until the papers are there.")


def _complete(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    way.materials_complete(found.application, by=request.reader)
    return _("Noted; the clock runs again.")


def _refuse(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    way.refuse_application(found.application, by=request.reader, reason=form.cleaned_data["note"])
    return _("Told, with the reason, as a paper and a message.")


def _pass_to_unit(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    way.pass_to_unit(found.application, unit=uuid_in(request.POST.get("unit", "")), by=request.reader)
    return _("Passed on. Both clocks stand on the page.")


def _pass_outside(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    way.pass_outside(found.application, by=request.reader, **form.cleaned_data)
    return _("It now waits for that body. Nothing is decided until somebody brings its result back.")


def _rest(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    said = form.cleaned_data
    rest_clock(found.application, cause=RestCause(said["cause"]), until=said["until"], note=said["note"],
               by=request.reader)  # fmt: skip
    return _("Noted. Both clocks rest; the applicant gets it in writing.")


def _go_on_again(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    go_on(found.application, by=request.reader)
    return _("Noted; the clocks go on with what was left.")


def _decide(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    said = form.cleaned_data
    way.decide_application(
        found.application, verdict=Verdict(said["verdict"]), decided_on=said["decided_on"], number=said["number"],
        reason=said["note"], by=request.reader,
    )  # fmt: skip
    return _("Decision recorded; its paper is being made.")


def _deliver(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    way.deliver_result(
        found.application, way=Way(form.cleaned_data["way"]), note=form.cleaned_data["note"], by=request.reader
    )
    return _("Delivered and closed. The applicant is asked to rate it, not here and not by you.")


def _take_originals(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    way.take_originals(found.application, form.handed, by=request.reader)
    return _("Noted; the hand-over list is being made. Both sides sign it.")


def _return_originals(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    """Those that were ticked; without any, all that are out."""
    ticked = [number for text in request.POST.getlist("original") if (number := uuid_in(text))]
    count = way.return_originals(found.application, by=request.reader, which=ticked or None)
    return ngettext("Noted: %(n)s original is back with its owner; the receipt is being made.",
                    "Noted: %(n)s originals are back with their owner; the receipt is being made.", count) % {"n": count}  # fmt: skip


def _set_helper(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    volunteer = None
    if form.cleaned_data["phone"]:
        volunteer = volunteer_by_phone(form.cleaned_data["phone"], found.application.village)
        if volunteer is None:
            raise HelperUnknown
    set_helper(found.application, by=request.reader, volunteer=volunteer)
    return _("Noted. The applicant and whoever helps are told.")


def _end_help(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    end_help(found.application, by=request.reader, reason=form.cleaned_data["note"])
    return _("Noted. The applicant and whoever helped are told; the application goes on.")


def _forbid_help(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    forbid_help(found.application, by=request.reader)
    return _("Noted. The application stands still until the applicant says how it goes on.")


def _go_on(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    go_on_alone(found.application, by=request.reader)
    return _("Noted. It goes on, without whoever helped.")


def _answers(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    """Show once what was answered in the item's form; that it was looked at is written down first."""
    if not may_read_answers(found):
        raise Http404
    unmask("case", found.case.id, "answers", by=request.reader, reason=form.cleaned_data["note"],
           person_id=found.case.reporter_id)  # fmt: skip
    return show_desk(request, found, asked="answers", shows_answers=True)


def _copy(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    """Show once what is carried over into the other system; that it was looked at is written down first."""
    if not may_copy(found):
        raise Http404
    unmask(
        "case",
        found.case.id,
        "reporter",
        by=request.reader,
        reason=form.cleaned_data["note"],
        person_id=found.case.reporter_id,
    )
    return show_desk(request, found, asked="copy", copied=copy_lines(found))


DEEDS: dict[str, Do] = {
    "check-list": _mark, "acceptance": _accept, "notice": _notice, "supplement": _complete, "refusal": _refuse,
    "assignment": _pass_to_unit, "outside": _pass_outside, "rest": _rest, "going-on-again": _go_on_again, "decision": _decide, "delivery": _deliver,
    "copy": _copy, "originals": _take_originals, "originals-return": _return_originals, "answers": _answers,
    "helper": _set_helper, "helper-end": _end_help, "help-refusal": _forbid_help, "going-on": _go_on,
}  # fmt: skip
