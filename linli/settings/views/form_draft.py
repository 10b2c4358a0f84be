"""The draft of a form: drawn field by field, looked at, compared, published with a note and a day."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.common.errors import Refusal
from linli.forms.domain.draft import begin_draft, change_draft, discard_draft, newest_version, rebase_draft
from linli.forms.domain.edit import move_field, put_field, put_whole, remove_field
from linli.forms.domain.publication import publish_draft
from linli.forms.enums import Kind
from linli.forms.models import FormDraft
from linli.forms.rules import may_manage_forms
from linli.forms.shape import Field, Shape
from linli.forms.wording import differences
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role
from linli.settings.forms.form import DrawingForm, PublicationForm, WholeForm, words_of
from linli.settings.forms.form_field import KIND_HINTS, FieldForm
from linli.settings.queries.forms import as_published, fault_lines, field_lines, form_changes, shape_of
from linli.settings.rules import MAY_READ
from linli.settings.views.answer import answer, check_administrator
from linli.settings.views.forms import as_file, preview

MOVES = {"up": -1, "down": 1}


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_READ)
def show_draft(request: ReadRequest, code: str) -> HttpResponse:
    """The draft, field by field; sent, it begins one from the newest version."""
    if request.method == "POST":
        check_administrator(request)
        try:
            begin_draft(code, by=request.reader)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("settings:forms")
        return redirect("settings:form-draft", code=code)
    draft = _draft_or_404(code)
    context = {
        **_head(request, draft), "lines": field_lines(draft.content), "shape": shape_of(draft.content),
        "kinds": _kinds(is_inner=False), "inner_kinds": _kinds(is_inner=True),
        "changes": form_changes(code, draft, request.reader), "moved": request.GET.get("moved", ""),
    }  # fmt: skip
    return answer(request, "settings/form-draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def change_whole(request: ReadRequest, code: str) -> HttpResponse:
    """Title and help of the form."""
    draft = _own_draft_or_404(request, code)
    form = WholeForm(_posted(request), shape=shape_of(draft.content), seen=draft.edition)
    if (
        request.method == "POST"
        and form.is_valid()
        and _saved(request, form, code, put_whole(words_of(form.cleaned_data)))
    ):
        return redirect("settings:form-draft", code=code)
    return _show_field_form(request, draft, form, _("The form as a whole"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_field(request: ReadRequest, code: str) -> HttpResponse:
    """Add a field of a kind (`?kind=`), to the form or to the rows of a group (`?group=`)."""
    draft = _own_draft_or_404(request, code)
    kind, group = request.GET.get("kind", ""), request.GET.get("group", "")
    level = _level(shape_of(draft.content), group)
    if level is None or kind not in dict(_kinds(is_inner=bool(group))):
        raise Http404
    form = _field_form(request, draft, Kind(kind), None, level, is_inner=bool(group))
    return _put(request, draft, form, (group,) if group else ())


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def change_field(request: ReadRequest, code: str, path: str) -> HttpResponse:
    """Change a field; `deed` removes it or moves it up or down."""
    draft = _own_draft_or_404(request, code)
    group, _dot, name = path.rpartition(".")
    level = _level(shape_of(draft.content), group)
    found = next((one for one in level or () if one.name == name), None)
    if level is None or found is None:
        raise Http404
    steps, deed = ((group, name) if group else (name,)), request.POST.get("deed", "")
    if request.method == "POST" and (deed == "remove" or deed in MOVES):
        return _move_or_remove(request, code, path, steps, deed)
    before = level[: level.index(found)]
    form = _field_form(request, draft, found.kind, found, before, is_inner=bool(group), taken=level)
    return _put(request, draft, form, steps[:-1])


def _put(request: ReadRequest, draft: FormDraft, form: FieldForm, group: tuple[str, ...]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        edit = put_field((*group, said["name"]), form.schema(), is_required=said["is_required"])
        if _saved(request, form, draft.code, edit):
            return _back(draft.code, ".".join((*group, said["name"])))
    title = str(form.former.words) if form.former else _("New field: %(kind)s") % {"kind": form.kind.label}
    return _show_field_form(request, draft, form, title)


def _field_form(
    request: ReadRequest, draft: FormDraft, kind: Kind, found: Field | None, before: tuple[Field, ...], *,
    is_inner: bool, taken: tuple[Field, ...] = (),
) -> FieldForm:  # fmt: skip
    names = [one.name for one in (taken or before)]
    return FieldForm(
        _posted(request),
        kind=kind,
        field=found,
        before=list(before),
        taken=names,
        seen=draft.edition,
        is_inner=is_inner,
    )


def _move_or_remove(request: ReadRequest, code: str, path: str, steps: tuple[str, ...], deed: str) -> HttpResponse:
    edit = remove_field(steps) if deed == "remove" else move_field(steps, MOVES[deed])
    try:
        change_draft(code, edit, by=request.reader, seen=_seen(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _back(code, path)
    if deed == "remove":
        messages.success(request, _("Removed. It can be taken back from the list of changes."))
        return _back(code, "")
    return _back(code, path, moved=f"{path}:{deed}")


def _saved(request: ReadRequest, form: DrawingForm, code: str, edit: Any) -> bool:
    try:
        change_draft(code, edit, by=request.reader, seen=form.cleaned_data["seen"])
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("Saved in the draft."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_READ)
def show_preview(request: ReadRequest, code: str) -> HttpResponse:
    """The draft as residents would see it, to be tried; one that has faults is shown without what is faulty."""
    draft = _draft_or_404(code)
    found = as_published(draft, shape_of(draft.content))
    return preview(request, found, {**_head(request, draft), "back": "draft"})


@require_safe
@staff_only(*MAY_READ)
def show_difference(request: ReadRequest, code: str) -> HttpResponse:
    """What the draft asks that the version before it does not."""
    draft = _draft_or_404(code)
    before = newest_version(code)
    found = differences(shape_of(before.content), shape_of(draft.content)) if before else []
    context = {**_head(request, draft), "differences": found, "before": before}
    return answer(request, "settings/form-difference.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_publication(request: ReadRequest, code: str) -> HttpResponse:
    """Publish the draft with a note and a day."""
    draft = _own_draft_or_404(request, code)
    form = PublicationForm(_posted(request), initial={"seen": draft.edition})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            version = publish_draft(code, on=said["on"], words=said["note"], by=request.reader, seen=said["seen"])
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
            return redirect("settings:form", code=code)
    before = newest_version(code)
    found = differences(shape_of(before.content), shape_of(draft.content)) if before else []
    context = {**_head(request, draft), "form": form, "before": before, "changed": len(found)}
    return answer(request, "settings/form-publication.html", context, status=422 if form.errors else 200)


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
    return redirect("settings:form", code=code) if newest_version(code) else redirect("settings:forms")


@require_POST
@staff_only(Role.ADMINISTRATOR)
def make_base(request: ReadRequest, code: str) -> HttpResponse:
    """Let the draft follow the newest version, which was published after it was begun."""
    try:
        rebase_draft(code, by=request.reader, seen=_seen(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("settings:form-difference", code=code)


@require_safe
@staff_only(*MAY_READ)
def export_draft(request: ReadRequest, code: str) -> HttpResponse:
    """The draft as a JSON file."""
    return as_file(request, code, "draft", _draft_or_404(code).content)


def _level(shape: Shape, group: str) -> tuple[Field, ...] | None:
    """The fields of the form, or of the rows of a group; None where there is no such group."""
    if not group:
        return shape.fields
    found = shape.by_name.get(group)
    return found.fields if found and found.kind is Kind.ROWS else None


def _kinds(*, is_inner: bool) -> list[tuple[str, tuple[str, str]]]:
    """The kinds that can be added, each with its name and a hint."""
    return [
        (kind.value, (str(kind.label), str(KIND_HINTS[kind])))
        for kind in Kind
        if not is_inner or kind not in (Kind.ROWS, Kind.FILES)
    ]


def _posted(request: ReadRequest) -> Any:
    """What was sent, be it nothing at all; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None


