from django.db import models
from django.utils.translation import pgettext_lazy


class Purpose(models.TextChoices):
    """What a file is there to show."""

    EVIDENCE = "evidence", pgettext_lazy("document", "Evidence")
    BEFORE = "before", pgettext_lazy("document", "Before the work")
    AFTER = "after", pgettext_lazy("document", "After the work")
    ATTACHMENT = "attachment", pgettext_lazy("document", "Paper")


class Variant(models.TextChoices):
    """Which of the two stored files an address names."""

    FULL = "full"
    THUMB = "thumb"
