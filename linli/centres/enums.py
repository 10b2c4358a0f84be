from django.db import models
from django.utils.translation import pgettext_lazy


class DisclosureKind(models.TextChoices):
    """Three of the four disclosures (四公开); the first, opening hours, are the hours of the place themselves."""

    ACTIVITIES = "activities", pgettext_lazy("disclosure", "Activity plan")
    CONVENIENCE = "convenience", pgettext_lazy("disclosure", "Convenience content")
    ITEMS = "items", pgettext_lazy("disclosure", "Service items")


# How often each has to be renewed, in days. Our own rule, for no published text gives one: a plan is a month's.
RENEWED_DAYS = {DisclosureKind.ACTIVITIES: 31, DisclosureKind.CONVENIENCE: 92, DisclosureKind.ITEMS: 183}
