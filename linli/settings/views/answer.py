"""What the pages of the settings do alike."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from linli.common.models import AuditEntry
from linli.people.doors import ReadRequest
from linli.people.errors import NotAdministrator
from linli.people.rules import may_manage_settings


def answer(request: ReadRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page that names people or is written to: the browser keeps no copy of it."""
    response = render(request, template, context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response


def entry_or_404(entry_id: UUID, subject: str) -> AuditEntry:
    """The line of the audit trail about a subject of this kind."""
    entry = AuditEntry.objects.filter(id=entry_id, subject_kind=subject).first()
    if entry is None:
        raise Http404
    return entry


def check_administrator(request: ReadRequest) -> None:
    """Raise NotAdministrator for whoever does not look after the whole county."""
    if not may_manage_settings(request.reader):
        raise NotAdministrator
