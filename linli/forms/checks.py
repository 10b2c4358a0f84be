"""What holds as an answer. The one authority; `answers-form.ts` says the same in the browser, held equal by `data/cases.json`."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from stdnum.cn import ric, uscc

from linli.forms import limits
from linli.forms.conditions import holds
from linli.forms.enums import Kind
from linli.forms.faults import Fault
from linli.forms.shape import TODAY, Field
from linli.people.identity import PROVINCES
from linli.people.signs import narrow, without_gaps

# What counts as blank is listed, because Python and browsers strip different signs.
BLANKS = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
GAPS = re.compile(f"[{BLANKS}]+")
LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")  # what no database and no paper takes
NUMBER = re.compile(r"(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?", re.ASCII)
DAY = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d\d)(\d\d))", re.ASCII)  # fmt: skip
MOBILE = re.compile(r"(?:\+86|0086|86)?(1[3-9]\d{9})", re.ASCII)
FIXED = re.compile(r"(?:(?:\+86|0086)0?|0)((?:10|2\d)\d{8}|[3-9]\d{2}\d{7,8})", re.ASCII)
ABROAD = re.compile(r"\+(?!86)([1-9]\d{6,14})", re.ASCII)
AREA = re.compile(r"\d{9}|\d{12}", re.ASCII)
OLDEST = "1880"
Given = Mapping[str, Any]


def check(field: Field, given: Any, *, today: date) -> Any:
    """Return the answer as it is kept, or None where there is none; raises Fault. Rows and conditions: `check_all`."""
    return _CHECKS[field.kind](field, given, today)


def check_all(fields: tuple[Field, ...], given: Given, *, today: date) -> tuple[dict[str, Any], dict[str, Fault]]:
    """Return the answers of a level and what is wrong, by name (`group-0-name` inside a row).

    What is hidden by its condition is neither kept nor checked; whether it is needed is asked in the order of the form.
    """
    answers: dict[str, Any] = {}
    faults: dict[str, Fault] = {}
    for field in fields:
        if not holds(field.shown_when, answers, today=today):
            continue
        try:
            if field.kind is Kind.ROWS:
                answer = _rows(field, given.get(field.name), today, faults)
            else:
                answer = check(field, given.get(field.name), today=today)
        except Fault as fault:
            faults[field.name] = fault
            continue
        if answer is not None:
            answers[field.name] = answer
        elif is_needed(field, answers, today=today):
            faults[field.name] = Fault("required")
    return answers, faults


def is_needed(field: Field, answers: Given, *, today: date) -> bool:
    """Whether a field that is shown must be answered."""
    is_asked = field.required_when is not None and holds(field.required_when, answers, today=today)
    return field.is_required or is_asked


def is_blank(given: Any) -> bool:
    """Whether nothing was said: no text, blanks only, no part of an address, an empty row."""
    if given is None:
        return True
    if isinstance(given, str):
        return not given.strip(BLANKS)
    if isinstance(given, Mapping):
        return all(is_blank(one) for one in given.values())
    if isinstance(given, list | tuple):
        return all(is_blank(one) for one in given)
    return False


def _rows(field: Field, given: Any, today: date, faults: dict[str, Fault]) -> list[dict[str, Any]] | None:
    """Rows with nothing in them do not count."""
    rows = []
    for number, row in enumerate(given or []):
        if not isinstance(row, Mapping) or is_blank(row):
            continue
        answers, wrong = check_all(field.fields, row, today=today)
        faults |= {f"{field.name}-{number}-{name}": fault for name, fault in wrong.items()}
        rows.append(answers)
    if not rows:
        return None
    _check_count(field, len(rows), "rows")
    return rows


def _text(field: Field, given: Any, _today: date) -> str | None:
    text = _said(given)
    if field.kind is Kind.TEXT:
        parts = (part.strip(BLANKS) for part in LINE_ENDS.sub("\n", text).split("\n"))
        text = " ".join(part for part in parts if part)
    else:
        text = LINE_ENDS.sub("\n", text)
    text = text.strip(BLANKS)
    if not text:
        return None
    if FORBIDDEN.search(text):
        raise Fault("sign")
    if len(text) < field.least:
        raise Fault("too_short", least=field.least)
    if len(text) > field.most:
        raise Fault("too_long", most=field.most)
    return text


def _number(field: Field, given: Any, _today: date) -> int | float | None:
    text = narrow(_said(given)).strip(BLANKS)
    if not text:
        return None
    found = NUMBER.fullmatch(text)
    if not found:
        raise Fault("number")
    whole, fraction = found[2].replace(",", ""), (found[3] or "").rstrip("0")
    if len(fraction) > field.decimals:
        raise Fault("decimals", most=field.decimals) if field.decimals else Fault("whole")
    if len(whole.lstrip("0")) > len(str(limits.MOST_NUMBER)):
        raise Fault("too_large", most=field.most if field.most is not None else limits.MOST_NUMBER)
    value: int | float = float(f"{whole}.{fraction}") if fraction else int(whole)
    value = -value if found[1] and value else value
    if field.least is not None and value < field.least:
        raise Fault("too_small", least=field.least)
    if field.most is not None and value > field.most:
        raise Fault("too_large", most=field.most)
    return value


def _day(field: Field, given: Any, today: date) -> str | None:
    text = "".join(sign for sign in narrow(_said(given)) if sign not in BLANKS)
    if not text:
        return None
    found = DAY.fullmatch(text)
    try:
        year, month, day = (int(part) for part in found.groups() if part) if found else (0, 0, 0)
        said = date(year, month, day).isoformat()
    except ValueError:
        raise Fault("day") from None
    if not limits.DAYS[0] <= said <= limits.DAYS[1]:
        raise Fault("day")
    for bound, is_least in ((field.least, True), (field.most, False)):
        edge = today.isoformat() if bound == TODAY else bound
        if edge and (said < edge if is_least else said > edge):
            code = "too_early" if is_least else "too_late"
            raise Fault(f"{code}_today" if bound == TODAY else code, day=edge)
    return said


def _choice(field: Field, given: Any, _today: date) -> str | None:
    text = _said(given).strip(BLANKS)
    if text and not field.option(text):
        raise Fault("choice")
    return text or None


def _choices(field: Field, given: Any, today: date) -> list[str] | None:
    found = {_choice(field, one, today) for one in _listed(given)}
    chosen = [option.code for option in field.options if option.code in found]
    if not chosen:
        return None
    _check_count(field, len(chosen), "choices")
    return chosen


def _identity(_field: Field, given: Any, today: date) -> str | None:
    number = without_gaps(_said(given)).upper()
    if not number:
        return None
    if len(number) != 18:
        raise Fault("identity_length", length=len(number))
    if not re.fullmatch(r"\d{17}[\dX]", number, re.ASCII):
        raise Fault("identity_sign")
    if number[:2] not in PROVINCES:
        raise Fault("identity_place")
    born = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    try:
        is_born = date.fromisoformat(born) <= today and born >= OLDEST
    except ValueError:
        is_born = False
    if not is_born:
        raise Fault("identity_birth")
    if ric.calc_check_digit(number) != number[17]:
        raise Fault("identity_check")
    return number


def _credit_code(_field: Field, given: Any, _today: date) -> str | None:
    code = without_gaps(_said(given)).upper()
    if not code:
        return None
    if len(code) != 18:
        raise Fault("credit_length", length=len(code))
    # The first two signs name registrar and kind and may be letters (GB 32100); the six after them are a division.
    if not re.fullmatch(r"[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}", code, re.ASCII):
        raise Fault("credit_sign")
    if uscc.calc_check_digit(code) != code[17]:
        raise Fault("credit_check")
    return code


def _phone(_field: Field, given: Any, _today: date) -> str | None:
    number = re.sub(r"[()./]", "", without_gaps(_said(given)))
    if not number:
        return None
    for shape, code in ((MOBILE, "+86"), (FIXED, "+86"), (ABROAD, "+")):
        found = shape.fullmatch(number)
        if found:
            return code + found[1]
    raise Fault("phone")


def _address(field: Field, given: Any, _today: date) -> dict[str, str] | None:
    """Place and words belong together; whether the county has that place, only the server knows."""
    said = given if isinstance(given, Mapping) else {}
    area = _said(said.get("area")).strip(BLANKS)
    words = GAPS.sub(" ", _said(said.get("words")).strip(BLANKS))
    if not area and not words:
        return None
    if not area:
        raise Fault("address_place")
    if not AREA.fullmatch(area) or (field.depth == "village" and len(area) != 12):
        raise Fault("address_place")
    if FORBIDDEN.search(words):
        raise Fault("sign")
    if not words:
        raise Fault("address_words")
    if len(words) > limits.MOST_TEXT:
        raise Fault("too_long", most=limits.MOST_TEXT)
    return {"area": area, "words": words}


def _files(field: Field, given: Any, _today: date) -> list[str] | None:
    numbers = []
    for one in _listed(given):
        try:
            numbers.append(str(UUID(_said(one).strip(BLANKS))))
        except ValueError:
            raise Fault("file") from None
    numbers = list(dict.fromkeys(numbers))
    if not numbers:
        return None
    _check_count(field, len(numbers), "files")
    return numbers


def _check_count(field: Field, count: int, of: str) -> None:
    if count < field.least:
        raise Fault(f"too_few_{of}", least=field.least)
    if count > field.most:
        raise Fault(f"too_many_{of}", most=field.most)


def _said(given: Any) -> str:
    """What stands in a field, as text; an answer kept as a number is text again."""
    if given is None or isinstance(given, bool | Mapping | list | tuple):
        return ""
    return str(given)


def _listed(given: Any) -> list[Any]:
    found = given if isinstance(given, list | tuple) else [given]
    return [one for one in found if not is_blank(one)]


_CHECKS: dict[Kind, Callable[[Field, Any, date], Any]] = {
    Kind.TEXT: _text, Kind.WORDS: _text, Kind.NUMBER: _number, Kind.DATE: _day, Kind.CHOICE: _choice,
    Kind.CHOICES: _choices, Kind.IDENTITY: _identity, Kind.CREDIT_CODE: _credit_code, Kind.PHONE: _phone,
    Kind.ADDRESS: _address, Kind.FILES: _files,
}  # fmt: skip
