from django.db import models
from django.utils.translation import pgettext_lazy


class BillKind(models.TextChoices):
    """What is paid for."""

    WATER = "water", pgettext_lazy("bill", "Water")
    ELECTRICITY = "electricity", pgettext_lazy("bill", "Electricity")
    GAS = "gas", pgettext_lazy("bill", "Gas")
    HEATING = "heating", pgettext_lazy("bill", "Heating")
    PHONE = "phone", pgettext_lazy("bill", "Telephone and internet")
    BROADCAST = "broadcast", pgettext_lazy("bill", "Television")
    PROPERTY = "property", pgettext_lazy("bill", "Property management")
    OTHER = "other", pgettext_lazy("bill", "Other bills")
