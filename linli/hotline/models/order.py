from django.db import models

from linli.common.models import Record
from linli.hotline.enums import Asked, Way


class HotlineOrder(Record):
    """What the hotline knows of a case and the case does not: its outside number, its outside deadline, how it came."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey("hotline.Line", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=80)  # the hotline's
    way = models.CharField(max_length=10, choices=Way)
    asked = models.CharField(max_length=10, choices=Asked)
    called_at = models.DateTimeField()  # when the hotline took the call
    came_at = models.DateTimeField()  # when it reached us
    outside_due_at = models.DateTimeField(null=True)  # the hotline's clock; ours is the case's
    is_settled = models.BooleanField(default=False)  # it was disputed, assigned all the same, and is not returned

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "number"], name="order_once")]
        indexes = [
            models.Index(fields=["-came_at", "-id"], name="order_by_coming"),
            models.Index(fields=["number"], name="order_by_number"),
        ]
