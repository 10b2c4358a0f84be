"""What is near a matter, as a list with distances, and on the map where a provider is set up."""

from typing import Any

from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from linli.cases.queries.listing import number_text
from linli.cases.queries.near import CLOSED_WITHIN, NEAR_METRES, near_cases
from linli.desk.queries.rows import case_url
from linli.desk.views.answer import answer, asks_for_part
from linli.desk.views.case import PAGE, answer_case, detail_of, page_or_404
from linli.people.doors import ReadRequest, staff_only


@require_safe
@staff_only()
def show_near(request: ReadRequest, number: str) -> HttpResponse:
    """Open and lately closed matters of public space within so many metres."""
    page = page_or_404(request, number)
    detail = detail_of(request, page)
    found = None if page.hides_reporter else near_cases(page.case, request.reader, at=now())
    context: dict[str, Any] = {
        "near": None if found is None else [
            {
                "number": (near := number_text(one.case.number, one.case.opened_at)), "metres": one.metres,
                "url": case_url(near, detail.place.query), "case": one.case, "is_open": one.is_open,
                "spot": f"{one.case.lon:.6f},{one.case.lat:.6f}",
            }
            for one in found
        ],
        "near_metres": NEAR_METRES, "near_days": CLOSED_WITHIN.days, "is_near_asked": True,
    }  # fmt: skip
    if asks_for_part(request):
        return answer(request, PAGE, "desk/near.html", {"detail": detail, "case": page, **context})
    return answer_case(request, detail, **context)
