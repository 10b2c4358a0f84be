from django.db import models
from django.utils.translation import pgettext_lazy


class Purpose(models.TextChoices):
    """What a file is there to show."""

    EVIDENCE = "evidence", pgettext_lazy("document", "Evidence")
    BEFORE = "before", pgettext_lazy("document", "Before the work")
    AFTER = "after", pgettext_lazy("document", "After the work")
    ATTACHMENT = "attachment", pgettext_lazy("document", "Paper")
    OFFICIAL = "official", pgettext_lazy("document", "Official paper")


class Variant(models.TextChoices):
    """Which of the two stored files an address names."""

    FULL = "full"
    THUMB = "thumb"


class PaperKind(models.TextChoices):
    """What an official paper is; each kind has a series of numbers of its own."""

    RECEIPT = "receipt", pgettext_lazy("paper", "Receipt")
    NOTICE = "notice", pgettext_lazy("paper", "One-time notice")
    ACCEPTANCE = "acceptance", pgettext_lazy("paper", "Notice of acceptance")
    REFUSAL = "refusal", pgettext_lazy("paper", "Notice of refusal")
    DECISION = "decision", pgettext_lazy("paper", "Decision")
    REST = "rest", pgettext_lazy("paper", "Notice that time is not counted")
    ORIGINALS = "originals", pgettext_lazy("paper", "Hand-over list of originals")
    PETITION = "petition", pgettext_lazy("paper", "Paper of a petition")


# The word before the year in a number: 告知〔2026〕12号.
SERIES = {
    PaperKind.RECEIPT: "回执",
    PaperKind.NOTICE: "告知",
    PaperKind.ACCEPTANCE: "受理",
    PaperKind.REFUSAL: "不受",
    PaperKind.DECISION: "决定",
    PaperKind.REST: "中止",
    PaperKind.ORIGINALS: "交接",
    PaperKind.PETITION: "信访",
}
