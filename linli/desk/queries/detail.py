"""What the page of one case shows beside its timeline: what may be done, the limits, the facts, the undo."""

from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from linli.bookings.queries.cases import CaseBooking, bookings_of_case
from linli.cases.domain.instruction import KIND
from linli.cases.enums import Outcome, Part, Stage, Verb
from linli.cases.models import CaseParty
from linli.cases.queries.detail import CasePage
from linli.cases.queries.instruction import About, Given, given_on
from linli.cases.queries.listing import COLUMNS, CaseRow
from linli.cases.queries.sentences import route_words
from linli.cases.rules import is_concerned, may_instruct
from linli.desk.deeds import BY_VERB, UNDO_WITHIN, DeskDeed
from linli.desk.queries.clocks import ClockLine, clock_line
from linli.desk.queries.locator import Locator, locator_of
from linli.desk.queries.pane import Place
from linli.desk.queries.rows import Due, ListRow, case_url, list_row
from linli.desk.rules import FOR_REPORTERS, may_erase, may_read_looks
from linli.knowledge.rules import MAY_WRITE
from linli.people.queries.unit import unit_name
from linli.ratings.enums import Grade

SHOWN_ACTIONS = 5


@dataclass(frozen=True)
class Action:
    """Something that may be done now, with the address of its form."""

    deed: DeskDeed
    title: str
    url: str
    is_primary: bool


