"""Hot topics: what many say of one place now, as far as their reader may see the matters. Two statements."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.timezone import now

from linli.areas.queries.map import area_name, area_path
from linli.cases.enums import Stage, TextPart
from linli.cases.models import Case, CaseText
from linli.cases.queries.listing import number_text
from linli.cases.queries.procedure import kind_map, spec_of
from linli.cases.queries.visible import visible_to
from linli.common.domain.configuration import kept
from linli.hotline.clustering import Saying, Topic, find_topics
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader

WITHIN = timedelta(days=30)
MOST_READ = 3000
# What stands in names of kinds without being a thing that people see.
EMPTY = frozenset({"异常", "其他", "破损", "缺失", "损坏", "问题", "占用", "不洁"})


@dataclass(frozen=True)
class Member:
    """One matter of a topic."""

    case: Case
    words: str

    @property
    def number(self) -> str:
        return number_text(self.case.number, self.case.opened_at)

    @property
    def url(self) -> str:
        return f"/desk/cases/{self.number}/"

    @property
    def state(self) -> str:
        return str(spec_of(self.case.procedure_id).state(self.case.state).title)

    @property
    def unit(self) -> str:
        return unit_name(self.case.lead_unit_id)


@dataclass(frozen=True)
class HotTopic:
    """Matters that are one, and why they are taken for one."""

    topic: Topic
    members: tuple[Member, ...]

    @property
    def place(self) -> str:
        area = self.members[0].case.area
        return area_name(area[:12]) if area else ""

    @property
    def why(self) -> list[str]:
        """The things named, then the longer stretches in common that say more."""
        longer = [phrase for phrase in self.topic.shared if phrase not in self.topic.things]
        return [*self.topic.things, *longer][:6]

    @property
    def can_merge(self) -> bool:
        """Whether two of them are of one kind, which merging asks for."""
        kinds = [member.case.kind_id for member in self.members]
        return len(set(kinds)) < len(kinds)


def hot_topics(reader: Reader, *, least: int = 3) -> list[HotTopic]:
    """Group what is open, of public space and not secret. Never a closed compartment, a complaint, a household or a person."""
    cases = {
        str(case.id): case
        for case in visible_to(reader)
        .filter(is_public=True, is_confidential=False, about_unit__isnull=True, compartment="", opened_at__gte=now() - WITHIN)
        .exclude(stage=Stage.DONE).order_by("-opened_at")[:MOST_READ]
    }  # fmt: skip
    said: dict[UUID, dict[str, str]] = {}
    texts = CaseText.objects.filter(case__in=list(cases), seq=1, part__in=[TextPart.WORDS, TextPart.PLACE])
    for case_id, part, body in texts.values_list("case_id", "part", "body"):
        said.setdefault(case_id, {})[part] = body
    sayings = [
        Saying(
            key, said.get(case.id, {}).get(TextPart.WORDS, ""), case.opened_at, case.area,
            said.get(case.id, {}).get(TextPart.PLACE, ""), " ".join(area_path(case.area)) if case.area else "", case.lon, case.lat,
        )
        for key, case in cases.items()
    ]  # fmt: skip
    return [
        HotTopic(topic, tuple(Member(cases[saying.id], saying.words) for saying in topic.sayings))
        for topic in find_topics(sayings, lexicon(), least=least)
    ]


def lexicon() -> frozenset[str]:
    """The things that people name: what the kinds of public space are called and what people say for them."""
    return kept("kinds", _read_lexicon)


def _read_lexicon() -> frozenset[str]:
    words: set[str] = set()
    for kind in kind_map().values():
        if kind.is_public_space:
            words |= {kind.name.removesuffix("异常"), *kind.words.split()}
    return frozenset(word for word in words if len(word) > 1 and word not in EMPTY)
