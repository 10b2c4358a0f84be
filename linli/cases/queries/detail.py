"""One case as its reader may see it: facts, limits, timeline, what may be done next. A constant number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import now

from linli.areas.queries.map import area_path
from linli.cases.enums import Part, Sense, Stage, TextPart, Turn, Verb
from linli.cases.models import (
    Case,
    CaseEvent,
    CaseLimit,
    CaseParty,
    CaseText,
    CaseUnit,
    ExtensionRequest,
    Kind,
    Objection,
)
from linli.cases.own_page import OwnPage, own_page
from linli.cases.queries.listing import number_text
from linli.cases.queries.objection import given_by, objection_fault
from linli.cases.queries.procedure import kind_map, spec_of
from linli.cases.queries.sentences import sentence_of, who_of
from linli.cases.queries.visible import reach_of
from linli.cases.rules import capacities, is_concerned, is_reporter, may_see_persons, possible_deeds
from linli.cases.workflow import ProcedureSpec, State, Transition, Words
from linli.common.calendar import LimitUnit
from linli.common.queries.compiled import rows
from linli.common.queries.gathered import Gathered, column_names, objects_of
from linli.common.working_calendar import working_calendar
from linli.documents.models import Document
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader


@dataclass(frozen=True)
class Moment:
    """One entry of the timeline: what happened, by whom, why, with what words and photos."""

    event: CaseEvent
    title: str
    who: str
    sentence: str
    words: Sequence[CaseText]
    documents: Sequence[Document]
    mark: str  # "now", "done", "rest", "late": what the dot looks like; each has a word beside it

    @property
    def at(self) -> datetime:
        return self.event.at


@dataclass(frozen=True)
class Limit:
    """A limit with what is left of it."""

    row: CaseLimit
    title: Words
    remaining: int  # in whole units; negative when overdue
    is_late: bool
    is_soon: bool

    @property
    def share(self) -> int:
        """How much of the time has run, in hundredths, for the bar."""
        whole = (self.row.due_at - self.row.starts_at).total_seconds()
        run = ((self.row.paused_at or self.row.met_at or now()) - self.row.starts_at).total_seconds()
        return max(0, min(100, round(100 * run / whole))) if whole > 0 else 100


@dataclass(frozen=True)
class CasePage:
    """Everything that a page about one case shows."""

    case: Case
    reader: Reader
    spec: ProcedureSpec
    kind: Kind
    events: Sequence[CaseEvent]
    texts: Sequence[CaseText]
    limit_rows: Sequence[CaseLimit]
    documents: Sequence[Document]
    co_unit_ids: Sequence[UUID]
    is_extension_asked: bool
    objections: Sequence[Objection] = field(default_factory=tuple)
    parties: Sequence[CaseParty] = field(default_factory=tuple)

    @property
    def number(self) -> str:
        return number_text(self.case.number, self.case.opened_at)

    @property
    def state(self) -> State:
        return self.spec.state(self.case.state)

    @property
    def is_mine(self) -> bool:
        return is_reporter(self.reader, self.case)

    @property
    def for_staff(self) -> bool:
        return self.reader.is_staff and not self.is_mine

    @property
    def is_followed(self) -> bool:
        """Read by somebody who only follows it: they see how it goes, not what the reporter wrote and showed."""
        return not self.for_staff and not self.is_mine

    @property
    def hides_reporter(self) -> bool:
        """Nor does the unit that a complaint is about: the words and photos would tell who complains."""
        return not self.is_mine and (self.is_followed or is_concerned(self.reader, self.case))

    @property
    def may_see_persons(self) -> bool:
        return may_see_persons(self.reader, self.case)

    @property
    def place(self) -> str:
        """The address as given (masked where it names a person), else the area."""
        said = () if self.hides_reporter else self.texts
        written = next((text.body for text in said if text.part == TextPart.PLACE and text.body), "")
        return written or " ".join(self.area_names)

    @property
    def area_names(self) -> list[str]:
        return area_path(self.case.area) if self.case.area else []

    @property
    def lead_unit(self) -> str:
        return unit_name(self.case.lead_unit_id)

    @property
    def co_units(self) -> list[str]:
        return [unit_name(unit) for unit in self.co_unit_ids]

    @property
    def own_page(self) -> OwnPage | None:
        """The page of its own that this matter has above the engine."""
        return own_page(self.spec.code)

    @property
    def own_path(self) -> str:
        """Where that page is for this reader; "" where there is none."""
        own = self.own_page
        return own.path(self.case, self.for_staff) if own and not self.is_followed else ""

    @cached_property
    def deeds(self) -> list[Transition]:
        """What this reader may do now, the primary one first."""
        found = possible_deeds(self.reader, self.case, self.spec, self.co_unit_ids)
        decides = {Verb.EXTEND_LIMIT, Verb.REFUSE_EXTENSION}
        elsewhere = self.own_page.verbs if self.own_page else ()
        return [
            step for step in found
            if step.verb not in elsewhere and not (step.verb in decides and not self.is_extension_asked)
            and not (step.verb == Verb.ASK_EXTENSION and self.is_extension_asked)
            and not (step.verb == Verb.RELEASE_UNIT and not self.co_unit_ids)
            and not (step.verb == Verb.OBJECT and not self.may_object)
            and not (step.verb == Verb.DECIDE_OBJECTION and not self.may_decide)
        ]  # fmt: skip

    @property
    def open_objection(self) -> Objection | None:
        """The objection that waits for a decision."""
        return next((one for one in self.objections if not one.decision), None)

    @property
    def may_object(self) -> bool:
        """Whether the lead unit may (still) object to what it was given."""
        given = given_by(self.events)
        return objection_fault(self.case, self.spec, given, self.objections, at=now()) is None

    @property
    def may_decide(self) -> bool:
        """Whether there is an objection, and it is not that of one of the reader's own units."""
        found = self.open_objection
        return found is not None and all(post.unit_id != found.unit_id for post in self.reader.posts)

    @cached_property
    def capacities(self) -> set[str]:
        return capacities(self.reader, self.case, self.co_unit_ids)

    @cached_property
    def limits(self) -> list[Limit]:
        titles = {rule.key: rule.title for rule in self.spec.limits}
        calendar, moment = working_calendar(), now()
        made = []
        for row in self.limit_rows:
            ends = row.paused_at or row.met_at or moment
            left = calendar.remaining(ends, row.due_at, LimitUnit(row.unit), office=row.office)
            soon = row.met_at is None and not row.paused_at and row.due_at > moment and left <= _soon(row.unit)
            made.append(Limit(row, titles[row.key], left, ends > row.due_at, soon))
        return made

    @property
    def whole_limit(self) -> Limit | None:
        return next((limit for limit in self.limits if limit.row.is_whole), None)

    @cached_property
    def timeline(self) -> list[Moment]:
        """What happened, newest first."""
        words = [text for text in self.texts if self.for_staff or text.is_for_reporter]
        shown = [event for event in self.events if self.for_staff or event.verb not in HIDDEN_FROM_RESIDENTS]
        if self.hides_reporter:  # the unit that a complaint is about
            shown = [event for event in shown if event.verb != Verb.TASK]
        moments = [self._moment(event, words) for event in shown]
        moments.reverse()
        return moments

    def _moment(self, event: CaseEvent, words: Sequence[CaseText]) -> Moment:
        said = [text for text in words if text.seq == event.seq and text.part != TextPart.PLACE]
        if self.hides_reporter:
            said = [text for text in said if text.part == TextPart.REPLY]
        return Moment(
            event=event,
            title=_title(event, self.spec),
            who=who_of(event, self),
            sentence=sentence_of(event),
            words=said,
            # What was erased shows nothing more, be it that the job that takes the files away has not run yet.
            documents=[] if self.hides_reporter or any(text.erased_at for text in said)
            else [row for row in self.documents if row.event_seq == event.seq],
            mark=_mark(event, self),
        )  # fmt: skip


