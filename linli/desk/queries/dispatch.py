"""The dispatch desk: everything unrouted, returned, overdue or disputed, each with why, since when, and who could take it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.areas.queries.map import area_path
from linli.cases.enums import BulkAction, Subject, TextPart, Verb
from linli.cases.models import CaseEvent, CaseText, Lesson
from linli.cases.queries.bulk import verb_for
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.lesson import lesson_in_use
from linli.cases.queries.listing import CaseRow
from linli.cases.queries.objection import GIVEN_BY
from linli.cases.queries.procedure import spec_of
from linli.cases.returns import Why
from linli.cases.rules import is_concerned, may
from linli.common.shares import hundredths
from linli.desk.queries.reasons import reasons, since_of
from linli.desk.queries.rows import Due, case_url, due_of
from linli.desk.queries.suggestion import KindSuggestion, Suggestion, suggest, suggest_kind
from linli.people.reader import Reader

TABS = ("to_route", "returned", "late", "disputed")


def read_tab(words: Mapping[str, str]) -> CaseFilter:
    """The list that an address names: one of the four, of one town or of all."""
    found = CaseFilter.read(words)
    return CaseFilter(view=found.view if found.view in TABS else TABS[0], town=found.town)


def tab_url(wanted: CaseFilter, **more: str) -> str:
    """The address of a list; the first of the four needs no word."""
    words = {"view": "" if wanted.view == TABS[0] else wanted.view, "town": wanted.town, **more}
    query = urlencode({name: value for name, value in words.items() if value})
    path = reverse("desk:dispatch")
    return f"{path}?{query}" if query else path


@dataclass(frozen=True)
class DispatchRow:
    """A matter that waits for somebody to decide where it goes, or to see that it goes on."""

    number: str
    url: str
    title: str
    place: str
    unit: str  # whose it is now
    why: str
    since: datetime
    decide_url: str
    due: Due
    seq: int
    suggestion: Suggestion | None
    kind: KindSuggestion | None
    kind_url: str  # where it is called so; empty where this reader may not
    near_url: str  # empty where no point is known
    may_give: bool
    may_accept: bool


def dispatch_rows(
    rows: Sequence[CaseRow], reader: Reader, wanted: CaseFilter, *, query: str, at: datetime
) -> list[DispatchRow]:
    """The rows with reasons and suggestions. One statement for all of them, and one or two for the reasons."""
    reported = CaseText.objects.filter(case=OuterRef("case"), part=TextPart.WORDS, seq=1).values("body")[:1]
    events = (
        CaseEvent.objects.filter(case__in=[row.id for row in rows], verb__in=GIVEN_BY)
        .select_related("case")
        .annotate(reported=Subquery(reported))
        .order_by("case_id", "-seq")
        .distinct("case_id")
    )  # fmt: skip
    given = {event.case_id: event for event in events}
    whys = reasons(wanted.view, rows, given)
    return [_row(row, given[row.id], whys.get(row.id), reader, wanted, query, at) for row in rows if row.id in given]


def _row(
    row: CaseRow, event: CaseEvent, why: Why | None, reader: Reader, wanted: CaseFilter, query: str, at: datetime
) -> DispatchRow:  # fmt: skip
    case, spec = event.case, spec_of(row.procedure_id)
    # The unit that a complaint is about learns nothing of its words.
    words = "" if is_concerned(reader, case) else str(event.reported or "")  # type: ignore[attr-defined]
    asks = wanted.view in ("to_route", "disputed")
    never: list[UUID] = [case.lead_unit_id] if wanted.view == "disputed" and case.lead_unit_id else []
    near = reverse("desk:near", args=[row.number_text])
    return DispatchRow(
        number=row.number_text, url=case_url(row.number_text, query), title=row.title,
        place=" ".join(area_path(row.area)) if row.area else _("no place known"), unit=row.unit_name,
        why=why.words if why else "", since=since_of(row, why), decide_url=_decide_url(row, why, reader, event, wanted.view),
        due=due_of(row, at), seq=row.seq,
        suggestion=suggest(row.kind_id, row.area, words=words, about=case.about_unit_id, never=never) if asks else None,
        kind=suggest_kind(row.kind_id, words=words) if asks else None,
        kind_url=reverse("desk:deed", args=[row.number_text, "kind"]) if may(reader, case, spec, Verb.RECLASSIFY) else "",
        near_url=near if case.lon is not None and case.is_public else "",
        may_give=wanted.view != "disputed" and may(reader, case, spec, verb_for(case, BulkAction.GIVE)) is not None,
        may_accept=may(reader, case, spec, Verb.ACCEPT) is not None,
    )  # fmt: skip


def _decide_url(row: CaseRow, why: Why | None, reader: Reader, event: CaseEvent, view: str) -> str:
    """Where it is decided, if this reader may decide."""
    if why and why.url:
        return why.url if reader.roles & why.roles else ""
    case = event.case
    if view != "disputed" or may(reader, case, spec_of(row.procedure_id), Verb.DECIDE_OBJECTION) is None:
        return ""
    return reverse("desk:deed", args=[row.number_text, "objection-decision"])


@dataclass(frozen=True)
class Measure:
    """How good suggestions have been, when measured on matters that were kept apart."""

    subject: str
    lesson: Lesson | None

    @property
    def is_known(self) -> bool:
        return self.lesson is not None and self.lesson.sure > 0

    @property
    def percent(self) -> int:
        return (hundredths(self.lesson.sure_right, self.lesson.sure) if self.lesson else None) or 0


def measures() -> list[Measure]:
    """The hold-out accuracy of suggestions of units and of kinds; not known where too few matters are closed."""
    return [Measure(str(subject), lesson_in_use(subject)) for subject in Subject]
