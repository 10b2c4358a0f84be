"""Orders by file: CSV or XLSX with the hotline's columns. Each row is an order or says why it is none; the rest is taken."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.timezone import get_current_timezone

from linli.areas.queries.map import area_map
from linli.cases.domain.party import Person
from linli.common.errors import Refusal
from linli.common.workbooks import open_workbook
from linli.hotline.domain.intake import Call, take_order
from linli.hotline.enums import Asked, Way
from linli.hotline.errors import AskedUnknown, FileUnread, MomentUnread
from linli.people.phones import normalise_phone
from linli.people.reader import Reader

# The heads by which a column is known, the first of each in the file that we offer as a pattern.
HEADS: dict[str, tuple[str, ...]] = {
    "number": ("工单编号", "工单号", "number"),
    "asked": ("类型", "诉求类型", "kind"),
    "words": ("内容", "诉求内容", "words"),
    "place": ("地址", "事发地址", "place"),
    "area": ("区划代码", "area"),
    "name": ("来电人", "姓名", "name"),
    "phone": ("联系电话", "电话", "phone"),
    "secret": ("保密", "secret"),
    "public": ("公共空间", "public"),
    "called_at": ("来电时间", "called_at"),
    "due_at": ("办理期限", "办结期限", "due_at"),
}
NEEDED = ("number", "asked", "words")
ASKED: dict[str, Asked] = {
    **{str(value): value for value in Asked}, "咨询": Asked.ADVICE, "求助": Asked.REQUEST, "诉求": Asked.REQUEST,
    "求助/诉求": Asked.REQUEST, "建议": Asked.SUGGESTION, "意见建议": Asked.SUGGESTION, "投诉": Asked.COMPLAINT,
    "举报": Asked.COMPLAINT, "投诉举报": Asked.COMPLAINT,
}  # fmt: skip
YES = frozenset({"是", "yes", "y", "1", "true", "保密"})
MOST_ROWS = 5000
ENCODINGS = ("utf-8-sig", "gb18030")
EXAMPLE = "示例"  # in place of a number: the row of the pattern that shows how, and is nobody's order
Row = dict[str, str]


@dataclass
class Outcome:
    """What became of a file: how many orders are new, how many had come before, which rows were refused and why."""

    taken: int = 0
    known: int = 0
    refused: list[tuple[int, str, str]] = field(default_factory=list)  # row, number, sentence


def take_file(content: bytes, name: str, *, by: Reader, line: str = "", at: datetime | None = None) -> Outcome:
    """Take every order of a file; a row that cannot be taken holds up no other. Raises FileUnread, NotOperator.

    The example that our own pattern begins with is passed over, so that nobody has to remember to delete it.
    """
    outcome = Outcome()
    for number, row in read_rows(content, name):
        if row.get("number", "").strip() == EXAMPLE:
            continue
        try:
            taken = take_order(_call(row, line), by=by, at=at)
        except Refusal as refusal:
            if refusal.status == 403:
                raise
            outcome.refused.append((number, row.get("number", ""), str(refusal)))
            continue
        outcome.taken += taken.is_new
        outcome.known += not taken.is_new
    return outcome


def _call(row: Row, line: str) -> Call:
    asked = ASKED.get(row.get("asked", "").strip().lower())
    if asked is None:
        raise AskedUnknown(value=row.get("asked", "")[:20])
    phone, area = row.get("phone", ""), row.get("area", "")
    return Call(
        number=row.get("number", ""), asked=asked, words=row.get("words", ""), way=Way.FILE, line=line,
        place=row.get("place", ""), area=area if area in area_map() else "",
        caller=Person(name=row.get("name", "")[:60], phone=normalise_phone(phone) if phone else ""),
        is_secret=row.get("secret", "").lower() in YES, is_public=row.get("public", "").lower() in YES,
        called_at=_moment(row.get("called_at", "")), due_at=_moment(row.get("due_at", "")),
    )  # fmt: skip


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        raise MomentUnread(value=text[:30]) from None
    return found if found.tzinfo else found.replace(tzinfo=get_current_timezone())


def read_rows(content: bytes, name: str) -> Iterator[tuple[int, Row]]:
    """The rows by our words for the columns, numbered as a spreadsheet shows them. Raises FileUnread."""
    rows = _sheet(content) if name.lower().endswith(".xlsx") else _lines(content)
    head = [cell.strip().lower() for cell in next(rows, [])]
    columns = {word: next((head.index(one) for one in heads if one in head), None) for word, heads in HEADS.items()}
    missing = [HEADS[word][0] for word in NEEDED if columns[word] is None]
    if missing:
        raise FileUnread(fault="、".join(missing))
    for number, cells in enumerate(rows, start=2):
        if number > MOST_ROWS + 1:
            raise FileUnread(fault=f"> {MOST_ROWS}")
        if any(cells):
            yield (
                number,
                {word: cells[at].strip() for word, at in columns.items() if at is not None and at < len(cells)},
            )


def _lines(content: bytes) -> Iterator[list[str]]:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
        return csv.reader(io.StringIO(text))
    raise FileUnread(fault="UTF-8 / GB 18030")


def _sheet(content: bytes) -> Iterator[list[str]]:
    try:
        book = open_workbook(io.BytesIO(content))
        sheet = book.worksheets[0]
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, IndexError) as error:
        raise FileUnread(fault=str(error)[:80] or type(error).__name__) from None
    return ([_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\0", "")


def pattern_lines() -> list[list[str]]:
    """An empty file to fill in, with one invented row."""
    return [
        [heads[0] for heads in HEADS.values()],
        [EXAMPLE, "求助", "文化广场路灯不亮", "宏路街道宏侨社区文化广场", "", "", "", "否", "是",
         "2026-11-25 09:10", "2026-11-30 17:30"],
    ]  # fmt: skip


def receipts_of(content: bytes, name: str) -> list[tuple[str, str]]:
    """Answer numbers with the hotline's receipts, from the bridge file as it came back. Raises FileUnread."""
    rows = _sheet(content) if name.lower().endswith(".xlsx") else _lines(content)
    head = [cell.strip() for cell in next(rows, [])]
    if "答复编号" not in head or "回执号" not in head:
        raise FileUnread(fault="答复编号、回执号")
    number, receipt = head.index("答复编号"), head.index("回执号")
    return [
        (cells[number].strip(), cells[receipt].strip())
        for cells in rows
        if len(cells) > max(number, receipt) and cells[receipt].strip()
    ]
