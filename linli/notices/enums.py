from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    IN_APP = "in_app", _("In Linli")
    EMAIL = "email", _("E-mail")
    WEBHOOK = "webhook", _("Webhook")
    SMS = "sms", _("Text message")


class State(models.TextChoices):
    """Where a notice stands. What is failed is tried again; what is dead waits for a person."""

    WAITING = "waiting", pgettext_lazy("notice", "Waiting")
    SENT = "sent", pgettext_lazy("notice", "Sent")
    FAILED = "failed", _("Failed, will be tried again")
    DEAD = "dead", _("Given up")
    SUPPRESSED = "suppressed", _("Not wanted")


# Channels by which an account may also be told, beside its inbox, which always keeps a copy.
OUTSIDE = (Channel.EMAIL, Channel.SMS)
