"""What the pages of applications do alike."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.common.surfaces import portal_navigation
from linli.hall.queries.application import ApplicationPage, application_page
from linli.hall.queries.item import ItemFacts, item_of
from linli.people.doors import ReadRequest
from linli.people.middleware import owned_by_session
from linli.people.reader import Reader


def show_portal(
    request: ReadRequest, template: str, context: dict[str, Any], *, active: str = "apply", status: int = 200
) -> HttpResponse:
    """Answer with a page for residents; the browser keeps no copy of it."""
    context = {"portal_navigation": portal_navigation(request, active)} | context
    return private(render(request, template, context, status=status))


def private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    return response


def item_or_404(code: str) -> ItemFacts:
    """An item that can be asked for today."""
    item = item_of(code)
    if item is None or not item.is_offered:
        raise Http404
    return item


def resident_of(request: ReadRequest) -> Reader:
    """The reader without posts: a clerk looks at a matter of their own like everybody else."""
    reader = request.reader
    return Reader(reader.actor_id, reader.name, owns=owned_by_session(request), account=reader.account)


def application_or_404(reader: Reader, number: str) -> ApplicationPage:
    """What is not the reader's is as if it were not there."""
    found = application_page(number, reader)
    if found is None:
        raise Http404
    return found


def printed(case: Case) -> str:
    return number_text(case.number, case.opened_at)


def uuid_in(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None
