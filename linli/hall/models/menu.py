from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from linli.common.models import Record
from linli.hall.order_enums import BroughtBy


class MenuEntry(Record):
    """One line of what a centre offers to do for people (点单): not an item of the catalogue, nobody decides on it."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.SlugField(max_length=20, db_index=False)  # given by Linli; its address on the portal
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100, blank=True)
    about = models.CharField(max_length=300, blank=True)  # what it is, in words
    for_whom = models.CharField(max_length=100, blank=True)
    when = models.CharField(max_length=100, blank=True)
    brought_by = models.CharField(max_length=12, choices=BroughtBy)
    days = models.PositiveSmallIntegerField()  # working days until it is done
    take_days = models.PositiveSmallIntegerField(default=1)  # working days until somebody has taken it, once offered
    needs_address = models.BooleanField(default=False)
    active_from = models.DateField()
    active_until = models.DateField(null=True, blank=True)  # the last day
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)  # why it was withdrawn; everybody reads it
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "code"], name="menu_entry_once"),
            models.CheckConstraint(condition=~Q(name=""), name="menu_entry_has_name"),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=60), name="menu_entry_days"),
            models.CheckConstraint(
                condition=Q(take_days__gte=1, take_days__lte=F("days")), name="menu_entry_taken_before_done"
            ),
            models.CheckConstraint(
                condition=Q(active_until__isnull=True) | Q(active_until__gte=F("active_from")),
                name="menu_entry_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(reason=""), name="withdrawn_menu_entry_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the reader's language, where there is one."""
        return self.name_en if self.name_en and get_language() == "en" else self.name
