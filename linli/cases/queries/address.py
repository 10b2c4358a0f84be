"""Where a case stands on the surfaces: by its printed number."""

from collections.abc import Collection
from uuid import UUID

from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.people.subjects import Subject


def case_path(case_id: str, is_staff: bool) -> str:
    """The path of a case for staff or for residents; empty where there is no such case."""
    case = Case.objects.filter(id=case_id).only("number", "opened_at").first()
    if case is None:
        return ""
    return path_of(number_text(case.number, case.opened_at), is_staff)


def path_of(number: str, is_staff: bool) -> str:
    """The path of the case with a printed number."""
    return f"/desk/cases/{number}/" if is_staff else f"/matters/{number}/"


def describe_cases(keys: Collection[UUID]) -> dict[UUID, Subject]:
    """Cases by their numbers, for the list of looks: one statement."""
    rows = Case.objects.filter(id__in=keys).values_list("id", "number", "opened_at")
    numbers = {key: number_text(number, opened_at) for key, number, opened_at in rows}
    return {key: Subject(number, f"/desk/cases/{number}/") for key, number in numbers.items()}


def number_of(printed: str) -> int | None:
    """The number in FQ2026-004217; None where it is not one."""
    tail = printed.rsplit("-", 1)[-1]
    return int(tail) if tail.isascii() and tail.isdigit() and len(tail) <= 12 else None
