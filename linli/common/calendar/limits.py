"""The words of the calendar: a limit, the moment it ends, a pause of its clock."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from linli.common.calendar.errors import LimitError

LARGEST = 9999


class LimitUnit(StrEnum):
    BUSINESS_HOURS = "business_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many units of time, as a procedure writes it: `5 working_days`."""

    amount: int
    unit: LimitUnit

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= LARGEST:
            raise LimitError(f"a limit runs from 1 to {LARGEST} units, not {self.amount}")

    @classmethod
    def parse(cls, text: str) -> "Limit":
        match = re.fullmatch(r"(\d{1,9}) ([a-z_]+)", text.strip(), re.ASCII)
        if not match or match[2] not in LimitUnit:
            raise LimitError(f"{text!r} is not a limit like '5 working_days'; units are {', '.join(LimitUnit)}")
        return cls(int(match[1]), LimitUnit(match[2]))

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends.

    `last_on` is the last day as counted; where it is a day off, `at` lies on the next working day (民法典 203).
    `uncertain_years` are the years whose notice is not known and on which the moment depends.
    """

    at: datetime
    last_on: date
    uncertain_years: tuple[int, ...] = ()

    @property
    def certain(self) -> bool:
        return not self.uncertain_years


@dataclass(frozen=True, slots=True)
class Pause:
    """A rest of the clock, from waiting for the applicant to having what was waited for."""

    paused_at: datetime
    resumed_at: datetime
