from django.db import models

from linli.common.models import AreaCodeField, Record
from linli.people.enums import PersonalField


class Look(Record):
    """Somebody unmasked personal data: who, in which post, whose, which field, why. Append-only.

    The person concerned sees unit and post, never the name of the one who looked.
    """

    append_only = True

    at = models.DateTimeField()
    actor_id = models.UUIDField()
    actor_name = models.CharField(max_length=60)
    unit_id = models.UUIDField(null=True)
    unit_name = models.CharField(max_length=100)
    role = models.CharField(max_length=20)
    area = AreaCodeField(blank=True, default="")  # of the post: an auditor of a town reads that town's
    subject_kind = models.CharField(max_length=20)  # "case" or "account"
    subject_id = models.UUIDField()
    person_id = models.UUIDField(null=True)  # the account concerned, where there is one
    field = models.CharField(max_length=30)
    reason = models.CharField(max_length=300)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "at"], name="look_by_subject"),
            models.Index(fields=["person_id", "at"], name="look_by_person"),
            models.Index(fields=["at"], name="look_by_moment"),
            models.Index(fields=["unit_id", "at"], name="look_by_unit"),
            models.Index(fields=["actor_id", "at"], name="look_by_actor"),
        ]

    @property
    def field_words(self) -> str:
        """What was looked at, in words."""
        return str(PersonalField(self.field).label) if self.field in PersonalField.values else self.field
