from django.db import models

from linli.common.models import AreaCodeField, Record
from linli.people.sealing import BlindIndexField, SealedTextField
from linli.petitions.enums import Aim, Handed, Round, Verdict, Way


class Petition(Record):
    """What is said in a petition, and what it was answered. The case beside it holds number, state and limits, and no word of this.

    A review is a petition of its own that hangs on the one `before` it: another body, another clock, another answer.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    round = models.CharField(max_length=6, choices=Round, default=Round.FIRST)
    before = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="after")
    town = AreaCodeField(max_length=9)
    village = AreaCodeField(max_length=12)
    way = models.CharField(max_length=6, choices=Way)
    aim = models.CharField(max_length=10, choices=Aim)
    wish = SealedTextField()  # what is asked for
    words = SealedTextField()  # facts and reasons: of a visit, the record of what was said
    extract = SealedTextField()  # what the body in charge reads where the identity is hidden
    people = models.PositiveIntegerField(default=1)  # how many stand behind it
    is_hidden = models.BooleanField(default=False)  # the body in charge does not learn who
    received_by = models.ForeignKey(
        "people.Unit", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    received_at = models.DateTimeField()
    ground = models.CharField(max_length=30, blank=True)  # of the closed list, where it was not accepted
    verdict = models.CharField(max_length=14, choices=Verdict, blank=True)
    findings = SealedTextField()
    opinion = SealedTextField()
    basis = SealedTextField()
    outside_body = models.CharField(max_length=120, blank=True)  # who decides, where nobody above stands in Linli
    outside_number = models.CharField(max_length=60, blank=True)
    outside_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    handed_how = models.CharField(max_length=8, choices=Handed, blank=True)
    handed_on = models.DateField(null=True)  # the day the answer was received: from here the review can be asked for
    over_at = models.DateTimeField(null=True)
    is_in_time = models.BooleanField(null=True)  # every limit that was met was met in time; null while it runs
    took_days = models.PositiveIntegerField(null=True)  # working days from coming in to being over, rests left out
    urged_at = models.DateTimeField(null=True)  # the first time: lists show it
    supervised_at = models.DateTimeField(null=True)
    rated_at = models.DateTimeField(null=True)  # that it was; how, stands in `ratings`
    erased_at = models.DateTimeField(null=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["village", "-id"], name="petition_village"),
            models.Index(fields=["town", "-id"], name="petition_town"),
            models.Index(fields=["village", "-received_at", "-id"], name="petition_village_came"),
            models.Index(fields=["town", "-received_at", "-id"], name="petition_town_came"),
            models.Index(fields=["-received_at", "-id"], name="petition_came"),
            models.Index(
                fields=["over_at"], name="petition_over",
                condition=models.Q(over_at__isnull=False, erased_at__isnull=True),
            ),
            models.Index(fields=["-id"], name="petition_running", condition=models.Q(over_at__isnull=True)),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(condition=models.Q(people__gte=1), name="petition_of_somebody"),
            models.CheckConstraint(
                condition=models.Q(round="first", before__isnull=True) | models.Q(before__isnull=False, round__in=["review", "reexam"]),
                name="petition_round_hangs_on_one",
            ),
        ]  # fmt: skip


class Petitioner(Record):
    """Who petitions, or speaks for those who do: at most five. Name, telephone and address are sealed."""

    petition = models.ForeignKey("petitions.Petition", on_delete=models.PROTECT, related_name="petitioners")
    position = models.PositiveSmallIntegerField()
    account = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    name = SealedTextField()
    phone = SealedTextField()
    phone_index = BlindIndexField()
    address = SealedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["petition", "position"], name="petitioner_once"),
            models.CheckConstraint(
                condition=models.Q(position__gte=1, position__lte=5), name="petitioners_at_most_five"
            ),
        ]
        indexes = [models.Index(fields=["phone_index"], name="petitioner_by_phone")]
