"""People with roles, units, matters: plain functions that make what a test needs and nothing else."""

from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

from linli.cases.domain.opening import Report, open_case
from linli.cases.models import Case, RoutingRule
from linli.common.domain.configuration import changed
from linli.common.domain.inserting import insert
from linli.documents.enums import Purpose
from linli.documents.models import Document
from linli.people.enums import Role, UnitKind
from linli.people.keyring import keyring
from linli.people.models import Account, Post, Unit
from linli.people.reader import Reader, reader_of, system
from linli.places.domain.hours import change_hours
from linli.places.models import Place
from linli.places.opening import DAYS, HOLIDAY, spans_of

COUNTY = "350181"
TOWN = "350181005"
VILLAGE = "350181005004"
GRID = "350181005004001"
OTHER_TOWN = "350181002"
OTHER_VILLAGE = "350181002001"
_numbers = count(1)


def make_unit(code: str = "", *, kind: UnitKind = UnitKind.DEPARTMENT, area: str = COUNTY, name: str = "") -> Unit:
    code = code or f"unit-{next(_numbers)}"
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        unit = Unit(code=code, name=name or code, kind=kind, area=area)
        insert(unit)
        changed("units")
    return unit


def make_offices() -> None:
    """The offices of the two towns and villages that tests play in."""
    for area, kind in ((TOWN, UnitKind.TOWN_OFFICE), (OTHER_TOWN, UnitKind.TOWN_OFFICE),
                       (VILLAGE, UnitKind.VILLAGE_OFFICE), (OTHER_VILLAGE, UnitKind.VILLAGE_OFFICE)):  # fmt: skip
        make_unit(f"office-{area}", kind=kind, area=area)


def make_staff(role: Role, *, unit: Unit | None = None, area: str = COUNTY, name: str = "") -> Reader:
    """A member of staff who has held one post since the beginning of the year."""
    account = Account(username=name or f"{role}-{next(_numbers)}", is_staff=True, display_name=str(role))
    account.set_unusable_password()
    insert(account)
    insert(
        Post(account=account, unit=unit or make_unit(f"{role}-unit"), role=role, area=area, from_on=date(2026, 1, 1))
    )
    return reader_of(account)


def make_resident(phone: str = "") -> Reader:
    phone = phone or f"+8613{next(_numbers):09d}"
    account = Account(phone=phone, phone_index=keyring().index(phone), name="林小满")
    insert(account)
    return reader_of(account)


def make_rule(kind: str, unit: Unit, *, number: int | None = None, area: str = "") -> RoutingRule:
    rule = RoutingRule.objects.create(
        number=number or next(_numbers) + 1000, kind_prefix=kind, area=area, target="unit", unit=unit
    )
    changed("rules")
    return rule


def make_place(code: str = "", *, area: str = VILLAGE, hours: str = "8:00-12:00, 14:30-17:30", **facts: Any) -> Place:
    """A place that is open on every day of the week at these hours, and closed on holidays."""
    code = code or f"place-{next(_numbers)}"
    place = Place.objects.create(code=code, area=area, **({"kind": "centre", "name": f"{code}中心"} | facts))
    changed("places")
    change_hours(place, [() if day == HOLIDAY else spans_of(hours) for day in range(DAYS)], by=system("test"))
    return place


def make_photo(by: Reader | None = None, purpose: Purpose = Purpose.AFTER) -> UUID:
    """A basket with one photo in it, as if uploaded with a form."""
    from django.utils.timezone import now

    from linli.common.ids import uuid7

    basket = uuid7()
    Document.objects.create(
        holder_kind="draft", holder_id=basket, purpose=purpose, file_name="photo.jpg", media_type="image/jpeg",
        size=10, sha256="ab" * 32, path=f"test/{basket}.jpg", uploaded_at=now(),
        uploaded_by=by.actor_id if by else None,
    )  # fmt: skip
    return basket


def make_case(
    by: Reader | None = None, *, at: Any = None, kind: str = "M01037", area: str = VILLAGE, **words: Any
) -> Case:
    """A matter as a resident reports it."""
    reporter = by or make_resident()
    report = Report(kind=kind, area=area, account=reporter.account, **({"words": "路灯不亮"} | words))
    return open_case(report, by=reporter, at=at).case
