"""Plain makers of people for tests: every one has sensible rest, and names only what the test is about."""

from datetime import date
from itertools import count
from typing import Any

from linli.people.enums import Role, UnitKind
from linli.people.keyring import keyring
from linli.people.models import Account, Post, Unit
from linli.people.reader import Reader, reader_of

COUNTY = "350181"
TOWN = "350181002"
PASSWORD = "right-horse-battery"
_numbers = count(1)


def make_unit(code: str = "", **facts: Any) -> Unit:
    code = code or f"unit-{next(_numbers)}"
    facts = {"name": f"单位{code}", "kind": UnitKind.DEPARTMENT, "area": COUNTY} | facts
    return Unit.objects.create(code=code, **facts)


def make_staff(username: str = "", *, password: str | None = None, **facts: Any) -> Account:
    username = username or f"staff{next(_numbers)}"
    return Account.objects.create_staff(username, password, **({"display_name": f"员工{username}"} | facts))


def make_post(account: Account, role: Role, *, area: str = COUNTY, **facts: Any) -> Post:
    facts = {"from_on": date(2026, 1, 1)} | facts
    facts.setdefault("unit", None)
    facts["unit"] = facts["unit"] or make_unit()
    return Post.objects.create(account=account, role=role, area=area, **facts)


def make_holder(role: Role, *, area: str = COUNTY, **facts: Any) -> Reader:
    account = make_staff()
    make_post(account, role, area=area, **facts)
    return reader_of(account)


def make_resident(phone: str = "", **facts: Any) -> Account:
    phone = phone or f"+86138{next(_numbers):08d}"
    account = Account(phone=phone, phone_index=keyring().index(phone), **facts)
    account.set_unusable_password()
    account.save()
    return account
