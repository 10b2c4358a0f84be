"""The words of the menu and of orders from it (点单)."""

from django.db import models
from django.utils.translation import pgettext_lazy

PROCEDURE, KIND = "order", "O001"


class BroughtBy(models.TextChoices):
    """Who brings about what stands on a menu, as a rule; an order may be offered to others."""

    STAFF = "staff", pgettext_lazy("menu", "Staff of the centre")
    VOLUNTEERS = "volunteers", pgettext_lazy("menu", "Volunteers")
    PARTNER = "partner", pgettext_lazy("menu", "A partner organisation")


class OfferedTo(models.TextChoices):
    """Whom an order is offered to (派单)."""

    STAFF = "staff", pgettext_lazy("order offered to", "staff of the centre")
    VOLUNTEERS = "volunteers", pgettext_lazy("order offered to", "volunteers of the community")
    PARTNERS = "partners", pgettext_lazy("order offered to", "partner organisations")
    UNIT = "unit", pgettext_lazy("order offered to", "a unit")


# Whom an order is offered to unless somebody chooses otherwise.
USUAL = {
    BroughtBy.STAFF: OfferedTo.STAFF, BroughtBy.VOLUNTEERS: OfferedTo.VOLUNTEERS, BroughtBy.PARTNER: OfferedTo.PARTNERS,
}  # fmt: skip
