from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from linli.bookings.enums import ResourceKind
from linli.bookings.slots import Shape
from linli.common.models import Record
from linli.places.models.hours import Minutes


class Resource(Record):
    """What can be taken for a time: a room, a window, a team. Open as its place is, or by rules of its own."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", db_index=False)
    room = models.ForeignKey("places.Room", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey("places.Window", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ResourceKind)
    name = models.CharField(max_length=60)
    units = models.PositiveSmallIntegerField(default=1)  # how many may be taken at the same time
    slot_minutes = models.PositiveSmallIntegerField(default=60)
    most_slots = models.PositiveSmallIntegerField(default=1)  # of one booking, in a row
    buffer_minutes = models.PositiveSmallIntegerField(default=0)
    lead_minutes = models.PositiveIntegerField(default=0)
    horizon_days = models.PositiveSmallIntegerField(default=30)
    hold_minutes = models.PositiveSmallIntegerField(default=10)
    cancel_minutes = models.PositiveIntegerField(
        default=0
    )  # later than so long before its beginning: by the centre only
    most_people = models.PositiveSmallIntegerField(default=1)  # of one booking
    needs_approval = models.BooleanField(default=False)
    items = ArrayField(
        models.CharField(max_length=40), default=list, blank=True
    )  # of a window; empty: all of its place
    one_each = models.BooleanField(default=True)  # nobody may have two of it at the same time
    closed_at = models.DateTimeField(null=True, blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="resource_name_once"),
            models.CheckConstraint(
                condition=Q(units__range=(1, 500), slot_minutes__range=(5, 1440), most_slots__range=(1, 24)),
                name="resource_has_measures",
            ),
            models.CheckConstraint(
                condition=Q(most_people__gte=1, hold_minutes__range=(1, 60), horizon_days__range=(1, 366)),
                name="resource_has_limits",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shape(self) -> Shape:
        return Shape(self.slot_minutes, self.buffer_minutes, self.units, self.lead_minutes, self.horizon_days)


class OpeningRule(Record):
    """One span of a resource's own week: Monday 0 … Sunday 6, holidays 7, make-up days 8; minutes from midnight."""

    resource = models.ForeignKey("bookings.Resource", on_delete=models.CASCADE, related_name="rules", db_index=False)
    day = models.PositiveSmallIntegerField()
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()
    items = ArrayField(models.CharField(max_length=40), default=list, blank=True)  # in this span only these; empty: all

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(day__lte=8, opens__lt=F("closes"), closes__lte=1440), name="opening_rule_within_a_day"
            ),
            ExclusionConstraint(
                name="opening_rules_apart",
                expressions=[
                    ("resource", RangeOperators.EQUAL), ("day", RangeOperators.EQUAL),
                    (Minutes("opens", "closes"), RangeOperators.OVERLAPS),
                ],
            ),
        ]  # fmt: skip


class ResourceException(Record):
    """A time in which a resource is closed, or open beside its rules."""

    resource = models.ForeignKey(
        "bookings.Resource", on_delete=models.CASCADE, related_name="exceptions", db_index=False
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_open = models.BooleanField(default=False)
    reason = models.CharField(max_length=200)
    by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="booking_exception_ends_later"),
        ]
        indexes = [
            models.Index(
                fields=["resource", "ends_at"], condition=Q(withdrawn_at__isnull=True), name="booking_exception_by_end"
            ),
        ]
