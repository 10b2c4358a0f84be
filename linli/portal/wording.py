"""Moments and lengths of time as residents read them."""

from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.cases.queries.detail import Limit as CaseLimit
from linli.common.calendar import LimitUnit
from linli.common.templatetags.linli import moment


def due_words(due_at: datetime) -> SafeString:
    """By when it ends, or should have: "due tomorrow (Tue) 17:30", "was due yesterday 17:30"."""
    words = _("was due {moment}") if due_at < now() else _("due {moment}")
    return format_html(words, moment=moment(due_at))


def doubt_words(due_at: datetime) -> str:
    """Why a date may still move: the year's days off are not published yet."""
    return _("The days off of %(year)s are not published yet; this date will then be computed anew.") % {
        "year": localtime(due_at).year
    }


def left_words(limit: CaseLimit) -> str:
    """What is left of a limit, in whole units; how far it is over says nobody here, only that it is."""
    if limit.row.met_at:
        return _("late") if limit.is_late else _("in time")
    if limit.row.paused_at:
        return _("clock paused")
    if limit.is_late:
        return _("overdue")
    if limit.remaining == 0:
        return _("less than an hour left") if limit.row.unit == LimitUnit.BUSINESS_HOURS else _("last day")
    return _left(limit.remaining, LimitUnit(limit.row.unit))


def _left(left: int, unit: LimitUnit) -> str:
    days = ngettext("%(n)s day left", "%(n)s days left", left)
    words = {
        LimitUnit.BUSINESS_HOURS: ngettext("%(n)s office hour left", "%(n)s office hours left", left),
        LimitUnit.WORKING_DAYS: ngettext("%(n)s working day left", "%(n)s working days left", left),
    }
    return words.get(unit, days) % {"n": left}
