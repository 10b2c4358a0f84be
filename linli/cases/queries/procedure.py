from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now

from linli.cases.models import Kind, Procedure
from linli.cases.workflow import ProcedureSpec, read_published
from linli.common.domain.configuration import kept


@dataclass(frozen=True)
class Version:
    """A published version that was not withdrawn."""

    id: UUID
    number: int
    begins_at: datetime
    is_own: bool


class Published:
    """The procedures of a county in memory: every version by its number, and by code those that have their day."""

    def __init__(self) -> None:
        self.by_id: dict[UUID, ProcedureSpec] = {}
        self.versions: dict[str, list[Version]] = {}
        for row in Procedure.objects.select_related("withdrawal").order_by("code", "version"):
            self.by_id[row.id] = read_published(row.content)
            if not hasattr(row, "withdrawal"):
                version = Version(row.id, row.version, row.begins_at, row.is_own)
                self.versions.setdefault(row.code, []).append(version)

    def in_force(self, code: str, at: datetime | None = None) -> Version:
        """The newest version whose day has come; before any has, the first. Raises KeyError."""
        moment, versions = at or now(), self.versions[code]
        return next((version for version in reversed(versions) if version.begins_at <= moment), versions[0])

    def coming(self, code: str, at: datetime | None = None) -> Version | None:
        """The version whose day is still to come; there is one at most."""
        moment = at or now()
        return next((version for version in reversed(self.versions.get(code, [])) if version.begins_at > moment), None)

    @property
    def newest(self) -> dict[str, UUID]:
        """By code, the version with which a new case begins now."""
        return {code: self.in_force(code).id for code in self.versions}


def published() -> Published:
    return kept("procedures", Published)


def spec_of(procedure_id: UUID) -> ProcedureSpec:
    """The version that a case is pinned to."""
    return published().by_id[procedure_id]


def newest_procedure(code: str, at: datetime | None = None) -> tuple[UUID, ProcedureSpec]:
    """The version with which a case begins that is opened now, or at a moment. The clock decides: nothing has to run."""
    known = published()
    number = known.in_force(code, at).id
    return number, known.by_id[number]


def _kinds() -> dict[str, Kind]:
    return {kind.code: kind for kind in Kind.objects.order_by("code")}


def kind_map() -> dict[str, Kind]:
    """All kinds by code, kept in memory; the rows are shared, so nobody changes them."""
    return kept("kinds", _kinds)
