from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from linli.people.doors import ReadRequest, staff_only
from linli.settings.queries.cards import cards
from linli.settings.queries.facts import facts
from linli.settings.rules import MAY_READ, is_administrator


@require_safe
@staff_only(*MAY_READ)
def show_overview(request: ReadRequest) -> HttpResponse:
    """What can be set up and looked after, and how the system stands."""
    context = {
        "cards": cards(request.reader), "facts": facts(), "is_administrator": is_administrator(request.reader)
    }  # fmt: skip
    return render(request, "settings/overview.html", context)
