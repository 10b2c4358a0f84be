"""Visits that were due and were written down on the phone: the grid's own verbs, by number of the consent."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from linli.field.deeds import VISIT
from linli.field.errors import CaseNotThere, DeliveryFaulty
from linli.grid.domain.visit import decline_visit, make_visit
from linli.grid.models import VisitConsent
from linli.grid.queries.visits import consent_seen
from linli.people.reader import Reader

ARRIVAL_MOST = timedelta(hours=12)  # before it was written; older than that it is no arrival of this visit


def write_visit(deed: str, said: Mapping[str, str], *, by: Reader, written_at: datetime) -> str:
    """Write down a visit, or that it is not made and why; return what it is called. Raises as the verbs, CaseNotThere, DeliveryFaulty."""
    consent = _consent(said.get("consent", ""), by)
    if deed == VISIT:
        arrived = _arrived(said.get("arrived_at", ""), written_at)
        make_visit(consent, found=said.get("found", ""), by=by, on=localdate(written_at), arrived_at=arrived)
        return _("Visit")
    decline_visit(consent, reason=said.get("reason", ""), by=by)
    return _("Visit not made")


def _consent(number: str, by: Reader) -> VisitConsent:
    try:
        found = consent_seen(UUID(number), by)
    except ValueError as error:
        raise DeliveryFaulty from error
    if found is None:
        raise CaseNotThere
    return found


def _arrived(text: str, written_at: datetime) -> datetime | None:
    """When the visitor said to have arrived: minutes before the writing, which no wrong clock falsifies."""
    try:
        ago = timedelta(minutes=int(text)) if text else None
    except (ValueError, OverflowError):
        return None
    return min(written_at - ago, now()) if ago is not None and timedelta() <= ago <= ARRIVAL_MOST else None
