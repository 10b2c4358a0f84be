from django.db import models

from linli.common.models import AreaCodeField, Record


class HandOver(Record):
    """The open work of a grid post goes from one holder to the next: what there was, with which words, who took it."""

    post = models.ForeignKey("people.Post", on_delete=models.CASCADE, related_name="grid_hand_overs")
    grid = AreaCodeField()
    to = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    open_numbers = models.JSONField(default=list)  # printed numbers of the matters open that day; never filtered
    note = models.CharField(max_length=1000)
    handed_at = models.DateTimeField()
    handed_by = models.CharField(max_length=200)
    received_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "grid"], name="hand_over_once")]
        indexes = [models.Index(fields=["grid", "-handed_at"], name="hand_over_by_grid")]
