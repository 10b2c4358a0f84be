"""Where a petition stands, what it is called, and who may see its files."""

from collections.abc import Collection
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.cases.queries.listing import number_text
from linli.people.enums import Role
from linli.people.reader import Reader
from linli.people.subjects import Subject
from linli.petitions.models import Petition, Petitioner
from linli.petitions.rules import MAY_RECEIVE, is_petitioner, standing


def petition_path(petition_id: str, is_staff: bool) -> str:
    found = Petition.objects.filter(id=petition_id).select_related("case").first()
    if found is None:
        return ""
    number = number_text(found.case.number, found.case.opened_at)
    return reverse("petitions:desk-matter" if is_staff else "petitions:matter", args=[number])


def describe_petitions(keys: Collection[UUID]) -> dict[UUID, Subject]:
    """For the list of looks. One statement, and no more than the number."""
    rows = Petition.objects.filter(id__in=keys).values_list("id", "case__number", "case__opened_at")
    numbers = {key: number_text(number, opened_at) for key, number, opened_at in rows}
    return {
        key: Subject(_("Petition · %(number)s") % {"number": number}, reverse("petitions:desk-matter", args=[number]))
        for key, number in numbers.items()
    }


def capacities(reader: Reader, case_id: UUID) -> set[str]:
    """In what capacity somebody stands before the matter: for the engine. Two statements."""
    petition = Petition.objects.filter(case=case_id).select_related("case").first()
    return standing(reader, petition, Petitioner.objects.filter(petition=petition)) if petition else set()


def may_see_letter(petition_id: UUID, reader: Reader, request: HttpRequest) -> bool:  # noqa: ARG001  (a holder's shape)
    """What came in and its receipt are for whoever petitions, those who take it, and the supervisor; for the body in charge too,
    unless the identity is hidden: a letter bears a name, and the receipt holds what was said."""
    petition = Petition.objects.filter(id=petition_id).select_related("case").first()
    if petition is None:
        return False
    people = list(Petitioner.objects.filter(petition=petition))
    if is_petitioner(reader, people):
        return True
    may = standing(reader, petition, people)
    return bool(may & {str(role) for role in (*MAY_RECEIVE, Role.SUPERVISOR)}) or (bool(may) and not petition.is_hidden)


def may_see_papers(petition_id: UUID, reader: Reader, request: HttpRequest) -> bool:  # noqa: ARG001  (a holder's shape)
    """The papers that answer are for whoever stands before it: they name nobody where the identity is hidden."""
    petition = Petition.objects.filter(id=petition_id).select_related("case").first()
    return petition is not None and bool(standing(reader, petition, Petitioner.objects.filter(petition=petition)))


def may_see_urging(petition_id: UUID, reader: Reader, request: HttpRequest) -> bool:  # noqa: ARG001  (a holder's shape)
    """What offices wrote each other about how it is dealt with is for the offices."""
    petition = Petition.objects.filter(id=petition_id).select_related("case").first()
    return petition is not None and bool(
        standing(reader, petition, Petitioner.objects.filter(petition=petition)) - {"party"}
    )
