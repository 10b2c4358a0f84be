from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from linli.common.models import Record


class Minutes(Func):
    """A range of minutes, for constraints."""

    function = "int4range"
    output_field = IntegerRangeField()


class OpeningHours(Record):
    """The weekly hours of a place during a time; those without an end count. Older ones are kept as they were."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="hours", db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=200)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(until__isnull=True), name="one_current_opening_hours"
            ),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="hours_end_later"),
        ]
        indexes = [models.Index(fields=["place", "-since"], name="hours_by_place")]


class OpeningSpan(models.Model):
    """One span of a week: Monday 0 … Sunday 6, public holidays 7, make-up days 8; minutes from midnight."""

    hours = models.ForeignKey("places.OpeningHours", on_delete=models.CASCADE, related_name="spans", db_index=False)
    day = models.PositiveSmallIntegerField()
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(day__lte=8), name="opening_span_of_a_day"),
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes"), closes__lte=1440), name="opening_span_within_a_day"
            ),
            ExclusionConstraint(
                name="opening_spans_apart",
                expressions=[
                    ("hours", RangeOperators.EQUAL),
                    ("day", RangeOperators.EQUAL),
                    # Both ends belong to it: spans that touch are one span.
                    (Minutes("opens", "closes", models.Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class HoursException(Record):
    """Other hours, or none, from one day to another; taken back it counts no more, and is kept."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="exceptions", db_index=False)
    first_on = models.DateField()
    last_on = models.DateField()
    minutes = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)  # opens, closes, opens, closes …
    reason = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="hours_exception_ends_later"),
        ]
        indexes = [
            models.Index(
                fields=["place", "last_on"], condition=Q(withdrawn_at__isnull=True), name="exception_by_place"
            ),
        ]