@dataclass(frozen=True)
class Detail:
    """A case page with everything that its templates ask for."""

    page: CasePage
    place: Place = field(default_factory=Place)

    @property
    def url(self) -> str:
        return case_url(self.page.number, self.place.query)

    def at(self, noun: str) -> str:
        """The address of something that belongs to the case, keeping the list beside it."""
        path = reverse("desk:deed", args=[self.page.number, noun])
        return f"{path}?{self.place.query}" if self.place.query else path

    @cached_property
    def booked(self) -> list[CaseBooking]:
        """Appointments and visits at home for it. One statement."""
        return bookings_of_case(self.page.case.id, self.page.reader)

    @cached_property
    def actions(self) -> list[Action]:
        """What may be done, the primary one first, then in the order of the table."""
        steps = [step for step in self.page.deeds if step.verb in BY_VERB and step.verb not in FOR_REPORTERS]
        order = list(BY_VERB)
        primary = next((step for step in steps if step.is_primary), None)
        steps.sort(key=lambda step: (step is not primary, order.index(step.verb)))
        return [
            Action(BY_VERB[step.verb], str(step.title), self.at(BY_VERB[step.verb].noun), step is primary)
            for step in steps
        ]

    def _action(self, *nouns: str) -> list[Action]:
        return [action for action in self.actions if action.deed.noun in nouns]

    @property
    def giving(self) -> Action | None:
        """How another unit comes to lead it, beside the name of the one that does."""
        return next(iter(self._action("transfer", "assignment")), None)

    @property
    def reclassifying(self) -> Action | None:
        """How it comes to be called something else, beside what it is called."""
        return next(iter(self._action("kind")), None)

    @property
    def helping(self) -> list[Action]:
        """How a unit comes to help, or helps no more."""
        return self._action("co-unit", "co-unit-release")

    @property
    def objector(self) -> str:
        """The unit that says it is not its own, while nobody has decided."""
        found = self.page.open_objection
        return unit_name(found.unit_id) if found else ""

    @property
    def first_actions(self) -> list[Action]:
        return self.actions if len(self.actions) <= SHOWN_ACTIONS + 1 else self.actions[:SHOWN_ACTIONS]

    @property
    def further_actions(self) -> list[Action]:
        return self.actions[len(self.first_actions) :]

    @cached_property
    def row(self) -> ListRow:
        """The case as a line of the list beside it, after a deed has changed it."""
        case = self.page.case
        row = CaseRow(*(getattr(case, column) for column in COLUMNS))
        return list_row(row, query=self.place.query, active=self.page.number)

    @cached_property
    def due(self) -> Due:
        """The state of the case with its tone, for the tag in the head."""
        case, title = self.page.case, str(self.page.state.title)
        if case.stage == Stage.DONE:
            return Due(title, "done")
        if case.next_due_at is None:
            return Due(
                title
                if case.stage == Stage.WAITING or not case.paused_at
                else _("%(state)s, clock paused") % {"state": title},
                "wait",
            )
        return Due(title, "late" if case.next_due_at < now() else "act")

    @cached_property
    def clocks(self) -> list[ClockLine]:
        """The limits: the whole one first, then what runs, then what is met."""
        two = len({limit.row.clock for limit in self.page.limits}) > 1
        ordered = sorted(self.page.limits, key=lambda limit: (not limit.row.is_whole, limit.row.met_at is not None))
        return [clock_line(limit, two_clocks=two) for limit in ordered]

    @property
    def uncertain(self) -> bool:
        return any(not limit.row.is_certain and limit.row.met_at is None for limit in self.page.limits)

    @cached_property
    def why(self) -> str:
        """Why the lead unit is the lead unit."""
        routed = next((event for event in reversed(self.page.events) if event.facts.get("route")), None)
        return route_words(routed.facts["route"]) if routed else ""

    @property
    def instruct_url(self) -> str:
        """Where a leader gives an instruction on this matter; empty for everybody else, and on an instruction."""
        page = self.page
        if (
            page.kind.code == KIND
            or is_concerned(page.reader, page.case)
            or not may_instruct(page.reader, page.case.area)
        ):
            return ""
        path = reverse("desk:instruct", args=[page.number])
        return f"{path}?{self.place.query}" if self.place.query else path

    @cached_property
    def about(self) -> About:
        """What an instruction was given on."""
        return About.of(self.page.events[0].facts) if self.page.kind.code == KIND else About()

    @cached_property
    def instructions(self) -> list[Given]:
        """What was instructed on this matter."""
        return given_on(self.page.events)

    @cached_property
    def merged_into(self) -> str:
        """The number of the matter that goes on."""
        event = next((event for event in reversed(self.page.events) if event.facts.get("into_number")), None)
        return str(event.facts["into_number"]) if event and self.page.case.merged_into_id else ""

    @cached_property
    def external(self) -> str:
        case = self.page.case
        return f"{case.external_source} {case.external_id}".strip() if case.external_id else ""

    @cached_property
    def outcome(self) -> str:
        case = self.page.case
        if case.stage != Stage.DONE or not case.outcome:
            return ""
        words = str(Outcome(case.outcome).label)
        if case.outcome in (Outcome.WITHDRAWN, Outcome.MERGED):
            return words
        return f"{words} · {_('in time') if case.is_on_time else _('late')}"

    @property
    def hash(self) -> str:
        """The head of the chain, enough to compare by eye."""
        digits = bytes(self.page.case.head).hex()
        return f"{digits[:6]}…{digits[-4:]}" if digits else ""

    @cached_property
    def locator(self) -> Locator | None:
        case = self.page.case
        return locator_of(case.area, case.lon, case.lat)

    @property
    def spot(self) -> str:
        """The point as a map takes it; empty where there is none."""
        case = self.page.case
        return "" if case.lon is None or case.lat is None else f"{case.lon:.6f},{case.lat:.6f}"

    @property
    def reporter(self) -> CaseParty | None:
        return next((party for party in self.page.parties if party.part == Part.REPORTER), None)

    @property
    def helper(self) -> CaseParty | None:
        return next((party for party in self.page.parties if party.part == Part.HELPER), None)

    @property
    def is_somebody_known(self) -> bool:
        return any(party.name or party.phone or party.email for party in self.page.parties)

    @property
    def is_person_erased(self) -> bool:
        """Whether there was somebody, whose name is gone."""
        return not self.is_somebody_known and any(party.erased_at for party in self.page.parties)

    @property
    def grade(self) -> str:
        """What it was rated, in the words that residents choose from."""
        rating = self.page.case.rating
        return str(Grade(rating).label) if rating in Grade.values else str(rating or "")

    @property
    def hides_words(self) -> bool:
        """Whether words of the case have masked what names somebody."""
        return any(text.sealed for text in self.page.texts)

    @cached_property
    def undo(self) -> Action | None:
        """The deed that takes back what this reader has just done, where that is kind."""
        last = self.page.events[-1]
        if last.actor_id != self.page.reader.actor_id or now() - last.at > UNDO_WITHIN or last.verb not in BY_VERB:
            return None
        return next((action for action in self.actions if action.deed.noun == BY_VERB[Verb(last.verb)].undo), None)

    @property
    def may_merge(self) -> bool:
        return self.page.case.is_public and any(action.deed.noun == "merger" for action in self.actions)

    @property
    def may_write_article(self) -> bool:
        """Whether a closed matter of advice may become an article of one of this reader's units."""
        return bool(self.page.reader.roles & MAY_WRITE) and not self.page.case.is_confidential

    @property
    def may_erase(self) -> bool:
        return may_erase(self.page.reader, self.page.case) and any(not text.erased_at for text in self.page.texts)

    @property
    def may_read_looks(self) -> bool:
        return may_read_looks(self.page.reader)

    @property
    def has_more(self) -> bool:
        return bool(self.further_actions) or self.may_erase
