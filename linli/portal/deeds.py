"""What a resident can do to a matter of their own: the words, the form and the verb of each deed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from linli.cases.domain.closure import withdraw_case
from linli.cases.domain.progress import supplement_case, urge_case
from linli.cases.domain.rating import rate_case
from linli.cases.domain.reopening import reopen_case
from linli.cases.enums import Verb
from linli.cases.models import Case
from linli.portal.forms.deeds import NoteForm, RatingForm


@dataclass(frozen=True)
class Deed:
    """One thing a resident can do: its words, its form and its verb."""

    verb: Verb
    noun: str
    title: str | Promise
    lead: str | Promise
    button: str | Promise
    done: str | Promise
    act: Callable[..., Case]
    note: str | Promise = ""
    form: type[NoteForm] = NoteForm
    tone: str = "primary"
    takes_photos: bool = False
    words: tuple[str, ...] = field(default_factory=tuple)  # what else of the form goes to the verb


SUPPLEMENT = Deed(
    Verb.SUPPLEMENT, "supplement", gettext_lazy("Add something"),
    gettext_lazy("Whoever handles it reads it at once. What you sent before stays as it is."),
    gettext_lazy("Add it"), gettext_lazy("Added. The unit in charge has been told."),
    supplement_case, note=gettext_lazy("What is there to add"), takes_photos=True,
)  # fmt: skip
URGING = Deed(
    Verb.URGE, "urging", gettext_lazy("Urge"),
    gettext_lazy("The unit in charge is told that you are waiting. You can do this once a day."),
    gettext_lazy("Urge now"), gettext_lazy("The unit in charge has been told that you are waiting."),
    urge_case, note=gettext_lazy("Why it cannot wait"),
)  # fmt: skip
WITHDRAWAL = Deed(
    Verb.WITHDRAW, "withdrawal", gettext_lazy("Withdraw"),
    gettext_lazy("Nobody will work on it any more. It stays in your list, and you can report it again at any time."),
    gettext_lazy("Withdraw it"), gettext_lazy("Withdrawn."),
    withdraw_case, note=gettext_lazy("Why you are withdrawing it"), tone="danger",
)  # fmt: skip
RATING = Deed(
    Verb.RATE, "rating", gettext_lazy("Rate"),
    gettext_lazy("Your grade is counted without your name. The two lowest are looked into, and you are answered."),
    gettext_lazy("Send my grade"), gettext_lazy("Thank you. Your grade has been counted."),
    rate_case, note=gettext_lazy("What was good, what was not"), form=RatingForm, words=("grade",),
)  # fmt: skip
REOPENING = Deed(
    Verb.REOPEN, "reopening", gettext_lazy("Not solved: reopen"),
    gettext_lazy("It goes back to the unit that handled it, with a new time limit; the supervisor is told."),
    gettext_lazy("Reopen it"), gettext_lazy("Reopened. The unit that handled it has it again."),
    reopen_case, note=gettext_lazy("What is not solved"), takes_photos=True,
)  # fmt: skip
