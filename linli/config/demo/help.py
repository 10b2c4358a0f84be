"""Everyday help in the demonstration: three invented mediations, and providers of bills that do not exist."""

from datetime import timedelta

from django.utils.timezone import localdate, now

from linli.bills.domain.provider import ProviderWords, add_provider, verify_provider
from linli.bills.enums import BillKind
from linli.bills.links import HOSTS
from linli.bills.models import Provider
from linli.bookings.queries.slots import slots_from
from linli.config.demo.people import VILLAGE
from linli.counties.current import current_county
from linli.mediation.domain.agreement import draw_agreement, sign_agreement
from linli.mediation.domain.application import Application, Person, answer_invitation, apply_for_mediation, take_on
from linli.mediation.domain.mediator import accept_mediator, name_mediator
from linli.mediation.domain.session import plan_session, rooms_for
from linli.mediation.enums import AgreementForm, Answer, SideOf, Sort
from linli.mediation.models import Mediation
from linli.people.domain.setting import change_settings
from linli.people.models import Account
from linli.people.reader import reader_of, system

BY = system("演示数据")
# Hosts of RFC 2606: nobody can own them, and nothing answers there.
WATER, POWER, GAS = "pay.water.example", "pay.power.example", "gas.example"
PROVIDERS = (
    (
        BillKind.WATER,
        "演示自来水公司",
        "0591-0000001",
        "工作日 8:00–17:30",
        f"https://{WATER}/",
        "",
        "宏路服务点（演示）",
    ),
    (
        BillKind.ELECTRICITY,
        "演示供电公司",
        "0591-0000002",
        "每天 24 小时",
        f"https://{POWER}/bill",
        "演示用电（虚构）",
        "",
    ),
    (BillKind.GAS, "演示燃气公司", "0591-0000003", "每天 8:00–20:00", f"https://{GAS}/", "", ""),
    (BillKind.BROADCAST, "演示广电网络", "0591-0000004", "工作日 9:00–17:00", "", "", "音西营业厅（演示）"),
)
DISPUTES = (
    (
        Sort.NEIGHBOURS,
        "楼上漏水，厨房天花板泡坏了两次（演示）。",
        "想请您一起看看漏水怎么修（演示）。",
        "演示邻居甲",
        "+8613800000011",
    ),
    (
        Sort.HOUSE,
        "退租后房东扣着押金，说墙面有损坏（演示）。",
        "押金的事想当面说清楚（演示）。",
        "演示房东乙",
        "+8613800000012",
    ),
    (Sort.DEBT, "装修尾款双方算法不一样（演示）。", "想对一对尾款（演示）。", "演示装修队丙", "+8613800000013"),
)


# The one that runs is between three.
THIRD_SIDE = (Person("演示中介戊", "+8613800000014"),)


def invent_providers() -> int:
    """Providers on reserved hosts: none is real, and each page says so. Harmless when they are there."""
    if Provider.objects.exists():
        return 0
    change_settings({HOSTS: [GAS, POWER, WATER]}, by=BY)
    for number, (kind, name, telephone, hours, link, app, counter) in enumerate(PROVIDERS):
        words = ProviderWords(kind, name, (current_county().code,), telephone, hours, link, app, counter)
        provider = add_provider(words, by=BY, is_invented=True)
        if number:  # one has never been looked at, so that its mark is seen
            verify_provider(provider, by=BY, on=localdate() - timedelta(days=40 * number))
    return len(PROVIDERS)


def invent_mediations() -> int:
    """One to be taken on, one in mediation with a session ahead, one settled. Harmless when they are there."""
    resident = Account.objects.filter(is_staff=False).order_by("id").first()
    mediator = Account.objects.filter(username="mediator").first()
    if Mediation.objects.exists() or resident is None or mediator is None:
        return 0
    first = Person("林小满（演示）", account=resident)
    for number, (sort, words, said, name, phone) in enumerate(DISPUTES):
        asked = Application(
            sort=sort,
            words=words,
            said=said,
            area=VILLAGE,
            first=first,
            is_invented=True,
            others=(Person(name, phone), *(THIRD_SIDE if number == 1 else ())),
        )
        made = apply_for_mediation(asked, by=reader_of(resident), at=now() - timedelta(days=3 + number))
        if number:
            _begin(made, mediator, resident)
        if number == 1:
            _meet(made, mediator)
        if number == 2:
            _settle(made, mediator)
    return len(DISPUTES)


def _begin(made: Mediation, mediator: Account, resident: Account) -> None:
    at = now() - timedelta(days=2)
    take_on(made, by=BY, at=at)
    for side in made.sides.exclude(of="first"):
        answer_invitation(made, Answer.AGREED, by=BY, whose=SideOf(side.of), at=at)
    name_mediator(made, mediator.id, by=reader_of(resident), at=at)
    made.sides.exclude(of="first").update(accepts_mediator=True)
    accept_mediator(made, mediator.id, by=reader_of(resident), at=at)


def _meet(made: Mediation, mediator: Account) -> None:
    for room in rooms_for(VILLAGE):
        slots = [
            slot for day in slots_from(room, localdate() + timedelta(days=3), 7) for slot in day.slots if slot.left
        ]
        if slots and not room.needs_approval:
            plan_session(made, room, slots[0].starts_at, by=reader_of(mediator), key="demonstration")
            return


def _settle(made: Mediation, mediator: Account) -> None:
    by = reader_of(mediator)
    draw_agreement(made, AgreementForm.WRITTEN, facts="装修已完工，尾款未结清（演示）。",
                   terms="林小满十日内付清尾款；装修队一周内补好踢脚线（演示）。", by=by)  # fmt: skip
    sign_agreement(made, 1, by=by, whose=frozenset({"first", "second", "mediator"}))
