from uuid import UUID

from linli.people.models import Look

MOST = 200


def looks_at_case(case_id: UUID) -> list[Look]:
    """Who looked at the persons of a case, newest first. The right to the case is the caller's check."""
    return list(Look.objects.filter(subject_kind="case", subject_id=case_id).order_by("-at", "-id")[:MOST])
