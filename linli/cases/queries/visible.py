"""Who reads which cases. Every list, search, count, export and page goes through `visible_to` or its scopes."""

from dataclasses import dataclass
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


def visible_to(reader: Reader) -> QuerySet[Case]:
    """The cases a reader may read. For one case by its key; lists read the scopes one by one."""
    if reader.is_system:
        return Case.objects.all()
    seen = Q(id__in=reader.owns)
    if reader.actor_id:
        seen |= Q(reporter=reader.actor_id)
        if not reader.posts:
            seen |= Q(is_public=True, id__in=CaseFollower.objects.filter(account=reader.actor_id).values("case_id"))
    for scope in scopes(reader):
        seen |= _as_condition(scope)
    return Case.objects.filter(seen)


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
