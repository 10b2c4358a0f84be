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
