"""Open units, change what is said of them, close them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.people.enums import UnitKind
from linli.people.errors import NotAdministrator, UnitCodeTaken, UnitStillNeeded
from linli.people.models import Post, Unit
from linli.people.queries.unit import TOPIC
from linli.people.reader import Reader
from linli.people.rules import may_manage_units

CHANGEABLE = frozenset({"name", "name_en", "office_hours", "telephone", "email"})


def open_unit(code: str, *, name: str, kind: UnitKind | str, area: str, by: Reader, **facts: Any) -> Unit:
    """Open a unit. Raises NotAdministrator, UnitCodeTaken."""
    if not may_manage_units(by, area):
        raise NotAdministrator
    unit = Unit(code=code, name=name, kind=UnitKind(kind), area=area, **facts)
    with transaction.atomic():
        try:
            with transaction.atomic():
                unit.save(force_insert=True)
        except IntegrityError as error:
            raise UnitCodeTaken(unit=code) from error
        _note("unit.opened", unit, by)
    return unit


def change_unit(unit_id: UUID, *, by: Reader, **facts: str) -> Unit:
    """Change name, office hours, telephone or e-mail of a unit. Raises NotAdministrator."""
    with transaction.atomic():
        unit = Unit.objects.select_for_update().get(id=unit_id)
        if not may_manage_units(by, unit.area):
            raise NotAdministrator
        for name in CHANGEABLE & facts.keys():
            setattr(unit, name, facts[name])
        unit.save()
        _note("unit.changed", unit, by, fields=sorted(CHANGEABLE & facts.keys()))
    return unit


def close_unit(unit_id: UUID, *, on: date, by: Reader) -> Unit:
    """Close a unit from a day on; its history keeps its name. Raises NotAdministrator, UnitStillNeeded."""
    with transaction.atomic():
        unit = Unit.objects.select_for_update().get(id=unit_id)
        if not may_manage_units(by, unit.area):
            raise NotAdministrator
        still_open = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
        if unit.children.filter(still_open).exists() or _has_posts(unit, on):
            raise UnitStillNeeded
        unit.closed_on = on
        unit.save(update_fields=["closed_on"])
        _note("unit.closed", unit, by, closed_on=str(on))
    return unit


def _has_posts(unit: Unit, on: date) -> bool:
    return Post.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=on), unit=unit).exists()


def _note(action: str, unit: Unit, by: Reader, **detail: Any) -> None:
    changed(TOPIC)
    note_deed(action, by=by, subject_kind="unit", subject_id=unit.id, area=unit.area, code=unit.code, **detail)
