"""A place says that it deals with an item otherwise than its functions say, or at which windows."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.models import AuditEntry
from linli.hall.errors import ItemUnknown, WindowUnknown
from linli.hall.models import Item, PlaceItem
from linli.hall.queries.offering import TOPIC
from linli.people.reader import Reader
from linli.places.domain.place import lock_place
from linli.places.models import Place, Window

SUBJECT = "place_item"
Said = dict[str, Any]


def set_offer(
    place: Place, item_code: str, *, is_offered: bool | None, windows: Sequence[int] = (), note: str = "", by: Reader
) -> None:
    """Say whether a place deals with an item, and at which of its windows; None: as its functions say, at any window.

    Raises NotYourPlace, PlaceClosed, ItemUnknown, WindowUnknown.
    """
    with transaction.atomic():
        changed(TOPIC)
        locked = lock_place(place, by)
        item = Item.objects.filter(code=item_code).first()
        if item is None:
            raise ItemUnknown(item=item_code)
        said = None
        if is_offered is not None:
            numbers = sorted(set(windows)) if is_offered else []
            _check_windows(locked, numbers)
            said = {"is_offered": is_offered, "windows": numbers, "note": note.strip()[:200]}
        before = _held(locked, item)
        if before == said:
            return
        _write(locked, item, said)
        _note(locked, item_code, before, said, by)


def take_back_offer(entry: AuditEntry, *, by: Reader) -> Place:
    """Let it be as a place said before. Raises NotTakenBack, ChangedSince, NotYourPlace, PlaceClosed, ItemUnknown."""
    if entry.action != "place_item.set":
        raise NotTakenBack
    with transaction.atomic():
        changed(TOPIC)
        locked = lock_place(Place.objects.get(code=entry.subject_id), by)
        item = Item.objects.filter(code=entry.detail["item"]).first()
        if item is None:
            raise ItemUnknown(item=entry.detail["item"])
        before, after = entry.detail["before"], entry.detail["after"]
        if _held(locked, item) != after:
            raise ChangedSince
        _write(locked, item, before)
        _note(locked, item.code, after, before, by, of=str(entry.id))
    return locked


def _check_windows(place: Place, numbers: Sequence[int]) -> None:
    known = set(Window.objects.filter(place=place, closed_on__isnull=True).values_list("number", flat=True))
    for number in numbers:
        if number not in known:
            raise WindowUnknown(number=number)


def _held(place: Place, item: Item) -> Said | None:
    row = PlaceItem.objects.filter(place=place, item=item).first()
    return {"is_offered": row.is_offered, "windows": list(row.windows), "note": row.note} if row else None


def _write(place: Place, item: Item, said: Said | None) -> None:
    if said is None:
        PlaceItem.objects.filter(place=place, item=item).delete()
    else:
        PlaceItem.objects.update_or_create(place=place, item=item, defaults={**said, "is_invented": False})


def _note(place: Place, item: str, before: Said | None, after: Said | None, by: Reader, **more: str) -> None:
    note_deed(
        "place_item.set", by=by, subject_kind=SUBJECT, subject_id=place.code, area=place.area, item=item,
        before=before, after=after, **more,
    )  # fmt: skip
