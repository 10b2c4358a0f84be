from django.db import models

from linli.common.models.record import AreaCodeField, Record


class AuditEntry(Record):
    """Who did what to the system itself (settings, posts, exports, sign-ins). Append-only.

    The actor is kept by number and label without a foreign key: a trail outlives the accounts it names.
    """

    append_only = True

    at = models.DateTimeField(db_index=True)
    actor_id = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=200)
    action = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    area = AreaCodeField(blank=True, default="")
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "at"], name="audit_by_subject")]
