"""Messages to grids at the desk: read, answered, or made a matter; and the words that say what a grid covers."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.areas.queries.map import area_path
from linli.cases.enums import GRID_MATTER
from linli.cases.forms.kind import kind_suggestions
from linli.cases.queries.listing import number_text
from linli.common.errors import Refusal
from linli.grid.domain.message import answer_message, open_from_message
from linli.grid.domain.words import describe_grid
from linli.grid.forms.fields import RefusingForm
from linli.grid.forms.message import AnswerForm, MatterForm, WordsForm
from linli.grid.forms.voluntary_post import LookForm
from linli.grid.models import GridMessage, GridWords
from linli.grid.queries.messages import message_lines, message_seen
from linli.grid.rules import MAY_MANAGE, MAY_SEE_VOLUNTEERS, posts_over
from linli.grid.views.answer import answer, own_grid_or_404, posted
from linli.people.domain.look import unmask
from linli.people.doors import ReadRequest, staff_only
from linli.people.labels import label_words
from linli.people.phones import mask_phone

FORMS: dict[str, type[RefusingForm]] = {"answer": AnswerForm, "matter": MatterForm, "look": LookForm}


@require_safe
@staff_only(*MAY_SEE_VOLUNTEERS)
def show_messages(request: ReadRequest) -> HttpResponse:
    """What was written to my grids, unanswered or answered."""
    is_answered = request.GET.get("view") == "answered"
    context = {"lines": message_lines(request.reader, is_answered=is_answered), "is_answered": is_answered}
    return answer(request, "grid/messages.html", context)


@require_safe
@staff_only(*MAY_SEE_VOLUNTEERS)
def show_message(request: ReadRequest, message_id: UUID) -> HttpResponse:
    """One message, masked."""
    return _show(request, _message_or_404(request, message_id), {})


@require_POST
@staff_only(*MAY_SEE_VOLUNTEERS)
def make_deed(request: ReadRequest, message_id: UUID, deed: str) -> HttpResponse:
    """Write down the answer, make a matter of it, or see number and words in full with a reason."""
    message = _message_or_404(request, message_id)
    if deed not in FORMS:
        raise Http404
    form = FORMS[deed](request.POST)
    if not form.is_valid():
        return _show(request, message, {deed: form}, status=422)
    try:
        return _do(request, message, deed, form)
    except Refusal as refusal:
        form.refuse(refusal)
        return _show(request, message, {deed: form}, status=refusal.status)


def _do(request: ReadRequest, message: GridMessage, deed: str, form: RefusingForm) -> HttpResponse:
    if deed == "answer":
        answer_message(message, answer=form.cleaned_data["answer"], by=request.reader)
        messages.success(request, _("Noted."))
        return redirect("grid:messages")
    if deed == "matter":
        case = open_from_message(message, kind=form.cleaned_data["kind"], by=request.reader)
        number = number_text(case.number, case.opened_at)
        messages.success(request, _("Opened as matter %(number)s.") % {"number": number})
        return redirect("grid:message", message_id=message.id)
    held = next(iter(posts_over(request.reader, message.grid, MAY_SEE_VOLUNTEERS)), None)
    unmask("grid_message", message.id, "phone", by=request.reader, reason=form.cleaned_data["reason"], post=held)
    return _show(request, message, {}, is_shown=True)


def _message_or_404(request: ReadRequest, message_id: UUID) -> GridMessage:
    message = message_seen(message_id, request.reader)
    if message is None:
        raise Http404
    return message


def _show(
    request: ReadRequest,
    message: GridMessage,
    forms: dict[str, RefusingForm],
    *,
    is_shown: bool = False,
    status: int = 200,
) -> HttpResponse:
    case = message.case
    context = {
        "message": message, "path": " ".join(area_path(message.grid)), "phone": mask_phone(message.phone),
        "is_shown": is_shown, "number": number_text(case.number, case.opened_at) if case else "",
        "answered_by": label_words(message.answered_by), "kinds": [] if message.answered_at else kind_suggestions(GRID_MATTER),
        **{f"{name}_form": forms.get(name) or form(auto_id=f"{name}_%s") for name, form in FORMS.items()},
        "opened": next(iter(forms), ""),
    }  # fmt: skip
    return answer(request, "grid/message.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_MANAGE)
def make_words(request: ReadRequest, code: str) -> HttpResponse:
    """Say in words what the grid covers."""
    facts = own_grid_or_404(request, code)
    current = GridWords.objects.filter(grid=code, until__isnull=True).first()
    form = WordsForm(posted(request), initial={"covers": current.covers if current else ""})
    if request.method == "POST" and form.is_valid():
        try:
            describe_grid(code, covers=form.cleaned_data["covers"], by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The public page says so now."))
            return redirect("grid:sheet", code=code)
    context = {"facts": facts, "path": " ".join(area_path(code)), "form": form}
    return answer(request, "grid/words.html", context, status=422 if form.errors else 200)
