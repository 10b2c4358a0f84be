"""How each kind of field is asked for in a browser. Lengths are not given to it: it counts them otherwise than we do."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from linli.areas.queries.map import children_of, towns
from linli.forms.enums import Accept, Depth, Kind, Reuse
from linli.forms.shape import TODAY, Field

MOST_SHOWN = 7  # answers that stand open; more go into a list
AUTOCOMPLETE = {Reuse.NAME: "name", Reuse.PHONE: "tel", Reuse.BORN: "bday", Reuse.UNIT: "organization"}
PLAIN = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
SUFFIXES = {Accept.PICTURE: "image/*", Accept.PAPER: ".pdf,.docx,.xlsx"}


class Places(forms.Select):
    """The villages and communities of the county by town; the town itself where that is exact enough."""

    def __init__(self, depth: Depth) -> None:
        super().__init__(attrs={"aria-label": _("Village or community")})
        self.depth = depth

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        self.choices = [("", _("Choose one")), *(self._of(town.code, town.name) for town in towns())]
        return super().optgroups(name, value, attrs)

    def _of(self, code: str, name: str) -> tuple[str, list[tuple[str, str]]]:
        villages = [(one.code, one.name) for one in children_of(code)]
        return name, ([(code, name)] if self.depth == Depth.TOWN else []) + villages


class Address(forms.MultiWidget):
    """A place of the county and the words behind it."""

    use_fieldset = True

    def __init__(self, asked: Field) -> None:
        words = forms.TextInput(attrs={"aria-label": _("Road, house, room"), "placeholder": _("Road, house, room")})
        super().__init__({"area": Places(asked.depth), "words": words})

    def decompress(self, value: Any) -> list[str]:
        said = value if isinstance(value, dict) else {}
        return [str(said.get("area") or ""), str(said.get("words") or "")]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        area, words = super().value_from_datadict(data, files, name)
        return {"area": area or "", "words": words or ""}


class Files(forms.Widget):
    """The numbers of the files that the strip shows; it is drawn by the template, not here."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:  # noqa: ARG002
        return data.getlist(name) if hasattr(data, "getlist") else list(data.get(name) or [])


class Day(forms.DateInput):
    """A day, as the browser asks for it."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        return value if isinstance(value, str) else None


def widget_of(asked: Field, *, today: date) -> forms.Widget:
    """Return the widget of a field."""
    match asked.kind:
        case Kind.WORDS:
            return forms.Textarea(attrs={"rows": 4})
        case Kind.NUMBER:
            return forms.TextInput(
                attrs={"inputmode": "decimal" if asked.decimals else "numeric", "autocomplete": "off"}
            )
        case Kind.DATE:
            return Day(attrs=_days(asked, today))
        case Kind.CHOICE:
            return _choice(asked)
        case Kind.CHOICES:
            return forms.CheckboxSelectMultiple(choices=_options(asked))
        case Kind.IDENTITY | Kind.CREDIT_CODE:
            return forms.TextInput(attrs=PLAIN)
        case Kind.PHONE:
            return forms.TextInput(attrs={"type": "tel", "inputmode": "tel", **_autocomplete(asked)})
        case Kind.ADDRESS:
            return Address(asked)
        case Kind.FILES:
            return Files()
        case Kind.ROWS:
            return forms.HiddenInput()
    return forms.TextInput(attrs=_autocomplete(asked))


def accept_of(asked: Field) -> str:
    """What the browser offers to choose from."""
    return ",".join(SUFFIXES[Accept(one)] for one in asked.accept)


def _choice(asked: Field) -> forms.Widget:
    is_optional = not asked.is_required and asked.required_when is None
    if len(asked.options) > MOST_SHOWN:
        return forms.Select(choices=[("", _("Choose one")), *_options(asked)])
    return forms.RadioSelect(choices=[*_options(asked), *([("", _("No answer"))] if is_optional else [])])


def _options(asked: Field) -> list[tuple[str, str]]:
    return [(one.code, str(one.words)) for one in asked.options]


def _autocomplete(asked: Field) -> dict[str, str]:
    return {"autocomplete": AUTOCOMPLETE[asked.reuse]} if asked.reuse in AUTOCOMPLETE else {"autocomplete": "off"}


def _days(asked: Field, today: date) -> dict[str, str]:
    edges = {"min": asked.least, "max": asked.most}
    said = {key: today.isoformat() if edge == TODAY else edge for key, edge in edges.items() if edge}
    return said | _autocomplete(asked)
