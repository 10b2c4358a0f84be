"""The procedures: read by those who look after the system, begun, copied, taken in and taken back by the county's administrators."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.cases.domain.procedure_draft import SUBJECT, copy_procedure, take_in_draft
from linli.cases.domain.procedure_publication import bring_back, withdraw_version
from linli.cases.domain.procedure_undo import take_back_procedure
from linli.cases.errors import ProcedureFaulty
from linli.cases.models import Procedure, ProcedureDraft
from linli.cases.problem import Problem
from linli.cases.procedure_file import MEDIA_TYPE, content_of, toml_of
from linli.cases.queries.diagram import diagram
from linli.cases.queries.procedure import published
from linli.cases.rules import may_manage_procedures
from linli.cases.workflow import ProcedureError
from linli.common.domain.audit import note_deed
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role
from linli.settings.forms.procedure import CopyForm, FileForm
from linli.settings.queries.procedure_changes import procedure_changes
from linli.settings.queries.procedures import kinds_of, procedure_lines, sheet, version_lines
from linli.settings.rules import MAY_READ
from linli.settings.views.answer import answer, entry_or_404


@require_safe
@staff_only(*MAY_READ)
def show_procedures(request: ReadRequest) -> HttpResponse:
    """Every procedure: what is in force since when, what comes, what is being written, which matters go by which version."""
    titles = (
        _("Procedure"), pgettext("of a procedure", "In force"), _("Coming"), pgettext("of a procedure", "Draft"), pgettext("of a procedure", "Kinds"),
        _("Open matters"),
    )  # fmt: skip
    context = {
        "procedures": procedure_lines(request.reader), "columns": [{"title": title} for title in titles],
        "may_write": may_manage_procedures(request.reader),
    }  # fmt: skip
    return answer(request, "settings/procedures.html", context)


@require_safe
@staff_only(*MAY_READ)
def show_procedure(request: ReadRequest, code: str) -> HttpResponse:
    """The version in force, drawn and as tables, with its versions and what was changed lately."""
    known = published()
    if code not in known.versions:
        raise Http404
    return _show_version(request, code, known.in_force(code).number, is_the_page=True)


@require_safe
@staff_only(*MAY_READ)
def show_version(request: ReadRequest, code: str, number: int) -> HttpResponse:
    """One version, be it former, in force, to come or withdrawn."""
    return _show_version(request, code, number, is_the_page=False)


def _show_version(request: ReadRequest, code: str, number: int, *, is_the_page: bool) -> HttpResponse:
    row = Procedure.objects.filter(code=code, version=number).first()
    if row is None:
        raise Http404
    draft, versions = ProcedureDraft.objects.filter(code=code).first(), version_lines(code, request.reader)
    context = {
        "code": code, "content": row.content, "version": next(one for one in versions if one.number == number),
        "versions": versions, "coming": next((one for one in versions if one.is_coming), None), "draft": draft,
        "kinds": kinds_of(code), "drawing": diagram(row.content), "is_the_page": is_the_page,
        "may_write": may_manage_procedures(request.reader), "changes": procedure_changes(code, draft, request.reader),
        **sheet(row.content),
    }  # fmt: skip
    return answer(request, "settings/procedure.html", context)


@require_safe
@staff_only(*MAY_READ)
def export_procedure(request: ReadRequest, code: str, number: int) -> HttpResponse:
    """A version as a TOML file, as another county can take it in; that it was taken is on record."""
    row = Procedure.objects.filter(code=code, version=number).first()
    if row is None:
        raise Http404
    return as_file(request, code, row.content)


def as_file(request: ReadRequest, code: str, content: dict[str, Any]) -> HttpResponse:
    note_deed(
        "procedure.exported", by=request.reader, subject_kind=SUBJECT, subject_id=code, version=content["version"]
    )
    response = HttpResponse(toml_of(content), content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{content["version"]}.toml"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_procedure(request: ReadRequest) -> HttpResponse:
    """A new procedure: a copy of one that is there under a code of its own, or a file."""
    is_file = request.POST.get("way") == "file"
    copy = CopyForm(request.POST if request.method == "POST" and not is_file else None, models=_models())
    file = FileForm(request.POST if is_file else None, request.FILES if is_file else None)
    form: CopyForm | FileForm = file if is_file else copy
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            draft = _take_in(request, file) if is_file else _copy(request, copy)
        except Refusal as refusal:
            if isinstance(refusal, ProcedureFaulty):
                problems = refusal.found
            elif is_file:
                file.add_error(None, str(refusal))
            else:
                copy.refuse(refusal)
        except ProcedureError as error:
            problems = error.problems
        else:
            messages.success(request, _("The draft is begun."))
            return redirect("settings:procedure-draft", code=draft.code)
    status = 422 if problems or form.errors else 200
    context = {"copy": copy, "file": file, "problems": [_placed(problem) for problem in problems]}
    return answer(request, "settings/procedure-new.html", context, status=status)


def _placed(problem: Problem) -> str:
    """A problem of a file, with the place in it."""
    place = problem.part if problem.row is None else f"[[{problem.part}]] {problem.row + 1}"
    return place + pgettext("before what is said", ": ") + problem.words if problem.part else problem.words


def _take_in(request: ReadRequest, form: FileForm) -> ProcedureDraft:
    return take_in_draft(content_of(form.cleaned_data["file"].read()), by=request.reader)


def _copy(request: ReadRequest, form: CopyForm) -> ProcedureDraft:
    return copy_procedure(form.cleaned_data["model"], to=form.cleaned_data["code"], by=request.reader)


def _models() -> list[tuple[str, str]]:
    known = published()
    return [(code, str(known.by_id[number].title)) for code, number in sorted(known.newest.items())]


@require_POST
@staff_only(Role.ADMINISTRATOR)
def make_withdrawal(request: ReadRequest, code: str) -> HttpResponse:
    """Take back the version that is to come; what it says is a draft again."""
    return _done(request, code, lambda: withdraw_version(code, by=request.reader), _("The version is taken back."))


@require_POST
@staff_only(Role.ADMINISTRATOR)
def make_return(request: ReadRequest, code: str, number: int) -> HttpResponse:
    """Bring a former version back, as a new one, at once."""
    words = _("What version %(number)s said is in force again, as a new version.") % {"number": number}
    return _done(request, code, lambda: bring_back(code, to=number, by=request.reader), words)


@require_POST
@staff_only(Role.ADMINISTRATOR)
def take_back_change(request: ReadRequest, entry_id: UUID) -> HttpResponse:
    """Let a procedure or its draft be as it was before a change."""
    entry = entry_or_404(entry_id, SUBJECT)
    code, deed = entry.subject_id, lambda: take_back_procedure(entry, by=request.reader)
    answered = _done(request, code, deed, _("It is as it was before."))
    is_of_draft = entry.action.startswith("procedure.draft") and ProcedureDraft.objects.filter(code=code).exists()
    return redirect("settings:procedure-draft", code=code) if is_of_draft else answered


def _done(request: ReadRequest, code: str, deed: Any, words: str) -> HttpResponse:
    try:
        deed()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    if code in published().versions:
        return redirect("settings:procedure", code=code)
    return redirect("settings:procedures")
