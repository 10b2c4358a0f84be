"""The limits of a case in words: what, by when, what is left, by which rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.cases.queries.detail import Limit
from linli.cases.queries.filters import SOON
from linli.cases.queries.procedure_words import clock_words
from linli.cases.queries.sentences import limit_words
from linli.common.calendar import Limit as Length
from linli.common.calendar import LimitUnit
from linli.common.templatetags.linli import moment_words as spoken
from linli.desk.queries.rows import late_words


@dataclass(frozen=True)
class ClockLine:
    """One limit in words: what, by when, what is left, by which rule."""

    title: str
    due: str
    remaining: str
    rule: str
    used: int
    tone: str
    is_met: bool


def clock_line(limit: Limit, *, two_clocks: bool) -> ClockLine:
    """One limit as a line; with two clocks in a case each says whose it is."""
    row = limit.row
    tone = (
        ("late" if limit.is_late else "done") if row.met_at
        else "rest" if row.paused_at
        else "late" if limit.is_late
        else "soon" if limit.is_soon or row.due_at < now() + SOON
        else "act"
    )  # fmt: skip
    title = f"{limit.title} · {clock_words(row.clock)}" if two_clocks else str(limit.title)
    return ClockLine(
        title=title, due=spoken(row.due_at), remaining=_remaining(limit), rule=_rule(limit),
        used=limit.share, tone=tone, is_met=row.met_at is not None,
    )  # fmt: skip


def _remaining(limit: Limit) -> str:
    row = limit.row
    if row.met_at:
        return _("met late, %(moment)s") % {"moment": spoken(row.met_at)} if limit.is_late else _("met")
    if limit.is_late:
        return late_words(row.due_at, row.paused_at or now())
    left = left_words(limit.remaining, row.unit)
    return _("paused, %(left)s") % {"left": left} if row.paused_at else left


def left_words(count: int, unit: str) -> str:
    """What is left of a limit: 2 working days left; the last of it in its own words."""
    if count == 0:
        return _("less than an hour left") if unit == LimitUnit.BUSINESS_HOURS else _("ends today")
    forms = {
        LimitUnit.BUSINESS_HOURS: ngettext("%(n)s office hour left", "%(n)s office hours left", count),
        LimitUnit.WORKING_DAYS: ngettext("%(n)s working day left", "%(n)s working days left", count),
    }
    return forms.get(LimitUnit(unit), ngettext("%(n)s day left", "%(n)s days left", count)) % {"n": count}


def _rule(limit: Limit) -> str:
    row = limit.row
    parts: list[str] = [
        _("a fixed day, given with the matter")
        if row.given_due_at
        else limit_words(Length(row.amount, LimitUnit(row.unit)))
    ]
    if not row.given_due_at and row.unit != LimitUnit.BUSINESS_HOURS:
        parts.append(_("the first day not counted"))
    parts += [_step(step) for step in row.steps]
    return " · ".join(parts)


def _step(step: Sequence[str]) -> str:
    if len(step) == 1:
        return _("extended by %(length)s") % {"length": limit_words(Length.parse(step[0]))}
    return _("rested %(from)s to %(to)s") % {"from": _short(step[0]), "to": _short(step[1])}


def _short(text: str) -> str:
    return spoken(datetime.fromisoformat(text))
