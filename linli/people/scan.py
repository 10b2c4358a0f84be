"""Find phone and identity numbers in words written freely, so that they are masked before anybody reads or searches."""

import re
from dataclasses import dataclass
from typing import Literal

import phonenumbers

from linli.people.identity import PROVINCES, mask_identity
from linli.people.phones import mask_phone
from linli.people.signs import narrow

Kind = Literal["phone", "identity"]

_GAP = r"[ \-.·\u00a0]{0,2}"
# A matter's own number (FQ2026-004217) is quoted all the time and is nobody's secret.
_CASE_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,4}\d{4}-\d{4,8}(?!\d)")
# Eighteen characters. The fifteen digits of before 2000 are not looked for: they ceased to be valid in 2013, and
# a grid's code has the same shape.
_RESIDENT_ID = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{16}}{_GAP}[\dXx](?!\d)")
_LIKE_BIRTH = re.compile(r"(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_MOBILE = re.compile(rf"(?<!\d)(?:(?:\+|00)?86{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)")
_LANDLINE = re.compile(rf"(?<!\d)\(?0(?:10|2\d|[3-9]\d\d)\)?{_GAP}[2-9]\d{{2,3}}{_GAP}\d{{4}}(?!\d)")
_ABROAD = re.compile(r"(?<![\d+])(?:\+|00)[1-9](?:[ \-.()]{0,2}\d){6,14}(?!\d)")
_PERMIT = re.compile(r"(?<![A-Za-z0-9])(?:[HhMm]\d{8}(?:\d{2})?|[EeGg][A-Za-z0-9]\d{7})(?![A-Za-z0-9])")
# Numbers without a shape of their own are known by the word before them.
_NAMED = re.compile(
    r"(?:护照|台胞证|回乡证|通行证|居留证|永居证|passport|permit)(?:号码?|\s*(?:no\.?|number))?[\s:：是为]{0,3}"
    r"([A-Za-z]{0,3}\d{6,12}[A-Za-z]?)(?![A-Za-z0-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Scanned:
    """The words with every number masked, and which kinds were found (none: `masked` is the text as it was)."""

    masked: str
    kinds: frozenset[Kind] = frozenset()


@dataclass(frozen=True)
class _Find:
    start: int
    end: int
    kind: Kind
    shown: str


def scan(text: str) -> Scanned:
    """Mask the phone and identity numbers in a text, however they are spaced; the numbers of matters are left alone."""
    plain = narrow(text)  # as long as the text, so that places in one are places in the other
    taken = [match.span() for match in _CASE_NUMBER.finditer(plain)]
    finds: list[_Find] = []
    for look in (_identities, _phones):
        for find in look(plain):
            if all(find.end <= start or find.start >= end for start, end in taken):
                taken.append((find.start, find.end))
                finds.append(find)
    masked = text
    for find in sorted(finds, key=lambda find: find.start, reverse=True):
        masked = masked[: find.start] + find.shown + masked[find.end :]
    return Scanned(masked, frozenset(find.kind for find in finds))


def _identities(plain: str) -> list[_Find]:
    finds = []
    for match in _RESIDENT_ID.finditer(plain):
        number = _compact(match[0])
        # Neither the last character nor the day is checked: a mistyped number still points to a person.
        if (number[:2] in PROVINCES or number[0] == "9") and _LIKE_BIRTH.fullmatch(number[6:14]):
            finds.append(_Find(*match.span(), "identity", mask_identity(number)))
    finds += [_Find(*match.span(), "identity", mask_identity(match[0].upper())) for match in _PERMIT.finditer(plain)]
    finds += [_Find(*match.span(1), "identity", mask_identity(match[1].upper())) for match in _NAMED.finditer(plain)]
    return finds


def _phones(plain: str) -> list[_Find]:
    finds = [_Find(*match.span(), "phone", _masked_at_home(match[0])) for match in _MOBILE.finditer(plain)]
    for match in _ABROAD.finditer(plain):
        number = _abroad(match[0])
        if number:
            finds.append(_Find(*match.span(), "phone", mask_phone(number)))
    finds += [_Find(*match.span(), "phone", _masked_at_home(match[0])) for match in _LANDLINE.finditer(plain)]
    return finds


def _masked_at_home(found: str) -> str:
    return mask_phone(f"+86{_compact(found)[-11:]}" if _is_mobile(found) else f"+86{_compact(found).lstrip('0')}")


def _is_mobile(found: str) -> bool:
    return bool(re.fullmatch(r"(?:86|0086)?1[3-9]\d{9}", _compact(found)))


def _abroad(found: str) -> str:
    """The number in E.164 where one of this length exists; a sum of money with a plus before it does not."""
    digits = _compact(found)
    try:
        number = phonenumbers.parse("+" + digits.removeprefix("00"))
    except phonenumbers.NumberParseException:
        return ""
    possible = phonenumbers.is_possible_number(number)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)) if possible else ""


def _compact(found: str) -> str:
    return re.sub(r"[^0-9Xx]", "", found).upper()