def _seen(request: ReadRequest) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else -1


def _draft_or_404(code: str) -> FormDraft:
    draft = FormDraft.objects.filter(code=code).select_related("base").first()
    if draft is None:
        raise Http404
    return draft


def _own_draft_or_404(request: ReadRequest, code: str) -> FormDraft:
    draft = _draft_or_404(code)
    check_administrator(request)
    return draft


def _head(request: ReadRequest, draft: FormDraft) -> dict[str, Any]:
    """What every page of a draft shows above: what it is called, its faults, and whether a newer version overtook it."""
    newest = newest_version(draft.code)
    return {
        "code": draft.code, "draft": draft, "title": str(shape_of(draft.content).words),
        "problems": fault_lines(draft.content),
        "may_write": may_manage_forms(request.reader),
        "overtaken_by": newest if newest and newest.id != draft.base_id else None,
    }  # fmt: skip


def _back(code: str, path: str, *, moved: str = "") -> HttpResponse:
    url = reverse("settings:form-draft", args=[code])
    return redirect(f"{url}?moved={moved}#field-{path}" if moved else f"{url}#field-{path}" if path else url)


def _show_field_form(request: ReadRequest, draft: FormDraft, form: DrawingForm, title: str) -> HttpResponse:
    context = {**_head(request, draft), "form": form, "field_title": title, "former": getattr(form, "former", None)}
    return answer(request, "settings/form-field.html", context, status=422 if form.errors else 200)
