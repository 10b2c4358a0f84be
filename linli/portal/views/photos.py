"""Photos on a form of the portal: with script they come one by one, without it they travel with the form."""

from functools import wraps
from uuid import UUID

from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from linli.documents.addresses import upload_address
from linli.documents.domain.draft import remove_drafts
from linli.documents.domain.receiving import receive_plain
from linli.documents.errors import BasketForeign
from linli.documents.owners import basket_of, basket_was_lost
from linli.documents.queries.document import photos_in
from linli.documents.rules import MOST_FILES
from linli.documents.uploading import CappedUpload
from linli.people.doors import ReadRequest, View

ACCEPTED = "image/jpeg,image/png,image/webp,image/gif"


def takes_photos(view: View) -> View:
    """Stop writing a file that is too large before the check of the token reads the whole form."""
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def take(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST":
            request.upload_handlers = [
                CappedUpload(request), MemoryFileUploadHandler(request), TemporaryFileUploadHandler(request),
            ]  # fmt: skip
        return checked(request, *args, **kwargs)

    return take


class Photos:
    """The photos of one form: what waits in its basket, and what was refused just now."""

    def __init__(self, request: ReadRequest) -> None:
        self.request = request
        self.basket = basket_of(request)
        self.errors: list[str] = []

    def take(self) -> None:
        """Take what came with the form; what the form no longer shows is thrown away."""
        if basket_was_lost(self.request) and self.request.POST.getlist("photo_ids"):
            self.errors.append(str(BasketForeign()))
        sent = self.request.FILES.getlist("photos")
        received = receive_plain(sent, self.basket, self.request.reader)
        shown = {*_uuids(self.request.POST.getlist("photo_ids")), *(one.id for one in received.kept)}
        remove_drafts(self.basket, keeping=shown)
        self.errors += [str(refusal) for _, refusal in received.refused]

    @property
    def waiting(self) -> list[tuple[str, str, str]]:
        """What waits in the basket, for the strip. A new form has an empty one, and nothing is asked."""
        if self.request.method != "POST" and "basket" not in self.request.GET:
            return []
        return photos_in(self.basket, reader=self.request.reader, request=self.request)

    @property
    def upload_url(self) -> str:
        return upload_address(self.basket)

    @property
    def most(self) -> int:
        return MOST_FILES

    @property
    def accepted(self) -> str:
        return ACCEPTED


def named_uuid(word: str) -> UUID | None:
    """The number that a hidden field carries; None where somebody has changed it into none."""
    try:
        return UUID(word)
    except ValueError:
        return None


def _uuids(words: list[str]) -> set[UUID]:
    return {number for word in words if (number := named_uuid(word))}
