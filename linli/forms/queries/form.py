"""The published forms of a county, kept in memory."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now

from linli.common.domain.configuration import kept
from linli.forms.errors import FormUnknown
from linli.forms.models import FormVersion
from linli.forms.reading import read_shape
from linli.forms.shape import Shape

TOPIC = "forms"


@dataclass(frozen=True)
class PublishedForm:
    """One published version of a form, with what it asks."""

    code: str
    version: int
    shape: Shape
    id: UUID
    begins_at: datetime
    published_at: datetime
    by: str
    note: str
    is_own: bool  # False: shipped with Linli, unverified
    is_withdrawn: bool = False


class Published:
    """Every version in memory; by code those that count, oldest first."""

    def __init__(self) -> None:
        self.by_id: dict[UUID, PublishedForm] = {}
        self.versions: dict[str, list[PublishedForm]] = {}
        for row in FormVersion.objects.select_related("form", "withdrawal").order_by("form__code", "number"):
            form = PublishedForm(
                row.form.code, row.number, read_shape(row.content), row.id, row.valid_from, row.published_at, row.by,
                row.note, row.is_own, hasattr(row, "withdrawal"),
            )  # fmt: skip
            self.by_id[row.id] = form
            if not form.is_withdrawn:
                self.versions.setdefault(form.code, []).append(form)

    def in_force(self, code: str, at: datetime | None = None) -> PublishedForm | None:
        """The newest version whose day has come."""
        moment = at or now()
        return next((one for one in reversed(self.versions.get(code, [])) if one.begins_at <= moment), None)

    def coming(self, code: str, at: datetime | None = None) -> PublishedForm | None:
        """The version whose day is still to come; there is one at most."""
        moment = at or now()
        return next((one for one in reversed(self.versions.get(code, [])) if one.begins_at > moment), None)


def published() -> Published:
    return kept(TOPIC, Published)


def published_form(code: str, *, at: datetime | None = None) -> PublishedForm:
    """The version of a form that is asked now. Raises FormUnknown. Costs no statement."""
    found = published().in_force(code, at)
    if found is None:
        raise FormUnknown(form=code)
    return found


def form_version(code: str, number: int) -> PublishedForm:
    """One version of a form, whether it is still asked or not. Raises FormUnknown."""
    for one in published().by_id.values():
        if one.code == code and one.version == number:
            return one
    raise FormUnknown(form=f"{code} {number}")


def version_of(version_id: UUID) -> PublishedForm:
    """The version that a sheet or an application is pinned to. Raises FormUnknown."""
    found = published().by_id.get(version_id)
    if found is None:
        raise FormUnknown(form=str(version_id))
    return found


def form_choices() -> list[tuple[str, str]]:
    """The forms that are asked now, as code and title: for what asks them."""
    found = published()
    return [(code, str(form.shape.words)) for code in sorted(found.versions) if (form := found.in_force(code))]
