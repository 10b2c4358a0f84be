from django.db import models
from django.utils.timezone import now

from linli.common.models import Record
from linli.notices.enums import Channel, State
from linli.people.sealing import SealedTextField


class Notice(Record):
    """One message to one recipient by one channel. The words are made when it is sent or read, in their language.

    To an account the address is looked up at sending; only a bare address is kept here, sealed. `parameters` hold no
    personal data: the words name matters and offices, never persons.
    """

    telling = models.UUIDField()  # all notices of one `tell` share it
    recipient = models.ForeignKey(
        "people.Account", null=True, blank=True, on_delete=models.CASCADE, related_name="notices"
    )
    address = SealedTextField()
    channel = models.CharField(max_length=10, choices=Channel)
    topic = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    parameters = models.JSONField(default=dict)
    language = models.CharField(max_length=10, blank=True)  # of a bare address; an account has its own

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=now)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # A fan-out that is run twice tells nobody twice.
            models.UniqueConstraint(fields=["telling", "recipient", "channel"], name="notice_once"),
            models.CheckConstraint(
                condition=models.Q(recipient__isnull=True) | ~models.Q(channel=Channel.WEBHOOK),
                name="notice_webhook_is_bare",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-id"], condition=models.Q(channel=Channel.IN_APP), name="notice_inbox"),
            models.Index(
                fields=["recipient", "-id"],
                condition=models.Q(channel=Channel.IN_APP, read_at__isnull=True),
                name="notice_unread",
            ),
            models.Index(
                fields=["not_before"],
                condition=models.Q(state__in=[State.WAITING, State.FAILED]),
                name="notice_due",
            ),
            models.Index(fields=["-id"], condition=models.Q(state=State.DEAD), name="notice_dead"),
        ]
