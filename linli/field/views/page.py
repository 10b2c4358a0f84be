"""The frame of every page of the field, and the photos of its forms."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.documents.addresses import upload_address
from linli.documents.domain.draft import remove_drafts
from linli.documents.domain.receiving import receive_plain
from linli.documents.enums import Purpose
from linli.documents.owners import basket_of
from linli.documents.queries.document import photos_in
from linli.documents.rules import MOST_FILES
from linli.people.doors import ReadRequest


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, active: str = "", status: int = 200
) -> HttpResponse:
    """Answer with a page of the field."""
    entries = (
        ("today", _("On site"), reverse("field:today")),
        ("report", pgettext("field", "Report"), reverse("field:report")),
        ("app", _("Without signal"), reverse("field:app")),
        ("phone", _("My phones"), reverse("field:phone")),
    )
    frame = [{"title": title, "url": url, "active": name == active} for name, title, url in entries]
    return render(request, template, {"portal_navigation": frame} | context, status=status)


class Photos:
    """The photos of one form: those that wait in its basket, and those refused just now."""

    def __init__(self, request: ReadRequest, purpose: Purpose = Purpose.EVIDENCE) -> None:
        self.request, self.purpose = request, purpose
        self.basket: UUID = basket_of(request)
        self.errors: list[str] = []
        self.most = MOST_FILES
        self.upload_url = upload_address(self.basket, purpose=purpose)

    def take(self) -> None:
        """Take what came with the form; what the form no longer shows is thrown away."""
        received = receive_plain(
            self.request.FILES.getlist("photos"), self.basket, self.request.reader, purpose=self.purpose
        )
        shown = {number for word in self.request.POST.getlist("photo_ids") if (number := _uuid(word))}
        remove_drafts(self.basket, keeping=shown | {one.id for one in received.kept})
        self.errors += [str(refusal) for _name, refusal in received.refused]

    @property
    def waiting(self) -> list[tuple[str, str, str]]:
        if self.request.method != "POST":
            return []
        return photos_in(self.basket, reader=self.request.reader, request=self.request)


def _uuid(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None