HIDDEN_FROM_RESIDENTS = frozenset(
    {
        Verb.REMIND, Verb.ESCALATE, Verb.ASK_EXTENSION, Verb.REFUSE_EXTENSION, Verb.OBJECT, Verb.DECIDE_OBJECTION,
        Verb.LINK, Verb.TASK,
    }
)  # fmt: skip


def _soon(unit: str) -> int:
    return 2 if unit == LimitUnit.BUSINESS_HOURS else 1


def _title(event: CaseEvent, spec: ProcedureSpec) -> str:
    if event.from_state != event.to_state and event.to_state in spec.states and event.verb != Verb.OPEN:
        return str(spec.state(event.to_state).title)
    if event.verb == Verb.OPEN and spec.opened_by:
        return str(spec.title)
    if event.verb == Verb.LINK:
        return str(Sense(event.facts["sense"]).label)
    if event.verb == Verb.TASK:
        return str(Turn(event.facts["turn"]).label)
    if event.verb == Verb.ESCALATE and spec.ladder:
        return str(spec.ladder[event.facts["level"] - 1].title)
    return str(Verb(event.verb).label)


def _mark(event: CaseEvent, page: CasePage) -> str:
    if event.verb in (Verb.ESCALATE,):
        return "late"
    if event.to_state in page.spec.states and page.spec.state(event.to_state).rests:
        return "rest"
    return "now" if event.seq == page.events[-1].seq and page.case.stage != Stage.DONE else "done"


