"""One row as a matter of ours: what it is about, where, when, how it stands. No database; the batch asks that."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from string import Formatter

from linli.areas.datum import to_wgs84
from linli.cases.domain.opening import MOST_PLACE, MOST_WORDS
from linli.cases.importing.errors import (
    ClosedMissing,
    ClosedTooEarly,
    ClosedYetOpen,
    IdMissing,
    IdTooLong,
    KindMissing,
    MomentFaulty,
    NothingSaid,
    OpenedAhead,
    OpenedMissing,
    SaidTooMuch,
    StateUnknown,
)
from linli.cases.importing.mapping import Mapping, Standing
from linli.cases.importing.source import Row
from linli.common.days import LAST_YEAR

MOST_ID = 80
FIRST_YEAR = 1900
CLOCKS_DIFFER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A row that can be taken, but for its kind and unit, which are still words."""

    row: int
    external_id: str
    kind: str
    words: str
    place: str
    point: tuple[float, float] | None
    area: str
    unit: str
    source: str
    opened_at: datetime
    closed_at: datetime | None
    due_at: datetime | None
    standing: Standing


class Reading:
    """Reads rows by one mapping."""

    def __init__(self, mapping: Mapping, *, at: datetime) -> None:
        self.mapping = mapping
        self.latest = at + CLOCKS_DIFFER
        self._words = _parts(mapping.words)
        self._place = _parts(mapping.place)

    def arrival(self, number: int, row: Row) -> Arrival:
        """Return the row as an arrival; raises the RowRefused that says why it is none."""
        mapping = self.mapping
        external_id = row[mapping.external_id].strip()
        if not external_id:
            raise IdMissing(column=mapping.external_id)
        if len(external_id) > MOST_ID:
            raise IdTooLong(column=mapping.external_id, most=MOST_ID)
        kind = row[mapping.kind.column].strip()
        if not kind:
            raise KindMissing(column=mapping.kind.column)
        words = _filled(self._words, row)
        if not words:
            raise NothingSaid
        if len(words) > MOST_WORDS:
            raise SaidTooMuch(most=MOST_WORDS, part="words")
        place = _filled(self._place, row)
        if len(place) > MOST_PLACE:
            raise SaidTooMuch(most=MOST_PLACE, part="place")
        opened, closed, due = self._moments(row)
        return Arrival(
            number, external_id, kind, words, place, self._point(row), _cell(row, mapping.area),
            _cell(row, mapping.unit.column) if mapping.unit else "", self._source(row), opened, closed, due,
            self._standing(row, closed),
        )  # fmt: skip

    def _moments(self, row: Row) -> tuple[datetime, datetime | None, datetime | None]:
        mapping = self.mapping
        opened = self._moment(row, mapping.opened)
        if opened is None:
            raise OpenedMissing(column=mapping.opened)
        if opened > self.latest:
            raise OpenedAhead(value=row[mapping.opened])
        closed = self._moment(row, mapping.closed)
        if closed and closed < opened:
            raise ClosedTooEarly(closed=row[mapping.closed], opened=row[mapping.opened])
        return opened, closed, self._moment(row, mapping.due)

    def _moment(self, row: Row, column: str) -> datetime | None:
        text = _cell(row, column)
        if not text:
            return None
        for wanted in self.mapping.formats:
            try:
                return self._zoned(datetime.strptime(text, wanted))  # noqa: DTZ007  (the zone is put on at once)
            except ValueError:
                continue
        try:
            return self._zoned(datetime.fromisoformat(text))  # what a cell of a spreadsheet holds
        except ValueError:
            raise MomentFaulty(value=text[:40], column=column) from None

    def _zoned(self, moment: datetime) -> datetime:
        if not FIRST_YEAR <= moment.year < LAST_YEAR:  # 9999 stands for “never” in many systems; no list can hold it
            raise ValueError(moment)
        return moment if moment.tzinfo else moment.replace(tzinfo=self.mapping.zone)

    def _standing(self, row: Row, closed: datetime | None) -> Standing:
        rule = self.mapping.state
        if not rule.column:
            return rule.closed if closed else Standing(rule.open, "")
        value = _cell(row, rule.column)
        standing = rule.map.get(value)
        if standing is None:
            raise StateUnknown(value=value or "-")
        if standing.outcome and closed is None:
            raise ClosedMissing(value=value)
        if closed and not standing.outcome:
            raise ClosedYetOpen(value=value, column=self.mapping.closed)
        return standing

    def _source(self, row: Row) -> str:
        rule = self.mapping.came_by
        return rule.map.get(_cell(row, rule.column), rule.other) if rule.column else rule.other

    def _point(self, row: Row) -> tuple[float, float] | None:
        """The point in WGS-84; None where the columns are empty, rounded, out of bounds or no numbers at all."""
        rule = self.mapping.point
        if rule is None:
            return None
        lon_text, lat_text = _cell(row, rule.lon), _cell(row, rule.lat)
        if not lon_text or not lat_text or min(_decimals(lon_text), _decimals(lat_text)) < rule.least_decimals:
            return None
        try:
            lon, lat = float(lon_text), float(lat_text)
        except ValueError:
            return None
        west, south, east, north = rule.bounds or (-180.0, -90.0, 180.0, 90.0)
        if not (west <= lon <= east and south <= lat <= north) or (lon, lat) == (0.0, 0.0):
            return None
        x, y = (lon, lat) if rule.datum in ("wgs84", "cgcs2000") else to_wgs84(lon, lat, rule.datum)
        return float(x), float(y)


def _cell(row: Row, column: str) -> str:
    return row[column].strip() if column else ""


def _decimals(text: str) -> int:
    return len(text.partition(".")[2].rstrip("0"))


def _parts(template: str) -> list[tuple[str, str]]:
    return [(text, name or "") for text, name, _, _ in Formatter().parse(template)]


def _filled(parts: list[tuple[str, str]], row: Row) -> str:
    """The template with its columns; a text before an empty column is left out with it."""
    made = []
    for text, name in parts:
        value = row[name].strip() if name else ""
        if value or not name:
            made.append(text + value)
    return " ".join("".join(made).split()) if any(row[name].strip() for _, name in parts if name) else ""
