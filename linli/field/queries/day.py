"""My grid today: what is due, what is new, what is near. For a page, and as data that a phone keeps for later."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, hypot, radians
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils.html import strip_tags
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.areas.queries.map import area_name
from linli.cases.enums import Stage, TextPart
from linli.cases.models import Case, CaseText, CaseUnit
from linli.cases.queries.filters import SOON, CaseFilter
from linli.cases.queries.listing import list_cases, number_text
from linli.cases.queries.procedure import spec_of
from linli.cases.queries.visible import scopes
from linli.cases.rules import possible_deeds
from linli.common.templatetags.linli import moment
from linli.field.deeds import WHY_PHOTO, offered
from linli.grid.queries.task_refusals import refused_by
from linli.people.reader import Reader

VIEWS = ("due", "new", "near")
SHOWN = 40
KEPT = 60  # on the phone
METRES_A_DEGREE = 111_195.0
AROUND = 3_000.0  # metres: a walk


@dataclass(frozen=True)
class Line:
    """One matter as a line of the list."""

    number: str
    title: str
    meta: str
    tag: str
    tone: str


def day_lines(reader: Reader, view: str, here: tuple[float, float] | None = None) -> list[Line]:
    """The lines of one view, without what the reader does not take on. Near needs the place of the phone, read at the
    tap that asked for it."""
    moment_now, refused = now(), refused_by(reader)
    if view == "near":
        found = nearest(reader, here) if here else []
        return [_line(case, moment_now, _metres_words(metres)) for metres, case in found if case.id not in refused]
    order = "opened" if view == "new" else "due"
    page = list_cases(reader, CaseFilter(view="open", order=order), size=_size(SHOWN, refused))
    return [
        Line(row.number_text, row.title, f"{row.number_text} · {row.state_title}", *due_words(row.stage, row.next_due_at, moment_now))
        for row in page.rows if row.id not in refused
    ][:SHOWN]  # fmt: skip


def _size(most: int, refused: Collection[UUID]) -> int:
    """How many to read so that `most` are left. Twice as many where something is refused: a statement is kept by its size."""
    return 2 * most if refused else most


def _line(case: Case, at: datetime, meta: str) -> Line:
    number = number_text(case.number, case.opened_at)
    return Line(number, case.title, f"{number} · {meta}", *due_words(case.stage, case.next_due_at, at))


def due_words(stage: str, due_at: datetime | None, at: datetime) -> tuple[str, str]:
    """How a matter stands with its time: words and tone."""
    if stage == Stage.DONE:
        return _("done"), "done"
    if due_at is None:
        return _("clock paused"), "wait"
    if due_at < at:
        days = (at - due_at) // timedelta(days=1)
        return (
            ngettext("overdue %(n)s day", "overdue %(n)s days", days) % {"n": days} if days else _("overdue")
        ), "late"
    return strip_tags(str(moment(due_at, at))), "soon" if due_at < at + SOON else "act"


def _metres_words(metres: float) -> str:
    rounded = round(metres / 10) * 10
    return _("%(metres)s m away") % {"metres": rounded} if rounded >= 10 else _("right here")


def nearest(reader: Reader, here: tuple[float, float], *, most: int = 20) -> list[tuple[float, Case]]:
    """Open matters of the reader around a point, nearest first, with metres. One statement a scope of the reader."""
    lon, lat = here
    high = AROUND / METRES_A_DEGREE
    wide = high / max(0.1, cos(radians(lat)))
    box = Case.objects.filter(
        compartment="", lon__range=(lon - wide, lon + wide), lat__range=(lat - high, lat + high)
    ).exclude(stage=Stage.DONE)
    found = {case.id: case for scope in scopes(reader) for case in scope.within(box).order_by("next_due_at")[:200]}
    measured = [
        (hypot((case.lon - lon) * cos(radians(lat)), case.lat - lat) * METRES_A_DEGREE, case)
        for case in found.values() if case.lon is not None and case.lat is not None
    ]  # fmt: skip
    return sorted(measured, key=lambda pair: pair[0])[:most]


def day_for_phone(reader: Reader) -> list[dict[str, Any]]:
    """What the phone keeps for reading and handling without signal: what is open, by due moment, no names, no numbers
    of persons, nothing that the reader does not take on. Five statements, however many there are."""
    refused = refused_by(reader)
    numbers = [
        number for view in ("open", "waiting")
        for number in [row.id for row in list_cases(reader, CaseFilter(view=view), size=_size(KEPT, refused)).rows
                       if row.id not in refused][:KEPT]
    ]  # fmt: skip
    co_units = CaseUnit.objects.filter(case=OuterRef("pk")).values("unit_id")
    cases: QuerySet[Case] = Case.objects.filter(id__in=numbers).annotate(co_ids=ArraySubquery(co_units))
    words = CaseText.objects.filter(case__in=numbers, seq=1, part__in=(TextPart.WORDS, TextPart.PLACE))
    said: dict[Any, dict[str, str]] = {}
    for text in words:
        said.setdefault(text.case_id, {})[text.part] = text.body
    ordered = sorted(cases, key=lambda case: (case.next_due_at is None, case.next_due_at or case.opened_at, case.id))
    return [_kept(case, said.get(case.id, {}), reader) for case in ordered]


def _kept(case: Any, said: dict[str, str], reader: Reader) -> dict[str, Any]:
    spec = spec_of(case.procedure_id)
    return {
        "number": number_text(case.number, case.opened_at), "title": case.title, "seq": case.seq,
        "state": str(spec.state(case.state).title), "opened_at": case.opened_at.isoformat(),
        "due_at": case.next_due_at.isoformat() if case.next_due_at else "",
        "place": said.get(TextPart.PLACE) or (area_name(case.area) if case.area else ""),
        "words": said.get(TextPart.WORDS, ""), "lon": case.lon, "lat": case.lat,
        "deeds": deeds_for_phone(reader, case, case.co_ids),
    }  # fmt: skip


def deeds_for_phone(reader: Reader, case: Case, co_units: Sequence[Any]) -> list[dict[str, Any]]:
    """What can be done without signal, the primary one first."""
    steps = possible_deeds(reader, case, spec_of(case.procedure_id), co_units)
    return [
        {
            "noun": deed.noun, "title": str(step.title), "ask": str(deed.ask), "note": "note" in step.needs,
            "photo": deed.asks_photo(step), "why": str(WHY_PHOTO) if deed.asks_photo(step) else "",
        }
        for deed, step in offered(steps) if not deed.needs_signal
    ]  # fmt: skip
