"""Grids and posts from a workbook or from GeoJSON, which has the outlines too: first looked at, then done, all of it or nothing.

The look does everything for real and takes it back, so that it says exactly what would be done and what would be refused.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from django.db import transaction
from django.utils.dateparse import parse_date
from django.utils.timezone import now
from django.utils.translation import gettext as _

from linli.areas.codes import is_code
from linli.areas.models import Area
from linli.areas.queries.coverage import shape_of
from linli.areas.queries.map import area_map
from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed, forget_everything
from linli.common.errors import ChangedSince, Refusal
from linli.common.workbooks import open_workbook
from linli.grid.domain.redrawing import add_grid, draw_grid, rename_grid
from linli.grid.domain.words import describe_grid
from linli.grid.enums import FileKind
from linli.grid.errors import FileUnreadable, ImportFaulty, NoSuchGrid, NotYourGrid
from linli.grid.geojson import read_geojson
from linli.grid.models import GridFile, GridWords
from linli.people.domain.post import end_post, give_post
from linli.people.enums import Role
from linli.people.models import Account, Post, Unit
from linli.people.reader import Reader

MOST_ROWS = 5000
GRID_COLUMNS = ("code", "name", "covers")
POST_COLUMNS = ("username", "role", "unit", "grid", "from_on", "until_on")
SHEETS = {"grids": GRID_COLUMNS, "posts": POST_COLUMNS}
GRID_ROLES = (Role.GRID_MEMBER, Role.GRID_HEAD)


@dataclass(frozen=True)
class Outcome:
    """What a row does: its sheet and number, the words for it; `fault` where it is refused."""

    sheet: str
    row: int
    code: str
    words: str = ""
    fault: str = ""


class _RowWrong(Exception):
    """A row that says nothing that could be done; the message says why."""


def keep_file(content: bytes, *, name: str, datum: str, by: Reader) -> GridFile:
    """Keep a file until its differences have been looked at. Raises FileUnreadable, NotYourGrid."""
    if by.account is None or not by.is_staff:
        raise NotYourGrid
    is_book = content[:2] == b"PK"
    for _row in _book_rows(content) if is_book else read_geojson(content, datum=datum):
        pass
    return GridFile.objects.create(
        account=by.account, kind=FileKind.XLSX if is_book else FileKind.GEOJSON, name=name[:200], datum=datum,
        content=content, at=now(),
    )  # fmt: skip


def look_at(file: GridFile, *, by: Reader) -> list[Outcome]:
    """Say what a file would do, row by row, and what would be refused. Nothing is changed."""
    try:
        with transaction.atomic():
            found = list(_do(file, by))
            transaction.set_rollback(True)
    finally:
        forget_everything()  # what was read meanwhile was never true
    return found


def apply_file(file: GridFile, *, by: Reader, seen: int) -> list[Outcome]:
    """Do what a file says, if it is what was seen (so many changes, no fault). Raises ImportFaulty, ChangedSince."""
    try:
        with transaction.atomic():
            locked = GridFile.objects.select_for_update().get(id=file.id)
            if locked.applied_at:
                raise ChangedSince
            found = list(_do(locked, by))
            if any(one.fault for one in found):
                raise ImportFaulty
            if len(found) != seen:
                raise ChangedSince
            locked.applied_at, locked.content = now(), b""
            locked.save(update_fields=["applied_at", "content"])
            note_deed("grid.file_applied", by=by, subject_kind="grid", file=locked.name, rows=len(found))
            changed("areas", "posts")
    finally:
        forget_everything()  # where it was refused, what was read meanwhile was never true
    return found


def _do(file: GridFile, by: Reader) -> Iterator[Outcome]:
    if file.kind == FileKind.GEOJSON:
        for feature in read_geojson(bytes(file.content), datum=file.datum):
            code = feature.words.get("code", "")
            if feature.shape is not None:
                yield from _try("outlines", feature.row, code, lambda f=feature: _outline(f.words, f.shape, by))  # type: ignore[misc]
            for post in feature.posts:
                words = dict.fromkeys(POST_COLUMNS, "") | {"grid": code} | post
                yield from _try("posts", feature.row, code, lambda w=words: _post(w, by))  # type: ignore[misc]
        return
    deeds: dict[str, Callable[[dict[str, Any], Reader], str]] = {"grids": _grid, "posts": _post}
    for sheet, row, words in _book_rows(bytes(file.content)):
        code = words.get("code") or words.get("grid") or ""
        yield from _try(sheet, row, code, lambda s=sheet, w=words: deeds[s](w, by))  # type: ignore[misc]


def _try(sheet: str, row: int, code: str, deed: Callable[[], str]) -> Iterator[Outcome]:
    try:
        with transaction.atomic():
            said = deed()
    except (Refusal, _RowWrong) as fault:
        yield Outcome(sheet, row, code, fault=str(fault))
        return
    if said:
        yield Outcome(sheet, row, code, said)


def _grid(words: dict[str, Any], by: Reader) -> str:
    code, said = words["code"], []
    _check_code(code)
    area = Area.objects.filter(code=code).first()
    if area is None:
        add_grid(code, name=words["name"], by=by)
        said.append(_("new: %(name)s") % {"name": words["name"]})
    elif words["name"] and words["name"] != area.name:
        before = area.name
        rename_grid(code, name=words["name"], reason=_("by import"), by=by)
        said.append(f"{before} → {words['name']}")
    current = GridWords.objects.filter(grid=code, until__isnull=True).first()
    if words["covers"] and words["covers"] != (current.covers if current else ""):
        describe_grid(code, covers=words["covers"], by=by)
        said.append(_("covers: %(words)s") % {"words": words["covers"]})
    return "; ".join(said)


def _outline(words: dict[str, str], shape: Any, by: Reader) -> str:
    code, said = words.get("code", ""), []
    _check_code(code)
    if not Area.objects.filter(code=code).exists():
        add_grid(code, name=words.get("name", ""), by=by)
        said.append(_("new: %(name)s") % {"name": words.get("name", "")})
    before = shape_of(code)
    if before is None or not before.equals_exact(shape, 1e-7):
        draw_grid(code, shape, by=by)
        said.append(_("a new outline") if before is not None else _("an outline"))
    return "; ".join(said)


def _check_code(code: str) -> None:
    if not (is_code(code) and len(code) == 15):
        raise _RowWrong(_("%(code)s is no code of a grid") % {"code": code or "–"})


def _post(words: dict[str, Any], by: Reader) -> str:
    account = Account.objects.filter(username=words["username"], is_staff=True).first()
    unit = Unit.objects.filter(code=words["unit"]).first()
    if account is None or unit is None or words["role"] not in GRID_ROLES:
        raise _RowWrong(_("there is no such person, unit or grid role"))
    if words["grid"] not in area_map() or len(words["grid"]) not in (12, 15):
        raise NoSuchGrid
    from_on, until_on = _day(words["from_on"]), _day(words["until_on"])
    if from_on is None:
        raise _RowWrong(_("the first day is missing"))
    known = Post.objects.filter(
        account=account, unit=unit, role=words["role"], area=words["grid"], from_on=from_on
    ).first()
    who = f"{account.display_name or account.username} · {Role(words['role']).label}"
    if known is None:
        give_post(account, unit=unit, role=words["role"], area=words["grid"], from_on=from_on, until_on=until_on, by=by)
        return _("post given: %(who)s") % {"who": who}
    if until_on is None or known.until_on == until_on:
        return ""
    end_post(known, on=until_on, by=by)
    return _("post ends %(day)s: %(who)s") % {"day": until_on, "who": who}


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or not value:
        return value or None
    try:
        found = parse_date(str(value))
    except ValueError:
        found = None
    if found is None:
        raise _RowWrong(_("%(value)s is no day like 2026-11-25") % {"value": value})
    return found


def _book_rows(content: bytes) -> list[tuple[str, int, dict[str, Any]]]:
    """The rows of the known sheets: sheet, number as the spreadsheet counts, words by column."""
    try:
        book = open_workbook(BytesIO(content))
        sheets = {
            sheet.title: list(sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2)) for sheet in book.worksheets
        }
    except (BadZipFile, KeyError, ValueError, OSError, AttributeError):
        raise FileUnreadable(fault=_("it is no workbook")) from None
    found = []
    for title, columns in SHEETS.items():
        rows = sheets.get(title, [])
        if len(rows) > MOST_ROWS + 1:
            raise FileUnreadable(fault=_("it has more than %(most)s rows") % {"most": MOST_ROWS})
        head = [str(cell or "").strip() for cell in rows[0]] if rows else []
        if rows and not set(columns) <= set(head):
            raise FileUnreadable(
                fault=_("sheet %(title)s needs the columns %(columns)s")
                % {"title": title, "columns": ", ".join(columns)}
            )
        for number, row in enumerate(rows[1:], 2):
            words = {name: _cell(row[head.index(name)]) for name in columns}
            if any(words.values()):
                found.append((title, number, words))
    if not found:
        raise FileUnreadable(fault=_("it has no sheet “grids” or “posts” with rows"))
    return found


def _cell(value: Any) -> Any:
    """Spreadsheets turn codes into numbers, and put an apostrophe before what looks like a formula."""
    if isinstance(value, date | datetime):
        return value
    text = (
        str(int(value)) if isinstance(value, float) and value.is_integer() else str(value if value is not None else "")
    )
    return text.strip().removeprefix("'")
