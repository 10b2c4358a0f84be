"""Orders that a unit asks to give back, for the list of the dispatch desk."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.cases.queries.listing import number_text
from linli.cases.returns import Why
from linli.hotline.models import ReturnRequest
from linli.hotline.rules import MAY_DECIDE
from linli.people.queries.unit import unit_name


def asked_cases() -> QuerySet[Any, Any]:
    """The cases of the orders that somebody has yet to decide on."""
    return ReturnRequest.objects.filter(decided_at__isnull=True).values("order__case_id")


def why_asked(cases: Collection[UUID]) -> dict[UUID, Why]:
    """Who asks, with what reason. One statement."""
    asked = ReturnRequest.objects.filter(decided_at__isnull=True, order__case__in=cases).select_related("order__case")
    words = _("%(unit)s asks to give it back to the hotline: %(reason)s")
    return {
        one.order.case_id: Why(
            words % {"unit": unit_name(one.unit_id), "reason": one.reason}, one.asked_at,
            reverse("hotline:return-decision", args=[number_text(one.order.case.number, one.order.case.opened_at)]),
            MAY_DECIDE,
        )
        for one in asked
    }  # fmt: skip
