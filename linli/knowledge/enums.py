from django.db import models
from django.utils.translation import pgettext_lazy


class Standing(models.TextChoices):
    """How far a version of an article has come."""

    DRAFT = "draft", pgettext_lazy("article", "Draft")
    OFFERED = "offered", pgettext_lazy("article", "Waits for approval")
    APPROVED = "approved", pgettext_lazy("article", "Approved")
    SENT_BACK = "sent_back", pgettext_lazy("article", "Sent back to its unit")
