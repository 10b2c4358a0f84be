"""The period of the figures as it stands in the address: a name, or two days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.areas.queries.map import area_map
from linli.cases.forms.kind import kind_read
from linli.cases.queries.figures import Sheet, figures
from linli.cases.queries.kinds import majors
from linli.common.days import day_in
from linli.people.reader import Reader

NAMED = ("month", "last_month", "7", "30")
LONGEST = timedelta(days=1100)


@dataclass(frozen=True)
class Period:
    """From a day to a day, both included, of one town or of all; `major`: of which major kind the kinds are shown.

    `kind`: one kind alone, which then stands for its group too.
    """

    name: str
    first: date
    last: date
    town: str = ""
    major: str = ""
    kind: str = ""

    @classmethod
    def read(cls, words: Mapping[str, Any]) -> "Period":
        """Read it; days that do not hold together fall back to this month."""
        town = str(words.get("town", ""))
        town = town if len(town) == 9 and town in area_map() else ""
        major = str(words.get("major", ""))
        kind = kind_read(str(words.get("kind", "")))
        major = major if major in majors() and not kind else ""
        name = str(words.get("period", ""))
        if name == "free":
            first, last = day_in(words.get("first")), day_in(words.get("last"))
            if first and last and first <= last and last - first <= LONGEST:
                return cls("free", first, last, town, major, kind)
        name = name if name in NAMED else "month"
        return cls(name, *_named(name, localdate()), town, major, kind)

    @property
    def query(self) -> str:
        return self.address()

    def address(self, **changes: str) -> str:
        words = {"period": self.name, "town": self.town, "major": self.major, "kind": self.kind}
        if self.name == "free":
            words |= {"first": self.first.isoformat(), "last": self.last.isoformat()}
        words |= changes
        if words["period"] != "free":
            words = {name: value for name, value in words.items() if name not in ("first", "last")}
        return urlencode(
            {name: value for name, value in words.items() if value and (name, value) != ("period", "month")}
        )


def _named(name: str, today: date) -> tuple[date, date]:
    if name == "month":
        return today.replace(day=1), today
    if name == "last_month":
        last = today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    return today - timedelta(days=int(name) - 1), today


def period_words(name: str) -> str:
    return {
        "month": _("This month"), "last_month": _("Last month"), "7": _("Last 7 days"), "30": _("Last 30 days"),
    }[name]  # fmt: skip


def read_sheet(reader: Reader, period: Period) -> Sheet:
    """The figures of a period as a reader may see them. Two statements."""
    return figures(reader, period.first, period.last, town=period.town)
