from django.db import models

from linli.cases.enums import Outcome, Source, Stage
from linli.common.models import AreaCodeField, Record


class NextNumber(models.Func):
    """The county's one sequence of case numbers: unique, gaps allowed."""

    template = "nextval('cases_number')"
    output_field = models.BigIntegerField()


class Case(Record):
    """A matter from door to proof. Its history is in CaseEvent; personal text and persons are in rows of their own."""

    number = models.BigIntegerField(db_default=NextNumber(), unique=True, editable=False)
    kind = models.ForeignKey("cases.Kind", on_delete=models.PROTECT, related_name="+", db_index=False)
    procedure = models.ForeignKey("cases.Procedure", on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=30)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.OPEN)
    source = models.CharField(max_length=20, choices=Source)
    title = models.CharField(max_length=120)

    area = AreaCodeField(blank=True, default="")  # the deepest known; "" only until somebody says where
    town = AreaCodeField(max_length=9, blank=True, default="")
    village = AreaCodeField(max_length=12, blank=True, default="")
    grid = AreaCodeField(blank=True, default="")
    lon = models.FloatField(null=True)  # WGS-84
    lat = models.FloatField(null=True)
    located_by = models.CharField(max_length=30, blank=True)  # the reason code of areas.locate, or "list", "text"

    lead_unit = models.ForeignKey("people.Unit", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    routed_by = models.CharField(max_length=60, blank=True)  # rule number or "village office"; "" while to be routed
    about_unit = models.ForeignKey("people.Unit", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    reporter = models.ForeignKey(
        "people.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_public = models.BooleanField(default=False)  # of public space: may be offered as a duplicate and followed
    is_confidential = models.BooleanField(default=False)  # who reports is hidden, from the unit concerned always
    compartment = models.CharField(max_length=20, blank=True, default="")
    # Limits of its own, given when it was opened (key → "10 working_days"): they go before its kind's and its procedure's.
    limits_given = models.JSONField(default=dict)

    opened_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    dispatched_at = models.DateTimeField(null=True)  # when a rule or a person first named its unit
    redirected_at = models.DateTimeField(null=True)  # when it first went on to another: it had been dispatched wrongly
    due_at = models.DateTimeField(null=True)  # of the whole matter
    next_due_at = models.DateTimeField(null=True)  # of the next limit that runs; null while the clock rests
    due_certain = models.BooleanField(default=True)  # false where the calendar does not know the year yet
    paused_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    is_on_time = models.BooleanField(null=True)
    rating = models.PositiveSmallIntegerField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    sent_back = models.PositiveSmallIntegerField(default=0)  # how often the check or the return visit found it not done
    escalated = models.PositiveSmallIntegerField(default=0)
    followers = models.PositiveIntegerField(default=0)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged", db_index=False)

    external_source = models.CharField(max_length=40, blank=True, default="")
    external_id = models.CharField(max_length=80, blank=True, default="")
    idempotency = models.CharField(max_length=120, null=True, blank=True)  # noqa: DJ001  (null: most have none)
    is_invented = models.BooleanField(default=False)

    seq = models.PositiveIntegerField(default=0)  # of the last event
    head = models.BinaryField(default=b"")  # its hash

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["external_source", "external_id"],
                condition=~models.Q(external_id=""),
                name="case_external_once",
            ),
            models.UniqueConstraint(
                fields=["idempotency"], condition=models.Q(idempotency__isnull=False), name="case_idempotent"
            ),
            models.CheckConstraint(
                condition=models.Q(stage="done", closed_at__isnull=False)
                | (~models.Q(stage="done") & models.Q(closed_at__isnull=True)),
                name="case_done_is_closed",
            ),
        ]
        indexes = [
            # Lists begin with the scope of the reader: everything by opening, the open ones by what is due next.
            models.Index(fields=["-opened_at", "-id"], name="case_all"),
            models.Index(fields=["town", "-opened_at", "-id"], name="case_town"),
            models.Index(fields=["village", "-opened_at", "-id"], name="case_village"),
            models.Index(fields=["grid", "-opened_at", "-id"], name="case_grid"),
            models.Index(fields=["lead_unit", "-opened_at", "-id"], name="case_unit"),
            models.Index(fields=["kind", "-opened_at", "-id"], name="case_kind"),
            models.Index(fields=["kind", "town", "-opened_at", "-id"], name="case_kind_town"),
            # What few cases have, so that a filter which nothing answers is answered at once.
            models.Index(fields=["source", "-opened_at", "-id"], name="case_source"),
            models.Index(fields=["state", "-opened_at", "-id"], name="case_state"),
            models.Index(fields=["rating", "-opened_at", "-id"], name="case_rating",
                         condition=models.Q(rating__isnull=False)),
            models.Index(fields=["reporter", "-opened_at", "-id"], name="case_reporter",
                         condition=models.Q(reporter__isnull=False)),
            models.Index(fields=["next_due_at", "id"], name="case_due", condition=~models.Q(stage="done")),
            models.Index(fields=["kind", "next_due_at"], name="case_due_kind", condition=~models.Q(stage="done")),
            # All that the counts of how things stand ask for stands in the index itself: the table is not read.
            models.Index(fields=["town", "next_due_at"], name="case_open", include=["lead_unit", "stage", "id"],
                         condition=~models.Q(stage="done") & models.Q(compartment="")),
            models.Index(fields=["town", "next_due_at", "id"], name="case_due_town",
                         condition=~models.Q(stage="done")),
            models.Index(fields=["village", "next_due_at", "id"], name="case_due_village",
                         condition=~models.Q(stage="done")),
            models.Index(fields=["lead_unit", "next_due_at", "id"], name="case_due_unit",
                         condition=~models.Q(stage="done")),
            models.Index(fields=["town", "-opened_at", "-id"], name="case_to_route",
                         condition=models.Q(lead_unit__isnull=True) & ~models.Q(stage="done")),
            models.Index(fields=["kind", "village", "-opened_at"], name="case_alike",
                         condition=models.Q(is_public=True) & ~models.Q(stage="done")),
            models.Index(fields=["town", "-closed_at", "-id"], name="case_closed",
                         condition=models.Q(closed_at__isnull=False)),
            models.Index(fields=["merged_into"], name="case_merged", condition=models.Q(merged_into__isnull=False)),
            # The newest closed ones of a procedure, on which its next version is tried.
            models.Index(fields=["procedure", "-closed_at"], name="case_tried",
                         condition=models.Q(closed_at__isnull=False)),
            models.Index(fields=["-opened_at", "-id"], name="case_reworked",
                         condition=models.Q(reopened__gt=0) | models.Q(sent_back__gt=0)),
            models.Index(fields=["-opened_at", "-id"], name="case_returned",
                         condition=~models.Q(stage="done") & (models.Q(reopened__gt=0) | models.Q(sent_back__gt=0))),
            # What is near: matters of public space whose point is known, the newest of a village.
            models.Index(fields=["village", "-opened_at"], name="case_near",
                         condition=models.Q(is_public=True, lon__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.stage != Stage.DONE
