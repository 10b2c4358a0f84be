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


class CodeTooSoon(Refusal):
    code = "code_too_soon"
    sentence = _("A code was sent to this number a moment ago. Wait a minute, then ask again.")
    status = 429


class CodesTooMany(Refusal):
    code = "codes_too_many"
    sentence = _("Too many codes were asked for. Try again in an hour, or call 12345.")
    status = 429


class CodeMissing(Refusal):
    code = "code_missing"
    sentence = _("Ask for a code first.")
    status = 422


class CodeWrong(Refusal):
    code = "code_wrong"
    sentence = _("The code is not right. Tries left: %(left)s.")
    status = 422


class CodeSpent(Refusal):
    code = "code_spent"
    sentence = _("This code no longer counts after five wrong tries. Ask for a new one.")
    status = 422


class CodeExpired(Refusal):
    code = "code_expired"
    sentence = _("This code no longer counts: it is older than five minutes or was used. Ask for a new one.")
    status = 422


class AccountClosed(Refusal):
    code = "account_closed"
    sentence = _("This account is closed. To open it again, call 12345 or come to your community's office.")
    status = 403


class GatewayMissing(Refusal):
    code = "gateway_missing"
    sentence = _("Codes cannot be sent just now. You can report without signing in, or call 12345.")
    status = 503


class StaffCannotWithdraw(Refusal):
    code = "staff_cannot_withdraw"
    sentence = _("A staff account cannot be withdrawn here. Ask your administrator to end your posts.")
    status = 403


class UserNameFaulty(Refusal):
    code = "user_name_faulty"
    sentence = _("A user name has 2 to 60 letters, digits and the signs . @ + - _ and no spaces.")
    status = 422


class UserNameTaken(Refusal):
    code = "user_name_taken"
    sentence = _("There is already an account with the user name %(username)s.")


class PasswordWeak(Refusal):
    code = "password_weak"
    sentence = _("This password will not do. %(why)s")
    status = 422


class StaffUnknown(Refusal):
    code = "staff_unknown"
    sentence = _("There is no staff account with the user name %(username)s.")
    status = 404


class NotAdministrator(Refusal):
    code = "not_administrator"
    sentence = _("Only an administrator of this area may do that.")
    status = 403


class PostNeedsStaff(Refusal):
    code = "post_needs_staff"
    sentence = _("A post can only be held by an active staff account.")
    status = 422


class PostUnitClosed(Refusal):
    code = "post_unit_closed"
    sentence = _("%(unit)s is closed. Choose another unit.")
    status = 422


class PostAreaUnknown(Refusal):
    code = "post_area_unknown"
    sentence = _("There is no area %(area)s.")
    status = 422


class PostDatesWrong(Refusal):
    code = "post_dates_wrong"
    sentence = _("The last day lies before the first, or outside the time of the post.")
    status = 422


class PostHeldAlready(Refusal):
    code = "post_held_already"
    sentence = _("This person already holds this post at that time.")


class PostEnded(Refusal):
    code = "post_ended"
    sentence = _("The post has already ended.")


class SubstituteIsHolder(Refusal):
    code = "substitute_is_holder"
    sentence = _("Nobody can stand in for themselves. Choose another person.")
    status = 422


class UnitCodeTaken(Refusal):
    code = "unit_code_taken"
    sentence = _("There is already a unit with the code %(unit)s.")


class UnitStillNeeded(Refusal):
    code = "unit_still_needed"
    sentence = _("The unit still has posts or open units below it. End those first.")


class LookRefused(Refusal):
    code = "look_refused"
    sentence = _("Only staff with a post may see personal data in full.")
    status = 403


class ReasonTooShort(Refusal):
    code = "reason_too_short"
    sentence = _("Say in a few words why you need it. The person concerned can read the reason.")
    status = 422


class ReasonTooLong(Refusal):
    code = "reason_too_long"
    sentence = _("The reason is too long; %(most)s characters are enough.")
    status = 422


class KeysStillUsed(Refusal):
    code = "keys_still_used"
    sentence = _("Still sealed with an older key: %(what)s. Run the rotation first.")


class PostWasHeld(Refusal):
    code = "post_was_held"
    sentence = _("The post has been held since %(from_on)s, and what was done in it stays. End it instead.")


class SomeCannotCome(Refusal):
    code = "some_cannot_come"
    sentence = _(
        "%(count)s things cannot come here, because this county lacks what they name. Say that they are left out."
    )


class NothingBrought(Refusal):
    code = "nothing_brought"
    sentence = _("The files say nothing that is otherwise here.")
