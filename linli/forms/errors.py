from uuid import UUID

from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal
from linli.forms.problem import Problem


class FormUnknown(Refusal):
    code = "form_unknown"
    status = 404
    sentence = _("There is no form “%(form)s”.")


class FormFaulty(Refusal):
    """A schema outside the subset; `found` are its problems, each with a place and a reason."""

    code = "form_faulty"
    status = 422
    sentence = _("This form cannot be used as it stands: %(first)s")

    def __init__(self, found: list[Problem]) -> None:
        self.found = found
        super().__init__(first="; ".join(f"{one.pointer or '/'} {one.words}" for one in found[:3]))


class FormCodeFaulty(Refusal):
    code = "form_code_faulty"
    status = 422
    sentence = _("A code is small letters, digits and _, at most %(most)s.")


class FormCodeTaken(Refusal):
    code = "form_code_taken"
    sentence = _("There is a form “%(form)s” already. Go on from it, or choose another code.")


class FormDraftGone(Refusal):
    code = "form_draft_gone"
    sentence = _("This draft is gone: it was published or discarded meanwhile.")


class FormDraftStands(Refusal):
    code = "form_draft_stands"
    sentence = _("The next version of this form is being drawn already. Go on with that draft.")


class FormDraftChanged(Refusal):
    code = "form_draft_changed"
    sentence = _(
        "Somebody has changed the draft meanwhile. What you typed is still here; look at the draft, then save again."
    )


class FormNothingChanged(Refusal):
    code = "form_nothing_changed"
    sentence = _("This asks exactly what the version before asks.")


class FormVersionMovedOn(Refusal):
    code = "form_version_moved_on"
    sentence = _(
        "Version %(number)s was published after this draft was begun. Look at what is different from it first."
    )


class FormVersionComing(Refusal):
    code = "form_version_coming"
    sentence = _("Version %(number)s is still to come. Take it back first, or wait for its day.")


class FormVersionInForce(Refusal):
    code = "form_version_in_force"
    sentence = _("Version %(number)s is asked already and cannot be taken back. Publish the former one anew instead.")


class FormForcePast(Refusal):
    code = "form_force_past"
    status = 422
    sentence = _("A form is asked from today on, or from a day within two years.")


class SheetGone(Refusal):
    code = "sheet_gone"
    status = 404
    sentence = _("This form is no longer kept. What stands on the page can still be sent.")


class SheetChanged(Refusal):
    code = "sheet_changed"
    sentence = _(
        "This form was saved from another window meanwhile. What you typed stands here; saving again keeps this."
    )


class SheetSent(Refusal):
    """It was sent before; `kind` and `id` are what it became."""

    code = "sheet_sent"
    sentence = _("This form was sent already.")

    def __init__(self, kind: str, id: UUID) -> None:
        self.kind, self.id = kind, id
        super().__init__()


class TooManySheets(Refusal):
    code = "too_many_sheets"
    sentence = _("You have %(most)s forms that are not finished. Send or drop one of them first.")


class FormMovedOn(Refusal):
    """The form was published anew while it was filled in."""

    code = "form_moved_on"
    sentence = _(
        "The form has changed while you filled it in. Your answers are kept; look at what is different, then send."
    )
