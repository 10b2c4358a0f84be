"""What stands in the grids of the demonstration's town: words, terms of posts, voluntary posts, messages. All invented."""

from datetime import datetime, time, timedelta
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.timezone import get_current_timezone, localdate, now

from linli.areas.queries.map import area_map, area_name
from linli.cases.enums import Stage
from linli.cases.models import Case
from linli.config.demo.people import TOWN, VILLAGE
from linli.grid.domain.task_refusal import refuse_task
from linli.grid.enums import ConsentWay, RefusalGround, VoluntaryKind, WishState, WorkingTime
from linli.grid.models import (
    CalledUnit,
    CallOut,
    GridMessage,
    GridWords,
    PostTerms,
    TaskRefusal,
    Visit,
    VisitConsent,
    VoluntaryPost,
    Wish,
    WishClaim,
)
from linli.people.enums import Role
from linli.people.models import Account, Post, Unit
from linli.people.reader import reader_of
from linli.people.sealing import index_of

SEED = 350181_7
BY = "演示数据"
SIDES = ("清荣大道以北", "清荣大道以南", "溪边路两侧", "老街及后巷", "学校周边", "市场周边")
HELPING = (
    (VoluntaryKind.PARTY_MEMBER, "某供电单位（演示）", "周末帮看线路"),
    (VoluntaryKind.ENTERPRISE, "某食品厂（演示）", "开放停车场过夜"),
    (VoluntaryKind.UNIT, "某中学（演示）", "借操场办活动"),
    (VoluntaryKind.SOCIAL_ORGANISATION, "某志愿服务队（演示）", "每月一次上门理发"),
    (VoluntaryKind.MERCHANT, "某便利店（演示）", "代收、饮水、充电"),
    (VoluntaryKind.COURIER, "某快递（演示）", "路上看到就报"),
    (VoluntaryKind.RIDER, "某外卖平台（演示）", "路上看到就报"),
)
WISHES = (
    ("想有人教我用手机挂号（演示）。", WishState.WAITING, ""),
    ("楼道太暗，想换一只亮一点的灯泡（演示）。", WishState.OPEN, ""),
    ("想要一本大字版的日历（演示）。", WishState.OPEN, ""),
    ("旧沙发搬不动，想请人帮忙抬下楼（演示）。", WishState.CLAIMED, ""),
    ("想有人帮忙把窗户的纱网补一补（演示）。", WishState.DONE, "补得又快又好，谢谢（演示）。"),
)
REFUSED = "现场有带电线头，我没有电工证，请派专业人员（演示）。"
MESSAGES = ("楼道灯晚上不亮，麻烦来看看。", "请问老人证在哪里办？", "谢谢上次帮忙搬东西。")


def invent_grids() -> int:
    """Lay it all; the same on every machine but for the day it counts from. Harmless when it is there."""
    if GridWords.objects.exists():
        return GridWords.objects.count()
    draw, grids = Random(SEED), [code for code in area_map() if len(code) == 15 and code.startswith(TOWN)]  # noqa: S311
    with transaction.atomic():
        _head()
        _end_two_posts(grids)
        GridWords.objects.bulk_create(
            GridWords(grid=code, covers=f"{area_name(code[:12])}{draw.choice(SIDES)}，约{draw.randrange(18, 42) * 10}户（演示）。",
                      since=now(), by=BY, is_invented=True)
            for code in grids if draw.random() < 0.9
        )  # fmt: skip
        members = Post.objects.filter(role=Role.GRID_MEMBER, area__startswith=TOWN).order_by("area", "id")
        PostTerms.objects.bulk_create(
            PostTerms(post=post, working_time=WorkingTime.PART if draw.random() < 0.4 else WorkingTime.FULL,
                      named_since=now() if draw.random() < 0.7 or post.area == f"{VILLAGE}001" else None)
            for post in members
        )  # fmt: skip
        VoluntaryPost.objects.bulk_create(_volunteers(grids, draw))
        _visits(draw)
        _wishes()
        _calls()
        GridMessage.objects.bulk_create(
            GridMessage(
                grid=f"{VILLAGE}001", words=words, at=now() - timedelta(hours=3 + 20 * number), is_invented=True
            )
            for number, words in enumerate(MESSAGES)
        )
    return len(grids)


def _head() -> None:
    account = Account.objects.create(
        username=f"head-{VILLAGE}", display_name="薛格长（演示）", is_staff=True, password=make_password(None)
    )
    office = Unit.objects.get(code=f"village-{VILLAGE}")
    since = localdate() - timedelta(days=200)
    Post.objects.create(account=account, unit=office, role=Role.GRID_HEAD, area=VILLAGE, from_on=since)


def _end_two_posts(grids: list[str]) -> None:
    """One grid whose member has just left, one whose member leaves soon."""
    own = Post.objects.filter(role=Role.GRID_MEMBER).exclude(area__startswith=VILLAGE)
    for code, days in ((grids[-1], -1), (grids[-2], 5)):
        own.filter(area=code).update(until_on=localdate() + timedelta(days=days))


