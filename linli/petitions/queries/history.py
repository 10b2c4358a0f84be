"""What has happened with a petition, until when what is due, and what its papers are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import now
from django.utils.translation import gettext as _

from linli.cases.models import Case, CaseEvent, CaseLimit
from linli.cases.queries.procedure import spec_of
from linli.petitions.enums import Round
from linli.petitions.models import Petition


@dataclass(frozen=True)
class Clock:
    """One limit in words: until when, and whether it is met or past."""

    title: str
    due_at: datetime
    met_at: datetime | None
    is_late: bool
    is_certain: bool
    is_resting: bool = False  # a hearing is held; the day moves by its time


def clocks(case: Case) -> list[Clock]:
    """The limits of a petition, in the order in which they began. One statement."""
    titles = {rule.key: str(rule.title) for rule in spec_of(case.procedure_id).limits}
    rows = CaseLimit.objects.filter(case=case).order_by("starts_at", "due_at", "key")
    return [
        Clock(
            titles.get(row.key, row.key),
            row.due_at,
            row.met_at,
            row.paused_at is None and (row.met_at or now()) > row.due_at,
            row.is_certain,
            row.paused_at is not None,
        )
        for row in rows
        if row.met_at or case.is_open
    ]


@dataclass(frozen=True)
class Event:
    """One line of the history: when, and what; never who of those who petition."""

    at: datetime
    what: str


def history(case: Case) -> list[Event]:
    """What has happened, newest first. One statement."""
    words = event_words()
    rows = CaseEvent.objects.filter(case=case).order_by("-seq").values_list("at", "verb", "facts")
    return [Event(at, words[what]) for at, verb, facts in rows if (what := facts.get("what") or verb) in words]


def event_words() -> dict[str, str]:
    return {
        "open": _("Registered"), "routed": _("Passed on"), "declined": _("Not accepted"), "accepted": _("Taken on"),
        "object": _("The body says it is for another"), "decide_objection": _("The objection was decided"),
        "transfer": _("Passed on to another body"), "ask_extension": _("More time was asked for"),
        "extend_limit": _("More time was granted"), "refuse_extension": _("More time was not granted"),
        "answered": _("Answered in writing"), "withdrawn": _("Withdrawn"), "urged": _("The body was urged"),
        "supervised": _("The body was supervised"), "reported_back": _("The body reported back"),
        "rated": _("The answer was rated"), "hearing_asked": _("A hearing was asked for"),
        "hearing_announced": _("A hearing was announced"), "hearing_held": _("The hearing was held"),
        "hearing_called_off": _("The hearing was called off"),
    }  # fmt: skip


def paper_titles(petition: Petition, seqs: Collection[int | None]) -> dict[int | None, str]:
    """What the papers are, by the events they were issued with. One statement."""
    is_first = petition.round == Round.FIRST
    words = {
        "open": _("Receipt") if is_first else _("Your request has come in"), "routed": _("To whom it was passed on"),
        "transfer": _("To whom it was passed on"), "declined": _("Not accepted, and the right way"),
        "accepted": _("It is taken on"), "extend_limit": _("More time, and why"), "answered": _("The answer in writing"),
        "supervised": _("Supervision, with suggestions"), "reported_back": _("What the body reported back"),
        "hearing_announced": _("Hearing: when and where"),
    }  # fmt: skip
    rows = CaseEvent.objects.filter(case=petition.case_id, seq__in=[seq for seq in seqs if seq])
    named = rows.values_list("seq", "verb", "facts")
    return {seq: words[what] for seq, verb, facts in named if (what := facts.get("what") or verb) in words}
