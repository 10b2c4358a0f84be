from collections.abc import Iterable
from datetime import date
from uuid import UUID

from linli.cases.domain.calendar import CHANGED
from linli.cases.domain.escalation import escalate_overdue, recompute_uncertain, remind_due
from linli.cases.domain.figures import keep_counts
from linli.cases.domain.lesson import learn_from_closed
from linli.cases.domain.roots import mail_root, publish_roots
from linli.cases.domain.telling import tell_of_event
from linli.cases.enums import Subject
from linli.cases.hearing import let_hear
from linli.common.jobs import every, job, nightly


@job("cases.tell")
def tell_(case: str, seq: int, tells: Iterable[str]) -> None:
    tell_of_event(UUID(case), seq, tells)
    let_hear(UUID(case), seq)


@job("cases.mail_root")
def mail(root: str) -> None:
    mail_root(root)


@every(10, topic="cases.clock")
def clock() -> None:
    """Remind and escalate: what is due, what is over."""
    remind_due()
    escalate_overdue()


@every(1, topic="cases.fold")
def fold() -> None:
    """Fold the deltas of the last minute into the figures, and roll those up."""
    keep_counts()


@nightly("cases.roots", hour=0, minute=10)
def roots() -> None:
    publish_roots()


@nightly("cases.calendar", hour=5, minute=0)
def calendar() -> None:
    """Compute anew what depended on a year that the calendar knows by now."""
    recompute_uncertain()


@job(CHANGED)
def calendar_changed(since: str) -> None:
    """Compute anew what leaned on days that the county has changed."""
    recompute_uncertain(since=date.fromisoformat(since))


@nightly("cases.lesson", hour=3, minute=30)
def lesson() -> None:
    """Learn anew from what was closed."""
    for subject in Subject:
        learn_from_closed(subject=subject)
