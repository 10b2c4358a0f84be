"""Open a case: the one door behind all doors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import now

from linli.areas.queries.find import area_in_text
from linli.areas.queries.map import area_map, area_name
from linli.areas.queries.place import locate
from linli.cases.domain import clock
from linli.cases.domain.deed import attach_photos
from linli.cases.domain.figures import delta
from linli.cases.domain.history import make_event, make_text
from linli.cases.domain.party import Person, make_party
from linli.cases.enums import Movement, Part, Source, Stage, TextPart, Verb
from linli.cases.errors import (
    DueOutside,
    KindUnknown,
    NotYours,
    OpenedOtherwise,
    PlaceNeeded,
    PlaceOutside,
    WordsNeeded,
    WordsTooLong,
)
from linli.cases.models import Case, CaseParty, CaseText, CaseWords, Delta, Kind
from linli.cases.own_page import own_page
from linli.cases.queries.listing import number_text
from linli.cases.queries.procedure import kind_map, newest_procedure
from linli.cases.queries.routing import Route, route_at_opening, why
from linli.common.domain.insert import Raw, insert_together
from linli.common.domain.outbox import word
from linli.common.queries.compiled import Values, rows
from linli.common.words import vector_of
from linli.counties.current import current_county
from linli.people.models import Account
from linli.people.queries.unit import office_hours_of
from linli.people.reader import Reader

SAME_WITHIN = timedelta(minutes=30)
FARTHEST_DUE = timedelta(days=3660)
MOST_WORDS = 2000
MOST_PLACE = 256  # 事发位置, GB/T 47678.5


@dataclass(frozen=True)
class Report:
    """What somebody reports. Place by area code, by point, by words, or any of them together."""

    kind: str
    words: str = ""
    place: str = ""
    area: str = ""
    lon: float | None = None
    lat: float | None = None
    source: Source = Source.PORTAL
    reporter: Person | None = None
    account: Account | None = None
    helper: Person | None = None
    is_confidential: bool = False
    about_unit: UUID | None = None
    unit: UUID | None = None  # whom it is given to at once; None: whom the rules name
    basket: UUID | None = None
    key: str | None = None  # idempotency: the same key gives the same case
    external_source: str = ""
    external_id: str = ""
    due_at: datetime | None = None  # a deadline given from outside
    is_invented: bool = False
    is_public: bool | None = None  # of public space; None: as its kind says
    title: str = ""  # from a catalogue, never from somebody's words; "": as its kind is called
    limits: Mapping[str, str] = field(default_factory=dict)  # its own, by the keys of the procedure
    compartment: str = ""  # the closed one it is opened in, by the app that keeps it: no other door leads there
    on_own_page: bool = False  # by the app whose matters of this procedure are (`cases.own_page`), and by nobody else
    extra_facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Opened:
    """A case just opened. `secret` is told once, to follow it without an account; `is_new` is false for a repeated key."""

    case: Case
    secret: str = ""
    is_new: bool = True


def open_case(report: Report, *, by: Reader, at: datetime | None = None) -> Opened:
    """Open a case from a report: find its place, its first desk and its limits, and write all of it at once.

    Raises KindUnknown, NotYours, WordsNeeded, WordsTooLong, PlaceNeeded, PlaceOutside, DueOutside, OpenedOtherwise. The same key
    gives the same case.
    """
    kind = _kind(report)
    _check_role(kind, by)
    _check_words(report)
    key = f"{by.actor_id or 'door'}:{report.key}" if report.key else None
    if key and (known := _of_key(key)):
        return _opened_before(known, report)
    place = find_place(report)
    _check_due(report, at or now())
    try:
        with transaction.atomic():
            return _open(report, kind, place, key, by, at or now())
    except IntegrityError:
        # Two requests with one key at the same moment: the other was faster, its case is the answer.
        known = _of_key(key) if key else None
        if known is None:
            raise
        return _opened_before(known, report)


def _opened_before(case: Case, report: Report) -> Opened:
    """The case that a key has opened. Raises OpenedOtherwise where the form was changed since: nothing is lost silently."""
    if not is_same_report(case, report):
        raise OpenedOtherwise(number=number_text(case.number, case.opened_at))
    return Opened(case, is_new=False)


def is_same_report(case: Case, report: Report) -> bool:
    """Whether a case was opened by this very report: kind, words and place. What was erased is taken as the same."""
    said = {
        text.part: text.sealed or text.body
        for text in CaseText.objects.filter(case=case, seq=1, erased_at__isnull=True)
    }
    if case.kind_id != report.kind or (report.area and not case.area.startswith(report.area)):
        return False
    given = {TextPart.WORDS: report.words.strip(), TextPart.PLACE: report.place.strip()}
    return not said or said == {str(part): words for part, words in given.items() if words}


def sent_before(report: Report, *, by: Reader, at: datetime | None = None) -> Case | None:
    """The case that this reporter has just opened with the very same report, whatever key the form bears now.

    The back button may bring the form anew, with another key: kind, place and every word are then still the same.
    Two statements, three where there is one.
    """
    seen = Q(id__in=by.owns)
    if report.account:
        seen |= Q(reporter=report.account.id)
    since = (at or now()) - SAME_WITHIN
    recent = Case.objects.filter(seen, kind=report.kind, source=report.source, opened_at__gte=since)
    return next((case for case in recent.order_by("-opened_at")[:5] if is_same_report(case, report)), None)


def _of_key(key: str) -> Case | None:
    """The case that a key has opened. Asked before every opening, and nearly always in vain."""
    found = rows(("case of a key",), {"key": key}, _number_of_key)
    return Case.objects.get(id=found[0][0]) if found else None


def _number_of_key(values: Values) -> QuerySet[Case, Any]:
    return Case.objects.filter(idempotency=values["key"]).values_list("id")


def _kind(report: Report) -> Kind:
    kind = kind_map().get(report.kind)
    if kind is None or not kind.is_active or kind.compartment != report.compartment:
        raise KindUnknown
    if own_page(kind.procedure_code) and not report.on_own_page:
        raise KindUnknown  # it would lack what belongs to it beside the case
    return kind


def _check_role(kind: Kind, by: Reader) -> None:
    """What only some may open, nobody opens by another door."""
    roles = newest_procedure(kind.procedure_code)[1].opened_by
    if roles and not roles & by.roles:
        raise NotYours


def _check_words(report: Report) -> None:
    if not report.words.strip():
        raise WordsNeeded
    if len(report.words) > MOST_WORDS:
        raise WordsTooLong(most=MOST_WORDS)
    if len(report.place) > MOST_PLACE:
        raise WordsTooLong(most=MOST_PLACE)


def _check_due(report: Report, at: datetime) -> None:
    """A deadline from outside may have passed already; one of another century is a slip that would stand in every list."""
    if report.due_at and abs(report.due_at - at) > FARTHEST_DUE:
        raise DueOutside


@dataclass(frozen=True)
class Found:
    """A place as found: the deepest area and how it was found."""

    area: str = ""
    by: str = ""


def find_place(report: Report) -> Found:
    """Find the area: what somebody chose holds, and a point within it makes it more exact; else the point decides.

    Raises PlaceNeeded where nothing was said but is needed, PlaceOutside where the point lies outside the county and
    nothing else was said. An address without a known name is taken as it is, for a person to route.
    """
    located = locate(report.lon, report.lat) if report.lon is not None and report.lat is not None else None
    point = located.area if located else ""
    if report.area and report.area not in area_map():
        raise PlaceNeeded
    if report.area and not point.startswith(report.area):
        return Found(report.area, "list")
    if point and located:
        return Found(point, located.reason)
    named = area_in_text(report.place) if report.place else None
    if named:
        return Found(named, "text")
    if located and not report.place.strip():
        raise PlaceOutside(county=current_county().name)
    if not report.place.strip() and _needs_place(report):
        raise PlaceNeeded
    return Found("", "unknown")


def _needs_place(report: Report) -> bool:
    """A resident has to say where, unless the matter goes by its kind alone (advice, a complaint)."""
    kind = kind_map().get(report.kind)
    is_local = kind is None or newest_procedure(kind.procedure_code)[1].first_desk == "place"
    return is_local and report.source == Source.PORTAL


def _open(report: Report, kind: Kind, place: Found, key: str | None, by: Reader, at: datetime) -> Opened:
    procedure_id, spec = newest_procedure(kind.procedure_code, at)
    route = Route(report.unit, "hand") if report.unit else route_at_opening(
        kind.code, place.area, spec.first_desk, about=report.about_unit)  # fmt: skip
    case = Case(
        kind_id=kind.code, procedure_id=procedure_id, state=spec.first, stage=Stage.OPEN, source=report.source,
        title=_title(report.title or kind.name, kind, place.area), **_levels(place.area), lon=report.lon, lat=report.lat, located_by=place.by,
        lead_unit_id=route.unit_id, routed_by=route.by if route.unit_id else "", about_unit_id=report.about_unit,
        dispatched_at=at if route.unit_id and route.reason == "rule" else None,
        reporter_id=report.account.id if report.account else None, 
        is_public=kind.is_public_space if report.is_public is None else report.is_public,
        is_confidential=report.is_confidential, compartment=kind.compartment, opened_at=at,
        external_source=report.external_source, external_id=report.external_id, idempotency=key,
        is_invented=report.is_invented, limits_given=dict(report.limits),
    )  # fmt: skip
    texts, hashes = _texts(case, report)
    limits = clock.start_limits(
        case, spec, Verb.OPEN, kind=kind, office=office_hours_of(route.unit_id), at=at, due_at=report.due_at
    )
    clock.show_on(case, limits)
    facts = _facts(report, case, route)
    if photos := attach_photos(case, report.basket, by):
        facts["photos"] = photos
    event = make_event(case, Verb.OPEN, by=by, at=at, from_state="", facts=facts, text_hashes=hashes)
    party, secret = make_party(case, Part.REPORTER, report.reporter, account=report.account)
    told = ["reporter", "lead", "grid"] if route.unit_id else ["reporter", "to_route"]
    vector = _vector(case, kind, texts, place)
    insert_together(
        [case], [event], texts, _parties(case, party, report), limits, _counts(case, at),
        [word("cases.tell", case=str(case.id), seq=event.seq, tells=told)],
        Raw(CaseWords._meta.db_table, {"case_id": ("%s", case.id), "vector": ("array_to_tsvector(%s)", vector)}),
        returning=(case, "number"),
    )  # fmt: skip
    return Opened(case, secret)


def _vector(case: Case, kind: Kind, texts: list[CaseText], place: Found) -> list[str]:
    """The words by which a case is found; a closed compartment has none."""
    if kind.compartment:
        return []
    said = [case.title, *(text.body for text in texts), case.external_id, _path(place.area)]
    return vector_of(said, [kind.initials])


def _counts(case: Case, at: datetime) -> list[Delta]:
    movements = [Movement.OPENED, *([Movement.DISPATCHED] if case.dispatched_at else [])]
    return [delta(case, movement, at=at) for movement in movements]


def _title(called: str, kind: Kind, area: str) -> str:
    # Never from the reporter's words: a title stands in every list. Of a closed compartment not even the place.
    name = area_name(area[:12]) if area and not kind.compartment else ""
    return (f"{called} · {name}" if name else called)[:120]


def _levels(area: str) -> dict[str, str]:
    return {
        "area": area,
        "town": area[:9] if len(area) >= 9 else "",
        "village": area[:12] if len(area) >= 12 else "",
        "grid": area if len(area) == 15 else "",
    }


def _path(area: str) -> str:
    return " ".join(area_name(area[:length]) for length in (9, 12, 15) if len(area) >= length)


def _texts(case: Case, report: Report) -> tuple[list[CaseText], dict[str, str]]:
    made = [make_text(case, 1, TextPart.WORDS, report.words.strip())]
    if report.place.strip():
        made.append(make_text(case, 1, TextPart.PLACE, report.place.strip()))
    return [text for text, _ in made], {str(text.id): hashed for text, hashed in made}


def _facts(report: Report, case: Case, route: Route) -> dict[str, object]:
    facts: dict[str, object] = {
        "kind": case.kind_id, "procedure": str(case.procedure_id), "source": str(case.source), "area": case.area,
        "located_by": case.located_by, "unit": str(case.lead_unit_id or ""),
        "route": why(route.reason, route.rule, route.kind, route.area),
        "due_at": case.due_at.isoformat() if case.due_at else "", "due_certain": case.due_certain,
    }  # fmt: skip
    if report.external_id:
        facts["external"] = f"{report.external_source}:{report.external_id}"
    return facts | dict(report.extra_facts)


def _parties(case: Case, party: CaseParty, report: Report) -> list[CaseParty]:
    if report.helper is None:
        return [party]
    helper, _ = make_party(case, Part.HELPER, report.helper, account=None, with_secret=False)
    return [party, helper]
