from django.db import models

from linli.cases.enums import Verb


class CaseEvent(models.Model):
    """One thing that happened. Append-only, chained by hash within its case, free of personal data.

    `facts` are codes, numbers and moments. Words stand in CaseText; the event carries their salted hash, so that the
    words can be erased and the chain stays valid.
    """

    append_only = True

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="events", db_index=False)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()  # when it happened
    recorded_at = models.DateTimeField()  # when it was written here
    verb = models.CharField(max_length=30, choices=Verb)
    from_state = models.CharField(max_length=30, blank=True)
    to_state = models.CharField(max_length=30)
    actor_id = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=200)  # unit and post; "resident", "system · rule"
    facts = models.JSONField(default=dict)
    text_hashes = models.JSONField(default=dict)  # text row → salted SHA-256
    key = models.CharField(max_length=60, null=True)  # noqa: DJ001  (of the form it was sent by: a deed is done once)
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="event_once"),
            models.UniqueConstraint(
                fields=["case", "key"], condition=models.Q(key__isnull=False), name="event_key_once"
            ),
        ]
        indexes = [models.Index(fields=["recorded_at"], name="event_by_record")]
