from uuid import UUID

from linli.cases.models import Kind, Procedure
from linli.cases.workflow import ProcedureSpec, parse_procedure
from linli.common.domain.configuration import kept


class Published:
    """The procedures of a county in memory: every version by its number, and the newest by its code."""

    def __init__(self) -> None:
        self.by_id: dict[UUID, ProcedureSpec] = {}
        self.newest: dict[str, UUID] = {}
        for row in Procedure.objects.order_by("code", "version"):
            self.by_id[row.id] = parse_procedure(row.content)
            self.newest[row.code] = row.id


def published() -> Published:
    return kept("procedures", Published)


def spec_of(procedure_id: UUID) -> ProcedureSpec:
    """The version that a case is pinned to."""
    return published().by_id[procedure_id]


def newest_procedure(code: str) -> tuple[UUID, ProcedureSpec]:
    """The version with which a new case begins."""
    number = published().newest[code]
    return number, published().by_id[number]


def _kinds() -> dict[str, Kind]:
    return {kind.code: kind for kind in Kind.objects.order_by("code")}


def kind_map() -> dict[str, Kind]:
    """All kinds by code, kept in memory; the rows are shared, so nobody changes them."""
    return kept("kinds", _kinds)
