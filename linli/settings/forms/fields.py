"""Kind, place and person, chosen by writing: the browser's own list of suggestions searches, with script and without."""

import re
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.areas.queries.map import area_map, area_path
from linli.cases.queries.kinds import majors
from linli.cases.queries.procedure import kind_map
from linli.cases.queries.routing import kind_words
from linli.people.models import Account

MOST_SUGGESTED = 400
CODE = re.compile(r"[A-Z]?\d*$")


def written_kind(prefix: str) -> str:
    """How a kind or a group of kinds is written so that it is known again: its name and its code."""
    return f"{kind_words(prefix)} {prefix}" if prefix else ""


def written_area(code: str) -> str:
    return f"{' '.join(area_path(code))} {code}" if code else ""


def kind_suggestions() -> list[str]:
    """The groups first, then every kind."""
    active = [kind.code for kind in kind_map().values() if kind.is_active]
    groups = dict.fromkeys(prefix for code in active if (prefix := group_of(code)))
    return [written_kind(prefix) for prefix in (*groups, *active)]


def group_of(code: str) -> str:
    """The beginning of a code that its whole group shares; kinds of our own are grouped by their letter."""
    group = kind_map()[code].major_code
    return next((prefix for prefix in (f"M{group}", group) if code.startswith(prefix) and prefix != code), "")


def area_suggestions() -> list[str]:
    """Towns and villages; a grid is written by its code."""
    return [
        written_area(facts.code) for facts in area_map().values() if facts.is_active and len(facts.code) in (6, 9, 12)
    ]


def staff_suggestions() -> list[str]:
    """The people on the staff, as name and user name."""
    rows = Account.objects.filter(is_staff=True, is_active=True).order_by("username")
    return [
        f"{name} {user}" if name else str(user)
        for name, user in rows.values_list("display_name", "username")[:MOST_SUGGESTED]
    ]


class Suggested(forms.CharField):
    """A line of text with a list of suggestions."""

    def __init__(self, list_id: str, **options: Any) -> None:
        attributes = {"list": list_id, "autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=200, widget=forms.TextInput(attrs=attributes), **options)


class KindField(Suggested):
    """Gives the code of a kind, the beginning of the codes of a group, or "" for every kind."""

    def __init__(self, **options: Any) -> None:
        super().__init__("kinds", **options)

    def clean(self, value: object) -> str:
        text = str(super().clean(value)).strip()
        found = kind_of(text)
        if text and not found:
            raise forms.ValidationError(_("No kind is called that. Choose one from the list that opens as you write."))
        return found


def kind_of(text: str) -> str:
    """The code that was written, alone or behind its name; or the only kind or group of that name."""
    said = text.split()
    known = kind_map()
    if said and CODE.fullmatch(said[-1]) and any(code.startswith(said[-1]) for code in known):
        return said[-1]
    named = [kind.code for kind in known.values() if kind.name == text]
    groups = [code for code, name in majors().items() if name == text]
    prefixes = [
        prefix for code in groups for prefix in (f"M{code}", code) if any(kind.startswith(prefix) for kind in known)
    ]
    return next(iter(named or prefixes[:1]), "")


class AreaField(Suggested):
    """Gives the code of an active area, or "" for everywhere."""

    def __init__(self, **options: Any) -> None:
        super().__init__("areas", **options)

    def clean(self, value: object) -> str:
        text = str(super().clean(value)).strip()
        found = areas_of(text)
        if text and len(found) != 1:
            several = _("Several places are called that: %(codes)s. Write the code behind the name.")
            none = _("No place is called that. Choose one from the list that opens as you write.")
            raise forms.ValidationError(several % {"codes": ", ".join(found[:5])} if found else none)
        return found[0] if found else ""


def areas_of(text: str) -> list[str]:
    """The codes of the areas that are called so: by code, by name, or by the names on the way down."""
    if not text:
        return []
    active = [facts for facts in area_map().values() if facts.is_active]
    last = text.split()[-1]
    if last.isdigit():
        return [facts.code for facts in active if facts.code == last]
    return [facts.code for facts in active if text in (facts.name, facts.full_name, " ".join(area_path(facts.code)))]


class StaffField(Suggested):
    """Gives somebody on the staff, written by name, by user name, or by both."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Name or user name; they need an account for the staff door."))
        super().__init__("staff", **options)

    def clean(self, value: object) -> Account | None:
        text = str(super().clean(value)).strip()
        if not text:
            return None
        user = text.split()[-1]
        staff = Account.objects.filter(is_staff=True, is_active=True).order_by("username")
        found = list(staff.filter(Q(username=user) | Q(username=text))[:2]) or list(staff.filter(display_name=text)[:6])
        if len(found) == 1:
            return found[0]
        several = _("Several people are called that: %(names)s. Write the user name.")
        names = ", ".join(str(account.username) for account in found)
        raise forms.ValidationError(several % {"names": names} if found else _("Nobody on the staff is called that."))
