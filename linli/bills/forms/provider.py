from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.areas.queries.map import area_map, county_code, towns
from linli.bills.domain.provider import MOST, ProviderWords, facts_of, mark_of
from linli.bills.enums import BillKind
from linli.bills.models import Provider
from linli.common.errors import Refusal


class ProviderForm(forms.Form):
    """Who is paid, where, and how it is reached."""

    beside = {
        "link_faulty": "link", "host_not_allowed": "link", "provider_area_unknown": "more_areas",
        "provider_there": "name",
    }  # fmt: skip

    kind = forms.ChoiceField(label=_("What is paid"), choices=BillKind.choices)
    name = forms.CharField(label=pgettext_lazy("provider", "Name, as on the bill"), max_length=MOST["name"])
    areas = forms.MultipleChoiceField(label=_("Where it serves"), required=False)
    more_areas = forms.CharField(
        label=_("Only some communities"),
        required=False,
        max_length=800,
        help_text=_("Their codes of twelve digits, separated by spaces."),
    )
    telephone = forms.CharField(label=_("Telephone"), required=False, max_length=MOST["telephone"])
    hours = forms.CharField(label=_("When somebody answers"), required=False, max_length=MOST["hours"])
    link = forms.CharField(
        label=_("Its page for paying"), required=False, max_length=300,
        help_text=_("https:// only, on a web address that is allowed. Nothing is added to it."),
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "autocomplete": "off"}),
    )  # fmt: skip
    app_name = forms.CharField(
        label=_("Its app or account, by name"), required=False, max_length=MOST["app_name"]
    )  # fmt: skip
    counter = forms.CharField(label=_("At which counter"), required=False, max_length=MOST["counter"])
    is_active = forms.BooleanField(label=_("Shown to residents"), required=False, initial=True)
    seen = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, provider: Provider | None = None, **options: Any) -> None:
        if provider is not None:
            facts = facts_of(provider)
            towns_of = [area for area in facts["areas"] if len(area) <= 9]
            options["initial"] = facts | {
                "areas": towns_of, "more_areas": " ".join(area for area in facts["areas"] if len(area) > 9),
                "seen": mark_of(provider),
            }  # fmt: skip
        super().__init__(*args, **options)
        self.fields["areas"].choices = [  # type: ignore[attr-defined]
            (county_code(), _("Everywhere")), *((town.code, town.name) for town in towns())
        ]  # fmt: skip
        self.fields["areas"].widget.attrs["size"] = 6

    def words(self) -> ProviderWords:
        said = self.cleaned_data
        names = ("kind", "telephone", "hours", "link", "app_name", "counter", "is_active", "name")
        areas = (*said["areas"], *said["more_areas"].split())
        return ProviderWords(areas=areas, **{name: said[name] for name in names})

    def refuse(self, refusal: Refusal) -> None:
        field = self.beside.get(refusal.code)
        self.add_error(field if field in self.fields else None, str(refusal))


def names_of(areas: list[str]) -> str:
    """Places in words, for the trail."""
    return " ".join(area_map()[area].name for area in areas if area in area_map())
