from django.db import models

from linli.common.models import AreaCodeField, Record
from linli.people.enums import UnitKind


class Unit(Record):
    """An office that can hold a matter: a department, a town, a village committee, the hotline."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=150, blank=True)
    kind = models.CharField(max_length=20, choices=UnitKind)
    area = AreaCodeField()
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    office_hours = models.CharField(max_length=40, default="default")  # a name in the office-hours file
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    is_invented = models.BooleanField(default=False)  # demonstration data says so
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "area"], name="unit_by_kind_area")]

    def __str__(self) -> str:
        return self.name
