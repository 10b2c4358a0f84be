"""A grid as everybody sees it: names, words and telephones of offices; never a boundary, never a private number."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from linli.areas.queries.map import AreaFacts, area_map, area_path, county_code, current_code
from linli.cases.enums import GRID_MATTER
from linli.cases.queries.procedure import kind_map
from linli.grid.enums import ChangeKind
from linli.grid.models import GridChange, GridWords, PostTerms
from linli.grid.queries.stand_in import Answerer, answerer_of
from linli.people.enums import UnitKind
from linli.people.queries.unit import UnitFacts, office_of

# domain.md §21, literally: 网格员可以：巡查、上报、走访、宣传、代办、协助调解。不可以：执法、罚款、扣证、未经同意入户、拍身份证、收集清单以外的信息。
MAY = (_("patrol"), _("report"), _("visit"), _("inform"), _("do errands for people"), _("help to mediate"))
MAY_NOT = (
    _("enforce the law"), _("impose fines"), _("keep people’s papers"), _("enter a home without consent"), _("photograph identity cards"),
    _("collect what is not on the list"),
)  # fmt: skip


@dataclass(frozen=True)
class Face:
    """What the public page of a grid says."""

    facts: AreaFacts
    path: str
    covers: str
    is_invented: bool
    answerer: Answerer
    name: str  # of whoever answers, only where they accepted it
    relay: UnitFacts | None
    supervision: UnitFacts | None
    successors: list[AreaFacts]


def face_of(facts: AreaFacts) -> Face:
    """Return what everybody may know of a grid. Three statements."""
    found = answerer_of(facts.code)
    words = GridWords.objects.filter(grid=facts.code, until__isnull=True).first()
    terms = PostTerms.objects.filter(post=found.post_id).first() if found.post_id and found.rule == "member" else None
    return Face(
        facts=facts, path=" ".join(area_path(facts.parent)), covers=words.covers if words else "",
        is_invented=facts.is_invented or bool(words and words.is_invented), answerer=found,
        name=found.name if terms and terms.is_named else "", relay=relay_of(facts.code),
        supervision=supervision_of(facts.code), successors=[] if facts.is_active else _successors(facts.code),
    )  # fmt: skip


def _successors(code: str) -> list[AreaFacts]:
    """What took the place of a closed grid: one, or the parts of a split."""
    known, successor = area_map(), current_code(code)
    if successor != code:
        return [known[successor]] if successor in known else []
    parts = (
        GridChange.objects.filter(grid=code, kind=ChangeKind.SPLIT).order_by("became").values_list("became", flat=True)
    )
    return [known[part] for part in parts if part in known]


def relay_of(code: str) -> UnitFacts | None:
    """The office that puts through to the grid: the village's, else the town's, else the hotline."""
    offices = (office_of(code[:12], UnitKind.VILLAGE_OFFICE), office_of(code[:9], UnitKind.TOWN_OFFICE), _hotline())
    return next((unit for unit in offices if unit and unit.telephone), None)


def supervision_of(code: str) -> UnitFacts | None:
    """The office above to complain to: the town's, else the city's, else the hotline."""
    county = county_code()
    offices = (office_of(code[:9], UnitKind.TOWN_OFFICE), office_of(county, UnitKind.CITY_OFFICE), _hotline())
    return next((unit for unit in offices if unit and unit.telephone), None)


def _hotline() -> UnitFacts | None:
    return office_of(county_code(), UnitKind.HOTLINE)


def grid_matters() -> list[tuple[str, list[str]]]:
    """The kinds of grid matter by their group, in the order of the standard. No statement."""
    groups: dict[str, list[str]] = {}
    for kind in kind_map().values():
        if kind.is_active and kind.procedure_code == GRID_MATTER and not kind.compartment:
            groups.setdefault(kind.major_name, []).append(kind.name)
    return list(groups.items())


def covers_of(code: str) -> str:
    """What a grid covers, in words; "" while nobody has written it down."""
    words = GridWords.objects.filter(grid=code, until__isnull=True).first()
    return words.covers if words else ""
