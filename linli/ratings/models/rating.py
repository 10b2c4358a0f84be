from django.db import models
from django.db.models import Q

from linli.common.models import AreaCodeField, Record
from linli.ratings.enums import Door, Grade, Rated


class Rating(Record):
    """How it was, said once of one thing: a visit, an application, an order, an answer. Who said it is kept only to answer them.

    What is rated stands in an app above, so it is named here by kind and number, with what it was called at the time.
    """

    kind = models.CharField(max_length=12, choices=Rated)
    subject_id = models.UUIDField()  # of the ticket or the case
    round = models.PositiveSmallIntegerField(default=0)  # a matter that was reopened is done anew, and rated anew
    number = models.CharField(max_length=40)  # as it is printed
    title = models.CharField(max_length=120, blank=True)  # the item or line of the menu, as it was called then
    item_code = models.CharField(max_length=60, blank=True, db_collation="C")
    place = models.ForeignKey("places.Place", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    town = AreaCodeField(max_length=9)  # of the place: lists begin with it
    area = AreaCodeField(max_length=12)
    ended_at = models.DateTimeField()  # when what is rated was done
    rated_at = models.DateTimeField()
    grade = models.PositiveSmallIntegerField(choices=Grade)
    door = models.CharField(max_length=10, choices=Door)
    note = models.CharField(max_length=500, blank=True)  # masked; read by those who follow up, by nobody else
    rater = models.ForeignKey("people.Account", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    served_by = models.JSONField(default=list)  # accounts of staff or helpers: whose work it is about
    served_unit = models.UUIDField(
        null=True
    )  # whose work it is as a body, and about whom: they neither see nor follow it up
    about_unit = models.UUIDField(null=True)
    shown_words = models.CharField(max_length=300, blank=True)  # of the note, what a person has released to everybody
    shown_at = models.DateTimeField(null=True)
    shown_by = models.CharField(max_length=200, blank=True)  # unit and post
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id", "round"], name="rated_once"),
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="rating_has_grade"),
            models.CheckConstraint(
                condition=Q(place__isnull=False) ^ Q(kind=Rated.PETITION), name="rating_has_place_or_is_closed"
            ),
            models.CheckConstraint(
                condition=Q(shown_words="", shown_at__isnull=True)
                | ~Q(shown_words="") & Q(shown_at__isnull=False) & ~Q(shown_by=""),
                name="words_shown_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["-rated_at", "-id"], name="rating_all"),
            models.Index(fields=["town", "-rated_at", "-id"], name="rating_town"),
            models.Index(fields=["area", "-rated_at", "-id"], name="rating_area"),
            models.Index(fields=["place", "-rated_at", "-id"], name="rating_place"),
            models.Index(fields=["kind", "item_code", "-rated_at", "-id"], name="rating_item"),
            models.Index(fields=["rater"], name="rating_by_rater", condition=Q(rater__isnull=False)),
            models.Index(
                fields=["rated_at"], name="rating_tied_to_somebody",
                condition=Q(rater__isnull=False) | ~Q(note="") | ~Q(served_by=[]),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


class FollowUp(Record):
    """What one of the two lowest grades asks for: checked with the person, put right, answered, each by somebody."""

    rating = models.OneToOneField("ratings.Rating", on_delete=models.PROTECT, related_name="follow_up")
    town = AreaCodeField(max_length=9)
    area = AreaCodeField(max_length=12)
    due_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    is_confirmed = models.BooleanField(null=True)  # what the person says holds; null: could not be reached
    righted_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)  # overdue, and the town was told
    by_label = models.CharField(max_length=200, blank=True)  # unit and post of the last step
    note = models.CharField(max_length=500, blank=True)  # masked; the person reads it

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(checked_at__isnull=False), name="answered_after_check"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="follow_up_owed", condition=Q(answered_at__isnull=True)),
            models.Index(fields=["-answered_at", "-id"], name="follow_up_over", condition=Q(answered_at__isnull=False)),
            models.Index(
                fields=["town", "due_at", "id"], name="follow_up_owed_town", condition=Q(answered_at__isnull=True)
            ),
            models.Index(
                fields=["area", "due_at", "id"], name="follow_up_owed_area", condition=Q(answered_at__isnull=True)
            ),
            models.Index(
                fields=["town", "-answered_at", "-id"], name="follow_up_over_town",
                condition=Q(answered_at__isnull=False),
            ),
            models.Index(
                fields=["area", "-answered_at", "-id"], name="follow_up_over_area",
                condition=Q(answered_at__isnull=False),
            ),
        ]  # fmt: skip
