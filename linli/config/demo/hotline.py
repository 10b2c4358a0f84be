"""What operators need in the demonstration: invented articles, and one lamp that ten callers speak of."""

import tomllib
from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate, now

from linli.cases.domain.party import Person
from linli.config.demo.units import FOLDER
from linli.counties.current import current_county
from linli.hotline.domain.intake import Call, take_order
from linli.hotline.enums import Asked, Way
from linli.knowledge.domain.article import Wording, approve_article, write_article
from linli.knowledge.models import Article
from linli.people.models import Account, Unit
from linli.people.reader import reader_of, system

LAMP = (
    "文化广场的路灯不亮了", "宏侨社区文化广场路灯坏了三天没人修", "晚上黑漆漆的，路灯都灭了，老人不敢走", "广场边上那盏路灯一闪一闪",
    "请尽快修一下路灯，孩子放学看不见", "路灯不亮，已经打过一次电话", "文化广场东侧三盏路灯都不亮", "路灯不亮好几天了",
    "那边的路灯又灭了", "路灯不亮，容易摔跤",
)  # fmt: skip
PLACE, AREA = "宏路街道宏侨社区文化广场", "350181005004"


def invent_knowledge() -> int:
    """Articles in every state; harmless when they are there."""
    if Article.objects.filter(is_invented=True).exists():
        return 0
    content = tomllib.loads((FOLDER / "knowledge.toml").read_text(encoding="utf-8"))
    units = dict(Unit.objects.values_list("code", "id"))
    for row in content["articles"]:
        _write(row, units, content["source"])
    return len(content["articles"])


def _write(row: dict[str, Any], units: dict[str, Any], source: str) -> None:
    until = localdate() + timedelta(days=row["valid_days"]) if "valid_days" in row else None
    state = row.get("state", "approved")
    article = write_article(
        Wording(row["question"], row["answer"], source, until, for_residents=row.get("for_residents", True)), by=system("demonstration"), unit=units[row["unit"]],
        area=current_county().code, offer=state != "draft", is_invented=True,
    )  # fmt: skip
    if state == "approved":
        approve_article(article, by=system("demonstration"))


def invent_lamp() -> int:
    """Ten orders about one lamp, to be seen as one; the same numbers every time."""
    operator, moment = reader_of(Account.objects.get(username="hotline")), now()
    for number, words in enumerate(LAMP):
        call = Call(
            number=f"FZLAMP{number:03d}", asked=Asked.REQUEST, words=words, way=Way.FILE, place=PLACE, area=AREA, is_public=True,
            caller=Person(name="来电人（演示）", phone=f"+86137{number:08d}"), due_at=moment + timedelta(days=4), is_invented=True,
        )  # fmt: skip
        take_order(call, by=operator, at=moment - timedelta(hours=3 * (len(LAMP) - number)))
    return len(LAMP)
