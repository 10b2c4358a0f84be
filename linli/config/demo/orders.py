"""A small menu at Hongqiao, a helper who may take orders, and orders in every state. All of it is invented."""

from datetime import timedelta

from django.utils.timezone import localdate, now

from linli.areas.queries.map import grids_of
from linli.cases.domain.party import Person
from linli.cases.domain.rating import rate_case
from linli.config.demo.people import VILLAGE
from linli.grid.domain.voluntary_post import Volunteer, open_voluntary_post
from linli.grid.enums import VoluntaryKind
from linli.hall.domain import order as way
from linli.hall.domain.menu import EntryWords, add_entry, withdraw_entry
from linli.hall.domain.order import Ordering, place_order
from linli.hall.models import MenuEntry, Order
from linli.hall.order_enums import BroughtBy, OfferedTo
from linli.people.keyring import keyring
from linli.people.models import Account
from linli.people.reader import Reader, reader_of, system
from linli.places.models import Place
from linli.ratings.enums import Grade

BY = system("演示数据")
HELPER_PHONE = "+8613800000002"
MENU = (
    EntryWords("上门理发", BroughtBy.VOLUNTEERS, 5, "Haircut at home", "给行动不便的人上门剪发，不收钱（演示）。",
               "行动不便的老人、残疾人", "每月第一、三周的周六", needs_address=True),
    EntryWords("小件维修", BroughtBy.PARTNER, 3, "Small repairs", "换灯泡、修水龙头、紧螺丝（演示）。", "社区居民",
               "工作日下午", needs_address=True),
    EntryWords("陪同就医", BroughtBy.VOLUNTEERS, 3, "Company to the clinic", "陪着去社区卫生服务站，帮忙挂号取药（演示）。",
               "独居老人", "提前两天点单"),
    EntryWords("代写书信", BroughtBy.STAFF, 2, "Letters written for you", "帮不会写字的人写信、填表（演示）。", "社区居民", "开放时间"),
    EntryWords("旧衣改短", BroughtBy.VOLUNTEERS, 5, "Hems taken up"),
)  # fmt: skip
# What is needed, where, and how far it has come.
ORDERED = (
    (1, "厨房水龙头滴水（演示）。", "工作日下午", "ordered"), (0, "家里老人想剪头发（演示）。", "周六上午", "offered"),
    (2, "周四去卫生站复查，想有人一起（演示）。", "周四上午", "taken"), (3, "想给外地的孙子写封信（演示）。", "都可以", "done"),
    (1, "门口的灯不亮了（演示）。", "下午", "rated"),
)  # fmt: skip


def invent_orders() -> int:
    """Lay them once; the same on every machine but for the moments. Harmless when they are there."""
    place = Place.objects.filter(code=VILLAGE).first()
    resident = Account.objects.filter(is_staff=False).order_by("id").first()
    account = Account.objects.filter(username="manager").first()
    if MenuEntry.objects.exists() or place is None or resident is None or account is None:
        return Order.objects.count()
    for line in MENU:
        add_entry(place, line, by=BY, is_invented=True)
    withdraw_entry(place, "m5", reason="缝纫机送修，修好再开（演示）。", by=BY)
    helper, manager = reader_of(_helper()), reader_of(account)
    for number, (position, words, suits, until) in enumerate(ORDERED):
        at = now() - timedelta(days=len(ORDERED) - number, hours=1)
        ordering = Ordering(
            place=VILLAGE, entry=f"m{position + 1}", words=words, suits=suits, address="宏路街道演示路9号（演示）" if position < 2 else "",
            person=Person("林小满（演示）", resident.phone), account=resident, key=f"demo-order-{number}", is_invented=True,
        )  # fmt: skip
        order = place_order(ordering, by=reader_of(resident), at=at).order
        _carry_on(order, until, helper, manager, resident)
    return len(ORDERED)


def _helper() -> Account:
    """Somebody with an account who lends a hand in a grid of the village."""
    index = keyring().index(HELPER_PHONE)
    helper, _is_new = Account.objects.get_or_create(
        phone_index=index, defaults={"phone": HELPER_PHONE, "name": "何热心（演示）", "username": None}
    )
    grid = next((area.code for area in grids_of(VILLAGE)), None)
    if grid:
        post = Volunteer(
            VoluntaryKind.SOCIAL_ORGANISATION, name="何热心（演示）", organisation="邻里互助队（演示）", phone=HELPER_PHONE,
            offers="理发、维修、陪伴", consent_on=localdate(), is_invented=True,
        )  # fmt: skip
        open_voluntary_post(grid, post, by=BY)
    return helper


def _carry_on(order: Order, until: str, helper: Reader, manager: Reader, resident: Account) -> None:
    """As far as it has come, an hour a step."""
    if until == "ordered":
        return
    steps, hour = order.opened_at, timedelta(hours=1)
    staff = order.entry.brought_by == BroughtBy.STAFF
    order = way.offer_order(order, OfferedTo.STAFF if staff else OfferedTo.VOLUNTEERS, by=manager, at=steps + hour)
    if until == "offered":
        return
    taker = manager if staff else helper
    order = way.take_order(order, by=taker, at=steps + 2 * hour)
    if until == "taken":
        return
    order = way.say_done(order, by=taker, note="已办好（演示）。", at=steps + 3 * hour)
    if until == "done":
        return
    order = way.confirm_order(order, by=reader_of(resident), at=steps + 4 * hour)
    rate_case(order.case, by=reader_of(resident), grade=Grade.SATISFIED, note="来得很快（演示）。", at=steps + 5 * hour)
