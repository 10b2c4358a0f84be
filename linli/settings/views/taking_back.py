"""Taking back a change of what a county sets."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.cases.domain.calendar import take_back_calendar
from linli.common.errors import Refusal
from linli.people.domain.setting import SUBJECT, take_back_settings
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role
from linli.settings.views.answer import entry_or_404

PAGES = {
    "retention": "settings:retention", "texts": "settings:messages", "calendar": "settings:calendar",
    "look": "settings:look", "names": "settings:look", "counter": "settings:counter",
}  # fmt: skip


@require_POST
@staff_only(Role.ADMINISTRATOR)
def take_back_change(request: ReadRequest, entry_id: UUID) -> HttpResponse:
    """Let settings be as they were before a change."""
    entry = entry_or_404(entry_id, SUBJECT)
    back = take_back_calendar if entry.subject_id == "calendar" else take_back_settings
    try:
        back(entry, by=request.reader)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is as it was before."))
    return redirect(PAGES.get(entry.subject_id, "settings:overview"))
