from django.db import models
from django.db.models import Q

from linli.common.models import AreaCodeField, Record
from linli.grid.enums import WishState
from linli.people.sealing import SealedTextField

OVER = (WishState.DONE, WishState.REFUSED, WishState.WITHDRAWN, WishState.EXPIRED)


class Wish(Record):
    """A small wish of somebody in a grid. All may read its words; who wished is sealed, and the whole row ages out.

    It is made by a resident, or written down by whoever looks after the grid, with consent. Nothing says why somebody
    wishes, nothing is counted by person.
    """

    grid = AreaCodeField()
    words = models.CharField(max_length=200)  # numbers masked
    sealed = SealedTextField()  # as written, where something was masked
    wisher = models.ForeignKey("people.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = SealedTextField()  # of somebody without an account, as with the telephone
    phone = SealedTextField()
    consent_on = models.DateField(null=True, blank=True)
    consent_taken_by = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=60, unique=True)  # of the form, so that a second click makes no second wish
    state = models.CharField(max_length=10, choices=WishState, default=WishState.WAITING)
    made_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=200, blank=True)
    contact_at = models.DateTimeField(null=True, blank=True)  # when the wisher let whoever took it on know the contact
    thanks = models.CharField(max_length=200, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(grid__regex=r"^[0-9]{15}$"), name="wish_in_a_grid"),
            models.CheckConstraint(
                condition=Q(wisher__isnull=False, consent_on__isnull=True)
                | Q(wisher__isnull=True, consent_on__isnull=False),
                name="wish_by_resident_or_with_consent",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OVER, closed_at__isnull=False, name="", phone="")
                | (~Q(state__in=OVER) & Q(closed_at__isnull=True)),
                name="wish_over_names_nobody",
            ),
            models.CheckConstraint(
                condition=Q(thanked_at__isnull=True) | Q(state=WishState.DONE), name="wish_thanked_once_fulfilled"
            ),
            models.CheckConstraint(
                condition=Q(contact_at__isnull=True) | Q(state=WishState.CLAIMED), name="wish_contact_while_taken_on"
            ),
        ]
        indexes = [
            models.Index(fields=["grid", "state", "-made_at"], name="wish_by_grid"),
            models.Index(fields=["wisher", "-made_at"], name="wish_by_wisher"),
        ]


class WishClaim(Record):
    """Somebody with a voluntary post has taken on a wish. One at a time; given back, somebody else may."""

    wish = models.ForeignKey("grid.Wish", on_delete=models.CASCADE, related_name="claims")
    post = models.ForeignKey("grid.VoluntaryPost", on_delete=models.PROTECT, related_name="claims")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # given back

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wish"], condition=Q(ended_at__isnull=True), name="one_claim_a_wish")
        ]
