from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from linli.areas.codes import LENGTHS
from linli.areas.enums import AreaKind, AreaLevel
from linli.common.models import AreaCodeField


def _length_of_its_level() -> Q:
    fits = Q()
    for level, length in LENGTHS.items():
        fits |= Q(level=level) & Q(Exact(Length("code"), length))
    return fits


class Area(models.Model):
    """A division or grid, known by the significant digits of its code."""

    code = AreaCodeField(primary_key=True)
    level = models.CharField(max_length=10, choices=AreaLevel)
    kind = models.CharField(max_length=25, choices=AreaKind, blank=True)
    name = models.CharField(max_length=100)  # as people say it: 宏侨社区
    full_name = models.CharField(max_length=120)  # as the list prints it: 宏侨社区居委会
    initials = models.CharField(max_length=100, blank=True, db_collation="C")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    longitude = models.FloatField(null=True, blank=True)  # of its seat, WGS-84
    latitude = models.FloatField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    replaced_by = AreaCodeField(blank=True, default="")  # the code under which a merged area lives on
    is_local = models.BooleanField(default=False)  # a local override: a reload of the official list leaves it alone
    is_invented = models.BooleanField(default=False)  # demonstration data says so
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_length_of_its_level(), name="area_code_fits_level"),
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9]+$"), name="area_code_is_digits"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(code__startswith=F("parent")), name="area_code_begins_with_parent"
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                # A comparison with null is neither true nor false, and a check lets that pass: null is ruled out first.
                | Q(
                    longitude__isnull=False,
                    latitude__isnull=False,
                    longitude__gte=-180,
                    longitude__lte=180,
                    latitude__gte=-90,
                    latitude__lte=90,
                ),
                name="area_seat_is_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name
