from django.db import models
from django.db.models import Q

from linli.common.models import Record


class PlacePhoto(Record):
    """A photo of a place that everybody sees, with what it shows in words; taken back it is seen no more.

    The files are documents, named by number: an original without its metadata, and one of middle size.
    """

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="photos", db_index=False)
    document_id = models.UUIDField()
    middle_id = models.UUIDField()
    width = models.PositiveIntegerField()  # of the middle size
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    has_people = models.BooleanField(default=False)
    agreed_at = models.DateTimeField(null=True, blank=True)  # when it was said that everybody recognisable agreed
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(alt=""), name="photo_is_described"),
            models.CheckConstraint(
                condition=Q(has_people=False) | Q(agreed_at__isnull=False), name="people_in_photo_agreed"
            ),
            models.UniqueConstraint(fields=["place", "document_id"], name="place_photo_once"),
        ]
        indexes = [
            models.Index(fields=["place", "position"], condition=Q(taken_back_at__isnull=True), name="photo_in_order"),
        ]
