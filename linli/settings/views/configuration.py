"""The configuration as files: given, looked at, taken, taken back. For administrators of the county."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from linli.areas.queries.map import county_code
from linli.common.errors import ExchangeFaulty, Refusal
from linli.common.exchange import parts
from linli.people.domain.exchange import (
    SUBJECT,
    bring_configuration,
    differences,
    export_configuration,
    take_back_configuration,
)
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role
from linli.settings.queries.configuration import configuration_changes, part_lines, parts_now
from linli.settings.views.answer import answer, check_administrator, entry_or_404

MOST_BYTES = 1_500_000


class FileForm(forms.Form):
    """An archive: as a file to be looked at, then as its text to be applied."""

    file = forms.FileField(
        label=gettext_lazy("Configuration of another county"), required=False,
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )  # fmt: skip
    text = forms.CharField(required=False, max_length=MOST_BYTES * 4 // 3 + 4, widget=forms.HiddenInput)


@require_safe
@staff_only(Role.ADMINISTRATOR)
def show_configuration(request: ReadRequest) -> HttpResponse:
    """What there is to give, and what was brought lately."""
    return _show(request, FileForm())


def _show(request: ReadRequest, form: FileForm, *, status: int = 200) -> HttpResponse:
    check_administrator(request)
    context = {"parts": parts_now(), "form": form, "changes": configuration_changes(request.reader)}
    return answer(request, "settings/configuration.html", context, status=status)


@require_POST
@staff_only(Role.ADMINISTRATOR)
def make_export(request: ReadRequest) -> HttpResponse:
    """The whole configuration as one archive."""
    response = HttpResponse(export_configuration(by=request.reader), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="linli-{county_code()}-{localdate().isoformat()}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@staff_only(Role.ADMINISTRATOR)
def make_import(request: ReadRequest) -> HttpResponse:
    """Look at an archive, then (with `sure`) let the chosen parts hold."""
    check_administrator(request)
    form = FileForm(request.POST, request.FILES)
    try:
        data = _data(form)
        if request.POST.get("sure"):
            chosen = [part.code for part in parts() if request.POST.get(f"part-{part.code}")]
            bring_configuration(
                data, by=request.reader, only=chosen or ("",), leave_out=bool(request.POST.get("leave_out"))
            )
            messages.success(request, _("The configuration holds. It can be taken back as a whole."))
            return redirect("settings:configuration")
    except Refusal as refusal:
        if refusal.code == "some_cannot_come":
            return _compare(request, data, str(refusal), status=422)
        form.add_error("file", str(refusal))
        return _show(request, form, status=422)
    try:
        return _compare(request, data)
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return _show(request, form, status=422)


def _compare(request: ReadRequest, data: bytes, error: str = "", *, status: int = 200) -> HttpResponse:
    found = part_lines(differences(data))
    context = {
        "parts": found, "refused": sum(len(part.refused) for part in found), "error": error,
        "is_nothing": not any(part.count for part in found), "text": b64encode(data).decode(),
    }  # fmt: skip
    return answer(request, "settings/comparison.html", context, status=status)


def _data(form: FileForm) -> bytes:
    if not form.is_valid():
        raise ExchangeFaulty(reason=_("it is too large"))
    sent = form.cleaned_data["file"]
    if sent is not None:
        if sent.size > MOST_BYTES:
            raise ExchangeFaulty(reason=_("it is too large"))
        return bytes(sent.read())
    try:
        return b64decode(form.cleaned_data["text"], validate=True)
    except (NotBase64, ValueError) as error:
        raise ExchangeFaulty(reason=_("it is no ZIP archive")) from error


@require_POST
@staff_only(Role.ADMINISTRATOR)
def take_back_change(request: ReadRequest, entry_id: UUID) -> HttpResponse:
    """Let everything that one import changed be as it was."""
    entry = entry_or_404(entry_id, SUBJECT)
    try:
        take_back_configuration(entry, by=request.reader)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Everything that the import changed is as it was before."))
    return redirect("settings:configuration")
