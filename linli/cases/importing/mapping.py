"""A mapping: what the columns of somebody else's file mean here. Data (TOML), checked before a row is read."""

import tomllib
from collections.abc import Mapping as Words
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from linli.areas.enums import Datum
from linli.cases.enums import Outcome, Source
from linli.cases.importing.errors import MappingFaulty
from linli.people.enums import UnitKind

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "mappings"
KINDS_BY = ("code", "name", "make")


@dataclass(frozen=True)
class KindRule:
    """How a value becomes a kind: by `map` first, then as its code, by its name, or by making a local kind of it."""

    column: str
    by: str
    map: dict[str, str]
    prefix: str
    procedure: str
    major_code: str
    major_name: str
    is_public_space: bool


@dataclass(frozen=True)
class PointRule:
    """Which columns are the point, in which datum, and which values only look like one."""

    lon: str
    lat: str
    datum: str
    least_decimals: int  # coarser is a rounded placeholder, not a place
    bounds: tuple[float, float, float, float] | None  # west, south, east, north


@dataclass(frozen=True)
class UnitRule:
    column: str
    make: bool
    kind: str
    prefix: str


@dataclass(frozen=True)
class SourceRule:
    column: str
    map: dict[str, str]
    other: str


@dataclass(frozen=True)
class Standing:
    """What a state of theirs is here; without an outcome the matter is still open."""

    state: str
    outcome: str


@dataclass(frozen=True)
class StateRule:
    """Without a column the closing moment decides between `open` and `closed`."""

    column: str
    map: dict[str, Standing]
    open: str
    closed: Standing


@dataclass(frozen=True)
class Mapping:
    """A checked mapping, ready to be asked."""

    name: str
    source: str
    external_id: str
    zone: ZoneInfo
    formats: tuple[str, ...]
    words: str
    place: str
    opened: str
    closed: str
    due: str
    due_without: str  # "procedure": the procedure's own limit; "none": no limit
    came_by: SourceRule
    kind: KindRule
    state: StateRule
    point: PointRule | None
    area: str
    unit: UnitRule | None
    encoding: str
    delimiter: str
    sheet: str
    columns: tuple[str, ...] = field(default_factory=tuple)  # that the file must have


