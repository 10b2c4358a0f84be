"""Numbers of identity papers: taken as typed, checked, kept in one form, shown with the middle hidden."""

import re
from collections.abc import Callable
from datetime import date

from django.utils.timezone import localdate
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from linli.people.enums import IdentityKind
from linli.people.errors import (
    IdentityCheckFaulty,
    IdentityDateFaulty,
    IdentityDivisionFaulty,
    IdentityLengthFaulty,
    IdentityMissing,
    IdentityShapeFaulty,
    IdentitySignFaulty,
)
from linli.people.signs import without_gaps

# GB/T 2260: provinces; 81–83 stand on the residence permits of Hong Kong, Macau and Taiwan people (GB 11643).
PROVINCES = frozenset(
    map(
        str,
        (
            *(11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46),
            *(50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83),
        ),
    )
)
OLDEST = 1880
COMPOUND_SURNAMES = frozenset(
    {
        "欧阳", "上官", "司马", "司徒", "司空", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "端木", "东方", "夏侯",
        "轩辕", "宇文", "长孙", "南宫", "独孤", "申屠", "闻人", "钟离", "淳于", "濮阳",
    }
)  # fmt: skip


def normalise_identity(kind: IdentityKind | str, text: str) -> str:
    """Return the number of a paper in its one form: narrow, without gaps, letters large.

    Raises an IdentityFaulty that says what is wrong: missing, a sign, length, shape, division, date or check digit.
    """
    number = without_gaps(text).upper()
    if not number:
        raise IdentityMissing
    for sign in number:
        if not (sign.isascii() and sign.isalnum()):
            raise IdentitySignFaulty(sign=sign)
    _CHECKS[IdentityKind(kind)](number)
    return number


def _check_resident_id(number: str) -> None:
    """GB 11643: six digits of division, eight of birth, three of sequence, one check character (ISO 7064 mod 11-2)."""
    _check_length(number, 18)
    _check_digits(number[:17])
    if number[17] not in "0123456789X":
        raise IdentitySignFaulty(sign=number[17])
    if number[:2] not in PROVINCES:
        raise IdentityDivisionFaulty(digits=number[:2])
    _check_birth(number)
    _check_last(number)


def _check_foreign_permit(number: str) -> None:
    """Since December 2023 eighteen digits, a 9 first, built like a resident number; before, AAA + 12 digits."""
    if number[:3].isalpha():
        _check_length(number, 15)
        _check_digits(number[3:])
        return
    _check_length(number, 18)
    _check_digits(number[:17])
    if number[0] != "9":
        raise IdentityShapeFaulty(example="911124198108030024 / DEU350081070101")
    _check_birth(number)
    _check_last(number)


def _check_passport(number: str) -> None:
    """ICAO 9303 gives nine characters; some states write more. There is always a digit among them."""
    if not 6 <= len(number) <= 12:
        raise IdentityLengthFaulty(length=len(number), expected="6–12")
    if not any(sign.isdigit() for sign in number):
        raise IdentityShapeFaulty(example="E12345678")


def _check_hk_macau_permit(number: str) -> None:
    if not re.fullmatch(r"[HM]\d{8}(\d{2})?", number):
        raise IdentityShapeFaulty(example="H12345678 / M12345678")


def _check_taiwan_permit(number: str) -> None:
    if not re.fullmatch(r"\d{8}|\d{10}[A-Z]?", number):
        raise IdentityShapeFaulty(example="01234567")


_CHECKS: dict[IdentityKind, Callable[[str], None]] = {
    IdentityKind.RESIDENT_ID: _check_resident_id,
    IdentityKind.PASSPORT: _check_passport,
    IdentityKind.HK_MACAU_PERMIT: _check_hk_macau_permit,
    IdentityKind.TAIWAN_PERMIT: _check_taiwan_permit,
    IdentityKind.FOREIGN_PERMIT: _check_foreign_permit,
}


def _check_length(number: str, expected: int) -> None:
    if len(number) != expected:
        raise IdentityLengthFaulty(length=len(number), expected=expected)


def _check_digits(part: str) -> None:
    for sign in part:
        if not sign.isdigit():
            raise IdentitySignFaulty(sign=sign)


def _check_birth(number: str) -> None:
    if birth_of(number) is None:
        raise IdentityDateFaulty(digits=number[6:14])


def birth_of(number: str) -> date | None:
    """Return the date of birth in an eighteen-digit number, or nothing where it holds none that can be."""
    try:
        born: date = ric.get_birth_date(number)
    except (ValidationError, ValueError):
        return None
    return born if born.year >= OLDEST and born <= localdate() else None


def _check_last(number: str) -> None:
    # The library's own `validate` also looks the county up in a table that lacks young and very old ones.
    if ric.calc_check_digit(number) != number[17]:
        raise IdentityCheckFaulty


def mask_identity(number: str) -> str:
    """Return the first three and the last two characters with stars between; of a short number less is shown."""
    if not number:
        return ""
    head = 3 if len(number) >= 9 else 1
    return f"{number[:head]}{'*' * max(len(number) - head - 2, 3)}{number[-2:]}"


def mask_name(name: str) -> str:
    """Return the surname with two stars (陈**, 欧阳**), or the first letter of a Latin name with three (J***).

    The number of stars is fixed: the length of a name is part of it.
    """
    name = name.strip()
    if not name:
        return ""
    if name[0].isascii() or not _is_han(name[0]):
        return f"{name[0].upper()}***"
    surname = name[:2] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[0]
    return f"{surname}**"


def _is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff" or sign >= "\U00020000"
