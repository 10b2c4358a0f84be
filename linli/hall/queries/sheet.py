"""The catalogue as its keepers see it: lines with their state, a content as a sheet, faults in words, the trail."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.common.models import AuditEntry
from linli.hall.content import Content, complete, faults
from linli.hall.domain.item import SUBJECT
from linli.hall.domain.taking_back import is_fresh
from linli.hall.models import Item, ItemDraft
from linli.hall.queries.codes import code_fault
from linli.hall.queries.difference import difference
from linli.hall.queries.finding import Wanted, rank_of
from linli.hall.queries.fitting import known_answers
from linli.hall.queries.item import ItemFacts, VersionFacts, item_map
from linli.hall.queries.words import key_words, material_words, rule_words, value_words
from linli.hall.rules import may_manage_items
from linli.people.enums import Role
from linli.people.labels import label_words
from linli.people.reader import Reader

SHOWN, MOST_SAID, MOST_WORDS = 8, 3, 40
ONLY = ("unverified", "draft", "coming", "withdrawn", "new")


@dataclass(frozen=True)
class CatalogueLine:
    """An item with where it stands."""

    item: ItemFacts
    version: VersionFacts | None
    coming: VersionFacts | None
    has_draft: bool


@dataclass(frozen=True)
class Change:
    """One line of the trail."""

    id: UUID
    at: datetime
    who: str
    title: str
    before: str
    after: str
    may_take_back: bool


@dataclass(frozen=True)
class Fault:
    """What is wrong with a draft, and where it is mended."""

    words: str
    url: str


def catalogue_lines(wanted: Wanted, only: str) -> list[CatalogueLine]:
    """Every item, narrowed. One statement, for the drafts."""
    drafts = set(ItemDraft.objects.values_list("item__code", flat=True))
    lines = [
        CatalogueLine(item, item.current, item.coming, item.code in drafts) for item in item_map().values()
        if (not wanted.group or item.group == wanted.group) and (not wanted.kind or item.kind == wanted.kind)
        and (not wanted.words or rank_of(item, wanted.words) is not None)
    ]  # fmt: skip
    return [line for line in lines if only not in ONLY or only in _states(line)]


def _states(line: CatalogueLine) -> set[str]:
    """In which of ONLY an item stands."""
    states = {
        "unverified": line.version is not None and not line.version.is_verified, "draft": line.has_draft,
        "coming": line.coming is not None, "withdrawn": line.item.is_withdrawn, "new": not line.item.versions,
    }  # fmt: skip
    return {name for name, is_so in states.items() if is_so}


def sheet_rows(content: Content) -> list[tuple[str, str]]:
    """What a content says, key by key; what it does not say is left out."""
    titles = key_words()
    rows = [
        (title, value_words(key, content[key], content)) for key, title in titles.items()
        if key not in ("materials", "fit", "is_free")
    ]  # fmt: skip
    if content["is_free"]:
        rows.insert(
            rows.index((titles["fee"], value_words("fee", content["fee"], content))), (titles["fee"], titles["is_free"])
        )
    always = {titles[key] for key in ("is_verified", "channels", "accepting_body", "deciding_body", "conditions")}
    return [(title, words or "–") for title, words in rows if title in always or words not in ("", _("no"))]


def material_lines(content: Content) -> list[str]:
    return [material_words(row) for row in content["materials"]]


def rule_lines(content: Content) -> list[str]:
    return [rule_words(row) for row in content["fit"]]


def draft_faults(code: str, content: Content) -> list[Fault]:
    """What still keeps a draft from being published."""
    found = faults(content, code_fault=code_fault, answers=known_answers())
    return [_fault(code, fault, content) for fault in found]


def _fault(code: str, fault: str, content: Content) -> Fault:
    key, _gap, rest = fault.partition(":")
    title = key_words().get(key, key)
    if key in ("materials", "fit") and rest:
        number, _gap, what = rest.partition(":")
        row = content[key][int(number)]
        name = material_words(row) if key == "materials" else rule_words(row)
        return Fault(
            _("%(title)s %(number)s, %(name)s: %(what)s") % {"title": title, "number": int(number) + 1, "name": name, "what": fault_words(what)},
            reverse("hall:item-row", args=[code, key, int(number) + 1]),
        )  # fmt: skip
    said = _("%(name)s: %(what)s") % {"name": title, "what": fault_words(rest)}
    return Fault(said, reverse("hall:item-whole", args=[code]))


def fault_words(what: str) -> str:
    """What is wrong, in words."""
    words = {
        "": _("cannot be read or is too long"), "unknown": _("there is no such unit"),
        "closed_unit": _("this unit is closed"), "no_kind": _("there is no such kind of matter"),
        "closed_kind": _("this kind of matter is no longer used"),
        "other_kind": _("this kind of matter is not one of service items"),
        "no_form": _("no form is published under this code"),
        "online_only": _("never online only"), "free": _("free, and a fee as well"),
        "licensing": _("licensing: everything missing is told within five working days, else it counts as accepted"),
        "code": _("a code of its own is needed"), "name": _("a name is needed"),
        "is_obtainable": _("what the office fetches is not asked for"),
        "is_secondary": _("the item takes no papers later"), "sample": _("the address begins with https://"),
        "question": _("there is no such question"), "answers": _("answers of that question are needed"),
    }  # fmt: skip
    return words.get(what, words[""])


def item_changes(item: Item, reader: Reader) -> list[Change]:
    """The newest changes of one item. A statement, and at most two for each that could be taken back."""
    rows = AuditEntry.objects.filter(subject_kind=SUBJECT, subject_id=item.code, detail__has_key="after")
    may = may_manage_items(reader)
    return [
        Change(
            entry.id, entry.at, who_of(entry.actor_label), _title(entry), "", _words(entry),
            may and at < MOST_SAID and is_fresh(entry, item),
        )
        for at, entry in enumerate(rows.order_by("-at", "-id")[:SHOWN])
    ]  # fmt: skip


def who_of(label: str) -> str:
    """The actor as shown: unit and post."""
    return label_words(label) if label.rpartition(" · ")[2] in Role.values else _("Linli")


def _title(entry: AuditEntry) -> str:
    titles = {
        "item.made": _("Item made"), "item.changed": _("Item changed"), "item.withdrawn": _("Item withdrawn"),
        "item.restored": _("Item offered again"), "item.draft_begun": _("Draft begun"),
        "item.draft_changed": _("Draft changed"), "item.draft_discarded": _("Draft discarded"),
        "item.published": _("Version %(version)s published"),
        "item.recalled": _("Version %(version)s taken back before its day"),
        "item.brought_back": _("Version %(version)s says what a former one said"),
    }  # fmt: skip
    return titles.get(entry.action, entry.action) % {"version": entry.detail.get("version", "")}


def _words(entry: AuditEntry) -> str:
    detail = entry.detail
    if entry.action == "item.draft_changed":
        found = [
            change
            for key in detail["after"]
            for change in difference(_only(key, detail["before"]), _only(key, detail["after"]))
        ]
        said = pgettext("between changes", "; ").join(
            _("%(name)s: %(what)s") % {"name": one.title, "what": f"{_short(one.before)} → {_short(one.after)}"}
            for one in found[:MOST_SAID]
        )
        return f"{said} …" if len(found) > MOST_SAID else said
    if entry.action == "item.changed":
        return pgettext("between changes", "; ").join(
            f"{detail['before'][name] or '–'} → {value or '–'}" for name, value in detail["after"].items()
        )
    if entry.action in ("item.withdrawn", "item.restored"):
        return str(detail["after"]["reason"] or detail["before"]["reason"])
    if "valid_from" in detail:
        return _("In force from %(day)s.") % {"day": detail["valid_from"]}
    return ""


def _short(words: str) -> str:
    return f"{words[:MOST_WORDS]}…" if len(words) > MOST_WORDS else words or "–"


def _only(key: str, part: dict[str, object]) -> Content:
    return complete({key: part[key]})
