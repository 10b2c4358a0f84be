"""Visits to those who agreed: what was found, what was opened from it, refused with a reason, forgotten in time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate, now

from linli.areas.queries.map import area_map, area_path
from linli.cases.domain.opening import Report, open_case
from linli.cases.enums import GRID_MATTER, Source
from linli.cases.queries.procedure import kind_map
from linli.common.domain.audit import note_deed
from linli.grid.enums import ConsentWay
from linli.grid.errors import (
    ConsentGone,
    ConsentNeeded,
    NameNeeded,
    NoSuchGrid,
    NoSuchKind,
    NotYourGrid,
    ReasonNeeded,
    VisitWrong,
    WordsMissing,
)
from linli.grid.models import Visit, VisitConsent
from linli.grid.rules import may_visit
from linli.notices.domain.tell import tell
from linli.notices.recipients import holders
from linli.people.enums import Role
from linli.people.reader import Reader
from linli.people.scan import scan

OFTEN, SELDOM, MOST = 7, 366, 600


@dataclass(frozen=True)
class Visited:
    """Who agreed to be visited, as a form has it: what is needed to find the door, and nothing else."""

    name: str
    address: str
    phone: str = ""
    every_days: int = 30
    next_on: date | None = None
    consent_on: date | None = None
    consent_way: ConsentWay = ConsentWay.SPOKEN
    is_invented: bool = False


def agree_to_visits(grid: str, visited: Visited, *, by: Reader) -> VisitConsent:
    """Write down that somebody agreed to be visited. Raises NoSuchGrid, NotYourGrid, NameNeeded, ConsentNeeded, VisitWrong."""
    facts = area_map().get(grid)
    if facts is None or len(grid) != 15 or not facts.is_active:
        raise NoSuchGrid
    if not may_visit(by, grid):
        raise NotYourGrid
    if not (visited.name.strip() and visited.address.strip()):
        raise NameNeeded
    if visited.consent_on is None or visited.consent_on > localdate():
        raise ConsentNeeded
    first = visited.next_on or localdate()
    if not OFTEN <= visited.every_days <= SELDOM or first < localdate():
        raise VisitWrong
    with transaction.atomic():
        consent = VisitConsent.objects.create(
            grid=grid, name=visited.name.strip(), address=visited.address.strip(), phone=visited.phone,
            every_days=visited.every_days, next_on=first, consent_on=visited.consent_on,
            consent_way=visited.consent_way, consent_taken_by=by.label, is_invented=visited.is_invented,
        )  # fmt: skip
        _note("grid.visits_agreed", consent, by)
    return consent


def make_visit(
    consent: VisitConsent, *, found: str, by: Reader, kind: str = "", matter: str = "", on: date | None = None,
    arrived_at: datetime | None = None,
) -> Visit:  # fmt: skip
    """Write down a visit and open a grid matter from it where a kind is named; the next one is due by the agreed days.

    Raises NotYourGrid, ConsentGone, VisitWrong, WordsMissing, NoSuchKind.
    """
    if kind and (kind not in kind_map() or kind_map()[kind].procedure_code != GRID_MATTER):
        raise NoSuchKind
    if not found.strip() or (kind and not matter.strip()):
        raise WordsMissing
    day = on or localdate()
    with transaction.atomic():
        locked = _locked(consent, by)
        if not locked.consent_on <= day <= localdate():
            raise VisitWrong
        visit = _visit(locked, found, by, day, is_made=True, arrived_at=arrived_at)
        if kind:
            # Only what was said for the matter goes there: neither who was visited nor what else was found.
            report = Report(kind=kind, words=matter.strip(), area=locked.grid, source=Source.GRID, key=f"visit-{visit.id}",
                            is_invented=locked.is_invented)  # fmt: skip
            visit.case = open_case(report, by=by).case
            visit.save(update_fields=["case"])
        locked.next_on = day + timedelta(days=locked.every_days)
        locked.save(update_fields=["next_on"])
        _note("grid.visited", locked, by)
    return visit


def decline_visit(consent: VisitConsent, *, reason: str, by: Reader) -> Visit:
    """A grid member refuses the visit that is due, with a reason; the village is told and finds somebody else.

    Raises NotYourGrid, ConsentGone, ReasonNeeded.
    """
    if not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        locked = _locked(consent, by)
        visit = _visit(locked, reason, by, localdate(), is_made=False)
        tell("grid.visit_declined", to=[holders(roles=[Role.MANAGER], area=locked.grid)], subject_kind="visit_consent",
             subject_id=locked.id, parameters={"grid": " ".join(area_path(locked.grid))})  # fmt: skip
        _note("grid.visit_declined", locked, by)
    return visit


def withdraw_visits(consent: VisitConsent, *, by: Reader) -> VisitConsent:
    """The person no longer wants to be visited: who it was and what was found are gone at once. Raises NotYourGrid, ConsentGone."""
    with transaction.atomic():
        locked = _locked(consent, by)
        _empty(locked)
        _note("grid.visits_withdrawn", locked, by)
    return locked


def old_visits(after_days: int) -> QuerySet[Visit]:
    """Visits of so many days ago whose words are still there."""
    return Visit.objects.filter(on__lt=localdate() - timedelta(days=after_days)).exclude(found="")


def stale_consents(after_days: int) -> QuerySet[VisitConsent]:
    """Consents given, and last used, so many days ago."""
    limit = localdate() - timedelta(days=after_days)
    return VisitConsent.objects.filter(withdrawn_at__isnull=True, consent_on__lt=limit).exclude(visits__on__gte=limit)


def forget_old_visits(*, words_after_days: int, consent_after_days: int) -> int:
    """Empty the words of old visits, and consents under which nobody came for long; return how many rows."""
    with transaction.atomic():
        count = old_visits(words_after_days).update(found="", sealed="", arrived_at=None)
        for consent in stale_consents(consent_after_days).select_for_update()[:500]:
            _empty(consent)
            count += 1
    return count


def _empty(consent: VisitConsent) -> None:
    consent.name = consent.address = consent.phone = ""
    consent.next_on, consent.withdrawn_at = None, now()
    consent.save()
    Visit.objects.filter(consent=consent).update(found="", sealed="", arrived_at=None)


def _locked(consent: VisitConsent, by: Reader) -> VisitConsent:
    locked = VisitConsent.objects.select_for_update().get(id=consent.id)
    if not may_visit(by, locked.grid):
        raise NotYourGrid
    if locked.withdrawn_at:
        raise ConsentGone
    return locked


def _visit(
    consent: VisitConsent, words: str, by: Reader, on: date, *, is_made: bool, arrived_at: datetime | None = None
) -> Visit:
    said = words.strip()[:MOST]
    scanned = scan(said)
    return Visit.objects.create(
        consent=consent, visitor_id=by.actor_id, on=on, is_made=is_made, arrived_at=arrived_at, found=scanned.masked[:MOST],
        sealed=said if scanned.kinds else "",
    )  # fmt: skip


def _note(action: str, consent: VisitConsent, by: Reader) -> None:
    note_deed(action, by=by, subject_kind="visit_consent", subject_id=consent.id, area=consent.grid)
