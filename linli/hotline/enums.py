from django.db import models
from django.utils.translation import pgettext_lazy


class Asked(models.TextChoices):
    """What a caller wants: the four kinds of the hotline (潍坊条例). Each is a local kind of matter, see KIND_OF."""

    ADVICE = "advice", pgettext_lazy("hotline", "Advice")
    REQUEST = "request", pgettext_lazy("hotline", "Request for help")
    SUGGESTION = "suggestion", pgettext_lazy("hotline", "Suggestion")
    COMPLAINT = "complaint", pgettext_lazy("hotline", "Complaint or report of a wrong")


KIND_OF = {Asked.ADVICE: "H001", Asked.REQUEST: "H002", Asked.SUGGESTION: "H003", Asked.COMPLAINT: "H004"}


class Way(models.TextChoices):
    """How an order came; its answers go out the same way."""

    INTERFACE = "interface", pgettext_lazy("hotline way", "Interface")
    FILE = "file", pgettext_lazy("hotline way", "File")
    SCREEN = "screen", pgettext_lazy("hotline way", "Typed")


class Said(models.TextChoices):
    """What goes back to the hotline."""

    SIGNED = "signed", pgettext_lazy("hotline answer", "Signed for")
    RETURNED = "returned", pgettext_lazy("hotline answer", "Returned")
    REFUSED = "refused", pgettext_lazy("hotline answer", "Not accepted")
    REPLIED = "replied", pgettext_lazy("hotline answer", "Replied")


class Carriage(models.TextChoices):
    """Where an answer is on its way. Only the hotline's own receipt makes it acknowledged."""

    WAITING = "waiting", pgettext_lazy("hotline answer", "Waiting to go out")
    SENT = "sent", pgettext_lazy("hotline answer", "Sent, no receipt yet")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("hotline answer", "Received by the hotline")
    FAILED = "failed", pgettext_lazy("hotline answer", "Failed")


class Decision(models.TextChoices):
    """What became of a unit's wish to give an order back."""

    MOVED = "moved", pgettext_lazy("return", "Given to another unit")
    BACK = "back", pgettext_lazy("return", "Back to the hotline")
    STAYS = "stays", pgettext_lazy("return", "Stays, and is not returned again")
