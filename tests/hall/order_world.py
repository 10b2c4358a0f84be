"""A centre with a menu, and the people around an order from it."""

from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from linli.cases.domain.party import Person
from linli.grid.domain.voluntary_post import Volunteer, open_voluntary_post
from linli.grid.enums import VoluntaryKind
from linli.hall.domain.menu import EntryWords, add_entry
from linli.hall.domain.order import Ordering, offer_order, place_order
from linli.hall.models import MenuEntry, Order
from linli.hall.order_enums import BroughtBy, OfferedTo
from linli.people.enums import Role, UnitKind
from linli.people.reader import Reader, system
from linli.places.models import Place
from tests.factories import (
    COUNTY,
    GRID,
    OTHER_VILLAGE,
    VILLAGE,
    make_offices,
    make_place,
    make_resident,
    make_staff,
    make_unit,
)

WORDS, ADDRESS, SUITS = "想剪头发，电话 13800138000", "榕树巷7号", "周六上午"


def make_helper(kind: VoluntaryKind = VoluntaryKind.RIDER, *, grid: str = GRID, organisation: str = "") -> Reader:
    """Somebody with an account who holds a voluntary post."""
    helper = make_resident()
    assert helper.account is not None
    post = Volunteer(kind, name="何热心", organisation=organisation, phone=helper.account.phone, consent_on=localdate())
    open_voluntary_post(grid, post, by=system("test"))
    return helper


@dataclass
class Menu:
    """Who and what an order needs."""

    place: Place
    entry: MenuEntry
    resident: Reader
    stranger: Reader
    clerk: Reader
    manager: Reader
    officer: Reader
    other_manager: Reader

    def order(self, *, by: Reader | None = None, at: Any = None, **words: Any) -> Order:
        said = {
            "place": self.place.code, "entry": self.entry.code, "words": WORDS, "suits": SUITS, "address": ADDRESS,
            "person": Person("林小燕", "+8613900000001"), "account": self.resident.account,
        }  # fmt: skip
        return place_order(Ordering(**(said | words)), by=by or self.resident, at=at).order

    def offered(self, to: OfferedTo = OfferedTo.VOLUNTEERS, **words: Any) -> Order:
        return offer_order(self.order(), to, by=self.manager, **words)


def make_menu(**facts: Any) -> Menu:
    make_offices()
    office = make_unit(f"office-{VILLAGE}", kind=UnitKind.VILLAGE_OFFICE, area=VILLAGE)
    bureau = make_unit("barbers", name="理发服务站")
    place = make_place("350181005004", name="宏侨社区党群服务中心")
    words = {"name": "上门理发", "brought_by": BroughtBy.VOLUNTEERS, "days": 3, "needs_address": True} | facts
    return Menu(
        place=place, entry=add_entry(place, EntryWords(**words), by=system("test")), resident=make_resident(),
        stranger=make_resident(), clerk=make_staff(Role.CLERK, unit=office, area=VILLAGE),
        manager=make_staff(Role.MANAGER, unit=office, area=VILLAGE),
        officer=make_staff(Role.OFFICER, unit=bureau, area=COUNTY),
        other_manager=make_staff(Role.MANAGER, unit=make_unit(f"office-{OTHER_VILLAGE}"), area=OTHER_VILLAGE),
    )  # fmt: skip
