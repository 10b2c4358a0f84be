"""Photos of a centre: taken in without their metadata, described in words, put in order, taken back for good."""

import io
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.timezone import now
from PIL import Image

from linli.centres.errors import PeopleDidNotAgree, PhotoMissing, PhotoNotDescribed, TooManyPhotos
from linli.common.domain.audit import note_deed
from linli.common.errors import ChangedSince
from linli.documents.domain.draft import attach_drafts, remove_drafts
from linli.documents.domain.erasure import erase_document
from linli.documents.domain.receiving import receive_file
from linli.documents.models import Document
from linli.documents.queries.document import drafts_in
from linli.documents.store import read_file
from linli.people.reader import Reader, system
from linli.people.scan import scan
from linli.places.domain.place import lock_place
from linli.places.models import Place, PlacePhoto

HOLDER = "photo"
MOST = 12
MIDDLE_EDGE = 960  # pixels: a phone's width at three to one
WITHDRAWING = system("photos of places")


def add_photo(
    place: Place, basket: UUID, *, alt: str, by: Reader, has_people: bool = False, all_agreed: bool = False,
    at: datetime | None = None,
) -> PlacePhoto:  # fmt: skip
    """Show the photo that waits in a basket on the page of a centre.

    Raises NotYourPlace, PlaceClosed, PhotoNotDescribed, PeopleDidNotAgree, PhotoMissing (no picture waits),
    TooManyPhotos, and what the documents refuse.
    """
    at = at or now()
    if not alt.strip():
        raise PhotoNotDescribed
    if has_people and not all_agreed:
        raise PeopleDidNotAgree
    draft = next((one for one in drafts_in(basket) if one.is_picture), None)
    if draft is None:
        raise PhotoMissing
    middle = _middle_of(draft, basket, by)
    with transaction.atomic():
        locked = lock_place(place, by)
        shown = PlacePhoto.objects.filter(place=locked, taken_back_at__isnull=True)
        if shown.count() >= MOST:
            raise TooManyPhotos(most=MOST)
        last = shown.order_by("-position").values_list("position", flat=True).first() or 0
        remove_drafts(basket, keeping=[draft.id, middle.id])
        attach_drafts(basket, holder_kind=HOLDER, holder_id=locked.id, event_seq=None, by=by)
        made = PlacePhoto.objects.create(
            place=locked, document_id=draft.id, middle_id=middle.id, width=middle.width or 1, height=middle.height or 1,
            alt=scan(alt.strip()[:200]).masked, position=last + 1, has_people=has_people,
            agreed_at=at if has_people else None, at=at, by=by.label,
        )  # fmt: skip
        note_deed("photo.added", by=by, subject_kind="place", subject_id=locked.id, area=locked.area, name=made.alt)
    return made


def _middle_of(draft: Document, basket: UUID, by: Reader) -> Document:
    """The photo at middle size, as another file of the same basket: drawn from what is stored, which has no metadata."""
    with Image.open(io.BytesIO(read_file(draft.path))) as image:
        image.draft("RGB", (MIDDLE_EDGE, MIDDLE_EDGE))
        small = image.convert("RGB")
        small.thumbnail((MIDDLE_EDGE, MIDDLE_EDGE), Image.Resampling.LANCZOS)
    held = io.BytesIO()
    small.save(held, "JPEG", quality=82, progressive=True)
    return receive_file(ContentFile(held.getvalue(), name="middle.jpg"), basket=basket, by=by)


def move_photo(photo: PlacePhoto, *, by: Reader) -> None:
    """Move a photo one place up. Raises NotYourPlace, PlaceClosed."""
    with transaction.atomic():
        locked = lock_place(photo.place, by)
        shown = list(PlacePhoto.objects.filter(place=locked, taken_back_at__isnull=True).order_by("position", "id"))
        number = next((index for index, one in enumerate(shown) if one.pk == photo.pk), 0)
        if number:
            shown[number - 1], shown[number] = shown[number], shown[number - 1]
        for position, one in enumerate(shown, start=1):
            if one.position != position:
                PlacePhoto.objects.filter(pk=one.pk).update(position=position)
        note_deed("photo.moved", by=by, subject_kind="place", subject_id=locked.id, area=locked.area, name=photo.alt)


def take_back_photo(photo: PlacePhoto, *, by: Reader, reason: str = "", at: datetime | None = None) -> None:
    """Take a photo off the page and erase its files. Raises NotYourPlace, PlaceClosed, ChangedSince (gone already)."""
    at = at or now()
    with transaction.atomic():
        locked = lock_place(photo.place, by)
        shown = PlacePhoto.objects.filter(pk=photo.pk, taken_back_at__isnull=True)
        said = scan(reason.strip()[:200]).masked
        if not shown.update(taken_back_at=at, reason=said):
            raise ChangedSince
        for document in Document.objects.filter(pk__in=(photo.document_id, photo.middle_id), erased_at__isnull=True):
            erase_document(document, by=WITHDRAWING, reason="taken back", at=at)
        note_deed(
            "photo.taken_back", by=by, subject_kind="place", subject_id=locked.id, area=locked.area, name=photo.alt
        )
