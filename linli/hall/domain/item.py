"""Make an item, change what it is, withdraw it with a reason, offer it again. What it needs is told by its versions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from linli.areas.queries.map import county_code
from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.common.models import AuditEntry
from linli.common.words import initials
from linli.hall.content import CODE
from linli.hall.enums import Group, ItemKind, PowerKind
from linli.hall.errors import (
    ItemCodeTaken,
    ItemFactsFaulty,
    ItemNotWithdrawn,
    ItemUnknown,
    ItemWithdrawn,
    NotCatalogueKeeper,
    ReasonMissing,
)
from linli.hall.models import Item
from linli.hall.queries.item import TOPIC
from linli.hall.rules import may_manage_items
from linli.people.reader import Reader

SUBJECT = "item"
FACTS = ("kind", "power", "group", "position", "name", "name_en", "words")
MOST = {"name": 100, "name_en": 150, "words": 300}
Facts = Mapping[str, Any]


def make_item(code: str, facts: Facts, *, by: Reader) -> Item:
    """Make an item that nobody is offered yet: its first version is still to be written.

    Raises NotCatalogueKeeper, ItemFactsFaulty, ItemCodeTaken.
    """
    with transaction.atomic():
        enter(by)
        if not CODE.fullmatch(code):
            raise ItemFactsFaulty
        if Item.objects.filter(code=code).exists():
            raise ItemCodeTaken(item=code)
        item = Item(code=code, is_set_here=True)
        write_facts(item, checked(facts))
        note("item.made", code, by, before=None, after=state_of(item))
    return item


def change_item(code: str, facts: Facts, *, by: Reader, of: str = "") -> Item:
    """Write anew what an item is. Raises NotCatalogueKeeper, ItemUnknown, ItemFactsFaulty."""
    with transaction.atomic():
        enter(by)
        item = lock_item(code)
        said = checked({**state_of(item), **facts})
        before = {name: value for name, value in state_of(item).items() if said[name] != value}
        if before:
            item.is_set_here = True
            write_facts(item, said)
            note("item.changed", code, by, before=before, after={name: said[name] for name in before}, **_of(of))
    return item


def withdraw_item(code: str, *, reason: str, by: Reader, at: datetime | None = None, of: str = "") -> Item:
    """Offer an item no more; its guide says why. What runs goes on.

    Raises NotCatalogueKeeper, ItemUnknown, ReasonMissing, ItemWithdrawn.
    """
    with transaction.atomic():
        enter(by)
        item, words = lock_item(code), reason.strip()
        if not words or len(words) > 200:
            raise ReasonMissing
        if item.withdrawn_at is not None:
            raise ItemWithdrawn
        item.withdrawn_at, item.reason, item.is_set_here = at or now(), words, True
        item.save(update_fields=["withdrawn_at", "reason", "is_set_here"])
        note("item.withdrawn", code, by, before={"reason": ""}, after={"reason": words}, **_of(of))
    return item


def restore_item(code: str, *, by: Reader, of: str = "") -> Item:
    """Offer an item again. Raises NotCatalogueKeeper, ItemUnknown, ItemNotWithdrawn."""
    with transaction.atomic():
        enter(by)
        item = lock_item(code)
        if item.withdrawn_at is None:
            raise ItemNotWithdrawn
        before, item.withdrawn_at, item.reason = item.reason, None, ""
        item.save(update_fields=["withdrawn_at", "reason"])
        note("item.restored", code, by, before={"reason": before}, after={"reason": ""}, **_of(of))
    return item


def enter(by: Reader) -> None:
    """Nobody else writes the catalogue meanwhile: the row of the topic is locked from here on."""
    if not may_manage_items(by):
        raise NotCatalogueKeeper
    changed(TOPIC)


def lock_item(code: str) -> Item:
    item = Item.objects.select_for_update().filter(code=code).first()
    if item is None:
        raise ItemUnknown(item=code)
    return item


def state_of(item: Item) -> dict[str, Any]:
    """What an item is, as the trail and the configuration have it."""
    return {name: getattr(item, name) for name in FACTS}


def checked(facts: Facts) -> dict[str, Any]:
    """Return the facts of an item, if they hold; raises ItemFactsFaulty."""
    said = {
        "kind": facts.get("kind"), "power": facts.get("power"), "group": facts.get("group"),
        "position": facts.get("position", 100), **{name: facts.get(name, "") for name in MOST},
    }  # fmt: skip
    if said["kind"] == ItemKind.PARTY:
        said["power"] = facts.get("power") or PowerKind.NONE
    is_text = all(isinstance(said[name], str) and len(said[name].strip()) <= most for name, most in MOST.items())
    is_known = said["kind"] in ItemKind.values and said["power"] in PowerKind.values and said["group"] in Group.values
    is_place = isinstance(said["position"], int) and 0 <= said["position"] <= 9999
    is_fair = said["kind"] != ItemKind.PARTY or said["power"] == PowerKind.NONE
    if not (is_text and is_known and is_place and is_fair and said["name"].strip()):
        raise ItemFactsFaulty
    return {name: value.strip() if name in MOST else value for name, value in said.items()}


def write_facts(item: Item, said: Facts) -> None:
    for name in FACTS:
        setattr(item, name, str(said[name]) if name in ("kind", "power", "group") else said[name])
    item.initials = initials(item.name)
    item.save()


def note(action: str, code: str, by: Reader, *, before: Any, after: Any, **more: Any) -> AuditEntry:
    return note_deed(
        action, by=by, subject_kind=SUBJECT, subject_id=code, area=county_code(), before=before, after=after, **more
    )


def _of(entry: str) -> dict[str, str]:
    return {"of": entry} if entry else {}