def _visits(draw: Random) -> None:
    """A few who agreed to be visited in the demonstration's own village, some of them visited already."""
    today = localdate()
    visited = today - timedelta(days=20)
    consents = [
        VisitConsent(grid=f"{VILLAGE}00{1 + number % 2}", name=f"{draw.choice('林陈郑王张')}某某（演示）",
                     address=f"{number + 1} 号楼（演示）", every_days=draw.choice((14, 30, 60)),
                     next_on=today + timedelta(days=number * 4 - 6), consent_on=today - timedelta(days=90),
                     consent_way=ConsentWay.SPOKEN, consent_taken_by=BY, is_invented=True)
        for number in range(6)
    ]  # fmt: skip
    for consent in consents[2:]:  # the first two are due, one of them since days
        consent.next_on = visited + timedelta(days=consent.every_days)
    VisitConsent.objects.bulk_create(consents)
    Visit.objects.bulk_create(
        Visit(consent=consent, on=visited, is_made=True, found="一切都好，灯泡已换（演示）。")
        for consent in consents[2:]
    )


def _wishes() -> None:
    """Wishes as they stand in the demonstration's own village: one of each state. All of them were written down for
    invented neighbours."""
    merchant = VoluntaryPost.objects.get(grid=f"{VILLAGE}001", kind=VoluntaryKind.MERCHANT)
    for number, (words, state, thanks) in enumerate(WISHES):
        is_over = state == WishState.DONE
        wish = Wish.objects.create(
            grid=f"{VILLAGE}001", words=words, state=state, made_at=now() - timedelta(days=1 + 2 * number),
            key=f"demo-{number}", name="" if is_over else "陈某某（演示）", phone="" if is_over else "+8613800000170",
            consent_on=localdate() - timedelta(days=1 + 2 * number), consent_taken_by=BY, is_invented=True,
            looked_at=None if state == WishState.WAITING else now() - timedelta(days=2 * number),
            closed_at=now() if is_over else None, thanks=thanks, thanked_at=now() if thanks else None,
        )  # fmt: skip
        if state in (WishState.CLAIMED, WishState.DONE):
            WishClaim.objects.create(wish=wish, post=merchant, at=now() - timedelta(days=1))


def _calls() -> None:
    """One call-out that is answered and closed, one that is open with a unit that has not reported in."""
    town = Unit.objects.get(code=f"town-{TOWN}")
    at = datetime.combine(localdate() - timedelta(days=1), time(9), get_current_timezone())
    units = list(Unit.objects.filter(kind="department").order_by("code")[:2])
    units.append(Unit.objects.get(code="lamps"))
    for begun, closed, words in ((at - timedelta(days=5), at, "老街一处雨棚松动，请到场（演示）。"),
                                 (at, None, "溪边路夜里没灯又积水，请到场（演示）。")):  # fmt: skip
        call = CallOut.objects.create(area=TOWN, words=words, called_by=town, at=begun, due_at=begun + timedelta(hours=4),
                                      closed_at=closed, is_invented=True)  # fmt: skip
        for number, unit in enumerate({unit.id: unit for unit in units}.values()):
            came = None if closed is None and number else begun + timedelta(hours=3 + 2 * number)
            CalledUnit.objects.create(
                call_out=call,
                unit=unit,
                reported_at=came,
                report="已到场，正在处理（演示）。" if came else "",
                is_on_time=came <= call.due_at if came else None,
                grade=4 if closed else None,
            )


def invent_refusal() -> bool:
    """One matter that a grid member of the demonstration's own village does not take on; the rest is for its manager."""
    if TaskRefusal.objects.exists():
        return False
    members = {post.area: post.account for post in Post.objects.filter(role=Role.GRID_MEMBER).select_related("account")}
    waiting = Case.objects.exclude(stage=Stage.DONE).filter(
        compartment="", about_unit=None, village=VILLAGE, grid__in=[code for code in members if code != f"{VILLAGE}001"]
    )  # fmt: skip
    case = waiting.order_by("-opened_at", "-id").first()
    if case is None:
        return False
    refuse_task(case, by=reader_of(members[case.grid]), ground=RefusalGround.DANGEROUS, reason=REFUSED)
    return True


def _volunteers(grids: list[str], draw: Random) -> list[VoluntaryPost]:
    kinds = [(code, *helping) for code in grids if code.startswith(VILLAGE) for helping in HELPING]
    kinds += [(code, *draw.choice(HELPING)) for code in grids if not code.startswith(VILLAGE)]
    found = []
    for code, kind, organisation, offers in kinds:
        since = localdate() - timedelta(days=draw.randrange(20, 180))
        name, phone = f"{draw.choice('林陈郑王张')}某（演示）", f"+8613800{draw.randrange(100000):05d}0"
        post = VoluntaryPost(
            grid=code, kind=kind, organisation=organisation, offers=offers, name=name, phone=phone, from_on=since,
            consent_on=since, consent_way=ConsentWay.WRITTEN, consent_taken_by=BY, is_invented=True,
        )  # fmt: skip
        post.phone_index = index_of(phone)
        found.append(post)
    return found
