"""The menu of a centre: a line added, changed, withdrawn, restored; what was done last can be taken back."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.models import AuditEntry
from linli.hall.models import MenuEntry
from linli.hall.order_enums import BroughtBy
from linli.hall.order_errors import (
    EntryAsBefore,
    EntryDays,
    EntryDue,
    EntryNameNeeded,
    EntryReasonNeeded,
    EntryTakeDue,
    EntryUnknown,
)
from linli.people.reader import Reader
from linli.people.scan import scan
from linli.places.domain.place import lock_place
from linli.places.models import Place

SUBJECT, TOPIC = "menu_entry", "hall_menus"
MOST_DAYS = 60
FIELDS = ("name", "name_en", "about", "for_whom", "when", "brought_by", "days", "take_days", "needs_address", "active_from",
          "active_until", "reason")  # fmt: skip
Said = dict[str, Any]


@dataclass(frozen=True)
class EntryWords:
    """What a line of a menu says. `days` until it is done and `take_days` until somebody has taken it, in working days; `active_until` is the last day."""

    name: str
    brought_by: BroughtBy
    days: int
    name_en: str = ""
    about: str = ""
    for_whom: str = ""
    when: str = ""
    needs_address: bool = False
    take_days: int = 1
    active_from: date | None = None
    active_until: date | None = None


def add_entry(place: Place, words: EntryWords, *, by: Reader, is_invented: bool = False) -> MenuEntry:
    """Put a line on the menu of a place. Raises NotYourPlace, PlaceClosed, EntryNameNeeded, EntryDue, EntryTakeDue,
    EntryDays."""
    with transaction.atomic():
        changed(TOPIC)
        locked = lock_place(place, by)
        said = _checked(words)
        number = MenuEntry.objects.filter(place=locked).count() + 1  # none is ever taken out
        entry = MenuEntry.objects.create(place=locked, code=f"m{number}", is_invented=is_invented, **said)
        _note("menu.added", entry, None, by)
    return entry


def change_entry(place: Place, code: str, words: EntryWords, *, by: Reader) -> MenuEntry:
    """Write a line anew; orders that have been placed keep their limit.

    Raises NotYourPlace, PlaceClosed, EntryUnknown, EntryNameNeeded, EntryDue, EntryTakeDue,
    EntryDays.
    """
    return _changed("menu.changed", place, code, by, lambda _entry: _checked(words))


def withdraw_entry(place: Place, code: str, *, reason: str, by: Reader) -> MenuEntry:
    """Take a line off the menu, with the reason. Raises NotYourPlace, PlaceClosed, EntryUnknown, EntryReasonNeeded, EntryAsBefore."""

    def withdraw(entry: MenuEntry) -> Said:
        if not reason.strip():
            raise EntryReasonNeeded
        if entry.withdrawn_at:
            raise EntryAsBefore
        return {"reason": scan(reason.strip()).masked[:200], "withdrawn_at": now()}

    return _changed("menu.withdrawn", place, code, by, withdraw)


def restore_entry(place: Place, code: str, *, by: Reader) -> MenuEntry:
    """Put a withdrawn line back. Raises NotYourPlace, PlaceClosed, EntryUnknown, EntryAsBefore."""

    def restore(entry: MenuEntry) -> Said:
        if entry.withdrawn_at is None:
            raise EntryAsBefore
        return {"reason": "", "withdrawn_at": None}

    return _changed("menu.restored", place, code, by, restore)


def take_back_entry(audit: AuditEntry, *, by: Reader) -> MenuEntry:
    """Let a line say what it said before; one just added is withdrawn.

    Raises NotTakenBack, ChangedSince, NotYourPlace, PlaceClosed, EntryUnknown.
    """
    if audit.subject_kind != SUBJECT or not audit.action.startswith("menu."):
        raise NotTakenBack
    before, after, code = audit.detail["before"], audit.detail["after"], audit.detail["entry"]

    def put_back(entry: MenuEntry) -> Said:
        if _said(entry) != after:
            raise ChangedSince
        if before is None:
            return {"reason": "误加，已撤回。", "withdrawn_at": now()}
        days = {name: _day(before[name]) for name in ("active_from", "active_until")}
        said: Said = {name: before[name] for name in FIELDS} | days
        return said | {"withdrawn_at": (entry.withdrawn_at or now()) if before["withdrawn"] else None}

    return _changed("menu.taken_back", Place.objects.get(code=audit.subject_id), code, by, put_back)


def _changed(action: str, place: Place, code: str, by: Reader, change: Callable[[MenuEntry], Said]) -> MenuEntry:
    with transaction.atomic():
        changed(TOPIC)
        locked = lock_place(place, by)
        entry = MenuEntry.objects.select_for_update().filter(place=locked, code=code).first()
        if entry is None:
            raise EntryUnknown
        before = _said(entry)
        for name, value in change(entry).items():
            setattr(entry, name, value)
        if _said(entry) == before:
            return entry
        entry.is_invented = entry.is_invented and by.is_system
        entry.save()
        _note(action, entry, before, by)
    return entry


def _checked(words: EntryWords) -> Said:
    said = asdict(words) | {"active_from": words.active_from or localdate()}
    for name in ("name", "name_en", "about", "for_whom", "when"):
        said[name] = scan(str(said[name]).strip()).masked
    if not said["name"]:
        raise EntryNameNeeded
    if not 1 <= words.days <= MOST_DAYS:
        raise EntryDue
    if not 1 <= words.take_days <= words.days:
        raise EntryTakeDue
    if words.active_until and words.active_until < said["active_from"]:
        raise EntryDays
    return said


def _said(entry: MenuEntry) -> Said:
    """What a line says, as the trail keeps it."""
    said = {name: getattr(entry, name) for name in FIELDS}
    said |= {name: str(said[name]) if said[name] else None for name in ("active_from", "active_until")}
    return said | {"brought_by": str(entry.brought_by), "withdrawn": entry.withdrawn_at is not None}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _note(action: str, entry: MenuEntry, before: Said | None, by: Reader) -> None:
    note_deed(
        action, by=by, subject_kind=SUBJECT, subject_id=entry.place.code, area=entry.place.area, entry=entry.code,
        before=before, after=_said(entry),
    )  # fmt: skip
