"""The catalogue as a workbook that an office fills in: a sheet of items, one of papers, one of rules.

The key of a column stands in brackets behind its title, so that a file is read whatever the language it was written in.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.common.workbooks import WorkbookBroken, open_workbook, workbook
from linli.hall.content import BOOLEANS, DEFAULT, LISTS, MATERIAL, MATERIAL_BOOLEANS
from linli.hall.domain.item import FACTS
from linli.hall.errors import CatalogueFileFaulty
from linli.hall.queries.words import key_words

KEY = re.compile(r"\[([a-z_]+)\]\s*$")
ITEM = ("code", *FACTS, "withdrawn")
CONTENT = tuple(key for key in DEFAULT if key not in ("materials", "fit"))
PAPER, RULE = ("item", *MATERIAL), ("item", "question", "one_of", "none_of", "reason", "reason_en")
YES, NO = "yes", "no"
MOST_ROWS, MOST_CELL = 5000, 5000
Row = dict[str, Any]


def catalogue_workbook(rows: Iterable[Row]) -> bytes:
    """Write items as `linli.hall.exchange` gives them."""
    rows = list(rows)
    papers = [(row["code"], *_cells(paper, MATERIAL)) for row in rows for paper in row["content"]["materials"]]
    rules = [
        (row["code"], rule["question"], " ".join(rule.get("one_of", ())), " ".join(rule.get("none_of", ())),
         rule["reason"], rule["reason_en"])
        for row in rows for rule in row["content"]["fit"]
    ]  # fmt: skip
    items = [(*(row.get(key, "") for key in ITEM), *_cells(row["content"], CONTENT)) for row in rows]
    return workbook(
        [
            (pgettext("sheet", "Items"), _head((*ITEM, *CONTENT)), items),
            (pgettext("sheet", "Papers"), _head(PAPER), papers),
            (pgettext("sheet", "Rules"), _head(RULE), rules),
        ]
    )


def _cells(said: Mapping[str, Any], keys: Iterable[str]) -> list[Any]:
    return [_cell(said[key]) for key in keys]


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return YES if value else NO
    return " ".join(value) if isinstance(value, list) else value


def _head(keys: Sequence[str]) -> list[str]:
    titles = key_words()
    return [f"{titles[key]} [{key}]" if key in titles else f"[{key}]" for key in keys]


def read_workbook(data: bytes) -> list[Row]:
    """Return the items of a workbook as rows of a file; raises CatalogueFileFaulty."""
    try:
        book = open_workbook(io.BytesIO(data))
        sheets = [_rows(sheet) for sheet in book.worksheets[:3]]
    except (WorkbookBroken, BadZipFile, KeyError, OSError, ValueError, IndexError) as error:
        raise CatalogueFileFaulty(reason=_("it is no workbook")) from error
    if not sheets or not sheets[0] or "code" not in sheets[0][0]:
        raise CatalogueFileFaulty(reason=_("the first sheet has no column [code]"))
    papers, rules = ([*sheets, [], []])[1:3]
    return [_item(row, papers, rules) for row in sheets[0] if row.get("code")]


def _rows(sheet: Any) -> list[Row]:
    found: list[Row] = []
    keys: list[str] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True)):
        if number > MOST_ROWS:
            raise CatalogueFileFaulty(reason=_("it has more than %(most)s rows") % {"most": MOST_ROWS})
        if not keys:
            keys = [match[1] if (match := KEY.search(str(cell or ""))) else "" for cell in cells]
            continue
        row = {key: _text(cell) for key, cell in zip(keys, cells, strict=False) if key}
        if any(row.values()):
            found.append(row)
    return found


def _text(cell: Any) -> str:
    text = "" if cell is None else str(cell).strip()
    if len(text) > MOST_CELL:
        raise CatalogueFileFaulty(reason=_("a cell is too long"))
    # An apostrophe keeps a text from being taken for a formula; it is not part of it.
    return text[1:] if re.match(r"'\s*[=+\-@]", text) else text


def _item(row: Mapping[str, str], papers: list[Row], rules: list[Row]) -> Row:
    said: Row = {key: row[key] for key in ITEM if row.get(key)}
    if "position" in said:
        said["position"] = _number(said["position"])
    for key in CONTENT:
        if key in row:
            said[key] = _value(row[key], is_truth=key in BOOLEANS, is_list=key in LISTS)
    said["materials"] = [_paper(paper) for paper in papers if paper.get("item") == row["code"]]
    said["fit"] = [_rule(rule) for rule in rules if rule.get("item") == row["code"]]
    return said


def _paper(row: Mapping[str, str]) -> Row:
    said = {key: _value(row[key], is_truth=key in MATERIAL_BOOLEANS, is_list=False) for key in MATERIAL if row.get(key)}
    return said | ({"copies": _number(row["copies"])} if row.get("copies") else {})


def _rule(row: Mapping[str, str]) -> Row:
    kind = "none_of" if row.get("none_of") else "one_of"
    return {
        "question": row.get("question", ""), kind: row.get(kind, "").split(), "reason": row.get("reason", ""),
        "reason_en": row.get("reason_en", ""),
    }  # fmt: skip


def _value(text: str, *, is_truth: bool, is_list: bool) -> Any:
    if is_truth:
        return text.lower() in (YES, "true", "1", "是")
    return text.split() if is_list else text


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise CatalogueFileFaulty(reason=_("“%(text)s” is no number") % {"text": text[:20]})
    return int(text)
