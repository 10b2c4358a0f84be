"""Instructions: who gave them on what, and how they stand. Read from the histories, which say it all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.cases.domain.instruction import KIND
from linli.cases.enums import Sense, Verb
from linli.cases.models import CaseEvent
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.listing import CaseRow, list_cases
from linli.cases.queries.procedure import spec_of
from linli.cases.queries.sentences import figure_words
from linli.cases.workflow import Words
from linli.people.labels import label_words
from linli.people.reader import Reader

VIEWS = ("open", "waiting", "late", "done", "all")  # what waits is reported, and to be read


@dataclass(frozen=True)
class About:
    """What an instruction was given on: a matter, or a figure with its number as it stood then."""

    number: str = ""
    title: str = ""
    figure: str = ""  # in words
    address: str = ""  # of the list behind the figure

    @classmethod
    def of(cls, facts: dict[str, Any]) -> "About":
        if figure := facts.get("figure"):
            return cls(figure=figure_words(figure), address=figure["address"])
        return cls(facts.get("about", ""), facts.get("about_title", ""))


@dataclass(frozen=True)
class Line:
    """One instruction of the list."""

    row: CaseRow
    about: About
    given_by: str

    @property
    def rung(self) -> str:
        """How far supervision has gone: "" where nothing was late."""
        ladder = spec_of(self.row.procedure_id).ladder
        return str(ladder[self.row.escalated - 1].title) if self.row.escalated and self.row.is_open else ""


@dataclass(frozen=True)
class Lines:
    lines: list[Line]
    older: str
    newer: str


@dataclass(frozen=True)
class Given:
    """An instruction as the history of the matter tells it that it was given on."""

    number: str
    state: Words
    at: datetime


def instructions(reader: Reader, view: str, *, older: str = "", newer: str = "") -> Lines:
    """A page of the instructions that a reader may see. Two statements."""
    page = list_cases(reader, CaseFilter(view=view if view in VIEWS else "open", kind=KIND), older=older, newer=newer)
    opened = CaseEvent.objects.filter(case__in=[row.id for row in page.rows], seq=1)
    begun = {event.case_id: event for event in opened} if page.rows else {}
    lines = [
        Line(row, About.of(begun[row.id].facts), label_words(begun[row.id].actor_label)) for row in page.rows
    ]  # fmt: skip
    return Lines(lines, page.older, page.newer)


def given_on(events: Sequence[CaseEvent]) -> list[Given]:
    """The instructions on a matter as they stand, the newest first. No statement."""
    found = {
        event.facts["number"]: Given(event.facts["number"], Words(**event.facts["state"]), event.at)
        for event in events
        if event.verb == Verb.LINK and event.facts.get("sense") == Sense.INSTRUCTION
    }
    return list(reversed(found.values()))
