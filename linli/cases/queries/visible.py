"""Who reads which cases. Every list, search, count, export and page goes through `visible_to` or its scopes."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.cases.enums import Source
from linli.cases.models import Case, CaseFollower, CaseUnit
from linli.cases.rules import AREA_ROLES, is_concerned, is_reporter
from linli.people.enums import Role
from linli.people.reader import Reader

LEVELS = {9: "town", 12: "village", 15: "grid"}


@dataclass(frozen=True, order=True)
class Scope:
    """One range of an index: equality on one column, or everything (""). Several are a UNION ALL, never an OR."""

    column: str
    value: str = ""

    def within(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        if self.column == "":
            return cases
        if self.column == "assist":
            return cases.filter(id__in=CaseUnit.objects.filter(unit_id=self.value).values("case_id"))
        return cases.filter(**{self.column: self.value})

    def holds(self, other: "Scope") -> bool:
        """Whether everything of another scope is in this one, so that it need not be read twice."""
        if self.column == "":
            return True
        areas = ("town", "village", "grid")
        return (
            self != other and self.column in areas and other.column in areas
            and areas.index(self.column) < areas.index(other.column) and other.value.startswith(self.value)
        )  # fmt: skip


def scopes(reader: Reader, *, assisting: bool = True) -> tuple[Scope, ...]:
    """The ranges a reader may read as staff, none within another."""
    found: set[Scope] = set()
    for post in reader.posts:
        if post.role in AREA_ROLES:
            found.add(Scope(LEVELS[len(post.area)], post.area) if len(post.area) in LEVELS else Scope(""))
        if post.role == Role.OPERATOR:
            found.add(Scope("source", Source.HOTLINE))
        if post.role == Role.OFFICER:
            found.add(Scope("lead_unit", str(post.unit_id)))
            if assisting:
                found.add(Scope("assist", str(post.unit_id)))
    return tuple(sorted(scope for scope in found if not any(other.holds(scope) for other in found if other != scope)))


def in_the_open() -> QuerySet[Case]:
    """All cases but those in a closed compartment (mediation), which have lists of their own."""
    return Case.objects.filter(compartment="")


@dataclass(frozen=True)
class Reach:
    """Through what somebody reads cases: the shape a statement is written for, apart from the values it is filled with."""

    scopes: tuple[Scope, ...] = ()
    actor: UUID | None = None
    owns: tuple[UUID, ...] = ()
    follows: bool = False
    is_everything: bool = False

    @property
    def shape(self) -> Hashable:
        columns = tuple(scope.column for scope in self.scopes)
        return self.is_everything, columns, self.actor is None, len(self.owns), self.follows

    @property
    def values(self) -> dict[str, Any]:
        own = {f"own{place}": number for place, number in enumerate(self.owns)}
        actor = {"actor": self.actor} if self.actor else {}
        return scope_values(self.scopes) | own | actor

    def holding(self, values: Mapping[str, Any]) -> "Reach":
        """The same shape with other values."""
        owns = tuple(values[f"own{place}"] for place in range(len(self.owns)))
        return replace(self, scopes=scopes_holding(self.scopes, values), actor=values.get("actor"), owns=owns)

    def cases(self) -> QuerySet[Case]:
        if self.is_everything:
            return Case.objects.all()
        seen = Q(id__in=self.owns)
        if self.actor:
            seen |= Q(reporter=self.actor)
            if self.follows:
                followed = CaseFollower.objects.filter(account=self.actor).values("case_id")
                seen |= Q(is_public=True, id__in=followed)
        for scope in self.scopes:
            seen |= _as_condition(scope)
        return Case.objects.filter(seen)


def scope_values(found: tuple[Scope, ...]) -> dict[str, Any]:
    """The values of scopes by name, for a statement that is written once for all scopes of the same columns."""
    units = ("lead_unit", "assist")
    return {
        f"scope{place}": UUID(scope.value) if scope.column in units else scope.value
        for place, scope in enumerate(found)
        if scope.column
    }


def scopes_holding(found: tuple[Scope, ...], values: Mapping[str, Any]) -> tuple[Scope, ...]:
    """The same columns with other values."""
    return tuple(replace(scope, value=values.get(f"scope{place}", "")) for place, scope in enumerate(found))


def reach_of(reader: Reader) -> Reach:
    if reader.is_system:
        return Reach(is_everything=True)
    return Reach(scopes(reader), reader.actor_id, tuple(sorted(reader.owns)), follows=not reader.posts)


def visible_to(reader: Reader) -> QuerySet[Case]:
    """The cases a reader may read. For one case by its key; lists read the scopes one by one."""
    return reach_of(reader).cases()


def _as_condition(scope: Scope) -> Q:
    open_to_staff = Q(compartment="")
    if scope.column == "":
        return open_to_staff
    if scope.column == "assist":
        return open_to_staff & Q(id__in=CaseUnit.objects.filter(unit_id=scope.value).values("case_id"))
    return open_to_staff & Q(**{scope.column: scope.value})


def may_read(case_id: UUID, reader: Reader) -> bool:
    return visible_to(reader).filter(id=case_id).exists()


def may_see_files(case_id: UUID, reader: Reader, request: object) -> bool:  # noqa: ARG001  (a holder's shape)
    """Whether a reader may see a case's photos: staff in whose range it lies, and who reported it; never a follower,
    nor the unit that a complaint is about."""
    case = visible_to(reader).filter(id=case_id).only("reporter_id", "about_unit_id").first()
    if case is None:
        return False
    return is_reporter(reader, case) or (reader.is_staff and not is_concerned(reader, case))
