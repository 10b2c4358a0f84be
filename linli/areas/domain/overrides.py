"""Local overrides of the official list: communities renamed, merged or added since it was printed."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from linli.areas.codes import is_code, level_of, parent_of
from linli.areas.enums import AreaKind, AreaLevel
from linli.areas.errors import OverrideFaulty
from linli.areas.models import Area
from linli.areas.names import initials_of, short_name
from linli.common.domain.audit import Actor, note_deed
from linli.common.domain.configuration import changed

COLUMNS = ("action", "code", "name", "kind", "into", "source")
NEEDED = ("action", "code")
ENCODINGS = ("utf-8-sig", "gb18030")
LONGEST_NAME = 100
MERGEABLE = (AreaLevel.VILLAGE, AreaLevel.GRID)
KINDS = {
    AreaLevel.TOWN: frozenset({AreaKind.STREET, AreaKind.TOWN, AreaKind.FARM}),
    AreaLevel.VILLAGE: frozenset(
        {AreaKind.URBAN_COMMUNITY, AreaKind.VILLAGE, AreaKind.QUASI_URBAN_COMMUNITY, AreaKind.QUASI_VILLAGE}
    ),
    AreaLevel.GRID: frozenset({AreaKind.GRID}),
}


@dataclass(frozen=True)
class Applied:
    """How many overrides of each sort a file held."""

    renamed: int
    merged: int
    added: int


class _Faulty(Exception):
    """A row that cannot be applied; the message says why."""


@transaction.atomic
def apply_overrides(file: Path, *, by: Actor) -> Applied:
    """Rename, merge and add areas as a CSV file says (action, code, name, kind, into, source), all or nothing.

    rename: `name` as the list would print it. merge: the area lives on `into` another, its grids close.
    add: `name` and `kind`; the code's prefix must be there. Harmless when repeated. Raises OverrideFaulty.
    """
    rows = _read(file)
    deeds = {"rename": _rename, "merge": _merge, "add": _add}
    counts = dict.fromkeys(deeds, 0)

    for number, row in enumerate(rows, start=2):
        try:
            if row["action"] not in deeds:
                raise _Faulty(_("the action is not rename, merge or add"))
            deeds[row["action"]](row)
        except _Faulty as fault:
            raise OverrideFaulty(file=file.name, row=number, fault=str(fault)) from fault
        counts[row["action"]] += 1

    note_deed("override_areas", by=by, subject_kind="area", file=file.name, counts=counts)
    changed("areas")
    return Applied(renamed=counts["rename"], merged=counts["merge"], added=counts["add"])


def _read(file: Path) -> list[dict[str, str]]:
    """The rows of the file, in UTF-8 or as a Chinese spreadsheet writes it (GB 18030)."""
    content = file.read_bytes()
    try:
        text = next(text for encoding in ENCODINGS if (text := _decoded(content, encoding)) is not None)
    except StopIteration:
        raise OverrideFaulty(file=file.name, row="-", fault=_("it is neither UTF-8 nor GB 18030")) from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        rows = [{column: (row.get(column) or "").strip() for column in COLUMNS} for row in reader]
    except csv.Error as error:
        raise OverrideFaulty(file=file.name, row=reader.line_num, fault=str(error)) from error
    missing = [column for column in NEEDED if column not in (reader.fieldnames or [])]
    if missing:
        fault = _("the heading lacks %(columns)s") % {"columns": ", ".join(missing)}
        raise OverrideFaulty(file=file.name, row=1, fault=fault)
    return rows


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _locked(code: str) -> Area:
    area = Area.objects.select_for_update().filter(code=code).first()
    if area is None:
        raise _Faulty(_("there is no area %(code)s") % {"code": code or "-"})
    return area


def _named(row: dict[str, str]) -> dict[str, str]:
    if not row["name"]:
        raise _Faulty(_("%(code)s has no name") % row)
    if len(row["name"]) > LONGEST_NAME or "\0" in row["name"]:
        raise _Faulty(_("the name of %(code)s is longer than %(most)s characters") % {**row, "most": LONGEST_NAME})
    name = short_name(row["name"])
    return {"name": name, "full_name": row["name"], "initials": initials_of(name)}


def _rename(row: dict[str, str]) -> None:
    area = _locked(row["code"])
    Area.objects.filter(code=area.code).update(is_local=True, source=row["source"][:200] or area.source, **_named(row))


def _merge(row: dict[str, str]) -> None:
    area, into = _locked(row["code"]), _locked(row["into"])
    if area.level not in MERGEABLE or area.level != into.level:
        raise _Faulty(_("%(code)s cannot be merged into %(into)s: only villages with villages, grids with grids") % row)
    if area.code == into.code or not into.is_active:
        raise _Faulty(_("%(into)s is closed, or %(code)s itself") % row)
    closing = {"is_active": False, "replaced_by": into.code, "is_local": True}
    Area.objects.filter(code=area.code).update(source=row["source"][:200] or area.source, **closing)
    Area.objects.filter(parent=area).update(**closing)


def _add(row: dict[str, str]) -> None:
    code = row["code"]
    if not is_code(code) or code.endswith("000"):
        raise _Faulty(_("%(code)s is no area code") % {"code": code or "-"})
    level, parent = level_of(code), parent_of(code)
    if not Area.objects.filter(code=parent, is_active=True).exists():
        raise _Faulty(_("%(code)s lies in %(parent)s, which is not there") % {"code": code, "parent": parent})
    if row["kind"] not in AreaKind.values:
        raise _Faulty(_("the kind %(kind)s is not known") % {"kind": row["kind"] or "-"})
    if row["kind"] not in KINDS.get(level, frozenset()):
        raise _Faulty(_("%(code)s has the length of another level than the kind %(kind)s") % row)
    known = Area.objects.select_for_update().filter(code=code).first()
    if known and not known.is_local:
        raise _Faulty(_("%(code)s is there already: %(name)s") % {"code": code, "name": known.name})
    facts = {"level": level, "kind": row["kind"], "parent_id": parent, "is_local": True, "source": row["source"][:200]}
    Area.objects.update_or_create(code=code, defaults={**facts, **_named(row)})
