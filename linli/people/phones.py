"""Phone numbers: taken as people write them, kept in E.164, shown with the middle hidden."""

import re

import phonenumbers
from phonenumbers import PhoneNumberType, ValidationResult

from linli.people.errors import (
    PhoneFaulty,
    PhoneMissing,
    PhoneNotMobile,
    PhoneSignFaulty,
    PhoneTooLong,
    PhoneTooShort,
    PhoneUnknown,
)
from linli.people.signs import without_gaps

HOME = "CN"
HOME_CODE = 86
_HOME_PREFIX = re.compile(r"^(?:\+|00)?86(?=\d{5})")
# Numbers to which no text message goes. In some countries (USA) mobile and fixed numbers cannot be told apart.
_NOT_MOBILE = frozenset(
    {
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.PAGER,
        PhoneNumberType.UAN,
        PhoneNumberType.VOICEMAIL,
    }
)


def normalise_phone(text: str) -> str:
    """Return a number in E.164; one without a country code is Chinese.

    Raises PhoneMissing, PhoneSignFaulty, PhoneTooShort, PhoneTooLong, PhoneUnknown.
    """
    return str(phonenumbers.format_number(_parsed(text), phonenumbers.PhoneNumberFormat.E164))


def normalise_mobile(text: str) -> str:
    """Return a number in E.164 to which a code can be sent; raises PhoneNotMobile besides."""
    number = _parsed(text)
    if phonenumbers.number_type(number) in _NOT_MOBILE:
        raise PhoneNotMobile
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _parsed(text: str) -> phonenumbers.PhoneNumber:
    plain = _plain(text)
    digits = len(plain.lstrip("+"))
    try:
        number = phonenumbers.parse(plain, HOME)
    except phonenumbers.NumberParseException as fault:
        if fault.error_type == fault.TOO_LONG:
            raise PhoneTooLong(digits=digits) from None
        if fault.error_type in (fault.TOO_SHORT_NSN, fault.TOO_SHORT_AFTER_IDD) and digits < 11:
            raise PhoneTooShort(digits=digits) from None
        raise PhoneUnknown from None
    if not phonenumbers.is_valid_number(number):
        raise _why_invalid(number, plain)
    return number


def _why_invalid(number: phonenumbers.PhoneNumber, plain: str) -> PhoneFaulty:
    digits = len(plain.lstrip("+"))
    if number.country_code == HOME_CODE:
        # Of what was typed: the table strips carrier codes that nobody means. Eleven digits are a mobile number.
        length = len(_HOME_PREFIX.sub("", plain))
        is_short, is_long = length < (11 if plain.startswith("1") else 9), length > 11
    else:
        reason = phonenumbers.is_possible_number_with_reason(number)
        is_short, is_long = reason == ValidationResult.TOO_SHORT, reason == ValidationResult.TOO_LONG
    if is_short:
        return PhoneTooShort(digits=digits)
    return PhoneTooLong(digits=digits) if is_long else PhoneUnknown()


def _plain(text: str) -> str:
    plain = "".join(sign for sign in without_gaps(text) if sign not in "()./·")
    if not plain:
        raise PhoneMissing
    rest = plain.removeprefix("+")
    for sign in rest:
        if sign not in "0123456789":
            raise PhoneSignFaulty(sign=sign)
    if not rest:
        raise PhoneMissing
    return plain


def mask_phone(phone: str) -> str:
    """Return an E.164 number with its middle hidden: 138****4217, 0591****3456, +852 ****4567."""
    if not phone:
        return ""
    try:
        number = phonenumbers.parse(phone, HOME)
    except phonenumbers.NumberParseException:
        return "****"
    national = phonenumbers.national_significant_number(number)
    seen = 4 if len(national) >= 8 else 2
    if number.country_code != HOME_CODE:
        return f"+{number.country_code} ****{national[-seen:]}"
    area = phonenumbers.length_of_geographical_area_code(number)
    head = f"0{national[:area]}" if area else national[:3]
    return f"{head}****{national[-seen:]}"


def last_four(phone: str) -> str:
    """Return the last four digits, by which a person recognises a number of theirs."""
    return phone[-4:]
