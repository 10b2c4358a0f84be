"""What stands about a place is changed by whoever looks after it, noted with what was there before, and taken back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.models import AuditEntry
from linli.common.words import initials
from linli.people.reader import Reader
from linli.places.errors import NameMissing, NotYourPlace, PlaceClosed
from linli.places.models import Place
from linli.places.queries.directory import TOPIC
from linli.places.rules import may_manage

CHANGEABLE = ("name", "address", "getting_there", "telephone", "functions", "amenities", "access")


def lock_place(place: Place, by: Reader) -> Place:
    """Return the place, locked for a deed; raises NotYourPlace, PlaceClosed."""
    locked = Place.objects.select_for_update().get(pk=place.pk)
    if not may_manage(by, locked.area):
        raise NotYourPlace
    if locked.closed_on is not None:
        raise PlaceClosed
    return locked


def change_place(place: Place, facts: Mapping[str, Any], *, by: Reader) -> Place:
    """Write what stands about a place anew (CHANGEABLE). Raises NotYourPlace, PlaceClosed, NameMissing."""
    with transaction.atomic():
        locked = lock_place(place, by)
        said = {name: value for name, value in facts.items() if name in CHANGEABLE}
        if not str(said.get("name", locked.name)).strip():
            raise NameMissing
        before = {name: getattr(locked, name) for name in said if getattr(locked, name) != said[name]}
        if before:
            _write(locked, {name: said[name] for name in before})
            note_deed("place.changed", by=by, subject_kind="place", subject_id=locked.id, area=locked.area,
                      before=before, after={name: said[name] for name in before})  # fmt: skip
    return locked


def take_back_change(entry: AuditEntry, *, by: Reader) -> Place:
    """Write what stood there before a change.

    Raises NotYourPlace, PlaceClosed; ChangedSince where it has been changed again; NotTakenBack for other deeds.
    """
    if entry.action != "place.changed":
        raise NotTakenBack
    with transaction.atomic():
        locked = lock_place(Place.objects.get(pk=entry.subject_id), by)
        before, after = entry.detail["before"], entry.detail["after"]
        if any(getattr(locked, name) != value for name, value in after.items()):
            raise ChangedSince
        _write(locked, before)
        note_deed("place.changed", by=by, subject_kind="place", subject_id=locked.id, area=locked.area,
                  before=after, after=before, takes_back=str(entry.id))  # fmt: skip
    return locked


def _write(place: Place, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        setattr(place, name, value)
    if "name" in facts:
        place.initials = initials(place.name)
    place.save(update_fields=[*facts, "initials"])
    changed(TOPIC)
