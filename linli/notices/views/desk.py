from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.notices.domain.resend import resend_notices
from linli.notices.enums import Channel
from linli.notices.models import Notice
from linli.notices.queries.dead_letters import dead_letters, masked
from linli.notices.queries.inbox import in_words, keyset_page
from linli.notices.rules import MAY_RESEND
from linli.notices.views.own import keys, neighbours
from linli.people.doors import ReadRequest, staff_only


@require_safe
@staff_only(*MAY_RESEND)
def list_dead_letters(request: ReadRequest) -> HttpResponse:
    """What could not be delivered, and why."""
    before, after = keys([request.GET.get("before", "")]), keys([request.GET.get("after", "")])
    page = keyset_page(dead_letters(), before=before[0] if before else None, after=after[0] if after else None)
    rows = [_row(written.notice, written.letter.subject) for written in in_words(
        page.rows, language=get_language() or "", is_staff=True)]  # fmt: skip
    columns = [
        {"title": title}
        for title in (
            _("Notice"),
            pgettext("recipient", "To"),
            _("What went wrong"),
            _("Tries"),
            pgettext("notice", "Written"),
            "",
        )
    ]
    return render(request, "notices/dead_letters.html", {"rows": rows, "columns": columns, **neighbours(page)})


@require_POST
@staff_only(*MAY_RESEND)
def make_resend(request: ReadRequest) -> HttpResponse:
    """Send one dead letter again (`notice`), or all (`all`)."""
    chosen = None if "all" in request.POST else keys(request.POST.getlist("notice"))
    count = resend_notices(chosen, by=request.reader)
    words = ngettext("%(count)s notice is being sent again.", "%(count)s notices are being sent again.", count)
    messages.success(request, words % {"count": count})
    return redirect("notices:dead-letters")


def _row(notice: Notice, subject: str) -> dict[str, Any]:
    return {
        "notice": notice,
        "subject": subject,
        "channel": Channel(notice.channel).label,
        "address": masked(notice) or _("An account"),
    }
