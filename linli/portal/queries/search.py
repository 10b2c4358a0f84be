"""The one search box of the portal: my matters, what can be applied for, kinds to report, places."""

from dataclasses import dataclass, field

from linli.areas.enums import AreaLevel
from linli.areas.queries.find import find_areas
from linli.areas.queries.map import AreaFacts, area_name
from linli.cases.queries.listing import COLUMNS, CaseRow
from linli.cases.queries.search import NUMBER
from linli.cases.queries.visible import visible_to
from linli.hall.queries.finding import Wanted, found_items
from linli.hall.queries.item import ItemFacts
from linli.knowledge.queries.search import Hit, search_articles
from linli.people.reader import Reader
from linli.portal.queries.kinds import Choice, kind_choices
from linli.portal.queries.mine import Matter

MOST_TYPED, SHOWN = 80, 6


@dataclass(frozen=True)
class Place:
    """A town or community that answers to the words."""

    area: AreaFacts

    @property
    def within(self) -> str:
        return area_name(self.area.parent) if self.area.level == AreaLevel.VILLAGE else ""


@dataclass(frozen=True)
class Found:
    """What the box found. `is_number`: it looks like the number of a matter, whether or not it is one's own."""

    typed: str
    is_number: bool = False
    matters: list[Matter] = field(default_factory=list)
    items: list[ItemFacts] = field(default_factory=list)
    kinds: list[Choice] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    answers: list[Hit] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.matters or self.items or self.kinds or self.places or self.answers)


def search(typed: str, reader: Reader) -> Found:
    """Search for a resident. One statement where it is a number, else two of answers, three where none has every word."""
    words = typed.strip()[:MOST_TYPED]
    if not words:
        return Found("")
    number = NUMBER.match(words.replace(" ", ""))
    if number:
        return Found(words, is_number=True, matters=_mine(int(number[2]), reader), places=_places(words))
    return Found(words, items=found_items(Wanted(words=words))[:SHOWN], kinds=kind_choices(words)[:SHOWN], places=_places(words),
                 answers=search_articles(words, for_residents=True, limit=SHOWN))  # fmt: skip


def _mine(number: int, reader: Reader) -> list[Matter]:
    rows = visible_to(reader).filter(number=number).values_list(*COLUMNS, "reporter_id")
    return [Matter(CaseRow(*row), row[0] in reader.owns or reporter == reader.actor_id) for *row, reporter in rows]


def _places(words: str) -> list[Place]:
    found = [find_areas(words, limit=SHOWN, level=level) for level in (AreaLevel.TOWN, AreaLevel.VILLAGE)]
    return [Place(area) for areas in found for area in areas][:SHOWN]
