from django.contrib.postgres.fields import ArrayField
from django.db import models

from linli.bills.enums import BillKind
from linli.common.models import Record


class Provider(Record):
    """Who is paid for something in some places, and where that is done. Nobody's account stands here, and no bill."""

    kind = models.CharField(max_length=12, choices=BillKind)
    name = models.CharField(max_length=60)
    areas = ArrayField(models.CharField(max_length=12))  # codes of the county, of towns or communities it serves
    telephone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=120, blank=True)  # in words: when somebody answers
    link = models.CharField(max_length=300, blank=True)  # its own page for paying: https, on a host that is allowed
    app_name = models.CharField(max_length=60, blank=True)  # its own app or account in one, by name
    counter = models.CharField(max_length=200, blank=True)  # where it is paid at a counter
    verified_on = models.DateField(null=True, blank=True)  # when somebody last looked whether all of this is so
    verified_by = models.CharField(max_length=200, blank=True)  # unit and post
    is_active = models.BooleanField(default=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="provider_once")]

    def __str__(self) -> str:
        return self.name
