"""One matter as its reporter or a follower reads it: what next, by when, who and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.cases.domain.closure import CLOSING_OUTCOMES
from linli.cases.enums import Source, Stage, Verb
from linli.cases.models import Case, CaseText
from linli.cases.queries.address import number_of
from linli.cases.queries.detail import CasePage, Limit, Moment, page_of_number
from linli.cases.queries.listing import number_text
from linli.cases.queries.sentences import limit_words, route_words
from linli.cases.workflow import Transition
from linli.common.calendar import Limit as Length
from linli.common.calendar import LimitUnit
from linli.documents.models import Document
from linli.people.queries.unit import UnitFacts, unit_map, unit_name
from linli.people.reader import Reader
from linli.portal.wording import doubt_words, due_words, left_words
from linli.ratings.enums import Grade

HALF = 50
EXPLAINED = (Verb.OPEN, Verb.ASSIGN, Verb.TRANSFER)
# In the order in which they are offered; the first that is possible and primary leads.
NOUNS = {
    Verb.RATE: "rating",
    Verb.SUPPLEMENT: "supplement",
    Verb.REOPEN: "reopening",
    Verb.URGE: "urging",
    Verb.WITHDRAW: "withdrawal",
}


@dataclass(frozen=True)
class Step:
    """One entry of the timeline: who is in charge now, why, and what was said and shown."""

    moment: Moment
    title: str
    line: str
    why: str
    words: Sequence[CaseText]
    photos: Sequence[Document]


@dataclass(frozen=True)
class Deadline:
    """A limit in words: what, by when, by which rule."""

    limit: Limit
    rule: str
    left: str

    @property
    def tone(self) -> str:
        row = self.limit.row
        if row.met_at:
            return "late" if self.limit.is_late else "done"
        if row.paused_at:
            return "rest"
        if self.limit.is_late:
            return "late"
        # A limit of one day is "soon" from its first minute; that says nothing until some of it has run.
        return "soon" if self.limit.is_soon and self.limit.share >= HALF else "act"


@dataclass(frozen=True)
class MatterPage:
    """Everything that the portal's page about one matter shows."""

    page: CasePage

    @property
    def case(self) -> Case:
        return self.page.case

    @property
    def number(self) -> str:
        return self.page.number

    @property
    def is_mine(self) -> bool:
        return self.page.is_mine

    @cached_property
    def unit(self) -> UnitFacts | None:
        lead = self.case.lead_unit_id
        return unit_map().get(lead) if lead else None

    @property
    def place(self) -> str:
        # An address is the reporter's own words: whoever only follows reads the names of the areas.
        return self.page.place if self.is_mine else " ".join(self.page.area_names)

    @property
    def tone(self) -> str:
        if self.case.stage == Stage.DONE:
            return "done"
        if self.case.stage == Stage.WAITING:
            return "soon"
        return "late" if self.case.due_at and self.case.due_at < now() else "act"

    @property
    def due(self) -> str:
        return due_words(self.case.due_at) if self.case.due_at else ""

    @cached_property
    def whole(self) -> Deadline | None:
        limit = self.page.whole_limit
        # What was withdrawn, merged or not accepted was neither in time nor late.
        is_settled = self.case.is_open or self.case.outcome in CLOSING_OUTCOMES
        return _deadline(limit) if limit and is_settled else None

    @cached_property
    def next_steps(self) -> list[Deadline]:
        """The limits on the way that still run."""
        return [_deadline(limit) for limit in self.page.limits if not limit.row.is_whole and not limit.row.met_at]

    @cached_property
    def deeds(self) -> list[tuple[str, Transition]]:
        """What its reporter may do now: noun of the address and transition, the primary ones first."""
        possible = {step.verb: step for step in self.page.deeds}
        found = [(noun, possible[verb]) for verb, noun in NOUNS.items() if verb in possible]
        return sorted(found, key=lambda row: not row[1].is_primary)

    @property
    def doubt(self) -> str:
        """Why the date may still move; empty where the calendar knows the year."""
        case = self.case
        return doubt_words(case.due_at) if case.is_open and case.due_at and not case.due_certain else ""

    @property
    def source(self) -> str:
        """By which way it came, as whoever sent it says it."""
        return pgettext("way", "Online") if self.case.source == Source.PORTAL else str(Source(self.case.source).label)

    @property
    def is_rated(self) -> bool:
        """Whether nothing more is asked of its reporter."""
        return self.is_mine and not self.case.is_open and self.case.rating is not None

    @property
    def may_reopen(self) -> bool:
        return any(step.verb == Verb.REOPEN for _noun, step in self.deeds)

    @property
    def grade(self) -> str:
        return str(Grade(self.case.rating).label) if self.case.rating else ""

    @property
    def merged_into(self) -> str:
        """The number of the matter it went into, which only an account follows by itself."""
        other = self.case.merged_into if self.page.reader.actor_id else None
        return number_text(other.number, other.opened_at) if other else ""

    @property
    def may_erase(self) -> bool:
        return self.is_mine and any(text.erased_at is None for text in self.page.texts)

    @cached_property
    def why(self) -> str:
        """Why the matter is where it is: the newest reason of a route."""
        return next((step.why for step in self.timeline if step.why), "")

    @cached_property
    def timeline(self) -> list[Step]:
        return [self._step(moment) for moment in self.page.timeline]

    def since(self, seq: int) -> list[Step]:
        """What happened after an event, oldest first: for a form that stood open meanwhile."""
        return [step for step in reversed(self.timeline) if step.moment.event.seq > seq]

    def _step(self, moment: Moment) -> Step:
        event, facts = moment.event, moment.event.facts
        line, why = moment.sentence, ""
        if event.verb in EXPLAINED:
            name = unit_name(UUID(facts["unit"])) if facts.get("unit") else ""
            line = _("%(unit)s is in charge.") % {"unit": name} if name else _("The unit in charge is being found.")
            why = route_words(facts.get("route", {}))
        title = moment.title
        if event.actor_label == "resident":  # the state is the office's word, the deed the resident's
            title = _("You sent it") if event.verb == Verb.OPEN and self.is_mine else str(Verb(event.verb).label)
        return Step(moment, title, line, why, moment.words, moment.documents)


def _deadline(limit: Limit) -> Deadline:
    row = limit.row
    rule = limit_words(Length(row.amount, LimitUnit(row.unit)))
    return Deadline(limit, rule, left_words(limit))


def find_matter(printed: str, reader: Reader) -> MatterPage | None:
    """Return the page of a matter by its printed number; None where there is none that this reader may read."""
    number = number_of(printed)
    page = page_of_number(number, reader) if number is not None else None
    return MatterPage(page) if page and page.number == printed.upper() else None
