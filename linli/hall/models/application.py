from django.db import models
from django.db.models import Q

from linli.common.models import AreaCodeField, Record
from linli.hall.application_enums import EndedBy, HelpKind, RestCause, Verdict, Way
from linli.hall.enums import Channel
from linli.people.sealing import SealedTextField


class Application(Record):
    """An application for an item: what it has beside its case. History, limits, persons and state are the case's.

    The version of the item is the one that held when it was sent; a later one changes nothing about it.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="application")
    version = models.ForeignKey("hall.ItemVersion", on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", db_index=False)
    item_code = models.CharField(max_length=40, db_collation="C")
    town = AreaCodeField(max_length=9)  # of the place that receives: lists begin with it
    village = AreaCodeField(max_length=12)
    opened_at = models.DateTimeField()  # the case's, so that a list is one range of an index
    channel = models.CharField(max_length=10, choices=Channel)
    help_kind = models.CharField(max_length=10, choices=HelpKind, blank=True, default="")
    helper_account = models.ForeignKey(
        "people.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    helper_label = models.CharField(
        max_length=200, blank=True
    )  # unit and post of staff who help: everybody in it reads it
    # Since when the applicant does not want whoever helps any more: nothing is decided on until they say how it goes on.
    stopped_at = models.DateTimeField(null=True)
    # Why the clocks rest and until when that is thought to take; since when is the case's. Empty while they run.
    rest_cause = models.CharField(max_length=10, choices=RestCause, blank=True, default="")
    rest_until = models.DateField(null=True)
    # The paper of an agent or guardian: what it is and until when. Never the agent's name, which is the case's party.
    authorised_by = models.CharField(max_length=60, blank=True)
    authorised_until = models.DateField(null=True)
    # What was answered in the item's form, as JSON; and the form's version it was asked by.
    answers = SealedTextField()
    form_version = models.UUIDField(null=True)

    noticed_at = models.DateTimeField(null=True)  # when everything missing was told, once
    deemed_accepted = models.BooleanField(default=False)  # nobody told in time (行政许可法 32)
    lapses_on = models.DateField(null=True)  # the first day on which something promised is overdue

    outside_body = models.CharField(max_length=100, blank=True)  # where it went, while and after it waited there
    outside_number = models.CharField(max_length=80, blank=True)
    outside_due_on = models.DateField(null=True)
    outside_told = models.CharField(max_length=4, blank=True)  # of its deadline: "soon", "late"; once each
    sent_out_at = models.DateTimeField(null=True)
    brought_back_at = models.DateTimeField(null=True)  # when its result was recorded here
    brought_back_by = models.CharField(max_length=200, blank=True)  # unit and post

    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=120, blank=True)  # the body
    delivered_by = models.CharField(max_length=12, choices=Way, blank=True)
    delivered_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)  # over, and the time for rating too
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", decided_on__isnull=True) | ~Q(verdict="") & Q(decided_on__isnull=False),
                name="application_decision_dated",
            ),
            # What came from outside was brought back by somebody at some time, or there is no decision.
            models.CheckConstraint(
                condition=Q(sent_out_at__isnull=True) | Q(verdict="") | Q(brought_back_at__isnull=False),
                name="outside_decision_brought_back",
            ),
            models.CheckConstraint(
                condition=~Q(help_kind__in=["agency", "guardian"]) | ~Q(authorised_by=""), name="agent_is_authorised"
            ),
            models.CheckConstraint(condition=Q(rest_until__isnull=True) | ~Q(rest_cause=""), name="rest_has_cause"),
            models.CheckConstraint(
                condition=Q(delivered_by="") | Q(delivered_at__isnull=False), name="delivery_has_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="application_all"),
            models.Index(fields=["town", "-opened_at", "-id"], name="application_town"),
            models.Index(fields=["village", "-opened_at", "-id"], name="application_village"),
            models.Index(fields=["item_code", "-opened_at", "-id"], name="application_item"),
            models.Index(fields=["helper_account", "-opened_at"], name="application_helped",
                         condition=Q(helper_account__isnull=False)),
            models.Index(fields=["lapses_on"], name="application_lapses", condition=Q(lapses_on__isnull=False)),
            models.Index(fields=["outside_due_on"], name="application_outside_due",
                         condition=Q(outside_due_on__isnull=False, brought_back_at__isnull=True)),
            models.Index(fields=["-opened_at", "-id"], name="archive_all", condition=Q(archived_at__isnull=False)),
            models.Index(fields=["town", "-opened_at", "-id"], name="archive_town",
                         condition=Q(archived_at__isnull=False)),
            models.Index(fields=["village", "-opened_at", "-id"], name="archive_village",
                         condition=Q(archived_at__isnull=False)),
            models.Index(fields=["item_code", "-opened_at", "-id"], name="archive_item",
                         condition=Q(archived_at__isnull=False)),
        ]  # fmt: skip


class MaterialCheck(Record):
    """One paper of an application's check-list: asked for by its version, and how it stands with it."""

    application = models.ForeignKey(
        "hall.Application", on_delete=models.CASCADE, related_name="materials", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40, db_collation="C")
    name = models.CharField(max_length=100)
    form = models.CharField(max_length=10)
    copies = models.PositiveSmallIntegerField(default=1)
    is_secondary = models.BooleanField(default=False)
    standing = models.CharField(max_length=12, default="missing")
    promised_until = models.DateField(null=True)
    want = models.CharField(max_length=200, blank=True)  # what is missing or wrong about it, masked
    was_noticed = models.BooleanField(default=False)  # named in the one-time notice
    documents = models.JSONField(default=list)  # numbers of what was uploaded for it
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200, blank=True)  # unit and post, or "resident"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "code"], name="material_check_once"),
            # Only secondary papers may come later, and only by a day.
            models.CheckConstraint(
                condition=~Q(standing="promised") | Q(is_secondary=True, promised_until__isnull=False),
                name="promised_is_secondary",
            ),
        ]


