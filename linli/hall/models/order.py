from django.db import models
from django.db.models import Q

from linli.common.models import AreaCodeField, Record
from linli.hall.order_enums import OfferedTo


class Order(Record):
    """An order from a menu: what it has beside its case. Words, address, persons, history and state are the case's.

    Whoever takes it is an account that lends a hand, or an organisation that staff name; never a person's name.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="order")
    entry = models.ForeignKey("hall.MenuEntry", on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", db_index=False)
    town = AreaCodeField(max_length=9)  # of the place: lists begin with it
    village = AreaCodeField(max_length=12)
    opened_at = models.DateTimeField()  # the case's, so that a list is one range of an index
    offered_to = models.CharField(max_length=12, choices=OfferedTo, blank=True)
    offered_at = models.DateTimeField(null=True)  # while it waits for somebody to take it
    unit = models.UUIDField(null=True)  # whom it is offered to, where that is a unit
    taker = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    taker_name = models.CharField(max_length=100, blank=True)  # of an organisation
    taken_at = models.DateTimeField(null=True)
    closes_on = models.DateField(null=True)  # done: it closes by itself after this day
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(offered_at__isnull=True) | Q(taken_at__isnull=True) & ~Q(offered_to=""),
                name="order_offered_or_taken",
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taker__isnull=True, taker_name="")
                | Q(taken_at__isnull=False) & (Q(taker__isnull=False) | ~Q(taker_name="")),
                name="order_taken_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="order_all"),
            models.Index(fields=["town", "-opened_at", "-id"], name="order_town"),
            models.Index(fields=["village", "-opened_at", "-id"], name="order_village"),
            models.Index(fields=["entry", "-opened_at", "-id"], name="order_entry"),
            models.Index(fields=["village", "opened_at"], name="order_on_offer", condition=Q(offered_at__isnull=False)),
            models.Index(fields=["taker", "-taken_at"], name="order_taker", condition=Q(taker__isnull=False)),
            models.Index(fields=["closes_on"], name="order_closes", condition=Q(closes_on__isnull=False)),
        ]
