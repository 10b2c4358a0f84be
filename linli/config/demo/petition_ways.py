"""The other ways a petition goes, in the demonstration: urged, supervised, rated, told another way, withdrawn, before a hearing. All invented."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate, now

from linli.config.demo.people import TOWN, VILLAGE
from linli.people.models import Account, Unit
from linli.people.reader import Reader, reader_of, system
from linli.petitions.domain.handling import Answer, accept_petition, answer_petition, withdraw_petition
from linli.petitions.domain.hearing import announce_hearing, ask_hearing
from linli.petitions.domain.rating import rate_answer
from linli.petitions.domain.registration import Person, Taken, take_down
from linli.petitions.domain.review import ask_review, note_delivery
from linli.petitions.domain.routing import decline_petition, route_petition
from linli.petitions.domain.urging import report_back, supervise_petition, urge_petition
from linli.petitions.enums import Aim, Fault, Handed, Pressure, Verdict, Way
from linli.petitions.models import Petition
from linli.ratings.enums import Grade

BY = system("演示数据")
ADDRESS = "宏路街道某小区（演示）"


@dataclass(frozen=True)
class Cast:
    """Who takes part."""

    me: Person
    resident: Reader
    clerk: Reader
    supervisor: Reader
    lamps: UUID
    town: UUID


def invent_ways(resident: Account, clerk: Account) -> int:
    """Six petitions and two reviews; return how many petitions."""
    supervisor = Account.objects.get(username="supervisor")
    lamps, town = (Unit.objects.get(code=code).id for code in ("lamps", f"town-{TOWN}"))
    me = Person("林小满（演示）", address=ADDRESS, account=resident)
    cast = Cast(me, reader_of(resident), reader_of(clerk), reader_of(supervisor), lamps, town)
    ways = (_urged, _supervised, _rated, _told_another_way, _withdrawn, _before_a_hearing)
    for way in ways:
        way(cast)
    return len(ways)


def _take(
    cast: Cast, wish: str, words: str, *, days_ago: int, aim: Aim = Aim.CLAIM, way: Way = Way.ONLINE
) -> tuple[Petition, datetime]:
    at = now() - timedelta(days=days_ago)
    by, person = (cast.resident, cast.me) if way == Way.ONLINE else (cast.clerk, Person("演示来信人", "", ADDRESS))
    taken = Taken(aim, f"{wish}（演示）。", f"{words}（演示）。", (person,), VILLAGE, way, is_invented=True)
    return take_down(taken, by=by, at=at), at


def _answer(verdict: Verdict, found: str, opinion: str) -> Answer:
    return Answer(verdict, f"{found}（演示）。", f"{opinion}（演示）。", "市政设施养护管理办法（演示，虚构）")


def _urged(cast: Cast) -> None:
    """Passed on, and not told in time whether it is taken on: urged, the report is owed."""
    made, at = _take(cast, "请修复人行天桥的扶手", "扶手松了三个月，老人不敢走", days_ago=24, way=Way.LETTER)
    route_petition(made, cast.lamps, by=cast.clerk, at=at + timedelta(days=2))
    urge_petition(made, Fault.LATE, by=cast.clerk, at=now() - timedelta(days=2))


def _supervised(cast: Cast) -> None:
    """Taken on and dragged out: urged without an answer, then supervised, and reported back."""
    made, at = _take(cast, "请处理夜间施工噪声的补偿", "路灯改造夜里施工一个月，说好的补偿没有下文", days_ago=70)
    route_petition(made, cast.lamps, by=cast.clerk, at=at + timedelta(days=1))
    accept_petition(made, by=BY, at=at + timedelta(days=4))
    urge_petition(made, Fault.EVADED, by=cast.clerk, words="两次询问均称“再研究”（演示）。", at=at + timedelta(days=30))
    supervise_petition(
        made, Fault.EVADED, by=cast.supervisor, words="承办单位未说明办理进度，催办后逾期未反馈（演示）。",
        suggestions="指定专人负责，十个工作日内与信访人当面沟通一次，并排出时间表（演示）。", at=at + timedelta(days=45),
    )  # fmt: skip
    report_back(made, Pressure.SUPERVISE, by=BY, words="已指定专人，已与信访人当面沟通，补偿方案正在审核（演示）。",
                is_adopted=True, at=at + timedelta(days=52))  # fmt: skip


def _rated(cast: Cast) -> None:
    """Answered and rated low: the manager of the community follows it up, not the body that answered."""
    made, at = _take(cast, "建议在菜市场门口增设照明", "早市天不亮，门口台阶看不清", days_ago=40, aim=Aim.SUGGESTION)
    route_petition(made, cast.lamps, by=cast.clerk, at=at + timedelta(days=2))
    accept_petition(made, by=BY, at=at + timedelta(days=6))
    answer_petition(
        made,
        _answer(Verdict.EXPLAINED, "现场照度符合标准", "列入明年改造计划，暂不增设"),
        by=BY,
        at=at + timedelta(days=28),
    )
    note_delivery(made, Handed.ONLINE, localdate(at + timedelta(days=29)), by=cast.resident, at=at + timedelta(days=29))
    rate_answer(
        made,
        Grade.DISSATISFIED,
        by=cast.resident,
        note="没有到现场看过早市的时间（演示）。",
        at=now() - timedelta(days=3),
    )


def _told_another_way(cast: Cast) -> None:
    made, at = _take(cast, "请帮忙追讨工资", "做完工两个月没有结清", days_ago=33, way=Way.LETTER)
    decline_petition(
        made,
        "arbitration",
        by=cast.clerk,
        words="请向市劳动人事争议仲裁委员会申请（演示）。",
        at=at + timedelta(days=3),
    )


def _withdrawn(cast: Cast) -> None:
    made, at = _take(cast, "请移走占道的旧岗亭", "岗亭挡住了盲道", days_ago=18)
    route_petition(made, cast.town, by=cast.clerk, at=at + timedelta(days=1))
    withdraw_petition(made, by=cast.resident, at=at + timedelta(days=5))


def _before_a_hearing(cast: Cast) -> None:
    """Answered, reviewed, and before the re-examination: a hearing is announced, and the limit rests."""
    made, at = _take(cast, "请重新认定门前空地的权属", "空地用了二十年，公示图上划到了隔壁", days_ago=88)
    route_petition(made, cast.town, by=cast.clerk, at=at + timedelta(days=1))
    accept_petition(made, by=BY, at=at + timedelta(days=3))
    answer_petition(
        made, _answer(Verdict.NOT_SUPPORTED, "公示图与档案一致", "维持公示结果"), by=BY, at=at + timedelta(days=40)
    )
    review = ask_review(made, "档案里的老图没有看（演示）。", by=cast.resident, at=at + timedelta(days=50))
    answer_petition(
        review,
        _answer(Verdict.NOT_SUPPORTED, "调阅了老图，边界一致", "维持原处理意见"),
        by=BY,
        at=at + timedelta(days=70),
    )
    again = ask_review(review, "老图的比例尺不对（演示）。", by=cast.resident, at=at + timedelta(days=78))
    ask_hearing(again, by=cast.resident, words="想当面对照两张图（演示）。", at=at + timedelta(days=80))
    takes_place = (now() + timedelta(days=6)).replace(hour=1, minute=0, second=0, microsecond=0)  # nine in Shanghai
    announce_hearing(again, takes_place, "市信访局三楼听证室（演示）", by=BY, at=at + timedelta(days=82))
