from django.db import models
from django.db.models import F, Q

from linli.common.models import AreaCodeField, Record
from linli.grid.enums import ConsentWay, VoluntaryKind
from linli.people.sealing import BlindIndexField, SealedTextField


class VoluntaryPost(Record):
    """Somebody who lends a hand in a grid of their own will: dates, substitute, consent. Gives no right of staff.

    Once the consent is withdrawn or the post is over for long, name and telephone are emptied; the days stay.
    """

    grid = AreaCodeField()
    kind = models.CharField(max_length=20, choices=VoluntaryKind)
    organisation = models.CharField(max_length=100, blank=True)  # the partner itself, or whom somebody works for
    name = SealedTextField()
    phone = SealedTextField()  # E.164
    phone_index = BlindIndexField(of="phone")  # so that its holder, signed in by that number, is known
    offers = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)  # the last day
    end_reason = models.CharField(max_length=200, blank=True)
    substitute_name = SealedTextField()
    substitute_from_on = models.DateField(null=True, blank=True)
    substitute_until_on = models.DateField(null=True, blank=True)
    consent_on = models.DateField()
    consent_way = models.CharField(max_length=10, choices=ConsentWay)
    consent_taken_by = models.CharField(max_length=200)  # unit and post of whoever took it
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(grid__regex=r"^[0-9]{15}$"), name="voluntary_post_in_a_grid"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="voluntary_post_ends_after_start",
            ),
            models.CheckConstraint(condition=Q(consent_on__lte=F("from_on")), name="voluntary_post_after_consent"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(until_on__isnull=False, name=""),
                name="voluntary_post_withdrawn_is_empty",
            ),
        ]
        indexes = [models.Index(fields=["grid", "from_on"], name="voluntary_post_by_grid")]
