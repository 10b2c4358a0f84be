"""The columns of the list of matters: what each is called, what stands in it on the page and in an export."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _

from linli.areas.queries.map import area_name
from linli.cases.enums import Source
from linli.cases.queries.listing import CaseRow
from linli.desk.forms.filters import kind_words
from linli.people.queries.unit import unit_name
from linli.ratings.enums import Grade

Cell = str | int | datetime | None


@dataclass(frozen=True)
class Column:
    """One column. `value` gives what an export writes; the page shows the same, moments in words."""

    name: str
    title: str | Promise
    value: Callable[[CaseRow], Cell]
    is_shown_first: bool = False
    sorts: str = ""
    numeric: bool = False


def _outcome(row: CaseRow) -> str:
    return "" if row.is_on_time is None else said("in time") if row.is_on_time else said("late")


COLUMNS: tuple[Column, ...] = (
    Column("number", _("Number"), lambda row: row.number_text, True),
    Column("title", _("Matter"), lambda row: row.title, True),
    Column("state", _("State"), lambda row: str(row.state_title), True),
    Column("due", _("Next due"), lambda row: row.next_due_at, True, sorts="due"),
    Column("unit", _("Lead unit"), lambda row: unit_name(row.lead_unit_id), True),
    Column("source", _("Came in by"), lambda row: str(Source(row.source).label), True),
    Column("opened", _("Opened"), lambda row: row.opened_at, True, sorts="opened"),
    Column("kind", _("Kind"), lambda row: kind_words(row.kind_id)),
    Column("kind_code", _("Code of the kind"), lambda row: row.kind_id),
    Column("town", _("Town or subdistrict"), lambda row: area_name(row.area[:9]) if len(row.area) >= 9 else ""),
    Column("village", _("Village or community"), lambda row: area_name(row.area[:12]) if len(row.area) >= 12 else ""),
    Column("grid", _("Grid"), lambda row: row.area if len(row.area) == 15 else ""),
    Column("whole_due", _("Due as a whole"), lambda row: row.due_at),
    Column("closed", _("Closed"), lambda row: row.closed_at),
    Column("on_time", _("In time or late"), _outcome),
    Column("rating", _("Rating"), lambda row: str(Grade(row.rating).label) if row.rating else ""),
    Column("followers", _("Followers"), lambda row: row.followers, numeric=True),
    Column("reopened", _("Reopened"), lambda row: row.reopened, numeric=True),
)


def chosen_columns(names: Iterable[str]) -> list[Column]:
    """The columns by their names, in the order of the table; those shown first where none is named."""
    wanted = set(names)
    return [column for column in COLUMNS if column.name in wanted] or [
        column for column in COLUMNS if column.is_shown_first
    ]


def plain(value: Cell) -> str | int:
    """A cell as a spreadsheet reads it: moments in the county's time, to the minute."""
    if isinstance(value, datetime):
        return f"{localtime(value):%Y-%m-%d %H:%M}"
    return "" if value is None else value
