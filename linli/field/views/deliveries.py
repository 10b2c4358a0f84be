"""Where phones deliver what was written on them."""

import math
from datetime import UTC, datetime

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from linli.common.errors import Refusal
from linli.common.problems import problem
from linli.documents.errors import TooManyFiles
from linli.documents.rules import MOST_FILES
from linli.field.domain.delivery import deliver
from linli.people.doors import ReadRequest, staff_account


# Whoever has no post today is told so as the answer to what they wrote, so the door asks for the account only.
@require_POST
@staff_account
def deliveries(request: ReadRequest) -> HttpResponse:
    """Take one delivery: `envelope` (the signed text), `signature`, `sent_at` (milliseconds), `photos`, `voices`."""
    account = request.reader.account
    assert account is not None
    photos, voices = request.FILES.getlist("photos"), request.FILES.getlist("voices")
    try:
        if len(photos) + len(voices) > MOST_FILES:
            raise TooManyFiles(most=MOST_FILES)
        answer = deliver(
            request.POST.get("envelope", ""), request.POST.get("signature", ""), photos, account=account, voices=voices,
            sent_at=_moment(request.POST.get("sent_at", "")),
        )  # fmt: skip
    except Refusal as refusal:
        return problem(refusal.status, refusal.code, str(refusal), state="stopped")
    return JsonResponse(answer.body, status=answer.status)


def _moment(text: str) -> datetime | None:
    try:
        value = float(text)
        return datetime.fromtimestamp(value / 1000, UTC) if math.isfinite(value) else None
    except (ValueError, OverflowError, OSError):
        return None
