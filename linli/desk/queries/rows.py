"""A line of a list as it is shown: what, where, whose, and by when, in the reader's words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from linli.cases.enums import Source, Stage
from linli.cases.queries.filters import SOON
from linli.cases.queries.listing import CaseRow
from linli.common.templatetags.linli import moment_words as spoken


@dataclass(frozen=True)
class Due:
    """When something ends, in words, and how it stands: late, soon, act, wait, done."""

    words: str
    tone: str


@dataclass(frozen=True)
class ListRow:
    """One row of a list pane."""

    url: str
    number: str
    title: str
    meta: str
    due: Due
    active: bool = False


def late_words(due_at: datetime, moment: datetime) -> str:
    """How long something is overdue, in the largest unit that fits."""
    gone = moment - due_at
    if gone >= timedelta(days=1):
        return ngettext("Overdue %(n)s day", "Overdue %(n)s days", gone.days) % {"n": gone.days}
    hours = gone // timedelta(hours=1)
    if hours:
        return ngettext("Overdue %(n)s hour", "Overdue %(n)s hours", hours) % {"n": hours}
    minutes = max(1, gone // timedelta(minutes=1))
    return ngettext("Overdue %(n)s minute", "Overdue %(n)s minutes", minutes) % {"n": minutes}


def due_of(row: CaseRow, moment: datetime) -> Due:
    """Say how a matter stands with its time."""
    if row.stage == Stage.DONE:
        return Due(str(row.state_title), "done")
    if row.next_due_at is None:
        return Due(
            pgettext("tag", "Clock paused") if row.paused_at and row.stage != Stage.WAITING else str(row.state_title),
            "wait",
        )
    if row.next_due_at < moment:
        return Due(late_words(row.next_due_at, moment), "late")
    words = spoken(row.next_due_at, moment)
    return Due(words, "soon" if row.next_due_at < moment + SOON else "act")


def meta_of(row: CaseRow) -> str:
    """Number · door · who leads · how many follow."""
    parts = [row.number_text, str(Source(row.source).label) if row.source in Source.values else row.source]
    parts.append(row.unit_name or _("To be routed"))
    if row.followers:
        parts.append(ngettext("%(n)s follows", "%(n)s follow", row.followers) % {"n": row.followers})
    return " · ".join(parts)


def case_url(number: str, query: str = "") -> str:
    before, after = _around_number()
    return f"{before}{number}{after}?{query}" if query else f"{before}{number}{after}"


@cache
def _around_number() -> tuple[str, str]:
    """The address of a case without its number: a list asks for fifty."""
    before, _number, after = reverse("desk:case", args=["0"]).rpartition("0")
    return before, after


def list_row(row: CaseRow, *, query: str = "", active: str = "", at: datetime | None = None) -> ListRow:
    return ListRow(
        url=case_url(row.number_text, query), number=row.number_text, title=row.title, meta=meta_of(row),
        due=due_of(row, at or now()), active=row.number_text == active,
    )  # fmt: skip
