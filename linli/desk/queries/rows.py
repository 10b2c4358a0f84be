"""A line of a list as it is shown: what, where, whose, and by when, in the reader's words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.cases.enums import Source, Stage
from linli.cases.queries.filters import SOON
from linli.cases.queries.listing import CaseRow
from linli.common.templatetags.linli import moment as moment_mark


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


def spoken(value: datetime, at: datetime | None = None) -> str:
    """A moment as people say it, as plain words: they go into sentences and tags."""
    return strip_tags(str(moment_mark(value, at)))


def late_words(due_at: datetime, moment: datetime) -> str:
    """How long something is overdue, in the largest unit that fits."""
    gone = moment - due_at
    if gone >= timedelta(days=1):
        return ngettext("overdue %(n)s day", "overdue %(n)s days", gone.days) % {"n": gone.days}
    hours = gone // timedelta(hours=1)
    if hours:
        return ngettext("overdue %(n)s hour", "overdue %(n)s hours", hours) % {"n": hours}
    minutes = max(1, gone // timedelta(minutes=1))
    return ngettext("overdue %(n)s minute", "overdue %(n)s minutes", minutes) % {"n": minutes}


def due_of(row: CaseRow, moment: datetime) -> Due:
    """Say how a matter stands with its time."""
    if row.stage == Stage.DONE:
        return Due(str(row.state_title), "done")
    if row.next_due_at is None:
        return Due(str(row.state_title) if row.stage == Stage.WAITING else _("clock paused"), "wait")
    if row.next_due_at < moment:
        return Due(late_words(row.next_due_at, moment), "late")
    words = spoken(row.next_due_at, moment)
    return Due(words, "soon" if row.next_due_at < moment + SOON else "act")


def meta_of(row: CaseRow) -> str:
    """Number · door · who leads · how many follow."""
    parts = [row.number_text, str(Source(row.source).label) if row.source in Source.values else row.source]
    parts.append(row.unit_name or _("to be routed"))
    if row.followers:
        parts.append(ngettext("%(n)s follows", "%(n)s follow", row.followers) % {"n": row.followers})
    return " · ".join(parts)


def case_url(number: str, query: str = "") -> str:
    return reverse("desk:case", args=[number]) + (f"?{query}" if query else "")


def list_row(row: CaseRow, *, query: str = "", active: str = "", at: datetime | None = None) -> ListRow:
    return ListRow(
        url=case_url(row.number_text, query), number=row.number_text, title=row.title, meta=meta_of(row),
        due=due_of(row, at or now()), active=row.number_text == active,
    )  # fmt: skip
