from django.db import models

from linli.cases.enums import Clock
from linli.common.calendar import LimitUnit
from linli.common.models import Record

FIRST_CONTACT = "first_contact"  # the limit that the response rate is about, in whatever procedure it stands
SIGNING = "sign"  # before it is met nobody owes a first contact yet; past it, somebody should


class CaseLimit(Record):
    """One limit of a case, as computed on the calendar. It runs until met, and rests while paused."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="limits", db_index=False)
    key = models.CharField(max_length=30)  # "accept", "first_contact", "handle": a word of the procedure
    clock = models.CharField(max_length=10, choices=Clock, default=Clock.RECEIVER)
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=20, choices=[(unit.value, unit.value) for unit in LimitUnit])
    office = models.CharField(max_length=40, default="default")
    is_whole = models.BooleanField(default=False)  # the limit of the whole matter
    starts_at = models.DateTimeField()
    given_due_at = models.DateTimeField(null=True)  # set from outside (a hotline order's deadline), else computed
    due_at = models.DateTimeField()
    is_certain = models.BooleanField(default=True)
    paused_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    steps = models.JSONField(default=list)  # ["5 working_days"] an extension, ["paused", "resumed"] a rest: in order

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="limit_once")]
        indexes = [
            models.Index(fields=["due_at"], name="limit_uncertain",
                         condition=models.Q(is_certain=False, met_at__isnull=True)),
            # The few whose time has not run yet, and those that nobody signed for: see queries/response.py.
            models.Index(fields=["key", "due_at"], name="limit_contact", include=["case", "paused_at"],
                         condition=models.Q(key__in=["first_contact", "sign"], met_at__isnull=True)),
        ]  # fmt: skip


class ExtensionRequest(Record):
    """A handler asks for more time; somebody else decides."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="extension_requests")
    key = models.CharField(max_length=30)
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=20)
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    is_granted = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(decided_at__isnull=True), name="one_request"),
        ]
