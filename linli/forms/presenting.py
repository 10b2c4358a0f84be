"""A form as its template draws it: questions, and repeated groups with their rows."""

from dataclasses import dataclass, field
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from linli.common.listing import listed
from linli.common.templatetags.linli import gap
from linli.forms.enums import Comparison, Kind
from linli.forms.mapper import AnswersForm
from linli.forms.said import said_of
from linli.forms.shape import TODAY, Condition, Field
from linli.forms.widgets import accept_of

Photo = tuple[str, str, str]  # number, address of the small picture, name


@dataclass(frozen=True)
class Part:
    """One question, or one repeated group. `when` says in words under which condition it is asked."""

    asked: Field
    bound: BoundField
    path: str
    when: str = ""
    photos: tuple[Photo, ...] = ()
    upload_url: str = ""
    rows: tuple[tuple["Part", ...], ...] = field(default=())

    @property
    def kind(self) -> str:
        return self.asked.kind.value

    @property
    def width(self) -> str:
        return "short" if self.asked.kind in (Kind.DATE, Kind.NUMBER, Kind.PHONE) else ""

    @property
    def accept(self) -> str:
        return accept_of(self.asked)

    @property
    def can_grow(self) -> bool:
        return len(self.rows) < int(self.asked.most)


def parts_of(form: AnswersForm, *, photos: dict[str, Photo], upload_url: str = "") -> list[Part]:
    """The questions of a form, in their order."""
    return [_part(form, one, one.name, form.shape.by_name, photos, upload_url) for one in form.shape.fields]


def _part(
    form: AnswersForm, asked: Field, path: str, level: dict[str, Field], photos: dict[str, Photo], upload_url: str
) -> Part:
    bound = form[path]
    rows: tuple[tuple[Part, ...], ...] = ()
    if asked.kind is Kind.ROWS:
        inner = {one.name: one for one in asked.fields}
        rows = tuple(
            tuple(_part(form, one, f"{path}-{number}-{one.name}", inner, photos, upload_url) for one in asked.fields)
            for number in range(form.counts[path])
        )
    shown: tuple[Photo, ...] = ()
    if asked.kind is Kind.FILES:
        shown = tuple(photos[number] for number in bound.value() or [] if number in photos)
    return Part(asked, bound, path, _when(asked, level), shown, upload_url, rows)


def _when(asked: Field, level: dict[str, Field]) -> str:
    if asked.shown_when:
        return _("Only if: %(condition)s") % {"condition": condition_words(asked.shown_when, level)}
    if asked.required_when:
        return _("Needed if: %(condition)s") % {"condition": condition_words(asked.required_when, level)}
    return ""


def condition_words(condition: Condition, level: dict[str, Field]) -> str:
    """A condition as people say it: “How to hand it over” is “By somebody for me”."""
    asked = level[condition.field]
    return _("“%(question)s” %(compares)s") % {"question": asked.words, "compares": _compares(condition, asked)}


def _compares(condition: Condition, asked: Field) -> str:
    if condition.comparison is Comparison.FILLED:
        return _("is answered") if condition.value else _("is not answered")
    values: list[Any] = list(condition.value) if isinstance(condition.value, tuple) else [condition.value]
    kind_is_list = asked.kind is Kind.CHOICES
    said = listed(
        _("today") if one == TODAY else f"“{said_of(asked, [one] if kind_is_list else one)}”" for one in values
    )
    return f"{condition.comparison.label}{gap()}{said}"
