from datetime import time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.notices.carriers import is_carried
from linli.notices.domain.fan_out import address_of
from linli.notices.enums import OUTSIDE, Channel
from linli.notices.models import Preference, QuietHours
from linli.notices.texts import Words, groups
from linli.people.models import Account

CLOCK = "%H:%M"


class PreferencesForm(forms.Form):
    """One tick a group and channel that reaches this account, and the quiet hours (both ends or none)."""

    from_hour = forms.TimeField(
        label=pgettext_lazy("quiet hours", "From"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format=CLOCK),
    )
    until_hour = forms.TimeField(
        label=pgettext_lazy("quiet hours", "Until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format=CLOCK),
    )

    def __init__(self, data: QueryDict | None = None, *, account: Account) -> None:
        self.account = account
        self.groups = groups(is_staff=account.is_staff)
        self.channels = [Channel(code) for code in OUTSIDE if is_carried(code) and address_of(account, code)]
        super().__init__(data, initial=self._kept())
        for group, title in self.groups.items():
            for channel in self.channels:
                self.fields[_name(group, channel)] = forms.BooleanField(label=str(title), required=False)

    def _kept(self) -> dict[str, Any]:
        kept = Preference.objects.filter(account=self.account).values_list("group", "channel", "is_on")
        off = {(group, channel) for group, channel, is_on in kept if not is_on}
        values: dict[str, Any] = {
            _name(group, channel): (group, channel) not in off for group in self.groups for channel in self.channels
        }
        quiet = QuietHours.objects.filter(account=self.account).first()
        return values | ({"from_hour": quiet.from_hour, "until_hour": quiet.until_hour} if quiet else {})

    def by_channel(self) -> list[tuple[Words, list[forms.BoundField]]]:
        """The ticks of each channel, for the page."""
        return [(channel.label, [self[_name(group, channel)] for group in self.groups]) for channel in self.channels]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        begin, end = given.get("from_hour"), given.get("until_hour")
        if (begin is None) != (end is None) and not self.errors:
            missing = "until_hour" if end is None else "from_hour"
            self.add_error(missing, _("Give both times, or neither."))
        elif begin is not None and begin == end:
            self.add_error("until_hour", _("The end must differ from the beginning."))
        return given

    def wanted(self) -> dict[tuple[str, str], bool]:
        return {
            (group, channel.value): self.cleaned_data[_name(group, channel)]
            for group in self.groups
            for channel in self.channels
        }

    def quiet(self) -> tuple[time, time] | None:
        begin, end = self.cleaned_data["from_hour"], self.cleaned_data["until_hour"]
        return (begin, end) if begin is not None else None


def _name(group: str, channel: str) -> str:
    return f"{group}-{channel}"