def case_page(case_id: UUID, reader: Reader) -> CasePage | None:
    """Return the page of a case, None where the reader may not read it. One statement."""
    return _page(reader, {"pk": case_id})


def page_of_number(number: int, reader: Reader, *, with_papers: bool = True) -> CasePage | None:
    """Return the page of the case with a number, None where the reader may not read it. One statement.

    `with_papers`: with its documents and persons, which a program does not get.
    """
    return _page(reader, {"number": number}, with_papers=with_papers)


def _page(reader: Reader, which: dict[str, UUID | int], *, with_papers: bool = True) -> CasePage | None:
    reach = reach_of(reader)
    [name] = which
    found = rows(
        ("case page", name, reach.shape, reader.is_staff, with_papers),
        {**reach.values, **which},
        lambda values: _whole(
            reach.holding(values).cases().filter(**{name: values[name]}), reader, values.get("actor"), with_papers
        ),
    )
    return _put_together(reader, found[0]) if found else None


CASE_COLUMNS = column_names(Case)


def _whole(cases: QuerySet[Case], reader: Reader, actor: UUID | None, with_papers: bool) -> QuerySet[Case, Any]:
    """A case with all that belongs to it, its parts gathered into one column each."""
    of_case = {"case": OuterRef("pk")}
    papers = {
        "papers": Gathered(_documents(OuterRef("pk"), reader, actor)),
        "persons": Gathered(CaseParty.objects.filter(**of_case).order_by("part")),
    }
    return cases.annotate(
        co_ids=ArraySubquery(CaseUnit.objects.filter(**of_case).order_by("joined_at").values("unit_id")),
        is_asked=Exists(ExtensionRequest.objects.filter(**of_case, decided_at__isnull=True)),
        all_events=Gathered(CaseEvent.objects.filter(**of_case).order_by("seq")),
        all_texts=Gathered(CaseText.objects.filter(**of_case).order_by("seq", "part")),
        all_objections=Gathered(Objection.objects.filter(**of_case).order_by("asked_at")),
        all_limits=Gathered(CaseLimit.objects.filter(**of_case).order_by("starts_at", "key")),
        **(papers if with_papers else {}),
    ).values_list(*CASE_COLUMNS, "co_ids", "is_asked", "all_events", "all_texts", "all_objections", "all_limits",
                  *(papers if with_papers else ()))  # fmt: skip


def _documents(case_id: Any, reader: Reader, actor: UUID | None) -> QuerySet[Document]:
    found = Document.objects.filter(holder_kind="case", holder_id=case_id, erased_at__isnull=True)
    if not reader.is_staff:
        own = Q(uploaded_by=actor) if actor else Q(uploaded_by__isnull=True)
        found = found.filter(Q(is_for_reporter=True) | own & Q(event_seq__isnull=False))
    return found.order_by("uploaded_at")


def _put_together(reader: Reader, row: tuple[Any, ...]) -> CasePage:
    width = len(CASE_COLUMNS)
    case = Case.from_db(DEFAULT_DB_ALIAS, CASE_COLUMNS, row[:width])
    co_ids, is_asked, events, texts, objections, limits, *papers = row[width:]
    documents, persons = papers or (None, None)
    may_see = (reader.is_staff and may_see_persons(reader, case)) or is_reporter(reader, case)
    return CasePage(
        case=case, reader=reader, spec=spec_of(case.procedure_id), kind=kind_map()[case.kind_id],
        events=objects_of(CaseEvent, events), texts=objects_of(CaseText, texts),
        limit_rows=objects_of(CaseLimit, limits), documents=objects_of(Document, documents),
        co_unit_ids=tuple(co_ids), is_extension_asked=is_asked, objections=objects_of(Objection, objections),
        # Whoever may not see them gets them not even sealed.
        parties=objects_of(CaseParty, persons) if may_see else (),
    )  # fmt: skip


def reporter_of(page: CasePage) -> CaseParty | None:
    return next((party for party in page.parties if party.part == Part.REPORTER), None)
