from django.db import models
from django.utils.translation import pgettext_lazy


class DisclosureKind(models.TextChoices):
    """Three of the four disclosures (四公开); the first, opening hours, are the hours of the place themselves."""

    ACTIVITIES = "activities", pgettext_lazy("disclosure", "Activity plan")
    CONVENIENCE = "convenience", pgettext_lazy("disclosure", "Convenience content")
    ITEMS = "items", pgettext_lazy("disclosure", "Service items")


class Duty(models.TextChoices):
    """All four, as they have to be renewed."""

    HOURS = "hours", pgettext_lazy("disclosure", "Opening hours")
    ACTIVITIES = "activities", pgettext_lazy("disclosure", "Activity plan")
    CONVENIENCE = "convenience", pgettext_lazy("disclosure", "Convenience content")
    ITEMS = "items", pgettext_lazy("disclosure", "Service items")


# How often each has to be renewed, in days, where a county has not set it. Our own rule: no published text gives one.
RENEWED_DAYS = {Duty.HOURS: 183, Duty.ACTIVITIES: 31, Duty.CONVENIENCE: 92, Duty.ITEMS: 183}
