"""What a county sets about ratings."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from linli.common.calendar import Limit, LimitUnit
from linli.common.setting import register_number, value_of

GROUP = "counter"  # set beside how windows call
OWN_RULE = _("Our own rule, unverified: 国办发〔2019〕51号 asks that there be one and gives no number.")


def register_settings() -> None:
    """Say what can be set, within which bounds."""
    register_number(
        "ratings.open_days", _("How long something can be rated"), group=GROUP, default=30, least=3, most=180, unit=_("days"),
        about=_("From the day it was done: a visit, an application, an order, any closed matter."), basis=OWN_RULE,
    )  # fmt: skip
    register_number(
        "ratings.answered_within", _("A low rating is answered within"), group=GROUP, default=5, least=1, most=30,
        unit=_("working days"), basis=OWN_RULE,
        about=_("Checked with the person, put right, answered. After it the town is told."),
    )  # fmt: skip


def open_days() -> int:
    return int(value_of("ratings.open_days"))


def open_until(ended_at: datetime) -> date:
    """The last day on which something that was done then can be rated."""
    return localdate(ended_at) + timedelta(days=open_days())


def is_open(ended_at: datetime | None, at: datetime) -> bool:
    """Whether it can still be rated."""
    return ended_at is not None and localdate(at) <= open_until(ended_at)


def open_since(at: datetime) -> datetime:
    """What was done before this moment can be rated no more: for lists, which ask it of an index."""
    return at - timedelta(days=open_days() + 1)


def answered_within() -> Limit:
    return Limit(int(value_of("ratings.answered_within")), LimitUnit.WORKING_DAYS)
