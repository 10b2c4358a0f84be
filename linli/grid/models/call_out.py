from django.db import models
from django.db.models import F, Q

from linli.common.models import AreaCodeField, Record
from linli.ratings.enums import Grade


class CallOut(Record):
    """A subdistrict calls units to a matter on the spot. It ends when the subdistrict closes it."""

    area = AreaCodeField()
    words = models.CharField(max_length=600)
    case = models.ForeignKey("cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    called_by = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    due_at = models.DateTimeField()  # by when each unit reports in
    closed_at = models.DateTimeField(null=True, blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(due_at__gt=F("at")), name="call_out_due_after_call")]
        indexes = [
            models.Index(fields=["area", "-at"], name="call_out_by_area"),
            models.Index(fields=["due_at"], condition=Q(closed_at__isnull=True), name="call_out_open"),
        ]


class CalledUnit(Record):
    """One unit that was called: whether and when it reported in, how the subdistrict found its response. No persons."""

    call_out = models.ForeignKey("grid.CallOut", on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    report = models.CharField(max_length=600, blank=True)
    is_on_time = models.BooleanField(null=True)
    grade = models.PositiveSmallIntegerField(null=True, blank=True, choices=Grade)
    grade_words = models.CharField(max_length=300, blank=True)
    escalated = models.PositiveSmallIntegerField(default=0)  # 1: to the supervisor, 2: to the leader

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call_out", "unit"], name="unit_called_once"),
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True, is_on_time__isnull=True, grade__isnull=True)
                | Q(reported_at__isnull=False, is_on_time__isnull=False),
                name="called_unit_rated_after_report",
            ),
            models.CheckConstraint(condition=Q(grade__isnull=True) | Q(grade__range=(1, 5)), name="called_unit_grade"),
        ]
