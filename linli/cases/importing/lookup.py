"""What the values of a file are here: kinds and units by code or name, made where the mapping allows it."""

import hashlib
import re
from dataclasses import dataclass, field
from uuid import UUID

from linli.cases.importing.errors import KindNotFound
from linli.cases.importing.mapping import Mapping
from linli.cases.models import Kind
from linli.cases.queries.procedure import kind_map
from linli.common.domain.configuration import changed
from linli.common.ids import uuid7
from linli.common.words import initials
from linli.counties.current import current_county
from linli.people.domain.unit import open_unit
from linli.people.queries.unit import unit_map
from linli.people.reader import Reader

MOST_CODE = 60
MOST_UNIT_CODE = 40
MOST_NAME = 100


@dataclass
class Lookup:
    """Kinds and units of one import. In a dry run what would be made is only counted."""

    mapping: Mapping
    by: Reader
    is_dry_run: bool
    made_kinds: set[str] = field(default_factory=set)
    made_units: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        # Nothing is brought into a closed compartment by a file: its words would lie outside it.
        self.kinds = {code: kind for code, kind in kind_map().items() if not kind.compartment}
        self.kinds_by_name = {kind.name: kind for kind in reversed(self.kinds.values()) if kind.is_active}
        self.units: dict[str, UUID] = {}
        for unit in unit_map().values():
            self.units.setdefault(unit.name, unit.id)
        self.units |= {unit.code: unit.id for unit in unit_map().values()}

    def kind(self, value: str) -> Kind:
        """Return the kind of a value, made if need be; raises KindNotFound."""
        rule = self.mapping.kind
        code = rule.map.get(value) or (value if rule.by == "code" else "")
        found = self.kinds.get(code) if code else self.kinds_by_name.get(value[:MOST_NAME])
        if found is not None and found.is_active:
            return found
        if rule.by != "make" or code:
            raise KindNotFound(value=value[:MOST_NAME])
        return self._make_kind(value)

    def _make_kind(self, value: str) -> Kind:
        rule = self.mapping.kind
        code = _code(rule.prefix, value, MOST_CODE)
        kind = Kind(
            code=code, name=value[:MOST_NAME], name_en=value[:150] if value.isascii() else "",
            major_code=rule.major_code, major_name=rule.major_name, initials=_letters(value),
            procedure_code=rule.procedure, is_public_space=rule.is_public_space, is_local=True,
            source=self.mapping.name[:120],
        )  # fmt: skip
        if not self.is_dry_run:
            kind.save(force_insert=True)
            changed("kinds")
        self.kinds[code] = self.kinds_by_name[kind.name] = kind
        self.made_kinds.add(code)
        return kind

    def unit(self, value: str) -> UUID | None:
        """Return the unit of a code or name, made if need be; None where there is none: the rules decide then."""
        rule = self.mapping.unit
        if rule is None or not value:
            return None
        found = self.units.get(value)
        if found is None and rule.make:
            found = self.units[value] = self._make_unit(value)
        return found

    def _make_unit(self, value: str) -> UUID:
        rule = self.mapping.unit
        assert rule is not None
        self.made_units.add(value)
        if self.is_dry_run:
            return uuid7()
        unit = open_unit(
            _code(rule.prefix, value, MOST_UNIT_CODE), name=value[:MOST_NAME], kind=rule.kind,
            area=current_county().code, by=self.by, name_en=value[:150] if value.isascii() else "",
        )  # fmt: skip
        return unit.id


def _code(prefix: str, value: str, most: int) -> str:
    """A code that is the same at every import: readable, and with a few signs of the value's hash, so that it is its own."""
    readable = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
    mark = hashlib.sha256(value.encode()).hexdigest()[:6]
    return f"{prefix}{readable[: most - len(prefix) - 7]}-{mark}" if readable else f"{prefix}{mark}"


def _letters(value: str) -> str:
    """By which letters a kind is found: the pinyin initials of Chinese, else the words themselves."""
    return re.sub(r"[^a-z0-9]", "", value.lower())[:60] if value.isascii() else initials(value)
