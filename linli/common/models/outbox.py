from django.db import models


class OutboxEntry(models.Model):
    """Something that must happen after a commit, written in the same transaction as its cause.

    The relay hands entries to the job queue once (`linli.common.domain.outbox`); a killed process loses nothing.
    """

    topic = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    written_at = models.DateTimeField(auto_now_add=True)
    relayed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(relayed_at__isnull=True), name="outbox_waiting"),
        ]
