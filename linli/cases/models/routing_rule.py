from django.db import models

from linli.common.models import AreaCodeField, Record


class Target(models.TextChoices):
    """Whom a rule names: one unit, or the office of the place."""

    UNIT = "unit", "unit"
    VILLAGE_OFFICE = "village_office", "village_office"
    TOWN_OFFICE = "town_office", "town_office"


class RoutingRule(Record):
    """Kind × area → unit. The most specific kind wins, then the most specific area, then the lower number."""

    number = models.PositiveIntegerField(unique=True)  # how people speak of it: "rule 12"
    kind_prefix = models.CharField(max_length=60, blank=True, db_collation="C")  # "M01037", "M01", "": every kind
    area = AreaCodeField(blank=True, default="")  # "": everywhere
    target = models.CharField(max_length=20, choices=Target)
    unit = models.ForeignKey("people.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(target="unit", unit__isnull=False)
                | (~models.Q(target="unit") & models.Q(unit__isnull=True)),
                name="rule_names_its_unit",
            ),
        ]