class Errand(Record):
    """That somebody does it for the applicant, free of charge (代办): who, from when, until when, and who ended it.

    Staff stand here by unit and post; a volunteer by the account, whose name is read there and nowhere kept twice.
    """

    application = models.ForeignKey(
        "hall.Application", on_delete=models.CASCADE, related_name="errands", db_index=False
    )
    account = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    is_volunteer = models.BooleanField(default=False)
    label = models.CharField(max_length=200)  # unit and post; of a volunteer the organisation, or that they are one
    began_at = models.DateTimeField()
    began_by = models.CharField(max_length=200)  # unit and post
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=12, choices=EndedBy, blank=True)
    reason = models.CharField(max_length=200, blank=True)  # masked

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], name="one_errand_at_a_time", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="") | Q(ended_at__isnull=False) & ~Q(ended_by=""),
                name="errand_ended_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["application", "began_at"], name="errand_by_application")]


class ErrandOriginal(Record):
    """An original that somebody who helps took with them, and when it went back to its owner."""

    application = models.ForeignKey(
        "hall.Application", on_delete=models.CASCADE, related_name="originals", db_index=False
    )
    name = models.CharField(max_length=100)
    copies = models.PositiveSmallIntegerField(default=1)
    handed_at = models.DateTimeField()
    handed_to = models.CharField(max_length=200)  # unit and post, or that it was a volunteer
    returned_at = models.DateTimeField(null=True)
    returned_by = models.CharField(max_length=200, blank=True)  # unit and post of who noted it

    class Meta:
        indexes = [models.Index(fields=["application", "handed_at"], name="original_by_application")]


class ApplicationDraft(Record):
    """What somebody is filling in online. Kept for them to go on with; sent once, under its own number as key."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+", db_index=False)
    item_code = models.CharField(max_length=40, db_collation="C")
    version = models.ForeignKey("hall.ItemVersion", on_delete=models.PROTECT, related_name="+", db_index=False)
    place_code = models.CharField(max_length=60, blank=True)
    for_account = models.ForeignKey(
        "people.Account", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    said = SealedTextField()  # all that was typed, as JSON
    papers = models.JSONField(default=dict)  # code → {"how": …, "until": …, "files": [numbers]}
    touched_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "item_code"], name="application_draft_once")]
        indexes = [models.Index(fields=["touched_at"], name="application_draft_age")]


class CounterDraft(Record):
    """What a clerk is taking down at a window. It waits for this clerk after a crash, and goes away once it is sent."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=40, db_collation="C")  # of the form: what is sent by it is one application
    place_code = models.CharField(max_length=60)
    item_code = models.CharField(max_length=40, db_collation="C")
    version = models.ForeignKey("hall.ItemVersion", on_delete=models.PROTECT, related_name="+", db_index=False)
    ticket = models.UUIDField(null=True)
    basket = models.UUIDField(null=True)  # of the files of the item's form
    said = SealedTextField()  # all that was typed, as JSON
    touched_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="counter_draft_once")]
        indexes = [
            models.Index(fields=["account", "-touched_at"], name="counter_draft_of_clerk"),
            models.Index(fields=["touched_at"], name="counter_draft_age"),
        ]


class Consent(Record):
    """That one account may apply for another. Asked, answered and taken back by the person concerned alone."""

    asker = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+", db_index=False)
    giver = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+", db_index=False)
    state = models.CharField(max_length=12, default="asked")
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    asker_name = SealedTextField()  # as the asker gave it, for the giver to know who asks
    giver_name = SealedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asker", "giver"], name="consent_once"),
            models.CheckConstraint(condition=~Q(asker=models.F("giver")), name="consent_of_another"),
        ]
        indexes = [models.Index(fields=["giver", "-asked_at"], name="consent_by_giver")]
