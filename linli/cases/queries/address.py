"""Where a case stands on the surfaces: by its printed number."""

from linli.cases.models import Case
from linli.cases.queries.listing import number_text


def case_path(case_id: str, is_staff: bool) -> str:
    """The path of a case for staff or for residents; empty where there is no such case."""
    case = Case.objects.filter(id=case_id).only("number", "opened_at").first()
    if case is None:
        return ""
    number = number_text(case.number, case.opened_at)
    return f"/desk/cases/{number}/" if is_staff else f"/matters/{number}/"


def number_of(printed: str) -> int | None:
    """The number in FQ2026-004217; None where it is not one."""
    tail = printed.rsplit("-", 1)[-1]
    return int(tail) if tail.isascii() and tail.isdigit() and len(tail) <= 12 else None
