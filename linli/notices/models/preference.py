from django.db import models

from linli.common.models import Record
from linli.notices.enums import Channel


class Preference(Record):
    """Whether an account wants a group of topics by a channel outside Linli. No row: yes."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="notice_preferences")
    group = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, choices=Channel)
    is_on = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "group", "channel"], name="preference_once"),
            models.CheckConstraint(condition=~models.Q(channel=Channel.IN_APP), name="preference_not_of_inbox"),
        ]


class QuietHours(models.Model):
    """The hours of the day, by the county's clock, in which nothing but urgent leaves for this account."""

    account = models.OneToOneField(
        "people.Account", primary_key=True, on_delete=models.CASCADE, related_name="quiet_hours"
    )
    from_hour = models.TimeField()
    until_hour = models.TimeField()  # earlier than `from_hour`: over midnight

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(from_hour=models.F("until_hour")), name="quiet_hours_have_a_length"
            ),
        ]
