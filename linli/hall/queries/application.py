"""One application as its reader may see it: check-list, both clocks, papers, who helps, where it waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.bookings.queries.cases import CaseBooking, bookings_of_case
from linli.cases.enums import Clock, Part, Verb
from linli.cases.models import Case
from linli.cases.queries.address import number_of
from linli.cases.queries.detail import CasePage, Limit, case_page
from linli.cases.queries.listing import number_text
from linli.cases.rules import capacities, is_reporter, possible_deeds
from linli.documents.models import Document
from linli.documents.queries.paper import IssuedPaper, papers_of
from linli.hall.application_enums import HelpKind, RestCause, Standing, Verdict, Way
from linli.hall.application_rules import may_receive
from linli.hall.domain.attending import STOPPED
from linli.hall.domain.errand import FORBIDDABLE
from linli.hall.domain.paper import deciding_body
from linli.hall.models import Application, ApplicationDraft, Errand, ErrandOriginal, MaterialCheck
from linli.hall.queries.answers import AnswerLine, answered, lines_of
from linli.hall.queries.item import in_language
from linli.hall.queries.volunteers import LABEL
from linli.people.identity import mask_name
from linli.people.reader import Reader, system

RETURNED = "returned"


@dataclass(frozen=True)
class CheckLine:
    """A paper of the check-list with the files that were sent for it."""

    row: MaterialCheck
    files: Sequence[Document] = ()

    @property
    def standing(self) -> str:
        return str(Standing(self.row.standing).label)

    @property
    def tone(self) -> str:
        if self.row.standing == Standing.MISSING:
            return "late" if self.row.want or self.row.was_noticed else "soon"
        if self.row.standing == Standing.PROMISED:
            until = self.row.promised_until
            return "late" if until and until < localdate() else "soon"
        return "done"


@dataclass(frozen=True)
class Rest:
    """That the clocks of an application rest: since when, why, and until when that is thought to take."""

    since: datetime
    why: str
    until: date | None = None


@dataclass(frozen=True)
class ApplicationPage:
    """Everything that the pages of an application show."""

    application: Application
    page: CasePage
    reader: Reader
    lines: Sequence[CheckLine]
    papers: Sequence[IssuedPaper]
    originals: Sequence[ErrandOriginal]
    errands: Sequence[Errand] = ()

    @property
    def case(self) -> Case:
        return self.page.case

    @property
    def number(self) -> str:
        return self.page.number

    @property
    def title(self) -> str:
        """The item's name in the reader's language."""
        item = self.application.version.item
        return in_language(item.name, item.name_en)

    @property
    def is_mine(self) -> bool:
        return is_reporter(self.reader, self.case)

    @property
    def deciding_body(self) -> str:
        return deciding_body(self.application, self.case)

    @cached_property
    def verbs(self) -> frozenset[Verb]:
        """What this reader may do now."""
        possible = possible_deeds(self.reader, self.case, self.page.spec, self.page.co_unit_ids)
        stopped = STOPPED if self.application.stopped_at else frozenset()
        return frozenset(step.verb for step in possible) - stopped

    @property
    def may_mark(self) -> bool:
        """Whether the reader keeps the check-list: staff of the place, and the unit that has the case."""
        return self.case.is_open and self.may_look

    @property
    def may_look(self) -> bool:
        """Whether the matter is in the reader's hands, be it over or not."""
        is_theirs = may_receive(self.reader, self.application.village) or "lead" in capacities(self.reader, self.case)
        return self.reader.is_staff and is_theirs

    @cached_property
    def answers(self) -> list[AnswerLine]:
        """What was answered in the item's form; pages show the words to the applicant, to others after a look."""
        return lines_of(answered(self.application), {str(one.id): one for one in self.page.documents})

    @property
    def answer_files(self) -> list[AnswerLine]:
        """Of these the files: papers of the matter like those of the check-list."""
        return [line for line in self.answers if line.files]

    @property
    def clocks(self) -> list[tuple[str, list[Limit]]]:
        """The limits by whose they are: the receiving place's, the deciding body's."""
        names = {Clock.RECEIVER: self.application.place.name, Clock.DECIDER: self.deciding_body}
        return [
            (name, limits) for clock, name in names.items()
            if (limits := [one for one in self.page.limits if one.row.clock == clock])
        ]  # fmt: skip

    @cached_property
    def rest(self) -> Rest | None:
        """Why no time is counted now; None while the clocks run."""
        one = self.application
        if self.case.state == RETURNED:
            told = next((moment.at for moment in reversed(self.page.events) if moment.to_state == RETURNED), None)
            return Rest(told or one.noticed_at or one.opened_at, _("The applicant was told which papers are missing"))
        if self.case.paused_at is None or not self.case.is_open:
            return None
        why = str(RestCause(one.rest_cause).label) if one.rest_cause else _("It waits for somebody else")
        return Rest(self.case.paused_at, why, one.rest_until)

    @cached_property
    def booked(self) -> list[CaseBooking]:
        """Appointments and visits at home for it. One statement."""
        return bookings_of_case(self.case.id, self.reader)

    @property
    def missing(self) -> list[CheckLine]:
        return [line for line in self.lines if line.row.standing == Standing.MISSING]

    @property
    def promised(self) -> list[CheckLine]:
        return [line for line in self.lines if line.row.standing == Standing.PROMISED]

    @property
    def received(self) -> list[CheckLine]:
        return [line for line in self.lines if line not in self.missing and line not in self.promised]

    @property
    def help_words(self) -> str:
        return str(HelpKind(self.application.help_kind).label)

    @property
    def helper(self) -> str:
        """Who helps, as everybody in the matter reads it: staff by unit and post, others by a masked name."""
        one = self.application
        if one.stopped_at:
            return ""
        if one.help_kind == HelpKind.ERRAND and one.helper_account:
            label = _("Volunteer") if one.helper_label == LABEL else one.helper_label
            return f"{self._named(one.helper_account.name)} · {label}"
        if one.helper_label:
            return one.helper_label.split(" · ")[0]
        party = next((one for one in self.page.parties if one.part == Part.HELPER), None)
        return self._named(party.name) if party else ""

    def _named(self, name: str) -> str:
        return name if self.is_mine else mask_name(name)

    @property
    def is_helper(self) -> bool:
        """Whether the reader is who helps, and may say that they cannot any more."""
        one = self.application
        return one.help_kind == HelpKind.ERRAND and one.helper_account_id == self.reader.actor_id is not None

    @property
    def may_forbid(self) -> bool:
        """Whether the applicant can say that they do not want who acts for them. A guardian is not theirs to choose."""
        one = self.application
        return self.case.is_open and one.help_kind in FORBIDDABLE and one.stopped_at is None

    @property
    def verdict(self) -> str:
        return str(Verdict(self.application.verdict).label) if self.application.verdict else ""

    @property
    def way(self) -> str:
        return str(Way(self.application.delivered_by).label) if self.application.delivered_by else ""

    @property
    def waits_outside(self) -> bool:
        return self.case.state == "outside"

    @property
    def owed_originals(self) -> list[ErrandOriginal]:
        return [row for row in self.originals if row.returned_at is None]


