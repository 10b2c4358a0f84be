from django.db import models

from linli.common.models import Record
from linli.hotline.enums import Carriage, Said, Way


class Answer(Record):
    """One thing that goes back to the hotline about an order. Its words are those of the event; none are kept here."""

    order = models.ForeignKey("hotline.HotlineOrder", on_delete=models.PROTECT, related_name="answers", db_index=False)
    said = models.CharField(max_length=10, choices=Said)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    seq = models.PositiveIntegerField()  # the event it tells of; of the case that was handled, where orders were merged
    way = models.CharField(max_length=10, choices=Way)
    state = models.CharField(max_length=15, choices=Carriage, default=Carriage.WAITING)
    written_at = models.DateTimeField()
    not_before = models.DateTimeField()  # the next try
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)  # what went wrong at the last try
    sent_at = models.DateTimeField(null=True)
    file = models.UUIDField(null=True)  # the bridge file it went out in
    acknowledged_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "case", "seq"], name="answer_once"),
            # Nobody says that it arrived without the hotline's receipt.
            models.CheckConstraint(
                condition=models.Q(state="acknowledged", acknowledged_at__isnull=False) & ~models.Q(receipt="")
                | ~models.Q(state="acknowledged") & models.Q(acknowledged_at__isnull=True, receipt=""),
                name="answer_has_receipt",
            ),
        ]
        indexes = [
            models.Index(fields=["not_before"], name="answer_to_send", condition=models.Q(state="waiting")),
            models.Index(fields=["-written_at", "-id"], name="answer_by_writing"),
        ]
