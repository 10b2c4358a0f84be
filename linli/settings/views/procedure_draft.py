"""The draft of a procedure: written row by row, compared, tried on past matters, published with a date."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.cases.domain.procedure_draft import begin_draft, change_draft, discard_draft, newest_version, rebase_draft
from linli.cases.domain.procedure_edit import add_row, move_row, put_facts, put_row, remove_row
from linli.cases.domain.procedure_publication import publish_draft
from linli.cases.errors import NotCountyAdministrator
from linli.cases.models import ProcedureDraft
from linli.cases.queries import procedure_words as words
from linli.cases.queries.diagram import diagram
from linli.cases.queries.procedure_difference import difference
from linli.cases.queries.trial import MOST_CASES, try_procedure
from linli.cases.rules import may_manage_procedures
from linli.cases.shape import ROWS
from linli.cases.workflow import examine
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role
from linli.settings.forms.procedure import FORMS, PublicationForm, RowForm
from linli.settings.queries.procedure_changes import procedure_changes
from linli.settings.queries.procedure_trial import trial_in_words
from linli.settings.queries.procedures import faults, kinds_of, sheet
from linli.settings.rules import MAY_READ
from linli.settings.views.answer import answer
from linli.settings.views.procedures import as_file

MOVES = {"up": -1, "down": 1}


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_READ)
def show_draft(request: ReadRequest, code: str) -> HttpResponse:
    """The draft with what is wrong with it; POST begins one."""
    if request.method == "POST":
        try:
            begin_draft(code, by=request.reader)
        except Refusal as refusal:
            if refusal.status in (403, 404):
                raise
            messages.error(request, str(refusal))
        return redirect("settings:procedure-draft", code=code)
    draft = _draft_or_404(code)
    problems, _spec = examine(draft.content)
    context = {
        **_head(request, draft), "faults": faults(draft, problems), "drawing": diagram(draft.content),
        "changes": procedure_changes(code, draft, request.reader), **sheet(draft.content),
    }  # fmt: skip
    return answer(request, "settings/procedure-draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def change_facts(request: ReadRequest, code: str) -> HttpResponse:
    """What the procedure as a whole says."""
    draft = _own_draft_or_404(request, code)
    form = FORMS["facts"](_posted(request), content=draft.content, row=_facts(draft), initial={"seen": draft.edition})
    if request.method == "POST" and form.is_valid() and _saved(request, form, code, put_facts(form.row())):
        return _back(code, "")
    return _show_form(request, draft, form, "facts")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_row(request: ReadRequest, code: str, part: str) -> HttpResponse:
    """Add a state, a transition, a limit or a listed reason."""
    draft = _own_draft_or_404(request, code)
    if part not in ROWS:
        raise Http404
    form = FORMS[part](_posted(request), content=draft.content, row=None, initial={"seen": draft.edition})
    if request.method == "POST" and form.is_valid() and _saved(request, form, code, add_row(part, form.row())):
        return _back(code, part)
    return _show_form(request, draft, form, part)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def change_row(request: ReadRequest, code: str, part: str, number: int) -> HttpResponse:
    """Change a row; `deed` removes it or moves it up or down."""
    draft = _own_draft_or_404(request, code)
    rows = draft.content.get(part, []) if part in ROWS else []
    if not 0 < number <= len(rows):
        raise Http404
    place, deed = number - 1, request.POST.get("deed", "")
    if request.method == "POST" and (deed == "remove" or deed in MOVES):
        return _move_or_remove(request, code, part, place, deed)
    form = FORMS[part](_posted(request), content=draft.content, row=rows[place], initial={"seen": draft.edition})
    if request.method == "POST" and form.is_valid() and _saved(request, form, code, put_row(part, place, form.row())):
        return _back(code, part)
    return _show_form(request, draft, form, part, number)


def _move_or_remove(request: ReadRequest, code: str, part: str, place: int, deed: str) -> HttpResponse:
    edit = remove_row(part, place) if deed == "remove" else move_row(part, place, MOVES[deed])
    try:
        change_draft(code, edit, by=request.reader, seen=_seen(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Removed.") if deed == "remove" else _("Moved."))
    return _back(code, part)


def _saved(request: ReadRequest, form: RowForm, code: str, edit: Any) -> bool:
    try:
        change_draft(code, edit, by=request.reader, seen=form.cleaned_data["seen"])
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("Saved in the draft."))
    return True


@require_safe
@staff_only(*MAY_READ)
def show_difference(request: ReadRequest, code: str) -> HttpResponse:
    """What the draft says that the version before it does not."""
    draft = _draft_or_404(code)
    before = newest_version(code)
    sections = difference(before.content, draft.content) if before else []
    return answer(
        request, "settings/procedure-difference.html", {**_head(request, draft), "sections": sections, "before": before}
    )


@require_safe
@staff_only(*MAY_READ)
def show_trial(request: ReadRequest, code: str) -> HttpResponse:
    """The draft tried on the newest closed matters, as far as the reader may see them."""
    draft = _draft_or_404(code)
    problems, spec = examine(draft.content)
    trial = None
    if spec is not None and not problems:
        trial = trial_in_words(try_procedure(code, spec, request.reader), draft.content)
    context = {**_head(request, draft), "trial": trial, "faults": faults(draft, problems), "most": MOST_CASES}
    return answer(request, "settings/procedure-trial.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_publication(request: ReadRequest, code: str) -> HttpResponse:
    """Publish the draft with a date."""
    draft = _own_draft_or_404(request, code)
    form = PublicationForm(_posted(request), initial={"seen": draft.edition})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            version = publish_draft(code, on=said["on"], by=request.reader, seen=said["seen"])
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Version %(number)s is published.") % {"number": version.version})
            return redirect("settings:procedure", code=code)
    before, (problems, _spec) = newest_version(code), examine(draft.content)
    sections = difference(before.content, draft.content) if before else []
    context = {
        **_head(request, draft), "form": form, "faults": faults(draft, problems), "before": before,
        "changed": sum(len(section.changes) for section in sections),
    }  # fmt: skip
    return answer(request, "settings/procedure-publication.html", context, status=422 if form.errors else 200)


@require_POST
@staff_only(Role.ADMINISTRATOR)
def make_discarding(request: ReadRequest, code: str) -> HttpResponse:
    """Give the draft up."""
    try:
        discard_draft(code, by=request.reader)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The draft is discarded. It can be taken back from the list of changes."))
    if newest_version(code):
        return redirect("settings:procedure", code=code)
    return redirect("settings:procedures")


@require_POST
@staff_only(Role.ADMINISTRATOR)
def make_base(request: ReadRequest, code: str) -> HttpResponse:
    """Let the draft follow the newest version, which was published after it was begun."""
    try:
        rebase_draft(code, by=request.reader, seen=_seen(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("settings:procedure-difference", code=code)


@require_safe
@staff_only(*MAY_READ)
def export_draft(request: ReadRequest, code: str) -> HttpResponse:
    """The draft as a TOML file."""
    return as_file(request, code, _draft_or_404(code).content)


def _facts(draft: ProcedureDraft) -> dict[str, Any]:
    return {key: value for key, value in draft.content.items() if key not in ROWS}


def _posted(request: ReadRequest) -> Any:
    """What was sent, be it nothing at all; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None


