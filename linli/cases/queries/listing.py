"""Lists of cases: limited ranges of an index, one a scope, put together by UNION ALL and paged by key."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.areas.queries.map import area_name
from linli.cases.enums import Stage
from linli.cases.models import Case
from linli.cases.queries.filters import LAST_YEAR, CaseFilter, few_with_words
from linli.cases.queries.procedure import kind_map, spec_of
from linli.cases.queries.visible import scopes
from linli.cases.workflow import Words
from linli.counties.current import county_zone, current_county
from linli.people.queries.unit import unit_map
from linli.people.reader import Reader

PAGE = 50
MOST_COUNTED = 1000
KEY = "%Y%m%dT%H%M%S%f"
COLUMNS = (
    "id", "number", "kind_id", "procedure_id", "state", "stage", "title", "source", "area", "lead_unit_id",
    "opened_at", "due_at", "next_due_at", "due_certain", "paused_at", "closed_at", "is_on_time", "rating", "followers",
    "reopened", "escalated", "is_invented", "is_public", "seq",
)  # fmt: skip


@dataclass(frozen=True)
class CaseRow:
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

    @property
    def number_text(self) -> str:
        return number_text(self.number, self.opened_at)

    @property
    def kind_name(self) -> str:
        kind = kind_map().get(self.kind_id)
        return kind.name if kind else self.kind_id

    @cached_property
    def state_title(self) -> Words:
        return spec_of(self.procedure_id).state(self.state).title

    @property
    def place(self) -> str:
        return area_name(self.area[:12]) if self.area else ""

    @property
    def unit_name(self) -> str:
        unit = unit_map().get(self.lead_unit_id) if self.lead_unit_id else None
        return unit.name if unit else ""

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
    rows = _read(reader, wanted, key, backwards=backwards, size=size + 1, at=at)
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    if not rows:
        return Page([])
    return Page(
        rows,
        older=_pack(rows[-1], wanted) if (more or backwards) else "",
        newer=_pack(rows[0], wanted) if (key and not backwards) or (backwards and more) else "",
    )


def walk_cases(reader: Reader, wanted: CaseFilter, *, size: int = 500, at: datetime | None = None) -> Iterator[CaseRow]:
    """All of a list, page by page with flat memory: for exports."""
    key: tuple[datetime, UUID] | None = None
    while True:
        rows = _read(reader, wanted, key, backwards=False, size=size, at=at)
        yield from rows
        if len(rows) < size:
            return
        key = (_moment(rows[-1], wanted), rows[-1].id)


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


def _read(
    reader: Reader, wanted: CaseFilter, key: tuple[datetime, UUID] | None, *, backwards: bool, size: int,
    at: datetime | None,
) -> list[CaseRow]:  # fmt: skip
    narrowed = wanted.apply(Case.objects.all(), at=at, having=few_with_words(wanted.q))
    ranges = [
        _in_order(scope.within(narrowed), wanted, key, backwards=backwards)[:size]
        for scope in scopes(reader, assisting=not wanted.lead)
    ]
    if not ranges:
        return []
    if len(ranges) == 1:
        return [CaseRow(*row) for row in ranges[0].values_list(*COLUMNS)]
    first, *others = [queryset.values_list(*COLUMNS) for queryset in ranges]
    rows = {row[0]: CaseRow(*row) for row in first.union(*others, all=True)}
    ordered = sorted(rows.values(), key=lambda row: (_moment(row, wanted), row.id), reverse=wanted.by_due is backwards)
    return ordered[:size]


def _in_order(
    cases: QuerySet[Case], wanted: CaseFilter, key: tuple[datetime, UUID] | None, *, backwards: bool
) -> QuerySet[Case]:
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


def read_key(word: str) -> tuple[datetime, UUID] | None:
    """Read the key of a page; one that was tampered with starts the list anew."""
    moment, _, number = word.partition("_")
    try:
        found, key = datetime.strptime(moment, KEY).replace(tzinfo=UTC), UUID(hex=number)
    except ValueError:
        return None
    return (found, key) if 1900 < found.year < LAST_YEAR else None
