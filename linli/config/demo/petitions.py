"""Letters and visits in the demonstration, invented: one to pass on, one being dealt with, one answered and under review; then the other ways."""

from datetime import timedelta

from django.utils.timezone import localdate, now

from linli.config.demo.people import TOWN, VILLAGE
from linli.config.demo.petition_ways import ADDRESS, BY, invent_ways
from linli.people.models import Account, Unit
from linli.people.reader import Reader, reader_of
from linli.petitions.domain.handling import Answer, accept_petition, answer_petition
from linli.petitions.domain.registration import Person, Taken, take_down
from linli.petitions.domain.review import ask_review, note_delivery
from linli.petitions.domain.routing import route_petition
from linli.petitions.enums import Aim, Handed, Verdict, Way
from linli.petitions.models import Petition


def invent_petitions() -> int:
    """One just taken down, one with a department, one answered of which a review is asked, and one of every other way. Harmless when
    they are there."""
    resident = Account.objects.filter(is_staff=False).order_by("id").first()
    clerk = Account.objects.filter(username="clerk").first()
    if Petition.objects.exists() or resident is None or clerk is None:
        return 0
    me = Person("林小满（演示）", address=ADDRESS, account=resident)
    _taken_down(reader_of(clerk))
    _with_the_department(me, reader_of(resident))
    _answered(me, reader_of(resident))
    return 3 + invent_ways(resident, clerk)


def _taken_down(clerk: Reader) -> None:
    persons = (Person("演示代表甲", "13800000021", ADDRESS), Person("演示代表乙", "", ADDRESS))
    take_down(
        Taken(Aim.CLAIM, "请督促物业修好消防水泵（演示）。",
              "十二名住户来访：小区消防水泵停用半年，物业和开发公司互相推，多次反映没有结果（演示）。",
              persons, VILLAGE, Way.VISIT, people=12, is_invented=True),
        by=clerk, at=now() - timedelta(days=4),
    )  # fmt: skip


def _with_the_department(me: Person, by: Reader) -> None:
    at = now() - timedelta(days=20)
    made = take_down(
        Taken(Aim.CLAIM, "请把路灯改造占用的菜地恢复原样（演示）。",
              "去年装灯时挖开的菜地没有回填，种不了菜；问过施工队，说归建设单位管（演示）。",
              (me,), VILLAGE, is_hidden=True, is_invented=True),
        by=by, at=at,
    )  # fmt: skip
    body = Unit.objects.filter(code="lamps").first()
    if body is not None:
        route_petition(made, body.id, by=BY, at=at + timedelta(days=2),
                       extract="有人反映路灯改造挖开的菜地没有回填，请核实（演示）。")  # fmt: skip
        accept_petition(made, by=BY, at=at + timedelta(days=5))


def _answered(me: Person, by: Reader) -> None:
    at = now() - timedelta(days=50)
    made = take_down(
        Taken(Aim.CLAIM, "请重新核算宅基地置换的面积（演示）。",
              "置换时按旧图算面积，比实际少了一间柴房；村里让找街道（演示）。", (me,), VILLAGE, is_invented=True),
        by=by, at=at,
    )  # fmt: skip
    town = Unit.objects.get(code=f"town-{TOWN}")
    route_petition(made, town.id, by=BY, at=at + timedelta(days=3))
    accept_petition(made, by=BY, at=at + timedelta(days=6))
    answer = Answer(
        Verdict.EXPLAINED, "经查，置换协议所附测绘图经双方签字确认，柴房未计入（演示）。",
        "柴房没有产权登记，按现行办法不计入置换面积；可以凭登记材料另行提出（演示）。", "本地宅基地置换办法（演示，虚构）",
    )  # fmt: skip
    answer_petition(made, answer, by=BY, at=at + timedelta(days=40))
    note_delivery(made, Handed.COUNTER, localdate(at + timedelta(days=41)), by=BY, at=at + timedelta(days=41))
    ask_review(made, "柴房有老契，请再看一次（演示）。", by=by, at=at + timedelta(days=45))
