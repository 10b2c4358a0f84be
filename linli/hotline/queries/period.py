"""The period of the rates as it stands in the address: a name, or two days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.timezone import get_current_timezone, localdate

from linli.common.days import day_in

NAMED = ("7", "30", "month", "last_month")
LONGEST = timedelta(days=1100)


@dataclass(frozen=True)
class Span:
    """From a day to a day, both included."""

    name: str
    first: date
    last: date

    @classmethod
    def read(cls, words: Mapping[str, Any]) -> "Span":
        """Read it; days that do not hold together fall back to the last thirty."""
        first, last = day_in(words.get("first")), day_in(words.get("last"))
        name = str(words.get("period", ""))
        if name == "free" and first and last and first <= last and last - first <= LONGEST:
            return cls("free", first, last)
        return cls.named(name if name in NAMED else "30")

    @classmethod
    def named(cls, name: str, today: date | None = None) -> "Span":
        on = today or localdate()
        if name == "month":
            return cls(name, on.replace(day=1), on)
        if name == "last_month":
            last = on.replace(day=1) - timedelta(days=1)
            return cls(name, last.replace(day=1), last)
        return cls(name, on - timedelta(days=int(name) - 1), on)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The first moment, and the one after the last."""
        zone = get_current_timezone()
        return datetime.combine(self.first, time(), zone), datetime.combine(self.last + timedelta(days=1), time(), zone)

    def address(self, **more: str) -> str:
        """The query string; a period that has a name keeps to its days, so that a list shows what was counted."""
        words = {"period": "free", "first": self.first.isoformat(), "last": self.last.isoformat(), **more}
        return urlencode({name: value for name, value in words.items() if value})
