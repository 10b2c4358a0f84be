"""The filter bar: a plain GET form whose fields are the words of the address."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from linli.areas.queries.map import area_name, towns, villages_of
from linli.cases.enums import Source
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.kinds import majors
from linli.cases.queries.procedure import kind_map, published
from linli.common.widgets import PlainSelect
from linli.people.enums import UnitKind
from linli.people.queries.unit import unit_map, unit_name

Choices = list[tuple[str, Any]]
ANY = pgettext_lazy("filter", "Any")
OUTCOMES = [("on_time", _("Closed in time")), ("late", _("Closed late"))]
RATED = [
    ("good", _("Rated fairly satisfied or better")), ("low", _("Rated dissatisfied")), ("any", _("Rated by whoever reported")),
]  # fmt: skip
CONTACTS = [
    ("owed", _("first contact owed")), ("judged", _("first contact made, or its time has run")),
    ("on_time", _("first contact in time")),
]  # fmt: skip
STEP_WORDS = [
    ("filed", _("filed")), ("dispatched", _("dispatched")), ("straight", _("dispatched to the right unit at once")),
    ("concluded", _("filed and over by now")), ("reworked", _("closed after it was sent back or reopened")),
]  # fmt: skip
VISIT_WORDS = [
    ("any", _("called back")), ("reached", _("called back: reached")), ("unreached", _("called back: not reached")),
    ("resolved", _("called back: resolved")), ("unresolved", _("called back: not resolved")),
    ("resolution_known", _("called back: whether resolved is known")),
    ("resolution_unknown", _("called back: whether resolved could not be found out")),
    ("satisfied", _("called back: satisfied")), ("dissatisfied", _("called back: not satisfied")),
    ("satisfaction_known", _("called back: whether satisfied is known")),
    ("satisfaction_unknown", _("called back: whether satisfied could not be found out")),
]  # fmt: skip
DAY = {"type": "date"}


class FilterForm(forms.Form):
    """Every field narrows the list; the choices below a chosen one (villages of a town) follow it."""

    q = forms.CharField(label=_("Words"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    town = forms.ChoiceField(label=_("Town or subdistrict"), required=False, widget=PlainSelect)
    village = forms.ChoiceField(label=_("Village or community"), required=False, widget=PlainSelect)
    major = forms.ChoiceField(label=_("Group of kinds"), required=False, widget=PlainSelect)
    kind = forms.ChoiceField(label=_("Kind"), required=False, widget=PlainSelect)
    source = forms.ChoiceField(label=_("Came in by"), required=False, widget=PlainSelect)
    unit = forms.ChoiceField(label=_("Lead unit"), required=False, widget=PlainSelect)
    state = forms.ChoiceField(label=_("State"), required=False, widget=PlainSelect)
    opened_from = forms.DateField(label=_("Opened from"), required=False, widget=forms.DateInput(attrs=DAY))
    opened_to = forms.DateField(label=_("Opened until"), required=False, widget=forms.DateInput(attrs=DAY))
    closed_from = forms.DateField(label=_("Closed from"), required=False, widget=forms.DateInput(attrs=DAY))
    closed_to = forms.DateField(label=_("Closed until"), required=False, widget=forms.DateInput(attrs=DAY))
    outcome = forms.ChoiceField(
        label=_("In time or late"), required=False, widget=PlainSelect, choices=[("", ANY), *OUTCOMES]
    )
    rated = forms.ChoiceField(label=_("Rating"), required=False, widget=PlainSelect, choices=[("", ANY), *RATED])

    def __init__(self, wanted: CaseFilter) -> None:
        super().__init__(initial={name.name: getattr(wanted, name.name) for name in fields(CaseFilter)})
        kinds = [kind for kind in kind_map().values() if kind.is_active and kind.major_code == wanted.major]
        self._offer("town", [(town.code, town.name) for town in towns()], wanted.town)
        self._offer(
            "village", [(one.code, one.name) for one in villages_of(wanted.town)] if wanted.town else [], wanted.village
        )
        self._offer("major", majors().items(), wanted.major)
        self._offer("kind", [(kind.code, kind_words(kind.code)) for kind in kinds], wanted.kind)
        self._offer("source", Source.choices, wanted.source)
        self._offer("unit", units(wanted.town), wanted.unit)
        self._offer("state", states(), wanted.state)

    def _offer(self, name: str, choices: Iterable[tuple[str, Any]], chosen: str) -> None:
        """Offer choices; what the address names and the list has not (a closed unit) stays choosable."""
        found = list(choices)
        if chosen and chosen not in dict(found):
            found.insert(0, (chosen, VALUE_WORDS[name](chosen)))
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", ANY), *found]

    @property
    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in ("q", "town", "major", "unit")]

    @property
    def further(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in ("q", "town", "major", "unit")]


def kind_words(code: str) -> str:
    """The name of a kind in the reader's language."""
    kind = kind_map().get(code)
    if kind is None:
        return code
    return kind.name_en if kind.name_en and get_language() == "en" else kind.name


def units(town: str = "") -> Choices:
    """The units worth filtering by: departments and towns, and of a chosen town its villages."""
    found = [
        unit for unit in unit_map().values()
        if unit.kind != UnitKind.VILLAGE_OFFICE or (town and unit.area.startswith(town))
    ]  # fmt: skip
    return [(str(unit.id), unit.words) for unit in sorted(found, key=lambda unit: (unit.kind, unit.area, unit.code))]


def states() -> Choices:
    """Every state of the procedures in force, by what it is called; then those that only former versions have."""
    known = published()
    found: dict[str, str] = {}
    for number in known.newest.values():
        for state in known.by_id[number].states.values():
            names = found.get(state.code, "").split(" / ") if state.code in found else []
            if str(state.title) not in names:
                found[state.code] = " / ".join([*names, str(state.title)])
    former = {state.code: str(state.title) for spec in known.by_id.values() for state in spec.states.values()}
    return list((found | {code: title for code, title in former.items() if code not in found}).items())


def _unit_words(number: str) -> str:
    return unit_name(UUID(number))


VALUE_WORDS: dict[str, Any] = {
    "town": area_name, "village": area_name, "grid": area_name, "major": lambda code: majors().get(code, code),
    "kind": kind_words, "source": lambda code: Source(code).label, "unit": _unit_words,
    "state": lambda code: dict(states()).get(code, code), "outcome": lambda code: dict(OUTCOMES)[code],
    "rated": lambda code: dict(RATED)[code], "lead": lambda _code: _("as lead unit"),
    "contact": lambda code: dict(CONTACTS)[code], "visit": lambda code: dict(VISIT_WORDS)[code],
    "step": lambda code: dict(STEP_WORDS)[code],
    "visited_from": lambda day: _("called back from %(day)s") % {"day": day},
    "visited_to": lambda day: _("called back until %(day)s") % {"day": day},
    "q": lambda words: f"“{words}”",
    "opened_from": lambda day: _("opened from %(day)s") % {"day": day},
    "opened_to": lambda day: _("opened until %(day)s") % {"day": day},
    "closed_from": lambda day: _("closed from %(day)s") % {"day": day},
    "closed_to": lambda day: _("closed until %(day)s") % {"day": day},
}  # fmt: skip


def set_words(wanted: CaseFilter) -> list[tuple[str, str]]:
    """What is set, in words, each with the address without it."""
    names = [name.name for name in fields(CaseFilter) if name.name not in ("view", "order")]
    return [
        (str(VALUE_WORDS[name](getattr(wanted, name))), wanted.address(**{name: ""}))
        for name in names
        if getattr(wanted, name)
    ]
