"""What many say of one place; and what has to be looked at."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from linli.hotline.queries.orders import OrderRow
from linli.hotline.queries.supervision import CAUSES, MOST_SHOWN, count_causes, supervised
from linli.hotline.queries.topics import hot_topics
from linli.hotline.rules import MAY_DECIDE, MAY_READ_ANSWERS, MAY_READ_TOPICS
from linli.hotline.views.answering import answer, titles
from linli.people.doors import ReadRequest, staff_only


@require_safe
@staff_only(*MAY_READ_TOPICS)
def show_topics(request: ReadRequest) -> HttpResponse:
    """Matters that look like one, with the words that made them one. Merging them is a person's act."""
    context = {
        "topics": hot_topics(request.reader), "may_merge": bool(request.reader.roles & MAY_DECIDE),
        "now": now(),
    }  # fmt: skip
    return answer(request, "hotline/topics.html", context)


def cause_words() -> dict[str, str]:
    return {
        "late": pgettext("supervision", "Late"), "unsolved": pgettext("supervision", "Said to be unsolved"),
        "refused": pgettext("supervision", "Refused or returned, 30 days"), "disputed": pgettext("supervision", "Disputed and assigned"),
    }  # fmt: skip


@require_safe
@staff_only(*MAY_READ_ANSWERS)
def show_supervision(request: ReadRequest) -> HttpResponse:
    """Orders that are late, unsolved, refused or disputed, with how often their unit was reminded."""
    cause, here = request.GET.get("cause", "late"), reverse("hotline:supervision")
    cause = cause if cause in CAUSES else "late"
    counts = count_causes(request.reader)
    found = supervised(request.reader, cause)[:MOST_SHOWN]
    context = {
        "rows": [{"row": OrderRow(order), "alarms": order.alarms} for order in found], "now": now(),  # type: ignore[attr-defined]
        "chips": [
            {"title": title, "url": f"{here}?cause={name}", "active": name == cause, "count": counts[name],
             "tone": "late" if name == "late" and counts[name] else ""}
            for name, title in cause_words().items()
        ],
        "columns": titles(_("Order"), pgettext("hotline", "What is it"), pgettext("case", "State"), _("Unit"), _("The hotline's deadline"),
                          _("Our limit"), _("Reminded or escalated")),
    }  # fmt: skip
    return answer(request, "hotline/supervision.html", context)
