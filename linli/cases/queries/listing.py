"""Lists of cases: limited ranges of an index, one a scope, put together by UNION ALL and paged by key."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import now

from linli.areas.queries.map import area_name
from linli.cases.enums import Stage
from linli.cases.models import Case
from linli.cases.queries.filters import SOON, CaseFilter, few_with_words, midnight_after
from linli.cases.queries.procedure import kind_map, spec_of
from linli.cases.queries.visible import Scope, scope_values, scopes, scopes_holding
from linli.cases.workflow import Words
from linli.common.days import LAST_YEAR
from linli.common.queries.compiled import Values, rows
from linli.counties.current import county_zone, current_county
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader

PAGE = 50
MOST_COUNTED = 1000
KEY = "%Y%m%dT%H%M%S%f"
COLUMNS = (
    "id", "number", "kind_id", "procedure_id", "state", "stage", "title", "source", "area", "lead_unit_id",
    "opened_at", "due_at", "next_due_at", "due_certain", "paused_at", "closed_at", "is_on_time", "rating", "followers",
    "reopened", "escalated", "is_invented", "is_public", "seq", "about_unit_id",
)  # fmt: skip


class CaseRow(NamedTuple):
    """One line of a list: what it shows, with all names from memory."""

    id: UUID
    number: int
    kind_id: str
    procedure_id: UUID
    state: str
    stage: str
    title: str
    source: str
    area: str
    lead_unit_id: UUID | None
    opened_at: datetime
    due_at: datetime | None
    next_due_at: datetime | None
    due_certain: bool
    paused_at: datetime | None
    closed_at: datetime | None
    is_on_time: bool | None
    rating: int | None
    followers: int
    reopened: int
    escalated: int
    is_invented: bool
    is_public: bool
    seq: int
    about_unit_id: UUID | None

    @property
    def number_text(self) -> str:
        return number_text(self.number, self.opened_at)

    @property
    def kind_name(self) -> str:
        kind = kind_map().get(self.kind_id)
        return kind.name if kind else self.kind_id

    @property
    def state_title(self) -> Words:
        return spec_of(self.procedure_id).state(self.state).title

    @property
    def place(self) -> str:
        return area_name(self.area[:12]) if self.area else ""

    @property
    def unit_name(self) -> str:
        return unit_name(self.lead_unit_id)

    @property
    def is_open(self) -> bool:
        return self.stage != Stage.DONE


def number_text(number: int, opened_at: datetime) -> str:
    """The number as printed: FQ2026-004217. The year is only printed; the number alone is unique."""
    county = current_county()
    return f"{county.number_prefix}{opened_at.astimezone(county_zone(county.code)).year}-{number:06d}"


@dataclass(frozen=True)
class Page:
    """A page of a list. `older` and `newer` are words for the address, empty where there is nothing."""

    rows: list[CaseRow]
    older: str = ""
    newer: str = ""


def list_cases(
    reader: Reader,
    wanted: CaseFilter,
    *,
    older: str = "",
    newer: str = "",
    size: int = PAGE,
    at: datetime | None = None,
) -> Page:
    """Return a page of what a reader may see. One statement, one more where words are looked for."""
    backwards = bool(newer) and not older
    key = read_key(newer if backwards else older)
    found = _read(reader, wanted, key, backwards=backwards, size=size + 1, at=at)
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page([])
    return Page(
        found,
        older=_pack(found[-1], wanted) if (more or backwards) else "",
        newer=_pack(found[0], wanted) if (key and not backwards) or (backwards and more) else "",
    )


def walk_cases(reader: Reader, wanted: CaseFilter, *, size: int = 500, at: datetime | None = None) -> Iterator[CaseRow]:
    """All of a list, page by page with flat memory: for exports."""
    key: Key | None = None
    while True:
        found = _read(reader, wanted, key, backwards=False, size=size, at=at)
        yield from found
        if len(found) < size:
            return
        key = (_moment(found[-1], wanted), found[-1].id)


def count_cases(
    reader: Reader, wanted: CaseFilter, *, most: int = MOST_COUNTED, at: datetime | None = None
) -> tuple[int, bool]:
    """How many, exactly up to `most`; the second value says whether there are more. One statement."""
    narrowed = wanted.apply(Case.objects.all(), at=at, having=few_with_words(wanted.q))
    ranges = [scope.within(narrowed).order_by().values("id")[: most + 1]
              for scope in scopes(reader, assisting=not wanted.lead)]  # fmt: skip
    if not ranges:
        return 0, False
    found = (
        ranges[0].count() if len(ranges) == 1 else len(set(ranges[0].union(*ranges[1:]).values_list("id", flat=True)))
    )
    return min(found, most), found > most


Key = tuple[datetime, UUID]


class Times(NamedTuple):
    """The moments that a list is read against: now, until when something is near, the end of the local day."""

    now: datetime
    soon: datetime
    midnight: datetime


def _read(
    reader: Reader, wanted: CaseFilter, key: Key | None, *, backwards: bool, size: int, at: datetime | None
) -> list[CaseRow]:
    found = scopes(reader, assisting=not wanted.lead)
    if not found:
        return []
    moment = at or now()
    if wanted.shape is None:
        having = few_with_words(wanted.q)
        times = Times(moment, moment + SOON, midnight_after(moment))
        read = list(_ranges(found, wanted, key, times, backwards=backwards, size=size, having=having))
    else:
        read = _read_kept(found, wanted, key, moment, backwards=backwards, size=size)
    if len(found) > 1:
        # What several posts see was read once for each of them.
        at_column = COLUMNS.index("next_due_at" if wanted.by_due else "opened_at")
        once = {row[0]: row for row in read}
        read = sorted(once.values(), key=lambda row: (row[at_column], row[0]), reverse=wanted.by_due is backwards)
    return [CaseRow._make(row) for row in read[:size]]


def _read_kept(
    found: tuple[Scope, ...], wanted: CaseFilter, key: Key | None, at: datetime, *, backwards: bool, size: int
) -> list[tuple[Any, ...]]:
    """Read by a statement that was written once for all lists of this shape."""
    keyed = {"key_moment": key[0], "key_id": key[1]} if key else {}
    columns = tuple(scope.column for scope in found)

    def write(values: Values) -> QuerySet[Case, Any]:
        return _ranges(
            scopes_holding(found, values), wanted.holding(values),
            (values["key_moment"], values["key_id"]) if key else None, Times(values["at"], values["soon"], values["midnight"]),
            backwards=backwards, size=size,
        )  # fmt: skip

    return rows(
        ("list", columns, wanted.shape, key is None, backwards, size),
        {**scope_values(found), **wanted.values, **keyed, "at": at, "soon": at + SOON, "midnight": midnight_after(at)},
        write,
        plan_anew=not _is_even(columns, wanted),
    )


def _is_even(columns: tuple[str, ...], wanted: CaseFilter) -> bool:
    """Whether one index holds the whole range, so that a single plan is good for the common and the rare alike."""
    narrowed = {*columns, *wanted.values} - {""}
    return (len(columns) == 1 and (len(narrowed) <= 1 or narrowed == {"kind", "town"})) or not wanted.values


def _ranges(
    found: tuple[Scope, ...], wanted: CaseFilter, key: Key | None, times: Times, *, backwards: bool,
    size: int, having: Collection[UUID] | None = None,
) -> QuerySet[Case, Any]:  # fmt: skip
    """One limited range of an index for each scope, put together by UNION ALL."""
    narrowed = wanted.apply(Case.objects.all(), at=times.now, soon=times.soon, midnight=times.midnight, having=having)
    first, *others = [
        _in_order(scope.within(narrowed), wanted, key, backwards=backwards)[:size].values_list(*COLUMNS)
        for scope in found
    ]
    return first.union(*others, all=True) if others else first


def _in_order(cases: QuerySet[Case], wanted: CaseFilter, key: Key | None, *, backwards: bool) -> QuerySet[Case]:
    column = "next_due_at" if wanted.by_due else "opened_at"
    rising = wanted.by_due is not backwards
    if key:
        moment, number = key
        side = "gt" if rising else "lt"
        # The first condition is the index range; the second leaves out what the page before has shown.
        cases = cases.filter(**{f"{column}__{side}e": moment}).filter(
            Q(**{f"{column}__{side}": moment}) | Q(**{f"id__{side}": number})
        )
    sign = "" if rising else "-"
    return cases.order_by(f"{sign}{column}", f"{sign}id")


def _moment(row: CaseRow, wanted: CaseFilter) -> datetime:
    moment = row.next_due_at if wanted.by_due else row.opened_at
    assert moment is not None
    return moment


def _pack(row: CaseRow, wanted: CaseFilter) -> str:
    return f"{_moment(row, wanted).astimezone(UTC):{KEY}}_{row.id.hex}"


def read_key(word: str) -> Key | None:
    """Read the key of a page; one that was tampered with starts the list anew."""
    moment, _, number = word.partition("_")
    try:
        found, key = datetime.strptime(moment, KEY).replace(tzinfo=UTC), UUID(hex=number)
    except ValueError:
        return None
    return (found, key) if 1900 < found.year < LAST_YEAR else None
