from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class TextIncomplete(Refusal):
    code = "text_incomplete"
    status = 422
    sentence = _("Subject and text are needed in both languages; a subject has at most 120 characters, a text 1000.")


class PlaceholderFaulty(Refusal):
    code = "placeholder_faulty"
    status = 422
    sentence = _("A placeholder is written %%(name)s; for a percent sign of its own write %%%%.")

    def __init__(self) -> None:
        super().__init__(name="")  # so that the doubled signs become single ones


class PlaceholdersUnknown(Refusal):
    code = "placeholders_unknown"
    status = 422
    sentence = _("This notice does not know: %(names)s.")


class PlaceholdersMissing(Refusal):
    code = "placeholders_missing"
    status = 422
    sentence = _("The text no longer says: %(names)s. Whoever gets it would not know what it is about.")