def application_page(printed: str, reader: Reader) -> ApplicationPage | None:
    """The application of a case number; None where there is none that this reader may read. Six statements at most."""
    number = number_of(printed)
    if number is None:
        return None
    whole = Application.objects.select_related("version__item", "place", "case", "helper_account")
    found = whole.filter(case__number=number).first()
    if found is None:
        return None
    page, shows_files = case_page(found.case_id, reader), True
    if page is None or page.is_followed:
        page, shows_files = _as_helper(found, reader), False
    if page is None or page.number != printed.upper():
        return None
    shows_papers = shows_files or found.help_kind == HelpKind.FAMILY
    rows = list(found.materials.order_by("position"))
    files = {str(one.id): one for one in page.documents} if shows_files else {}
    lines = [CheckLine(row, [files[key] for key in row.documents if key in files]) for row in rows]
    return ApplicationPage(
        found, page, reader, lines, papers_of("case", found.case_id) if shows_papers else [],
        list(found.originals.order_by("handed_at", "id")), list(found.errands.select_related("account").order_by("began_at")),
    )  # fmt: skip


def _as_helper(application: Application, reader: Reader) -> CasePage | None:
    """Who sent it for a relative, or does it as a volunteer, sees state, clocks and check-list; no words, no files."""
    if reader.actor_id is None or application.helper_account_id != reader.actor_id:
        return None
    return case_page(application.case_id, system("helper"))


def application_path(case: Case, for_staff: bool) -> str:
    """Where an application stands, for staff or for residents."""
    number = number_text(case.number, case.opened_at)
    return f"/desk/applications/{number}/" if for_staff else f"/me/applications/{number}/"


def may_see_draft(draft_id: UUID, reader: Reader, request: HttpRequest) -> bool:  # noqa: ARG001  (a holder's shape)
    """What waits in a draft is its writer's alone."""
    return (
        reader.actor_id is not None and ApplicationDraft.objects.filter(pk=draft_id, account=reader.actor_id).exists()
    )
