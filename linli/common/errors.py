from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """A deed that the rules do not allow.

    Subclasses carry a stable `code` (snake_case, part of the interface) and a `sentence` in both languages; named
    values given to the constructor are filled into the sentence by `%(name)s`. `status` is the HTTP answer.
    """

    code = "refused"
    sentence: str | Promise = ""
    status = 409

    def __init__(self, **values: Any) -> None:
        self.values = values
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.sentence) % self.values if self.values else str(self.sentence)


class ChangedSince(Refusal):
    """What is to be taken back, or was being written about, is no longer as it was."""

    code = "changed_since"
    sentence = _("This has been changed again since. See how it stands now, then decide.")


class NotTakenBack(Refusal):
    code = "not_taken_back"
    sentence = _("This cannot be taken back.")


class NumberOutside(Refusal):
    code = "number_outside"
    status = 422
    sentence = _("Write a whole number from %(least)s to %(most)s.")


class SettingTooLong(Refusal):
    code = "setting_too_long"
    status = 422
    sentence = _("At most %(most)s characters, please.")


class CalendarFaulty(Refusal):
    """A file of days off or of office hours that cannot be used; the reason is that of the file, with its line."""

    code = "calendar_faulty"
    status = 422
    sentence = _("This calendar cannot be used: %(reason)s")


class ColourFaulty(Refusal):
    code = "colour_faulty"
    status = 422
    sentence = _("A colour is written like #24406b.")


class ColourTooFaint(Refusal):
    code = "colour_too_faint"
    status = 422
    sentence = _("%(colour)s against %(ground)s has a contrast of %(found)s : 1; words need at least 4.5 : 1.")


class EmblemFaulty(Refusal):
    code = "emblem_faulty"
    status = 422
    sentence = _("The emblem is a PNG or WebP picture, at most %(most)s KB once it is made small.")


class ExchangeFaulty(Refusal):
    """A file of configuration that cannot be read."""

    code = "exchange_faulty"
    status = 422
    sentence = _("This file cannot be used: %(reason)s")
