"""A field and its rules in words: for the page that draws it, and for what is different between two versions."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from linli.common.listing import listed
from linli.forms.enums import Accept, Kind
from linli.forms.presenting import condition_words
from linli.forms.shape import TODAY, Field, Shape


@dataclass(frozen=True)
class Fact:
    """One rule of a field, in words."""

    label: str
    words: str


@dataclass(frozen=True)
class Difference:
    """One field, or the form itself, that came, went or is asked otherwise."""

    kind: str  # "added", "removed", "changed", "moved"
    title: str
    points: tuple[tuple[str, str, str], ...] = ()  # label, before, after


def facts_of(field: Field, level: dict[str, Field]) -> list[Fact]:
    """The rules of a field, in the order in which the page shows them."""
    found = [(pgettext("of a field", "Kind"), str(field.kind.label))]
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        found.append((_("Answers"), listed(str(one.words) for one in field.options)))
    if field.kind is Kind.FILES:
        found.append((_("Takes"), listed(str(Accept(one).label) for one in field.accept)))
    if field.kind is Kind.ADDRESS:
        found.append((_("Down to"), str(field.depth.label)))
    bounds = bounds_words(field)
    if bounds:
        found.append((_("Bounds"), bounds))
    if field.kind is Kind.NUMBER and field.decimals:
        found.append((_("Decimals"), str(field.decimals)))
    if field.shown_when:
        found.append((_("Asked if"), condition_words(field.shown_when, level)))
    if field.required_when:
        found.append((_("Needed if"), condition_words(field.required_when, level)))
    if field.reuse:
        found.append((_("Can be kept as"), str(field.reuse.label)))
    return [Fact(label, words) for label, words in found]


def bounds_words(field: Field) -> str:
    """The bounds of a field: “2 to 50 characters”."""
    if field.least is None and field.most is None:
        return ""
    if field.kind is Kind.DATE:
        return _days_words(field)
    least, most = field.least, field.most
    if (least in (None, 0) and field.kind is not Kind.NUMBER) or least is None:
        said = _("at most %(most)s") % {"most": most}
    elif most is None:
        said = _("at least %(least)s") % {"least": least}
    else:
        said = _("%(least)s to %(most)s") % {"least": least, "most": most}
    unit = _unit(field.kind, least if most is None else most)
    return f"{said} {unit}" if unit else said


def _unit(kind: Kind, count: float) -> str:
    """What is counted, after the last number that is said."""
    one = int(count)
    units = {
        Kind.TEXT: ngettext("character", "characters", one), Kind.WORDS: ngettext("character", "characters", one),
        Kind.CHOICES: ngettext("answer", "answers", one), Kind.FILES: ngettext("file", "files", one),
        Kind.ROWS: npgettext("of a group", "row", "rows", one),
    }  # fmt: skip
    return units.get(kind, "")


def _days_words(field: Field) -> str:
    bounds = ((_("not before %(day)s"), field.least), (_("not after %(day)s"), field.most))
    return listed(words % {"day": _("today") if day == TODAY else day} for words, day in bounds if day)


def differences(before: Shape, after: Shape) -> list[Difference]:
    """What is different between two shapes: the form itself, then field by field."""
    found = []
    whole = _points(_whole(before), _whole(after))
    if whole:
        found.append(Difference("changed", _("The form as a whole"), whole))
    found += _levels(before.fields, after.fields, "")
    return found


def _whole(shape: Shape) -> dict[str, str]:
    return {
        _("Title, Chinese"): shape.words.zh, _("Title, English"): shape.words.en,
        _("Help, Chinese"): shape.help.zh, _("Help, English"): shape.help.en,
    }  # fmt: skip


def _levels(before: tuple[Field, ...], after: tuple[Field, ...], group: str) -> list[Difference]:
    old, new = {one.name: one for one in before}, {one.name: one for one in after}
    found = []
    for one in after:
        title = f"{group}{one.words}"
        if one.name not in old:
            found.append(Difference("added", title, tuple((fact.label, "", fact.words) for fact in facts_of(one, new))))
            continue
        points = _points(_said(old[one.name], old), _said(one, new))
        if points:
            found.append(Difference("changed", title, points))
        found += _levels(old[one.name].fields, one.fields, f"{title} › ")
    found += [Difference("removed", f"{group}{one.words}") for one in before if one.name not in new]
    found += _moved([one.name for one in before if one.name in new], [one for one in after if one.name in old], group)
    return found


def _moved(before: list[str], after: list[Field], group: str) -> list[Difference]:
    """The fields that are asked at another place: as few as explain the new order."""
    names = [one.name for one in after]
    blocks = SequenceMatcher(None, before, names, autojunk=False).get_matching_blocks()
    stayed = {name for block in blocks for name in names[block.b : block.b + block.size]}
    found = []
    for at, one in enumerate(after):
        if one.name not in stayed:
            place = _("now after “%(question)s”") % {"question": after[at - 1].words} if at else _("now the first")
            found.append(Difference("moved", f"{group}{one.words}", ((pgettext("of fields", "Order"), "", place),)))
    return found


def _said(field: Field, level: dict[str, Field]) -> dict[str, str]:
    said = {
        _("Title, Chinese"): field.words.zh, _("Title, English"): field.words.en,
        _("Help, Chinese"): field.help.zh, _("Help, English"): field.help.en,
        _("Must be answered"): pgettext("of a field", "yes") if field.is_required else pgettext("of a field", "no"),
    }  # fmt: skip
    codes = {_("Codes"): " ".join(one.code for one in field.options)} if field.options else {}
    english = {_("Answers, English"): listed(one.words.en for one in field.options)} if field.options else {}
    return said | {fact.label: fact.words for fact in facts_of(field, level)} | codes | english


def _points(before: dict[str, str], after: dict[str, str]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (label, before.get(label, ""), after.get(label, ""))
        for label in {**before, **after}
        if before.get(label, "") != after.get(label, "")
    )
