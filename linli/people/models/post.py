from django.db import models

from linli.common.models import AreaCodeField, Record
from linli.people.enums import Role


class Post(Record):
    """A person holds a role at a unit for an area during a time; a substitute acts in the same right."""

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=Role)
    area = AreaCodeField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)  # the last day
    substitute = models.ForeignKey(
        "people.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="substitutions"
    )
    substitute_from_on = models.DateField(null=True, blank=True)
    substitute_until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="post_ends_after_start",
            ),
            models.UniqueConstraint(fields=["account", "unit", "role", "area", "from_on"], name="post_once"),
        ]
        indexes = [models.Index(fields=["role", "area"], name="post_by_role_area")]
