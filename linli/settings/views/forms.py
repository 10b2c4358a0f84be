"""The forms: read by those who look after the system, begun, copied, taken in and taken back by the county's administrators."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.common.domain.audit import note_deed
from linli.common.errors import Refusal
from linli.forms.domain.draft import SUBJECT, new_form, take_in_draft
from linli.forms.domain.publication import bring_back, withdraw_version
from linli.forms.domain.undo import take_back_form
from linli.forms.errors import FormFaulty, FormUnknown
from linli.forms.exchange import content_of
from linli.forms.filling import fill
from linli.forms.models import FormDraft
from linli.forms.queries.form import PublishedForm, form_choices, form_version, published
from linli.forms.rules import may_manage_forms
from linli.forms.writing import file_of, schema_of
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role
from linli.settings.forms.form import FileForm, NewForm
from linli.settings.queries.forms import field_lines, form_changes, form_lines, versions_of
from linli.settings.rules import MAY_READ
from linli.settings.views.answer import answer, check_administrator, entry_or_404


@require_safe
@staff_only(*MAY_READ)
def show_forms(request: ReadRequest) -> HttpResponse:
    """Every form: what is asked since when, what comes, what is being drawn."""
    titles = (
        pgettext("of procedures", "Form"), pgettext("of a form", "Asked now"), _("Coming"), pgettext("of a form", "Draft"),
        _("Fields"),
    )  # fmt: skip
    context = {
        "forms": form_lines(), "columns": [{"title": title} for title in titles],
        "may_write": may_manage_forms(request.reader),
    }  # fmt: skip
    return answer(request, "settings/forms.html", context)


@require_safe
@staff_only(*MAY_READ)
def show_form(request: ReadRequest, code: str) -> HttpResponse:
    """The version that is asked, field by field, with its versions and what was changed lately."""
    known = published()
    found = known.in_force(code) or known.coming(code)
    if found is None:
        raise Http404
    return _show(request, found, is_the_page=True)


@require_safe
@staff_only(*MAY_READ)
def show_version(request: ReadRequest, code: str, number: int) -> HttpResponse:
    """One version, be it former, asked, to come or withdrawn."""
    return _show(request, _version_or_404(code, number), is_the_page=False)


def _show(request: ReadRequest, found: PublishedForm, *, is_the_page: bool) -> HttpResponse:
    known, draft = published(), FormDraft.objects.filter(code=found.code).first()
    in_force = known.in_force(found.code)
    context = {
        "code": found.code, "version": found, "title": str(found.shape.words), "versions": versions_of(found.code),
        "lines": field_lines(schema_of(found.shape)), "in_force": in_force, "coming": known.coming(found.code),
        "draft": draft, "is_the_page": is_the_page, "may_write": may_manage_forms(request.reader), "now": now(),
        "changes": form_changes(found.code, draft, request.reader),
    }  # fmt: skip
    return answer(request, "settings/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_READ)
def show_preview(request: ReadRequest, code: str, number: int) -> HttpResponse:
    """A version as residents see it, to be tried; nothing is kept of it."""
    return preview(request, _version_or_404(code, number), {"back": "version", "number": number})


def preview(request: ReadRequest, found: PublishedForm, context: dict[str, Any]) -> HttpResponse:
    """Answer with a form to look at and to try, in the size that is asked for."""
    filling = fill(request, found.code, purpose="trial", form=found)
    size = request.GET.get("size", "")
    context |= {
        "filling": filling, "code": found.code, "title": str(found.shape.words), "size": size if size == "wide" else "phone",
        "holds": filling.is_valid,
    }  # fmt: skip
    return answer(request, "settings/form-preview.html", context, status=filling.status)


@require_safe
@staff_only(*MAY_READ)
def export_form(request: ReadRequest, code: str, number: int) -> HttpResponse:
    """A version as a JSON file, as another county can take it in; that it was taken is on record."""
    found = _version_or_404(code, number)
    return as_file(request, code, str(number), schema_of(found.shape))


def as_file(request: ReadRequest, code: str, mark: str, content: Any) -> HttpResponse:
    note_deed("form.exported", by=request.reader, subject_kind=SUBJECT, subject_id=code, version=mark)
    response = HttpResponse(file_of(content), content_type="application/schema+json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{mark}.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_form(request: ReadRequest) -> HttpResponse:
    """A new form: empty, a copy of one that is there, or a file."""
    check_administrator(request)
    is_file, is_sent = request.POST.get("way") == "file", request.method == "POST"
    new = NewForm(request.POST if is_sent and not is_file else None, models=form_choices())
    file = FileForm(*((request.POST, request.FILES) if is_file else (None, None)))
    form: NewForm | FileForm = file if is_file else new
    problems: list[str] = []
    if is_sent and form.is_valid():
        try:
            draft = _take_in(request, file) if is_file else _begin(request, new)
        except FormFaulty as refusal:
            problems = [f"{one.pointer or '/'}: {one.words}" for one in refusal.found]
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The draft is begun."))
            return redirect("settings:form-draft", code=draft.code)
    status = 422 if problems or form.errors else 200
    return answer(request, "settings/form-new.html", {"new": new, "file": file, "problems": problems}, status=status)


def _begin(request: ReadRequest, form: NewForm) -> FormDraft:
    said = form.cleaned_data
    return new_form(said["code"], title=said["title"], model=said["model"], by=request.reader)


def _take_in(request: ReadRequest, form: FileForm) -> FormDraft:
    file = form.cleaned_data["file"]
    return take_in_draft(form.code_of_file(), content_of(file.read(), str(file.name)), by=request.reader)


@require_POST
@staff_only(Role.ADMINISTRATOR)
def make_withdrawal(request: ReadRequest, code: str) -> HttpResponse:
    """Take back the version that is to come; what it asks is a draft again."""
    return _done(request, code, lambda: withdraw_version(code, by=request.reader), _("The version is taken back."))


@require_POST
@staff_only(Role.ADMINISTRATOR)
def make_return(request: ReadRequest, code: str, number: int) -> HttpResponse:
    """Bring a former version back, as a new one, at once."""
    words = _("What version %(number)s asked is asked again, as a new version.") % {"number": number}
    return _done(request, code, lambda: bring_back(code, to=number, by=request.reader), words)


@require_POST
@staff_only(Role.ADMINISTRATOR)
def take_back_change(request: ReadRequest, entry_id: UUID) -> HttpResponse:
    """Let a form or its draft be as it was before a change."""
    entry = entry_or_404(entry_id, SUBJECT)
    code = entry.subject_id
    answered = _done(request, code, lambda: take_back_form(entry, by=request.reader), _("It is as it was before."))
    is_of_draft = entry.action.startswith("form.draft") and FormDraft.objects.filter(code=code).exists()
    return redirect("settings:form-draft", code=code) if is_of_draft else answered


def _done(request: ReadRequest, code: str, deed: Any, words: str) -> HttpResponse:
    try:
        deed()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    if code in published().versions:
        return redirect("settings:form", code=code)
    return redirect("settings:forms")


def _version_or_404(code: str, number: int) -> PublishedForm:
    try:
        return form_version(code, number)
    except FormUnknown:
        raise Http404 from None
