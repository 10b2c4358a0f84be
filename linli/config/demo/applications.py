"""A few invented applications at Hongqiao, one in each state, through the verbs that residents and windows use."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate, now

from linli.cases.domain.party import Person
from linli.cases.domain.rating import rate_case
from linli.common.calendar import DayKind
from linli.common.working_calendar import working_calendar
from linli.config.demo.people import VILLAGE
from linli.hall.application_enums import HelpKind, Standing, Verdict, Way
from linli.hall.domain import application_way as way
from linli.hall.domain.application import Applying, Handed, Helping, apply_for
from linli.hall.domain.archiving import archive_over
from linli.hall.enums import Channel
from linli.hall.models import Application
from linli.hall.queries.answers import asked_form
from linli.hall.queries.item import ItemFacts, item_of
from linli.people.models import Account
from linli.people.reader import Reader, reader_of
from linli.ratings.enums import Grade

NAMES = (
    "林小燕（演示）",
    "陈阿明（演示）",
    "黄秀英（演示）",
    "郑国强（演示）",
    "何丽华（演示）",
    "吴建平（演示）",
    "薛玉兰（演示）",
    "江小月（演示）",
    "王秋生（演示）",
)
OUTSIDE = "市老年人优待证系统（演示）"


def invent_applications() -> int:
    """Lay them once; the same on every machine but for the moments, which count back from today."""
    account = Account.objects.filter(username="manager").first()
    resident = Account.objects.filter(is_staff=False).order_by("id").first()
    if Application.objects.exists() or account is None or item_of("elder-card") is None:
        return Application.objects.count()
    manager = reader_of(account)
    made = [_send(number, code, manager, resident, days) for number, (code, days) in enumerate(SENT)]
    found = [one for one in made if one is not None]
    for step, application in zip(STEPS, found, strict=False):
        step(application, manager)
    archive_over()
    return len(found)


SENT = (
    ("elder-card", 0), ("temporary-relief", 2), ("elder-card", 3), ("elder-card", 6), ("pension-certification", 7),
    ("elder-card", 9), ("birth-registration", 12),
    ("residence-permit", 1), ("elder-card", 60),
)  # fmt: skip


def _send(number: int, code: str, by: Reader, resident: Account | None, days: int) -> Application | None:
    item = item_of(code)
    if item is None or item.current is None:
        return None
    asked = item.current.asked
    is_short = number in (0, 1)  # the first lacks a paper, the second is told so
    papers = {paper.code: Handed(Standing.RECEIVED) for paper in (asked[:-1] if is_short else asked)}
    if number == 2:
        later = next((paper for paper in asked if paper.is_secondary), None)
        papers |= {later.code: Handed(Standing.PROMISED, localdate() + timedelta(days=10))} if later else {}
    helping = Helping(HelpKind.ERRAND, Person(name="社区志愿者（演示）")) if number == 3 else Helping()
    applying = Applying(
        item=code, place=VILLAGE, channel=Channel.VISIT if number == 3 and "visit" in item.current.channels else Channel.WINDOW,
        person=Person(name=NAMES[number]), account=resident if number in (0, 2, 6, 8) else None, papers=papers,
        helping=helping, key=f"demo-application-{number}", is_invented=True, **_answers(item),
    )  # fmt: skip
    return apply_for(applying, by=by, at=_moment(days)).application


def _answers(item: ItemFacts) -> dict[str, Any]:
    """What was answered in the item's form, where it asks one; no file goes with it."""
    asked = asked_form(item)
    if asked is None:
        return {}
    given = {"home": {"area": VILLAGE, "words": "宏侨路 8 号（演示）"}, "since": "2024-03-01", "reason": "work"}
    return {"answers": given, "form_version": asked.id}


def _moment(days: int) -> datetime:
    """Ten in the morning so many days ago, on a working day; a little while ago for today."""
    at, calendar = now() - timedelta(days=days), working_calendar().days
    if not days:
        return at - timedelta(minutes=40)
    while at.weekday() >= 5 or calendar.kinds.get(localdate(at)) is DayKind.HOLIDAY:
        at -= timedelta(days=1)
    return at.replace(hour=2, minute=10, second=0, microsecond=0)


def _stays(application: Application, by: Reader) -> None:
    """To be taken on, a paper missing."""


def _is_told(application: Application, by: Reader) -> None:
    way.give_notice(application, by=by, at=application.opened_at + timedelta(hours=3))


def _is_taken_on(application: Application, by: Reader) -> None:
    way.accept_application(application, by=by, at=application.opened_at + timedelta(hours=2))


def _waits_outside(application: Application, by: Reader) -> None:
    way.take_originals(application, [("居民身份证", 1)], by=by, at=application.opened_at + timedelta(hours=1))
    _is_taken_on(application, by)
    way.pass_outside(
        application, body=OUTSIDE, number="YDZ-2026-0817", due_on=localdate() + timedelta(days=4), by=by,
        at=application.opened_at + timedelta(hours=4),
    )  # fmt: skip


def _is_decided(application: Application, by: Reader) -> None:
    _is_taken_on(application, by)
    at = application.opened_at + timedelta(days=1)
    way.decide_application(application, verdict=Verdict.GRANTED, decided_on=localdate(at), reason="", by=by, at=at)


def _is_over(application: Application, by: Reader) -> None:
    _is_decided(application, by)
    way.deliver_result(application, way=Way.WINDOW, by=by, at=application.opened_at + timedelta(days=2))


def _is_rated_low(application: Application, by: Reader) -> None:
    _is_over(application, by)
    case = application.case
    if case.reporter is not None:
        rate_case(
            case,
            by=reader_of(case.reporter),
            grade=Grade.DISSATISFIED,
            note="等了两趟才拿到。（演示）",
            at=now() - timedelta(days=1),
        )


STEPS = (_stays, _is_told, _is_taken_on, _waits_outside, _is_decided, _is_over, _is_rated_low, _stays, _is_over)
