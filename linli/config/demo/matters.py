"""A month of invented matters in every state, each played through the same verbs that people use."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID, uuid5

import shapely
from django.utils.timezone import get_current_timezone, localtime, now

from linli.areas.models import Boundary
from linli.areas.queries.map import area_name
from linli.cases.domain.acceptance import accept_case, refuse_case
from linli.cases.domain.closure import close_case, propose_closure, send_back, withdraw_case
from linli.cases.domain.deed import Sent
from linli.cases.domain.extension import ask_extension, extend_limit
from linli.cases.domain.figures import keep_counts
from linli.cases.domain.merging import follow_case, merge_case
from linli.cases.domain.objection import decide_objection, object_to_assignment
from linli.cases.domain.opening import Opened, Report, open_case
from linli.cases.domain.party import Person
from linli.cases.domain.progress import report_progress, return_for_materials, supplement_case
from linli.cases.domain.rating import rate_case
from linli.cases.domain.reopening import reopen_case
from linli.cases.domain.return_visit import record_visit
from linli.cases.enums import Decision, Outcome, Source
from linli.cases.models import Case
from linli.common.calendar import Limit
from linli.common.errors import Refusal
from linli.config.demo.instructions import give_instructions
from linli.config.demo.photo import draft_photo
from linli.config.demo.units import FOLDER
from linli.hotline.domain.intake import Call, take_order
from linli.hotline.enums import KIND_OF, Way
from linli.people.models import Account, Post
from linli.people.reader import Reader, reader_of
from linli.ratings.enums import Grade

SEED = 350181
DAYS = 30
COUNT = 640
NAMESPACE = UUID("01a20000-0000-7000-8000-000000350181")
# How much more is reported where more people live: the seven subdistricts and the large towns.
WEIGHTS = {
    "350181005": 9,
    "350181002": 7,
    "350181003": 6,
    "350181004": 5,
    "350181006": 6,
    "350181007": 4,
    "350181008": 4,
}
SURNAMES = "林陈郑王张何薛施俞翁"


@dataclass
class City:
    """What the play needs to know, read once."""

    draw: Random
    until: datetime

    @cached_property
    def content(self) -> dict[str, Any]:
        return tomllib.loads((FOLDER / "matters.toml").read_text(encoding="utf-8"))

    @cached_property
    def grids(self) -> list[tuple[str, float, float]]:
        rows = Boundary.objects.filter(until_on__isnull=True).order_by("area_id").values_list("area_id", "shape")
        points = [
            (code, shapely.from_wkb(bytes(shape)).representative_point()) for code, shape in rows if len(code) == 15
        ]
        return [(code, point.x, point.y) for code, point in points]

    @cached_property
    def weights(self) -> list[int]:
        return [WEIGHTS.get(code[:9], 1) * (4 if code.startswith("350181005004") else 1) for code, _, _ in self.grids]

    @cached_property
    def holders(self) -> dict[tuple[str, str], Reader]:
        """Who acts: a reader by role and area, and by unit."""
        found: dict[tuple[str, str], Reader] = {}
        accounts = {account.id: account for account in Account.objects.filter(is_staff=True)}
        readers: dict[UUID, Reader] = {}
        for post in Post.objects.order_by("-account__created_at", "id"):
            readers.setdefault(post.account_id, reader_of(accounts[post.account_id]))
            found[post.role, post.area] = readers[post.account_id]
            found["unit", str(post.unit_id)] = readers[post.account_id]
        return found

    @cached_property
    def resident(self) -> Account:
        return Account.objects.filter(is_staff=False).earliest("id")

    def moment(self) -> datetime:
        """A moment of the last month, by day."""
        day = localtime(self.until).date() - timedelta(days=self.draw.randrange(DAYS))
        at = datetime.combine(day, time(7), get_current_timezone()) + timedelta(minutes=self.draw.randrange(14 * 60))
        return min(at, self.until - timedelta(minutes=self.draw.randrange(5, 180)))


def invent_matters(progress: Callable[[int, int], Any]) -> int:
    """Play all matters in the order of their opening; the same on every machine but for the day they count from."""
    city = City(Random(SEED), now())  # noqa: S311  (a play, not a secret)
    moments = sorted(city.moment() for _ in range(COUNT))
    for number, at in enumerate(moments):
        Play(city, number, at).play()
        progress(number + 1, COUNT)
    _merge_some(city)
    give_instructions(city)
    keep_counts()
    return COUNT


class Play:
    """One matter from its door to wherever it has come by now."""

    def __init__(self, city: City, number: int, at: datetime) -> None:
        self.city, self.number, self.at = city, number, at
        # A draw of its own, so that a load that was killed goes on with the very same play.
        self.draw = Random(SEED * 10_000 + number)  # noqa: S311
        kinds = city.content["kinds"]
        self.kind = self.draw.choices(kinds, [kind["weight"] for kind in kinds])[0]
        self.grid, self.lon, self.lat = self.draw.choices(city.grids, city.weights)[0]
        self.is_mine = number % 90 == 7  # the demonstration resident's own
        self.acts_as = reader_of(city.resident) if self.is_mine else Reader()
        self.photos = 0
        self.case: Case

    def play(self) -> None:
        opened = self._open()
        if not opened.is_new:
            return
        self.case = opened.case
        code = self.kind["code"]
        steps = self._grid() if code.startswith("M") else self._hotline() if code.startswith("H") else self._answered()
        for step in steps:
            self.at += timedelta(minutes=self.draw.randrange(20, 60 * self.draw.choice((2, 5, 20, 30))))
            if self.at >= self.city.until or self.draw.random() < 0.03:  # some are left lying
                return
            try:
                step()
            except Refusal:
                return  # as in life: somebody else moved it on

    def _open(self) -> Opened:
        words = self.draw.choice(self.kind["words"]).format(place=self.draw.choice(self.city.content["places"]))
        placed = self.number % 37 != 0  # a few come without a place and stand to be routed
        code = self.kind["code"]
        if code.startswith("H"):
            return self._order(words, placed=placed)
        report = Report(
            kind=code, words=words,
            place=f"{area_name(self.grid[:9])}{area_name(self.grid[:12])}" if placed else "说不清具体位置",
            area=self.grid if placed else "", lon=self.lon if placed and code.startswith("M") else None,
            lat=self.lat if placed and code.startswith("M") else None, source=self._source(),
            reporter=Person(name=f"{self.draw.choice(SURNAMES)}（演示）", phone=f"+86138{self.number:08d}"),
            account=self.city.resident if self.is_mine else None, is_confidential=code.startswith("C"),
            basket=self._photo("before") if code.startswith("M") and self.number % 3 == 0 else None,
            key=f"demo-{self.number}", is_invented=True,
        )  # fmt: skip
        return open_case(report, by=self.acts_as, at=self.at)

    def _order(self, words: str, *, placed: bool) -> Opened:
        """An order of the hotline, by each of its three ways in turn, with a deadline of its own."""
        asked = {code: asked for asked, code in KIND_OF.items()}[self.kind["code"]]
        taken = take_order(
            Call(
                number=f"FZ{self.at:%Y%m%d}{self.number:06d}", asked=asked, words=words, way=list(Way)[self.number % 3],
                place=f"{area_name(self.grid[:9])}{area_name(self.grid[:12])}" if placed else "说不清具体位置",
                area=self.grid if placed else "", is_secret=self.number % 7 == 0, is_public=self.kind.get("public", False),
                caller=Person(name=f"{self.draw.choice(SURNAMES)}（演示）", phone=f"+86138{self.number:08d}"),
                called_at=self.at - timedelta(minutes=12), due_at=self.at + timedelta(days=5 + self.number % 4),
                is_invented=True,
            ),
            by=self._by("operator"), at=self.at,
        )  # fmt: skip
        return Opened(taken.order.case, is_new=taken.is_new)

    def _source(self) -> Source:
        doors = [Source.PORTAL, Source.GRID, Source.WINDOW, Source.PAPER]
        return Source.PORTAL if self.is_mine else self.draw.choices(doors, [5, 4, 2, 1])[0]

    def _photo(self, purpose: str) -> UUID:
        self.photos += 1
        return draft_photo(uuid5(NAMESPACE, f"{self.number}-{self.photos}"), purpose, at=self.at)

    def _by(self, role: str, area: str = "350181") -> Reader:
        return self.city.holders[role, area]

    @property
    def _lead(self) -> Reader:
        return self.city.holders.get(("unit", str(self.case.lead_unit_id)), self._by("dispatcher"))

    @property
    def _reporter(self) -> Reader:
        return self.acts_as if self.is_mine else Reader(owns=frozenset({self.case.id}))

    def _grid(self) -> Iterator[Callable[[], Any]]:
        manager = self.city.holders.get(("manager", self.case.village), self._by("dispatcher"))
        chance = self.draw.random()
        if chance < 0.03:
            yield lambda: withdraw_case(self.case, by=self._reporter, note="已经修好了，谢谢。", at=self.at)
            return
        if chance < 0.07:
            yield lambda: refuse_case(
                self.case, by=manager, note="属于小区内部物业事务，请先联系物业；物业不办可再反映。", at=self.at
            )
            return
        if chance < 0.12:
            yield lambda: return_for_materials(self.case, by=manager, note="请说明具体在哪一栋楼旁。", at=self.at)
            if chance < 0.09:
                return
            yield lambda: supplement_case(self.case, by=self._reporter, note="在三号楼东侧路口。", at=self.at)
        yield lambda: accept_case(self.case, by=manager, note="到现场看过，属实。", at=self.at)
        if 0.88 <= chance < 0.9:
            yield from self._objection()
            if not self.number % 2:
                return
        if chance > 0.95:
            yield lambda: ask_extension(
                self.case, by=self._lead, limit=Limit.parse("3 working_days"), note="要等配件到货。", at=self.at
            )
            yield lambda: extend_limit(
                self.case, by=self._by("supervisor"), note="同意，配件到货后三天内办完。", at=self.at
            )
        yield lambda: report_progress(self.case, by=self._lead, note="已派人到现场，预计当天处理。", at=self.at)
        yield self._propose
        if chance > 0.9:
            yield lambda: send_back(self.case, by=manager, note="现场还剩一处没处理，请补做。", at=self.at)
            yield self._propose
        yield lambda: close_case(
            self.case, by=manager, outcome=Outcome.RESOLVED, note="现场核查，属实办好。", at=self.at
        )
        yield from self._after(chance)

    def _objection(self) -> Iterator[Callable[[], Any]]:
        """The unit says that it is not its own; some wait for a decision, some stay."""
        yield lambda: object_to_assignment(
            self.case, by=self._lead, note="这处不在本单位管养清单内，请核对权属后改派。", at=self.at
        )
        if self.number % 2:
            yield lambda: decide_objection(
                self.case,
                by=self._by("dispatcher"),
                decision=Decision.STAYS,
                note="已核对权属，属本单位管养。",
                at=self.at,
            )

    def _propose(self) -> None:
        sent = Sent(basket=self._photo("after"))
        propose_closure(self.case, by=self._lead, note=self.kind["done"], at=self.at, sent=sent)

    def _after(self, chance: float) -> Iterator[Callable[[], Any]]:
        if 0.84 < chance < 0.88:
            yield lambda: reopen_case(self.case, by=self._reporter, note="第二天又这样了，没有解决。", at=self.at)
            yield self._propose
            return
        if self.draw.random() < 0.6:
            grade = self.draw.choices(list(Grade), [1, 2, 6, 14, 10])[0]
            yield lambda: rate_case(self.case, by=self._reporter, grade=grade, at=self.at)

    def _answered(self) -> Iterator[Callable[[], Any]]:
        if self.kind["code"].startswith("C"):
            yield lambda: accept_case(self.case, by=self._lead, at=self.at)
        yield lambda: close_case(
            self.case, by=self._lead, outcome=Outcome.EXPLAINED, note=self.kind["done"], at=self.at
        )
        yield from self._after(0.5)

    def _hotline(self) -> Iterator[Callable[[], Any]]:
        operator = self._by("operator")
        yield lambda: accept_case(self.case, by=operator, at=self.at)
        yield lambda: report_progress(self.case, by=self._lead, note="已电话联系诉求人，了解情况。", at=self.at)
        yield lambda: propose_closure(self.case, by=self._lead, note=self.kind["done"], at=self.at)
        answers = self.draw.choices([(True, True, True), (True, True, False), (True, False, False), (False, None, None)],
                                    [7, 2, 2, 2])[0]  # fmt: skip
        yield lambda: record_visit(self.case, by=operator, is_reached=answers[0], is_resolved=answers[1],
                                   is_satisfied=answers[2], at=self.at)  # fmt: skip


def _merge_some(city: City) -> None:
    """A few matters turn out to be the same and are merged; the demonstration resident follows one."""
    dispatcher = city.holders["dispatcher", "350181"]
    pairs = list(
        Case.objects.filter(is_public=True, state__in=["collected", "dispatched"]).order_by("kind", "opened_at")
    )
    count = 0
    for first, second in pairwise(pairs):
        if first.kind_id == second.kind_id and first.town == second.town and count < 6:
            merge_case(second, into=first, by=dispatcher, note="同一处问题，合并办理。", at=city.until)
            follow_case(first, account=city.resident)
            count += 1
