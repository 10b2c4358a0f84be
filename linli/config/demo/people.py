from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.timezone import localdate

from linli.areas.queries.map import area_map, towns, villages_of
from linli.config.demo import PASSWORD
from linli.counties.current import current_county
from linli.people.enums import Role
from linli.people.keyring import keyring
from linli.people.models import Account, Post, Unit

TOWN = "350181005"  # 宏路街道


@dataclass(frozen=True)
class Staff:
    """One demonstration sign-in: who, where, in which role."""

    who: str
    username: str
    name: str
    role: Role
    unit: str
    area: str


VILLAGE = "350181005004"
STAFF = (
    Staff("grid member 网格员", "grid", "林一格（演示）", Role.GRID_MEMBER, f"village-{VILLAGE}", f"{VILLAGE}001"),
    Staff("window clerk 窗口人员", "clerk", "陈窗口（演示）", Role.CLERK, f"town-{TOWN}", TOWN),
    Staff("centre manager 中心负责人", "manager", "王中心（演示）", Role.MANAGER, f"village-{VILLAGE}", VILLAGE),
    Staff("dispatcher 派遣员", "dispatcher", "郑派遣（演示）", Role.DISPATCHER, "city-centre", "350181"),
    Staff("town dispatcher 镇街派遣员", "town", "张镇街（演示）", Role.DISPATCHER, f"town-{TOWN}", TOWN),
    Staff("department officer 部门经办", "officer", "何路灯（演示）", Role.OFFICER, "lamps", "350181"),
    Staff("hotline operator 话务员", "hotline", "吴热线（演示）", Role.OPERATOR, "hotline", "350181"),
    Staff("supervisor 督查", "supervisor", "薛督查（演示）", Role.SUPERVISOR, "supervision", "350181"),
    Staff("leader 领导", "leader", "施领导（演示）", Role.LEADER, "city-centre", "350181"),
    Staff("mediator 调解员", "mediator", "柯调解（演示）", Role.MEDIATOR, f"village-{VILLAGE}", VILLAGE),
    Staff(
        "head of the mediation committee 调委会主任",
        "committee",
        "魏主任（演示）",
        Role.MEDIATION_HEAD,
        f"village-{VILLAGE}",
        VILLAGE,
    ),
    Staff("auditor 审计", "auditor", "俞审计（演示）", Role.AUDITOR, "supervision", "350181"),
    Staff("administrator 管理员", "admin", "翁管理（演示）", Role.ADMINISTRATOR, "city-centre", "350181"),
)


def invent_people() -> int:
    """The sign-ins, one resident, and a holder for every post of the city; only the sign-ins have a password."""
    if Account.objects.filter(username=STAFF[0].username).exists():
        return 0
    units = dict(Unit.objects.values_list("code", "id"))
    password, since = make_password(PASSWORD), localdate() - timedelta(days=200)
    accounts: list[Account] = []
    posts: list[Post] = []

    def give(username: str, name: str, role: Role, unit: str, area: str, *, secret: str = "") -> None:
        account = Account(username=username, display_name=name, is_staff=True, password=secret or make_password(None))
        accounts.append(account)
        posts.append(Post(account=account, unit_id=units[unit], role=role, area=area, from_on=since))

    for person in STAFF:
        give(person.username, person.name, person.role, person.unit, person.area, secret=password)
    _give_posts(give)
    with transaction.atomic():
        Account.objects.bulk_create([*accounts, _resident()])
        Post.objects.bulk_create(posts)
    return len(accounts)


def _give_posts(give) -> None:  # type: ignore[no-untyped-def]
    county = current_county().code
    for number, unit in enumerate(Unit.objects.filter(kind="department").order_by("code"), start=1):
        give(f"officer-{unit.code}", f"经办 {number}（演示）", Role.OFFICER, unit.code, county)
    for town in towns():
        give(f"town-{town.code}", f"{town.name}派遣员（演示）", Role.DISPATCHER, f"town-{town.code}", town.code)
        give(f"answer-{town.code}", f"{town.name}经办（演示）", Role.OFFICER, f"town-{town.code}", town.code)
        for village in villages_of(town.code):
            give(
                f"manager-{village.code}",
                f"{village.name}负责人（演示）",
                Role.MANAGER,
                f"village-{village.code}",
                village.code,
            )
    for area in area_map().values():
        if len(area.code) == 15 and area.code.startswith(TOWN):
            give(
                f"grid-{area.code}",
                f"{area.name}网格员（演示）",
                Role.GRID_MEMBER,
                f"village-{area.code[:12]}",
                area.code,
            )


def _resident() -> Account:
    phone = "+8613800000001"
    return Account(
        username=None,
        phone=phone,
        phone_index=keyring().index(phone),
        name="林小满（演示）",
        password=make_password(None),
    )
