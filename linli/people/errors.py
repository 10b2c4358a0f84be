from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class PhoneFaulty(Refusal):
    """What was typed is no phone number; the subclasses say why."""

    code = "phone_faulty"
    sentence = _("This is not a phone number.")
    status = 422


class PhoneMissing(PhoneFaulty):
    code = "phone_missing"
    sentence = _("Write a phone number.")


class PhoneSignFaulty(PhoneFaulty):
    code = "phone_sign_faulty"
    sentence = _("A phone number is made of digits; “%(sign)s” does not belong in it.")


class PhoneTooShort(PhoneFaulty):
    code = "phone_too_short"
    sentence = _("The number has only %(digits)s digits. A mobile number has 11; a landline needs its area code.")


class PhoneTooLong(PhoneFaulty):
    code = "phone_too_long"
    sentence = _("The number has %(digits)s digits. A mobile number has 11; check for a digit typed twice.")


class PhoneUnknown(PhoneFaulty):
    code = "phone_unknown"
    sentence = _("No such number is in use. Check the digits; a number from abroad begins with + and the country code.")


class PhoneNotMobile(PhoneFaulty):
    code = "phone_not_mobile"
    sentence = _("A code can only be sent to a mobile phone. Write a mobile number.")


class IdentityFaulty(Refusal):
    """What was typed is no number of that paper; the subclasses say why."""

    code = "identity_faulty"
    sentence = _("This is not a number of this paper.")
    status = 422


class IdentityMissing(IdentityFaulty):
    code = "identity_missing"
    sentence = _("Write the number of the paper.")


class IdentityLengthFaulty(IdentityFaulty):
    code = "identity_length"
    sentence = _("The number has %(length)s characters; on this paper it has %(expected)s.")


class IdentitySignFaulty(IdentityFaulty):
    code = "identity_sign"
    sentence = _("“%(sign)s” cannot stand in the number of this paper.")


class IdentityShapeFaulty(IdentityFaulty):
    code = "identity_shape"
    sentence = _("The number of this paper looks like this: %(example)s.")


class IdentityDivisionFaulty(IdentityFaulty):
    code = "identity_division"
    sentence = _("The first two digits, %(digits)s, name no province. Check them.")


class IdentityDateFaulty(IdentityFaulty):
    code = "identity_date"
    sentence = _("Digits 7 to 14, %(digits)s, are no date of birth. Check them.")


class IdentityCheckFaulty(IdentityFaulty):
    code = "identity_check_digit"
    sentence = _("The last character does not fit the others: a digit is mistyped or two are swapped.")
