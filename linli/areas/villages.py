"""One list of all villages and communities by town, so that a form that asks for one works without script."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from linli.areas.queries.map import area_map, towns, villages_of
from linli.common.widgets import PlainSelect

VILLAGE_DIGITS = 12
Choices = list[tuple[str, str | list[tuple[str, str]]]]


class VillageSelect(PlainSelect):
    """The villages under their towns, written in one go."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ARG002
        attributes = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>{}</select>", attributes, village_options(self.choices, str(value or "")))


class VillageField(forms.CharField):
    """Gives the code of a village or community. Its form fills in `village_choices` each time it is drawn."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=15, widget=VillageSelect, **options)

    def clean(self, value: object) -> str:
        code = str(super().clean(value))
        if code and not is_village(code):
            raise forms.ValidationError(_("Choose a community from the list."))
        return code


def is_village(code: str) -> bool:
    return len(code) == VILLAGE_DIGITS and code in area_map()


def village_choices() -> Choices:
    """Every village under its town, in the order of their codes."""
    groups = [(town.name, [(village.code, village.name) for village in villages_of(town.code)]) for town in towns()]
    return [("", _("Choose…")), *((name, rows) for name, rows in groups if rows)]


def village_options(choices: Iterable[Any], chosen: str) -> SafeString:
    """The choices as options of a select, a group for each town."""
    return format_html_join(
        "", "{}",
        ((_group(key, words, chosen) if isinstance(words, list) else _option(key, words, chosen),) for key, words in choices),
    )  # fmt: skip


def _group(town: str, rows: list[tuple[str, str]], chosen: str) -> SafeString:
    options = "".join(_option(code, name, chosen) for code, name in rows)
    return mark_safe(f'<optgroup label="{escape(town)}">{options}</optgroup>')  # noqa: S308  (escaped)


def _option(code: str, name: str, chosen: str) -> SafeString:
    is_chosen = " selected" if code == chosen else ""
    return mark_safe(f'<option value="{escape(code)}"{is_chosen}>{escape(str(name))}</option>')  # noqa: S308  (escaped)


def village_of(areas: Iterable[str]) -> str:
    """The village or community among the areas of somebody's posts; the empty text where there is none."""
    return next((area for area in areas if is_village(area)), "")
