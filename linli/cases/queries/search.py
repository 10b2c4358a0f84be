"""One box: a number, words, pinyin initials, and a phone number where the right exists."""

import re
from dataclasses import dataclass

from linli.cases.models import CaseParty
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.listing import COLUMNS, CaseRow, Page, list_cases
from linli.cases.queries.visible import visible_to
from linli.cases.rules import MAY_FIND_BY_PHONE, may_see_persons
from linli.people.keyring import keyring
from linli.people.reader import Reader

NUMBER = re.compile(r"^[A-Za-z]{0,4}(?:(\d{4})-)?0*(\d{1,12})$")


@dataclass(frozen=True)
class Found:
    """What a search found and how: "number", "phone", "words" or "nothing" (nothing to search for)."""

    by: str
    page: Page


def search_cases(typed: str, reader: Reader, *, older: str = "", newer: str = "") -> Found:
    """Search all cases that a reader may see, by number or words; never by telephone, which is `cases_of_phone`."""
    words = typed.strip()
    if not words:
        return Found("nothing", Page([]))
    if row := _by_number(words, reader):
        return Found("number", Page([row]))
    return Found("words", list_cases(reader, CaseFilter(view="all", q=words[:80]), older=older, newer=newer))


def _by_number(words: str, reader: Reader) -> CaseRow | None:
    match = NUMBER.match(words.replace(" ", ""))
    if not match or len(match[2]) > 10:
        return None
    row = visible_to(reader).filter(number=int(match[2])).values_list(*COLUMNS).first()
    return CaseRow(*row) if row else None


def cases_of_phone(phone: str, reader: Reader) -> list[CaseRow]:
    """Cases of a phone number, found by blind index, where the reader may see who reports each of them."""
    if not reader.roles & MAY_FIND_BY_PHONE:
        return []
    found = CaseParty.objects.filter(phone_index__in=keyring().indexes(phone)).values("case_id")
    cases = visible_to(reader).filter(id__in=found).order_by("-opened_at")[:50]
    return [CaseRow(*(getattr(case, column) for column in COLUMNS)) for case in cases if may_see_persons(reader, case)]
