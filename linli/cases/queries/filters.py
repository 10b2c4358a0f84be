"""The filters of a list as they stand in its address."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import connection
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.timezone import get_current_timezone, now

from linli.cases.enums import Source, Stage
from linli.cases.models import Case, CaseWords, Objection, ReturnVisit
from linli.cases.queries.procedure import kind_map
from linli.cases.queries.response import CONTACTS, contact_condition
from linli.cases.returns import returns
from linli.common.days import day_in
from linli.common.words import query_of

VIEWS = ("open", "late", "today", "soon", "waiting", "to_route", "returned", "disputed", "done", "all")
SOON = timedelta(hours=24)
FEW = 500
DAYS = ("opened_from", "opened_to", "closed_from", "closed_to", "visited_from", "visited_to")
VISITS: dict[str, dict[str, Any]] = {
    "any": {}, "reached": {"is_reached": True}, "unreached": {"is_reached": False},
    "resolved": {"is_resolved": True}, "unresolved": {"is_resolved": False},
    "resolution_known": {"is_resolved__isnull": False},
    "resolution_unknown": {"is_reached": True, "is_resolved": None},
    "satisfied": {"is_satisfied": True}, "dissatisfied": {"is_satisfied": False},
    "satisfaction_known": {"is_satisfied__isnull": False},
    "satisfaction_unknown": {"is_reached": True, "is_satisfied": None},
}  # fmt: skip
REWORKED = Q(reopened__gt=0) | Q(sent_back__gt=0)
STEPS = {
    "filed": Q(accepted_at__isnull=False),
    "dispatched": Q(dispatched_at__isnull=False),
    "straight": Q(dispatched_at__isnull=False, redirected_at__isnull=True),
    "concluded": Q(accepted_at__isnull=False, stage=Stage.DONE),
    "reworked": Q(stage=Stage.DONE) & REWORKED,
}
EQUAL = ("town", "village", "grid", "kind", "source", "unit", "state")


@dataclass(frozen=True)
class CaseFilter:
    """Every field is a word of the address; what does not hold is left out, never an error."""

    view: str = "open"
    q: str = ""
    town: str = ""
    village: str = ""
    grid: str = ""
    kind: str = ""
    major: str = ""
    source: str = ""
    unit: str = ""
    state: str = ""
    opened_from: str = ""
    opened_to: str = ""
    closed_from: str = ""
    closed_to: str = ""
    outcome: str = ""  # "on_time", "late": of closed ones
    rated: str = ""  # "low", "good", "any"
    contact: str = ""  # of the first contact: a word of CONTACTS
    step: str = ""  # how far it came in the seven steps: a word of STEPS
    visit: str = ""  # what the last return visit found: a word of VISITS
    visited_from: str = ""
    visited_to: str = ""
    lead: str = ""  # "1": only as lead unit, which is what figures count
    order: str = ""  # "due", "opened"

    @classmethod
    def read(cls, words: Any) -> "CaseFilter":
        """Read the address (a QueryDict or dict); unknown views fall back to open."""
        given = {name.name: str(words.get(name.name, "")).replace("\0", "").strip()[:80] for name in fields(cls)}
        found = cls(**{**given, "view": given["view"] if given["view"] in VIEWS else "open"})
        checks: dict[str, bool] = {
            "source": found.source in Source.values, "unit": _is_uuid(found.unit),
            "order": found.order in ("due", "opened"), "outcome": found.outcome in ("on_time", "late"),
            "rated": found.rated in ("low", "good", "any"), "step": found.step in STEPS, "lead": found.lead == "1",
            "contact": found.contact in CONTACTS, "visit": found.visit in VISITS,
            "major": bool(found.major and kinds_of(found.major)),
            **{name: day_in(getattr(found, name)) is not None for name in DAYS},
        }  # fmt: skip
        return replace(found, **{name: "" for name, holds in checks.items() if not holds})

    @property
    def by_due(self) -> bool:
        """Open lists stand in the order of what is due next; the others by opening, newest first."""
        return self.view in ("open", "late", "today", "soon") and self.order != "opened"

    def address(self, **changes: str) -> str:
        """The query string of this filter with changes."""
        words = {**self.__dict__, **changes}
        return urlencode({name: value for name, value in words.items() if value and (name, value) != ("view", "open")})

    @property
    def is_narrowed(self) -> bool:
        return any(getattr(self, name.name) for name in fields(self) if name.name not in ("view", "order", "lead"))

    @property
    def shape(self) -> Hashable:
        """What a statement is written for, apart from the values; None where the values shape the statement.

        Only the words of EQUAL stand in it as values. Any other word is looked at.
        """
        plain = {"view", "order", "lead", *EQUAL}
        if any(getattr(self, one.name) for one in fields(self) if one.name not in plain):
            return None
        return self.view, self.by_due, bool(self.lead), tuple(name for name in EQUAL if getattr(self, name))

    @property
    def values(self) -> dict[str, Any]:
        """The values of this filter by name, for a statement of its shape."""
        found = {name: getattr(self, name) for name in EQUAL if getattr(self, name)}
        return {name: UUID(value) if name == "unit" else value for name, value in found.items()}

    def holding(self, values: Mapping[str, Any]) -> "CaseFilter":
        """The same shape with other values."""
        return replace(self, **{name: values[name] for name in EQUAL if getattr(self, name)})

    def apply(
        self, cases: QuerySet[Case], *, at: datetime | None = None, soon: datetime | None = None,
        midnight: datetime | None = None, having: Collection[UUID] | None = None,
    ) -> QuerySet[Case]:  # fmt: skip
        """Narrow a queryset; the same for a list, its count, its export and the figure that opens it.

        `soon`: until when a limit counts as near; a day from `at`, which is now. `midnight`: the end of its local day.
        `having`: the few cases that have the words, if they are few (`few_with_words`)."""
        moment = at or now()
        cases = cases.filter(compartment="")
        cases = cases.filter(view_condition(self.view, moment, soon, midnight))
        equal = {"lead_unit" if name == "unit" else name: getattr(self, name) for name in EQUAL}
        cases = cases.filter(**{name: value for name, value in equal.items() if value})
        if self.major:
            cases = cases.filter(kind__in=kinds_of(self.major))
        if self.outcome:
            cases = cases.filter(is_on_time=self.outcome == "on_time", closed_at__isnull=False)
        if self.rated:
            grades: dict[str, dict[str, Any]] = {
                "low": {"rating__lt": 3},
                "good": {"rating__gte": 3},
                "any": {"rating__isnull": False},
            }
            cases = cases.filter(**grades[self.rated])
        if self.step:
            cases = cases.filter(STEPS[self.step])
        if self.contact:
            cases = cases.filter(contact_condition(self.contact, moment))
        if self.visit:
            cases = cases.filter(id__in=self._visited().values("case"))
        cases = _between(cases, "opened_at", self.opened_from, self.opened_to)
        cases = _between(cases, "closed_at", self.closed_from, self.closed_to)
        words = query_of(self.q) if self.q else ""
        if words and having is not None:
            cases = cases.filter(id__in=having)
        elif words:
            found = CaseWords.objects.extra(where=["vector @@ %s::tsquery"], params=[words])
            cases = cases.filter(id__in=found.values("case_id"))
        return cases

    def _visited(self) -> QuerySet[ReturnVisit]:
        """The last return visits of the days that found this."""
        later = ReturnVisit.objects.filter(case=OuterRef("case"), at__gt=OuterRef("at"))
        visits = ReturnVisit.objects.filter(~Exists(later), **VISITS[self.visit])
        return _between(visits, "at", self.visited_from, self.visited_to)


def few_with_words(typed: str) -> list[UUID] | None:
    """The cases that have all the words, if they are few; None where there are many, or nothing was typed.

    The planner cannot know how many of a range have a rare word: looking for it row by row took ten seconds among a
    million cases. So the word index is asked first, and stops at its bound. One statement.
    """
    words = query_of(typed) if typed else ""
    if not words:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT case_id FROM {CaseWords._meta.db_table} WHERE vector @@ %s::tsquery LIMIT %s",  # noqa: S608
            [words, FEW + 1],
        )
        found = [row[0] for row in cursor.fetchall()]
    return found if len(found) <= FEW else None


def view_condition(view: str, moment: datetime, soon: datetime | None = None, midnight: datetime | None = None) -> Q:
    """What a view holds, for lists and for the counts beside them."""
    if view in ("returned", "disputed"):
        listed = returned_cases() if view == "returned" else disputed_cases()
        return ~Q(stage=Stage.DONE) & Q(id__in=listed)
    soon, midnight = soon or moment + SOON, midnight or midnight_after(moment)
    running = ~Q(stage=Stage.DONE) & Q(next_due_at__isnull=False)
    return {
        "open": running,
        "late": running & Q(next_due_at__lt=moment),
        "today": running & Q(next_due_at__gte=moment, next_due_at__lt=midnight),
        "soon": running & Q(next_due_at__gte=moment, next_due_at__lt=soon),
        "waiting": ~Q(stage=Stage.DONE) & Q(next_due_at__isnull=True),
        "to_route": ~Q(stage=Stage.DONE) & Q(lead_unit__isnull=True),
        "done": Q(stage=Stage.DONE),
        "all": Q(),
    }[view]


def disputed_cases() -> QuerySet[Any, Any]:
    """The cases with an objection that nobody has decided."""
    return Objection.objects.filter(decided_at__isnull=True).values("case_id")


def returned_cases() -> QuerySet[Any, Any]:
    """What came back: reopened, sent back by the check, or as an app above says. One range of an index for each."""
    own = Case.objects.filter(REWORKED, ~Q(stage=Stage.DONE)).values("id")
    others = [source.cases() for source in returns()]
    return own.union(*others, all=True) if others else own


def midnight_after(moment: datetime) -> datetime:
    """The end of the local day."""
    zone = get_current_timezone()
    return datetime.combine(moment.astimezone(zone).date() + timedelta(days=1), time(), zone)


def _between[M: Model](cases: QuerySet[M], column: str, first: str, last: str) -> QuerySet[M]:
    """Local days, both included."""
    zone = get_current_timezone()
    if first:
        cases = cases.filter(**{f"{column}__gte": datetime.combine(date.fromisoformat(first), time(), zone)})
    if last:
        end = date.fromisoformat(last) + timedelta(days=1)
        cases = cases.filter(**{f"{column}__lt": datetime.combine(end, time(), zone)})
    return cases


def between(first: date, last: date) -> tuple[datetime, datetime]:
    """The first moment of local days, both included, and the one after their last."""
    zone = get_current_timezone()
    return datetime.combine(first, time(), zone), datetime.combine(last + timedelta(days=1), time(), zone)


def kinds_of(major: str) -> list[str]:
    return [kind.code for kind in kind_map().values() if kind.major_code == major]


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
