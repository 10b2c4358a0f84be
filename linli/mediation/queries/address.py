"""Where a mediation stands, and what it is called: its number, to everybody."""

from collections.abc import Collection
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.cases.queries.listing import number_text
from linli.mediation.models import Mediation, Side
from linli.mediation.rules import is_looking, is_mediator, side_of, standing
from linli.people.reader import Reader
from linli.people.subjects import Subject


def mediation_path(mediation_id: str, is_staff: bool) -> str:
    """Staff who are themselves a side find theirs at the residents' page, which the desk's page leads to."""
    found = Mediation.objects.filter(id=mediation_id).select_related("case").first()
    if found is None:
        return ""
    number = number_text(found.case.number, found.case.opened_at)
    return reverse("mediation:desk-matter" if is_staff else "mediation:matter", args=[number])


def describe_mediations(keys: Collection[UUID]) -> dict[UUID, Subject]:
    """For the list of looks. One statement, and no more than the number."""
    rows = Mediation.objects.filter(id__in=keys).values_list("id", "case__number", "case__opened_at")
    return {
        key: Subject(_("Mediation · %(number)s") % {"number": number_text(number, opened_at)})
        for key, number, opened_at in rows
    }


def capacities(reader: Reader, case_id: UUID) -> set[str]:
    """In what capacity somebody stands before the matter: for the engine. Two statements."""
    mediation = Mediation.objects.filter(case=case_id).first()
    return standing(reader, mediation, Side.objects.filter(mediation=mediation)) if mediation else set()


def may_see_files(mediation_id: UUID, reader: Reader, request: HttpRequest) -> bool:  # noqa: ARG001  (a holder's shape)
    """The signed paper is for the sides, the mediator, and whoever has said why they look."""
    mediation = Mediation.objects.filter(id=mediation_id).first()
    if mediation is None:
        return False
    sides = list(Side.objects.filter(mediation=mediation))
    return (
        ((mine := side_of(reader, sides)) is not None and mine.stays) or is_mediator(reader, mediation) or is_looking(reader, mediation)
    )  # fmt: skip
