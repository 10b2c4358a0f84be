"""The questions by which people see what fits them, in the settings."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.common.errors import Refusal
from linli.common.models import AuditEntry
from linli.hall.domain.question import SUBJECT, remove_question, state_of, take_back_question, write_question
from linli.hall.errors import NotCatalogueKeeper
from linli.hall.forms.question import QuestionForm
from linli.hall.models import Question
from linli.hall.queries.item import in_language
from linli.hall.queries.questions import question_changes, question_lines
from linli.hall.rules import MAY_READ_CATALOGUE, may_manage_items
from linli.hall.views.answer import private
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role


@require_safe
@staff_only(*MAY_READ_CATALOGUE)
def show_questions(request: ReadRequest) -> HttpResponse:
    """Every question with its answers, and how many items lean on it."""
    context = {
        "lines": question_lines(), "changes": question_changes(request.reader),
        "may_write": may_manage_items(request.reader),
    }  # fmt: skip
    return private(request, "hall/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_question(request: ReadRequest, code: str = "") -> HttpResponse:
    """A new question, or one that is changed or taken out."""
    if not may_manage_items(request.reader):
        raise NotCatalogueKeeper
    row = Question.objects.filter(code=code).first() if code else None
    if code and row is None:
        raise Http404
    is_removal = row is not None and request.POST.get("deed") == "remove"
    data = request.POST if request.method == "POST" and not is_removal else None
    form = QuestionForm(data, said=state_of(row) if row else None)
    if is_removal or (data is not None and form.is_valid()):
        try:
            if is_removal:
                remove_question(code, by=request.reader)
            else:
                write_question(code or form.cleaned_data["code"], form.said(), by=request.reader)
        except Refusal as refusal:
            if is_removal:
                messages.error(request, str(refusal))
                return redirect("hall:question", code=code)
            form.refuse(refusal)
        else:
            messages.success(request, _("The question is taken out.") if is_removal else _("Saved."))
            return redirect("hall:questions")
    context = {"form": form, "question": row, "title": in_language(row.words, row.words_en) if row else ""}
    return private(request, "hall/question-form.html", context, status=422 if form.errors else 200)


@require_POST
@staff_only(Role.ADMINISTRATOR)
def take_back_change(request: ReadRequest, entry_id: UUID) -> HttpResponse:
    """Let a question be as it was before a change."""
    entry = AuditEntry.objects.filter(id=entry_id, subject_kind=SUBJECT).first()
    if entry is None:
        raise Http404
    try:
        take_back_question(entry, by=request.reader)
    except NotCatalogueKeeper:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is as it was before."))
    return redirect("hall:questions")
