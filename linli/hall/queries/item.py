"""The catalogue, kept in memory: every item with what is published about it now and what is to come."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import get_language

from linli.common.calendar import Limit, LimitUnit
from linli.common.domain.configuration import kept
from linli.hall.choosing import Rule
from linli.hall.content import Content, complete
from linli.hall.enums import Channel, Group, ItemKind, PowerKind
from linli.hall.models import Item, ItemVersion, Material

TOPIC = "items"


def in_language(words: str, words_en: str) -> str:
    """The words in the reader's language, where there are any."""
    return words_en if words_en and get_language() == "en" else words


@dataclass(frozen=True, slots=True)
class MaterialFacts:
    """A paper of a version."""

    id: UUID
    code: str
    name: str
    name_en: str
    form: str
    copies: int
    takes_electronic: bool
    is_obtainable: bool
    obtained_from: str
    is_secondary: bool
    takes_promise: bool
    note: str
    sample: str

    @property
    def title(self) -> str:
        return in_language(self.name, self.name_en)


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What is published about an item, from a day on."""

    id: UUID
    number: int
    valid_from: date
    is_verified: bool
    is_invented: bool
    source: str
    accepting_body: str
    accepting_unit: str
    deciding_body: str
    deciding_unit: str
    areas: tuple[str, ...]
    functions: tuple[str, ...]
    conditions: str
    basis: str
    process: str
    result: str
    statutory: Limit | None
    promised: Limit | None
    receiving: Limit | None
    is_on_the_spot: bool
    is_free: bool
    fee: str
    channels: tuple[str, ...]
    case_kind: str
    form_code: str
    is_licensing: bool
    notice: Limit | None
    is_deemed_accepted: bool
    takes_later: bool
    outside_system: str
    outside_hint: str
    outside_fields: tuple[str, ...]
    materials: tuple[MaterialFacts, ...]
    rules: tuple[Rule, ...]

    @property
    def has_online(self) -> bool:
        return Channel.ONLINE in self.channels

    @property
    def asked(self) -> tuple[MaterialFacts, ...]:
        """The papers that somebody has to bring; what the office fetches itself is not among them."""
        return tuple(paper for paper in self.materials if not paper.is_obtainable)


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item with its versions that hold or will hold, in order; all is in memory."""

    id: UUID
    code: str
    kind: ItemKind
    power: PowerKind
    group: Group
    position: int
    name: str
    name_en: str
    initials: str
    words: str
    is_withdrawn: bool
    reason: str
    is_set_here: bool
    versions: tuple[VersionFacts, ...]

    @property
    def title(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def current(self) -> VersionFacts | None:
        return self.version_on(localdate())

    @property
    def coming(self) -> VersionFacts | None:
        """The version whose day has not come yet."""
        today = localdate()
        return next((one for one in self.versions if one.valid_from > today), None)

    @property
    def is_offered(self) -> bool:
        return not self.is_withdrawn and self.current is not None

    def version_on(self, day: date) -> VersionFacts | None:
        """The version that holds on a day: of those whose day has come the last."""
        return next((one for one in reversed(self.versions) if one.valid_from <= day), None)


def item_map() -> dict[str, ItemFacts]:
    """Return every item of the county by code, in the order in which they are listed, withdrawn ones too."""
    return kept(TOPIC, _read)


def item_of(code: str) -> ItemFacts | None:
    return item_map().get(code)


def offered_items() -> list[ItemFacts]:
    """The items that can be asked for today."""
    return [item for item in item_map().values() if item.is_offered]


def _read() -> dict[str, ItemFacts]:
    """Three statements. Of former versions only their pages speak; they are read there."""
    today = localdate()
    rows: dict[UUID, list[ItemVersion]] = defaultdict(list)
    for version in ItemVersion.objects.filter(recall=None).order_by("item_id", "number"):
        held = rows[version.item_id]
        if held and version.valid_from <= today:
            held.clear()
        held.append(version)
    materials: dict[UUID, list[Material]] = defaultdict(list)
    shown = [version.id for held in rows.values() for version in held]
    for material in Material.objects.filter(version__in=shown).order_by("version_id", "position"):
        materials[material.version_id].append(material)
    order = {group: at for at, group in enumerate(Group)}
    items = sorted(Item.objects.all(), key=lambda item: (order[Group(item.group)], item.position, item.code))
    return {
        item.code: facts_of(item, tuple(version_facts(one, materials[one.id]) for one in rows[item.id]))
        for item in items
    }


def facts_of(item: Item, versions: tuple[VersionFacts, ...]) -> ItemFacts:
    return ItemFacts(
        id=item.id, code=item.code, kind=ItemKind(item.kind), power=PowerKind(item.power), group=Group(item.group),
        position=item.position, name=item.name, name_en=item.name_en, initials=item.initials, words=item.words,
        is_withdrawn=item.withdrawn_at is not None, reason=item.reason, is_set_here=item.is_set_here, versions=versions,
    )  # fmt: skip


def version_facts(row: ItemVersion, materials: list[Material]) -> VersionFacts:
    return VersionFacts(
        id=row.id, number=row.number, valid_from=row.valid_from, is_verified=row.is_verified,
        is_invented=row.is_invented, source=row.source, accepting_body=row.accepting_body,
        accepting_unit=row.accepting_unit, deciding_body=row.deciding_body, deciding_unit=row.deciding_unit,
        areas=tuple(row.areas), functions=tuple(row.functions), conditions=row.conditions, basis=row.basis,
        process=row.process, result=row.result, statutory=limit_in(row, "statutory"), promised=limit_in(row, "promised"),
        receiving=limit_in(row, "receiving"), is_on_the_spot=row.is_on_the_spot, is_free=row.is_free, fee=row.fee,
        channels=tuple(row.channels), case_kind=row.case_kind, form_code=row.form_code, is_licensing=row.is_licensing,
        notice=limit_in(row, "notice"), is_deemed_accepted=row.is_deemed_accepted, takes_later=row.takes_later,
        outside_system=row.outside_system, outside_hint=row.outside_hint, outside_fields=tuple(row.outside_fields),
        materials=tuple(_material(one) for one in materials), rules=tuple(Rule.read(rule) for rule in row.fit),
    )  # fmt: skip


def _material(row: Material) -> MaterialFacts:
    return MaterialFacts(
        row.id, row.code, row.name, row.name_en, row.form, row.copies, row.takes_electronic, row.is_obtainable,
        row.obtained_from, row.is_secondary, row.takes_promise, row.note, row.sample,
    )  # fmt: skip


def limit_in(row: ItemVersion, name: str) -> Limit | None:
    amount = getattr(row, f"{name}_amount")
    return Limit(amount, LimitUnit(getattr(row, f"{name}_unit"))) if amount else None


def content_of(version: VersionFacts) -> Content:
    """Return what a version says as data: what a draft of the next one begins with."""
    said = {
        name: getattr(version, name)
        for name in VersionFacts.__slots__
        if name not in ("id", "number", "valid_from", "is_invented", "materials", "rules")
    }
    said = {name: _plain(value) for name, value in said.items()}
    materials = [
        {name: getattr(paper, name) for name in MaterialFacts.__slots__ if name != "id"} for paper in version.materials
    ]
    return complete(said | {"materials": materials, "fit": [_rule(rule) for rule in version.rules]})


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, Limit) else "" if value is None else value


def _rule(rule: Rule) -> dict[str, object]:
    kind = "none_of" if rule.is_against else "one_of"
    return {
        "question": rule.question, kind: sorted(rule.answers), "reason": rule.reason, "reason_en": rule.reason_en,
    }  # fmt: skip
