from django.db import models


class State(models.TextChoices):
    """What became of a delivery. Each is the last word on it: who wants something else delivers anew."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    CONFLICT = "conflict"


class Delivery(models.Model):
    """One thing written on a phone, as it arrived. Its key is the phone's own number of it, so it counts once."""

    id = models.UUIDField(primary_key=True, editable=False)  # UUIDv7 of the phone
    device = models.ForeignKey("field.Device", on_delete=models.PROTECT, related_name="+", db_index=False)
    sha256 = models.CharField(max_length=64)  # of the signed bytes
    deed = models.CharField(max_length=30)
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField()  # by the clock of the phone, as it said
    received_at = models.DateTimeField()  # by ours, which limits run on
    clock_off = models.IntegerField(default=0)  # seconds by which the phone's clock was fast when it sent
    state = models.CharField(max_length=10, choices=State)
    answer = models.JSONField(default=dict)  # what the phone was told, told again when it asks again

    class Meta:
        indexes = [models.Index(fields=["device", "-received_at"], name="delivery_by_device")]