def read_mapping(name: str) -> Mapping:
    """Read a mapping by the name of a shipped one or by its path; raises MappingFaulty with all that is wrong."""
    file = Path(name) if name.endswith(".toml") else _shipped(name)
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise MappingFaulty(name=name, problems=error.strerror or str(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingFaulty(name=name, problems=str(error)) from error
    return parse_mapping(content, name=file.stem)


def shipped_mappings() -> list[str]:
    return sorted(file.stem for file in SHIPPED.glob("*.toml"))


def _shipped(name: str) -> Path:
    """A shipped mapping by its name or its beginning, such as "baltimore"."""
    found = [known for known in shipped_mappings() if known == name] or [
        known for known in shipped_mappings() if known.startswith(name)
    ]
    if len(found) != 1:
        known = ", ".join(shipped_mappings())
        raise MappingFaulty(name=name, problems=f"no shipped mapping of this name (there are: {known}); or give a path")
    return SHIPPED / f"{found[0]}.toml"


def parse_mapping(content: Words[str, Any], *, name: str) -> Mapping:
    """Check the content of a mapping; raises MappingFaulty with every problem it has."""
    reading = _Reading(content)
    found = reading.mapping(name)
    if reading.problems or found is None:
        raise MappingFaulty(name=name, problems="; ".join(reading.problems))
    return found


class _Reading:
    """One pass over the raw content that goes on after a problem, so that all are told at once."""

    def __init__(self, content: Words[str, Any]) -> None:
        self.content = content
        self.problems: list[str] = []
        self.columns: set[str] = set()

    def mapping(self, name: str) -> Mapping | None:
        raw = self.content
        known = {"name", "source", "external_id", "time_zone", "moment_formats", "words", "place", "moments",
                 "source_map", "kind", "state", "point", "area", "unit", "encoding", "delimiter", "sheet"}  # fmt: skip
        self.problems += [f"{word} is no word of a mapping" for word in sorted(set(raw) - known)]
        moments = self._table("moments")
        zone = self._zone(str(raw.get("time_zone", "Asia/Shanghai")))
        kind = self._kind(self._table("kind"))
        state = self._state(self._table("state"))
        source = str(raw.get("source", ""))
        if not source or len(source) > 40:
            self.problems.append("source: a short name of where the matters come from is needed (at most 40 signs)")
        due_without = str(moments.get("due_without", "procedure"))
        if due_without not in ("procedure", "none"):
            self.problems.append(f"moments: due_without is {due_without!r}, neither procedure nor none")
        built: dict[str, Any] = {
            "external_id": self._column(raw, "external_id", "the mapping"),
            "opened": self._column(moments, "opened", "moments"),
            "closed": self._column(moments, "closed", "moments", required=False),
            "due": self._column(moments, "due", "moments", required=False),
            "words": self._template(raw, "words", required=True), "place": self._template(raw, "place"),
            "came_by": self._came_by(self._table("source_map")), "point": self._point(self._table("point")),
            "area": self._column(self._table("area"), "column", "area", required=False),
            "unit": self._unit(self._table("unit")),
        }  # fmt: skip
        if zone is None or kind is None or state is None:
            return None
        return Mapping(
            name=str(raw.get("name", name)), source=source, zone=zone, kind=kind, state=state, due_without=due_without,
            formats=tuple(map(str, raw.get("moment_formats", ["%Y-%m-%d %H:%M:%S"]))),
            encoding=str(raw.get("encoding", "")), delimiter=str(raw.get("delimiter", ",")),
            sheet=str(raw.get("sheet", "")), columns=tuple(sorted(self.columns)), **built,
        )  # fmt: skip

    def _table(self, name: str) -> dict[str, Any]:
        value = self.content.get(name, {})
        if not isinstance(value, dict):
            self.problems.append(f"{name} is not a table ([{name}])")
            return {}
        return value

    def _column(self, table: Words[str, Any], key: str, place: str, *, required: bool = True) -> str:
        column = str(table.get(key, ""))
        if column:
            self.columns.add(column)
        elif required:
            self.problems.append(f"{place}: {key} does not name a column")
        return column

    def _template(self, table: Words[str, Any], key: str, *, required: bool = False) -> str:
        text = str(table.get(key, ""))
        try:
            names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        except ValueError as error:
            self.problems.append(f"{key}: {error}")
            return ""
        if required and not names:
            self.problems.append(f"{key}: a text with columns in braces is needed, such as {{Description}}")
        self.columns.update(names)
        return text

    def _zone(self, name: str) -> ZoneInfo | None:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            self.problems.append(f"time_zone: there is no zone {name}")
            return None

    def _of(self, value: str, known: Any, place: str) -> str:
        if value not in known:
            self.problems.append(f"{place}: {value!r} is not one of {', '.join(known)}")
        return value

    def _came_by(self, table: dict[str, Any]) -> SourceRule:
        column = self._column(table, "column", "source_map", required=False)
        found = {str(key): self._of(str(value), Source.values, "source_map") for key, value in
                 table.get("map", {}).items()}  # fmt: skip
        return SourceRule(column, found, self._of(str(table.get("other", "import")), Source.values, "source_map"))

    def _kind(self, table: dict[str, Any]) -> KindRule | None:
        column = self._column(table, "column", "kind")
        by = self._of(str(table.get("by", "code")), KINDS_BY, "kind")
        prefix, major = str(table.get("prefix", "")), str(table.get("major_code", ""))
        procedure = str(table.get("procedure", ""))
        if by == "make" and not (prefix and major and procedure):
            self.problems.append("kind: to make kinds, prefix, major_code, major_name and procedure are needed")
        if len(prefix) > 10 or len(major) > 10:
            self.problems.append("kind: prefix and major_code have at most 10 signs")
        return KindRule(
            column, by, {str(key): str(value) for key, value in table.get("map", {}).items()}, prefix, procedure,
            major, str(table.get("major_name", major))[:60], bool(table.get("public_space", True)),
        )  # fmt: skip

    def _state(self, table: dict[str, Any]) -> StateRule | None:
        column = self._column(table, "column", "state", required=False)
        found = {str(key): self._standing(value, f"state {key}") for key, value in table.get("map", {}).items()}
        if column and not found:
            self.problems.append("state: map says what each state of the file means")
        closed = self._standing({"outcome": "resolved", "state": "closed", **table.get("closed", {})}, "state closed")
        return StateRule(column, found, str(table.get("open", "")), closed)

    def _standing(self, value: Any, place: str) -> Standing:
        if not isinstance(value, dict) or set(value) - {"state", "outcome"}:
            self.problems.append(f'{place}: {{ state = "…", outcome = "…" }} is needed; no outcome where still open')
            return Standing("", "")
        outcome = str(value.get("outcome", ""))
        return Standing(str(value.get("state", "")), self._of(outcome, ["", *Outcome.values], place))

    def _point(self, table: dict[str, Any]) -> PointRule | None:
        if not table:
            return None
        bounds = table.get("bounds")
        if bounds is not None and not (isinstance(bounds, list) and len(bounds) == 4):
            self.problems.append("point: bounds are four numbers: west, south, east, north")
            bounds = None
        west_south_east_north = tuple(map(float, bounds)) if bounds else None
        return PointRule(
            self._column(table, "lon", "point"), self._column(table, "lat", "point"),
            self._of(str(table.get("datum", "")), Datum.values, "point: datum (it must be stated)"),
            int(table.get("least_decimals", 0)), west_south_east_north,  # type: ignore[arg-type]
        )  # fmt: skip

    def _unit(self, table: dict[str, Any]) -> UnitRule | None:
        if not table:
            return None
        kind = self._of(str(table.get("kind", UnitKind.DEPARTMENT)), UnitKind.values, "unit")
        prefix = str(table.get("prefix", ""))
        if len(prefix) > 12:
            self.problems.append("unit: prefix has at most 12 signs")
        return UnitRule(self._column(table, "column", "unit"), bool(table.get("make", False)), kind, prefix)
