"""Where grids and what stands in them are found on the surfaces."""

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse

from linli.areas.queries.map import area_path
from linli.grid.models import GridMessage, VisitConsent, VoluntaryPost, Wish
from linli.people.subjects import Subject


def grid_path(code: str, is_staff: bool) -> str:
    return reverse("grid:sheet" if is_staff else "grid:face", kwargs={"code": code})


def describe_voluntary_posts(keys: Collection[UUID]) -> dict[UUID, Subject]:
    """Voluntary posts by their grid: the words say neither who nor what."""
    rows = VoluntaryPost.objects.filter(id__in=keys).values_list("id", "grid")
    return {
        key: Subject(" ".join(area_path(grid)), reverse("grid:voluntary-post", kwargs={"post_id": key}))
        for key, grid in rows
    }


def message_path(message_id: str, is_staff: bool) -> str:
    return reverse("grid:message", kwargs={"message_id": message_id}) if is_staff else ""


def describe_messages(keys: Collection[UUID]) -> dict[UUID, Subject]:
    """Messages by their grid."""
    rows = GridMessage.objects.filter(id__in=keys).values_list("id", "grid")
    return {
        key: Subject(" ".join(area_path(grid)), reverse("grid:message", kwargs={"message_id": key}))
        for key, grid in rows
    }


def visit_path(consent_id: str, is_staff: bool) -> str:
    return reverse("grid:visit", kwargs={"consent_id": consent_id}) if is_staff else ""


def describe_visits(keys: Collection[UUID]) -> dict[UUID, Subject]:
    """Those who agreed to be visited by their grid, never by name."""
    rows = VisitConsent.objects.filter(id__in=keys).values_list("id", "grid")
    return {
        key: Subject(" ".join(area_path(grid)), reverse("grid:visit", kwargs={"consent_id": key})) for key, grid in rows
    }


def refusal_path(_refusal_id: str, is_staff: bool) -> str:
    return reverse("grid:refusals") if is_staff else ""


def call_path(call_id: str, is_staff: bool) -> str:
    return reverse("grid:call", kwargs={"call_id": call_id}) if is_staff else ""


def wish_path(wish_id: str, is_staff: bool) -> str:
    return reverse("grid:wish", kwargs={"wish_id": wish_id}) if is_staff else reverse("grid:my-wishes")


def describe_wishes(keys: Collection[UUID]) -> dict[UUID, Subject]:
    """Small wishes by their grid, never by who wished."""
    rows = Wish.objects.filter(id__in=keys).values_list("id", "grid")
    return {
        key: Subject(" ".join(area_path(grid)), reverse("grid:wish", kwargs={"wish_id": key})) for key, grid in rows
    }
