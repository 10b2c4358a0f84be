"""Addresses of files: short-lived, bound to the file, its variant and whoever asked for the page."""

from urllib.parse import urlencode
from uuid import UUID

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest
from django.urls import reverse

from linli.documents.enums import Purpose, Variant
from linli.documents.models import Document
from linli.documents.owners import FIELD, owner_key, owner_keys
from linli.documents.rules import ADDRESS_LIFE
from linli.people.reader import Reader


def signed_address(
    document: Document, *, reader: Reader, request: HttpRequest | None = None, variant: str = Variant.FULL
) -> str:
    """Return an address good for ten minutes, or "" where there is nothing to fetch.

    A reader without an account is known by the session, so `request` is needed then.
    """
    if not (document.thumbnail_path if variant == Variant.THUMB else document.path):
        return ""
    token = _signer(document.id, owner_key(reader, request)).sign(Variant(variant).value)
    path = reverse("documents:file", args=[document.id, document.file_name])
    return f"{path}?{urlencode({'t': token})}"


def variant_granted(number: UUID, token: str, *, reader: Reader, request: HttpRequest) -> Variant | None:
    """Return the variant that a token opens for this reader, or None if it is false, foreign or too old."""
    for key in owner_keys(reader, request):
        try:
            return Variant(_signer(number, key).unsign(token, max_age=ADDRESS_LIFE))
        except SignatureExpired:
            return None
        except (BadSignature, ValueError):
            continue
    return None


def upload_address(basket: UUID, *, purpose: str = Purpose.EVIDENCE) -> str:
    """Return the address to which the photo strip of a form sends its files."""
    return f"{reverse('documents:receive')}?{urlencode({FIELD: str(basket), 'purpose': purpose})}"


def _signer(number: UUID, key: str) -> TimestampSigner:
    return TimestampSigner(salt=f"linli.documents.address {number} {key}")
