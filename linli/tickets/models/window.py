from django.db import models
from django.db.models import F, Q

from linli.common.models import Record
from linli.tickets.enums import PauseReason, WindowDeed


class WindowSession(Record):
    """A window while a clerk has it open. One for a window and one for a clerk at a time."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", db_index=False)
    window = models.ForeignKey("places.Window", on_delete=models.PROTECT, related_name="+", db_index=False)
    clerk = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    lines = models.CharField(max_length=26, blank=True)  # the letters it serves; "" all
    opened_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True, blank=True)
    pause = models.CharField(max_length=10, choices=PauseReason, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    seq = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["window"], condition=Q(closed_at__isnull=True), name="window_open_once"),
            models.UniqueConstraint(fields=["clerk"], condition=Q(closed_at__isnull=True), name="clerk_at_one_window"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at"), paused_at__isnull=True),
                name="session_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "-opened_at"], name="session_by_place"),
            models.Index(fields=["place"], condition=Q(closed_at__isnull=True), name="session_open"),
        ]


class WindowEvent(models.Model):
    """What happened to a window. Only added, never changed."""

    append_only = True

    id = models.BigAutoField(primary_key=True)
    session = models.ForeignKey(
        "tickets.WindowSession", on_delete=models.PROTECT, related_name="events", db_index=False
    )
    seq = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    deed = models.CharField(max_length=10, choices=WindowDeed)
    reason = models.CharField(max_length=10, choices=PauseReason, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "seq"], name="window_event_once")]
