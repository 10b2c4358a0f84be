from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from linli.common.models import Record
from linli.hall.enums import Group, ItemKind, PowerKind


class Item(Record):
    """Something that people ask an office for (事项). What it needs is told by its versions; see ItemVersion."""

    code = models.SlugField(max_length=40, unique=True, db_index=False)  # its address on the portal
    kind = models.CharField(max_length=12, choices=ItemKind)
    power = models.CharField(max_length=12, choices=PowerKind)
    group = models.CharField(max_length=12, choices=Group)
    position = models.PositiveSmallIntegerField(default=100)  # within its group
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=150, blank=True)
    initials = models.CharField(max_length=60, blank=True, db_collation="C")  # of the pinyin, lower case
    words = models.CharField(max_length=300, blank=True)  # what people say for it, parted by spaces
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)  # why it was withdrawn; everybody reads it
    is_set_here = models.BooleanField(default=False)  # the county has changed it: loading the files leaves it alone

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="item_has_name"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(reason=""), name="withdrawn_item_has_reason"
            ),
            # Party affairs are no power of the state.
            models.CheckConstraint(condition=~Q(kind="party") | Q(power="none"), name="party_item_is_no_power"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the reader's language, where there is one."""
        return self.name_en if self.name_en and get_language() == "en" else self.name


class ItemDraft(Record):
    """What the next version of an item will say, while it is being written; one an item. It may still have faults."""

    item = models.OneToOneField("hall.Item", on_delete=models.CASCADE, related_name="draft")
    base = models.ForeignKey(  # the version it grows from; null: an item that has none yet
        "hall.ItemVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    content = models.JSONField()  # as `linli.hall.content` has it
    edition = models.PositiveIntegerField(default=1)  # moves with every change: what a form was written against
    began_at = models.DateTimeField()
    began_by = models.CharField(max_length=200)  # unit and post
    changed_at = models.DateTimeField()


class PlaceItem(Record):
    """That one place deals with an item otherwise than its functions say, or at which of its windows it does."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+", db_index=False)
    item = models.ForeignKey("hall.Item", on_delete=models.CASCADE, related_name="places", db_index=False)
    is_offered = models.BooleanField(default=True)
    windows = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)  # numbers; none: at any window
    note = models.CharField(max_length=200, blank=True)  # why not, or when
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "item"], name="place_item_once"),
            models.CheckConstraint(condition=Q(is_offered=True) | Q(windows=[]), name="place_item_at_windows"),
        ]
