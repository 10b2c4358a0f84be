"""Whose the documents are. An upper floor registers who may see what it holds; nobody else's word counts."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest

from linli.documents.models import Document
from linli.documents.owners import is_own_basket
from linli.people.reader import Reader

MaySee = Callable[[UUID, Reader, HttpRequest], bool]
Waiting = Callable[[], QuerySet[Any, UUID]]
DRAFT = "draft"

_holders: dict[str, MaySee] = {}
_waiting: list[Waiting] = []


def register_holder(kind: str, may_see: MaySee) -> None:
    """Say who may see the holders of a kind, by number, reader and request (for rights that a session carries)."""
    if _holders.setdefault(kind, may_see) is not may_see:
        raise LookupError(f"{kind} is held by two apps")


def register_waiting(waiting: Waiting) -> None:
    """Say which baskets wait for somebody to go on with their form: the sweep leaves their files alone."""
    if waiting not in _waiting:
        _waiting.append(waiting)


def waiting_baskets() -> list[QuerySet[Any, UUID]]:
    return [waiting() for waiting in _waiting]


def may_see_draft(basket: UUID, reader: Reader, request: HttpRequest) -> bool:  # noqa: ARG001  (a holder's shape)
    """A draft is for the account or session whose form it waits in."""
    return is_own_basket(basket, request)


def may_see(document: Document, reader: Reader, request: HttpRequest) -> bool:
    """The right to the holder; residents see of it what is meant for them, and what they sent themselves."""
    holds = _holders.get(document.holder_kind)
    if holds is None or not holds(document.holder_id, reader, request):
        return False
    is_own = reader.actor_id is not None and document.uploaded_by == reader.actor_id
    return document.holder_kind == DRAFT or reader.is_staff or is_own or document.is_for_reporter