def _seen(request: ReadRequest) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else -1


def _draft_or_404(code: str) -> ProcedureDraft:
    draft = ProcedureDraft.objects.filter(code=code).select_related("base").first()
    if draft is None:
        raise Http404
    return draft


def _own_draft_or_404(request: ReadRequest, code: str) -> ProcedureDraft:
    draft = _draft_or_404(code)
    if not may_manage_procedures(request.reader):
        raise NotCountyAdministrator
    return draft


def _head(request: ReadRequest, draft: ProcedureDraft) -> dict[str, Any]:
    """What every page of a draft shows above: whose it is, and whether a newer version overtook it."""
    newest = newest_version(draft.code)
    return {
        "code": draft.code, "draft": draft, "title": words.text_of(draft.content.get("title")) or draft.code,
        "version": draft.content.get("version", 1), "kinds": kinds_of(draft.code),
        "overtaken_by": newest if newest and newest.id != draft.base_id else None,
        "may_write": may_manage_procedures(request.reader),
    }  # fmt: skip


def _back(code: str, part: str) -> HttpResponse:
    url = reverse("settings:procedure-draft", args=[code])
    return redirect(f"{url}#{part}" if part else url)


def _show_form(
    request: ReadRequest, draft: ProcedureDraft, form: RowForm, part: str, number: int | None = None
) -> HttpResponse:
    titles = {
        "facts": pgettext("of a procedure", "In general"), "states": _("State"), "transitions": _("What may be done"),
        "limits": _("Limit"), "grounds": _("Listed reason"),
        "ladder": _("When a limit has passed"),
    }  # fmt: skip
    context = {
        **_head(request, draft), "form": form, "part": part, "number": number, "part_title": titles[part],
        "row_title": words.row_words(draft.content, part, form.former) if number else "",
    }  # fmt: skip
    return answer(request, "settings/procedure-row.html", context, status=422 if form.errors else 200)
