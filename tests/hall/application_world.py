"""A centre, an item it deals with, and the people around an application."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import now

from linli.cases.domain.party import Person
from linli.common.domain.configuration import changed
from linli.hall.application_enums import Standing
from linli.hall.domain.application import Applying, Handed, Sent, apply_for
from linli.hall.enums import Channel, Group, ItemKind, MaterialForm, PowerKind
from linli.hall.models import Item, ItemVersion, Material
from linli.people.enums import IdentityKind, Role, UnitKind
from linli.people.reader import Reader
from linli.places.models import Place
from tests.factories import (
    COUNTY,
    OTHER_VILLAGE,
    VILLAGE,
    make_offices,
    make_place,
    make_resident,
    make_staff,
    make_unit,
)

IDENTITY = "110101199003077475"
PAPERS = (("id", "身份证", False), ("book", "户口簿", False), ("photo", "近期照片", True))


def make_item(code: str = "pension", **facts: Any) -> Item:
    """An item with one version that has held since the beginning of the year, and three papers, the last secondary."""
    item = Item.objects.create(
        code=code,
        kind=ItemKind.GOVERNMENT,
        power=PowerKind.BENEFIT,
        group=Group.PENSION,
        name="居民养老参保登记",
        initials="jmylcbdj",
    )
    said = {
        "valid_from": date(2026, 1, 1), "published_at": now(), "published_by": "测试", "is_invented": True,
        "channels": [Channel.WINDOW, Channel.ONLINE, Channel.VISIT], "takes_later": True, "deciding_body": "人社局",
    }  # fmt: skip
    version = ItemVersion.objects.create(item=item, number=1, **(said | facts))
    for position, (paper, name, is_secondary) in enumerate(PAPERS):
        Material.objects.create(
            version=version, position=position, code=paper, name=name, form=MaterialForm.COPY, is_secondary=is_secondary,
            takes_electronic=True,
        )  # fmt: skip
    changed("items")
    return item


@dataclass
class Hall:
    """Who and what an application needs."""

    place: Place
    item: Item
    resident: Reader
    stranger: Reader
    clerk: Reader
    manager: Reader
    officer: Reader
    other_clerk: Reader

    def applying(self, **words: Any) -> Applying:
        person = Person("林小燕", "+8613900000001", identity_kind=IdentityKind.RESIDENT_ID, identity=IDENTITY)
        said = {
            "item": self.item.code,
            "place": self.place.code,
            "channel": Channel.ONLINE,
            "person": person,
            "account": self.resident.account,
        }
        return Applying(**(said | words))

    def send(self, *received: str, by: Reader | None = None, at: Any = None, **words: Any) -> Sent:
        papers = {code: Handed(Standing.RECEIVED) for code in received} | words.pop("papers", {})
        return apply_for(self.applying(papers=papers, **words), by=by or self.resident, at=at)


def make_hall(**facts: Any) -> Hall:
    make_offices()
    office = make_unit(f"office-{VILLAGE}", kind=UnitKind.VILLAGE_OFFICE, area=VILLAGE)
    bureau = make_unit("pensions", name="人社局")
    item = make_item(**({"deciding_unit": bureau.code} | facts))
    return Hall(
        place=make_place("350181005004", name="虹桥社区党群服务中心"), item=item, resident=make_resident(), stranger=make_resident(),
        clerk=make_staff(Role.CLERK, unit=office, area=VILLAGE), manager=make_staff(Role.MANAGER, unit=office, area=VILLAGE),
        officer=make_staff(Role.OFFICER, unit=bureau, area=COUNTY),
        other_clerk=make_staff(Role.CLERK, unit=make_unit(f"office-{OTHER_VILLAGE}"), area=OTHER_VILLAGE),
    )  # fmt: skip
