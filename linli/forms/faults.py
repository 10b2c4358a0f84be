"""What can be wrong with an answer: a stable code, and a sentence that says what to do."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "required": _("Please answer this."),
    "sign": _("There is a sign in it that cannot be kept. Type it anew."),
    "too_short": _("At least %(least)s characters, please."),
    "too_long": _("At most %(most)s characters, please."),
    "number": _("Write a number in digits, such as 1200."),
    "whole": _("Write a whole number, without decimals."),
    "decimals": _("At most %(most)s decimals, please."),
    "too_small": _("At least %(least)s."),
    "too_large": _("At most %(most)s."),
    "day": _("Write a day of the calendar, such as 2026-05-31."),
    "too_early": _("Not before %(day)s."),
    "too_late": _("Not after %(day)s."),
    "too_early_today": _("Today or later."),
    "too_late_today": _("Today or earlier."),
    "choice": _("Choose one of the answers that are offered."),
    "too_few_choices": _("Choose at least %(least)s."),
    "too_many_choices": _("Choose at most %(most)s."),
    "too_few_rows": _("Fill in at least %(least)s of these."),
    "too_many_rows": _("At most %(most)s of these."),
    "too_few_files": _("Add at least %(least)s files."),
    "too_many_files": _("At most %(most)s files."),
    "file": _("A file is no longer here. Choose it again."),
    "file_kind": _("A file is not of a kind that is taken here: %(kinds)s."),
    "identity_length": _("An identity number has 18 characters; this has %(length)s."),
    "identity_sign": _("An identity number is 17 digits and a digit or X."),
    "identity_place": _("The first digits of the identity number are no division. Compare it with the card."),
    "identity_birth": _("Digits 7 to 14 of the identity number are no day of birth. Compare it with the card."),
    "identity_check": _(
        "The last sign does not fit the other digits. Compare the number with the card, digit by digit."
    ),
    "credit_length": _("A credit code has 18 characters; this has %(length)s."),
    "credit_sign": _("A credit code has digits and large letters, never I, O, S, V or Z."),
    "credit_check": _("The last sign does not fit the others. Compare the code with the licence, sign by sign."),
    "phone": _(
        "Write a mobile number of 11 digits, a fixed one with its area code, or one from abroad with + and country."
    ),
    "address_place": _("Choose the village or community."),
    "address_words": _("Add road, house and room."),
}


class Fault(Exception):
    """An answer that does not hold. `code` is stable and the same in the browser; `values` fill the sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        self.code, self.values = code, values
        super().__init__(code)

    def __str__(self) -> str:
        return str(SENTENCES[self.code]) % self.values
