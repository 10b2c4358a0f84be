"""What a session proves: which matters are its own, and for a short while the secret of one just sent."""

import base64
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.http import HttpRequest
from django.utils.timezone import now

from linli.cases.domain.opening import Opened
from linli.people.keyring import KeyMissing, keyring
from linli.people.middleware import OWNS

MOST_OWNED = 50
TOLD = "portal.told"
# A phone throws a page away to save memory and loads it again: the secret must still be there. The session is kept in
# the clear, so it lies there sealed, and not for long.
TOLD_FOR = timedelta(minutes=30)


def own(request: HttpRequest, case_id: UUID) -> None:
    """Keep a matter as proven to be this session's own; the oldest give way."""
    kept = [number for number in request.session.get(OWNS, []) if number != str(case_id)]
    request.session[OWNS] = [*kept, str(case_id)][-MOST_OWNED:]


def keep_secret(request: HttpRequest, opened: Opened) -> None:
    """Keep the secret of a matter just opened, sealed, for the page that tells it."""
    sealed = base64.b64encode(keyring().seal(opened.secret)).decode()
    kept = {number: row for number, row in _told(request).items() if _is_fresh(row)}
    request.session[TOLD] = {**kept, str(opened.case.id): [sealed, now().isoformat()]}


def secret_of(request: HttpRequest, case_id: UUID) -> str:
    """Return the secret if this session has just been given it; "" once the time is over."""
    row = _told(request).get(str(case_id))
    if row is None or not _is_fresh(row):
        return ""
    try:
        return keyring().unseal(base64.b64decode(row[0]))
    except (InvalidTag, KeyMissing, ValueError):
        return ""


def was_typed_here(request: HttpRequest, case_id: UUID) -> bool:
    """Whether this session has just sent that matter: a clerk may hand over the slip of one that went elsewhere."""
    row = _told(request).get(str(case_id))
    return row is not None and _is_fresh(row)


def _told(request: HttpRequest) -> dict[str, list[str]]:
    told: dict[str, list[str]] = request.session.get(TOLD, {})
    return told


def _is_fresh(row: list[str]) -> bool:
    return now() - datetime.fromisoformat(row[1]) < TOLD_FOR
