from django import forms
from django.utils.translation import gettext_lazy as _

from linli.bills.links import HOSTS, checked_hosts
from linli.bills.queries.providers import MONTHS
from linli.common.setting import Setting, register_number, register_setting

GROUP = "bills"


class HostsField(forms.CharField):
    """Hosts, one a line; gives them as a list."""

    widget = forms.Textarea

    def prepare_value(self, value: object) -> object:
        return "\n".join(value) if isinstance(value, list) else value


def _field() -> forms.Field:
    return HostsField(required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}))


def register_settings() -> None:
    """Which hosts a hand-off may lead to, and how long a look at a provider holds."""
    register_setting(
        Setting(
            HOSTS, _("Hosts that a link may lead to"), GROUP, list, checked_hosts, _field,
            about=_("One a line, as it stands in the browser. A link to any other web address is not offered, whoever entered it."),
        )
    )  # fmt: skip
    register_number(
        MONTHS, _("A provider is looked at again after"), group=GROUP, default=6, least=1, most=36, unit=_("months"),
        about=_("Then it is marked here, and its page says since when nobody has looked."),
        basis=_("Our own rule, unverified."),
    )  # fmt: skip
