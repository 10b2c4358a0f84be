"""What the residents' page and the desk's do alike with the form for reporting."""

import secrets
from typing import Any

from linli.areas.queries.map import area_name, county_code
from linli.areas.queries.outline import middle_of
from linli.cases.errors import OpenedOtherwise
from linli.cases.queries.alike import Alike, alike_cases
from linli.cases.queries.listing import number_text
from linli.cases.queries.procedure import kind_map, spec_of
from linli.cases.rules import is_reporter
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest
from linli.people.models import Account
from linli.people.phones import mask_phone
from linli.people.reader import Reader
from linli.portal.forms.report import ReportForm
from linli.portal.queries.kinds import kind_name
from linli.portal.rules import as_resident
from linli.portal.views.photos import Photos

# Buttons that only ask the page for more: nothing is checked, nothing is lost.
ASKING = ("find_kind", "find_villages")
GIVEN = ("kind", "kind_words", "town", "village", "address", "words")
PRIVATE = ("words", "address", "name", "phone")


def new_form[F: ReportForm](request: ReadRequest, form: type[F], *, account: Account | None, **given: Any) -> F:
    """Return an empty form with a key of its own; kind and place may stand in the address."""
    words = {name: request.GET.get(name, "")[:300] for name in GIVEN}
    state = {"key": new_key(), "account": "1" if account else ""}
    return form(initial=words | state | given, account=account)


def new_key() -> str:
    """A key that a form is sent with, so that it counts once."""
    return secrets.token_urlsafe(18)


def asks_for_more(request: ReadRequest) -> bool:
    return any(name in request.POST for name in ASKING)


def as_typed(request: ReadRequest) -> dict[str, Any]:
    """What was typed, to be shown again without a word on what is still missing."""
    return {name: request.POST.get(name, "") for name in request.POST}


def alike_to(form: ReportForm) -> list[Alike]:
    """Reports of the same spot, as far as kind and place are known; none once this very form has opened one."""
    said = form.cleaned_data
    found, key = said.get("found"), said.get("key")
    if found is None or not said.get("kind"):
        return []
    alike = alike_cases(
        said["kind"], found.area, said.get("words", ""), lon=said.get("longitude"), lat=said.get("latitude")
    )
    is_sent_again = key and any((one.case.idempotency or "").endswith(f":{key}") for one in alike)
    return [] if is_sent_again else alike


def refuse(form: ReportForm, refusal: Refusal) -> None:
    """Put a refusal of the verb beside the field that it is about."""
    fields = {"kind_unknown": "kind", "words_needed": "words", "words_too_long": "words",
              "place_needed": "address", "place_outside": "address"}  # fmt: skip
    form.add_error(fields.get(refusal.code), str(refusal))
    if isinstance(refusal, OpenedOtherwise):  # who sends again has read where the first one went
        form.data = {**form.data, "key": new_key()}


def form_context(form: ReportForm, photos: Photos, *, alike: list[Alike] | None = None, **more: Any) -> dict[str, Any]:
    """What the shared part of the form needs."""
    known = form.sender
    return {
        "form": form,
        "photos": photos,
        "masked_phone": mask_phone(known.phone) if known else "",
        "map_start": _map_start,
        "map_start_name": _map_start_name,
        **alike_in_words(alike or [], as_resident(photos.request)),
        **more,
    }


def _map_start() -> str:
    """Where a map begins: asked only by a page that shows one."""
    middle = middle_of(county_code())
    return f"{middle[0]:.5f},{middle[1]:.5f}" if middle else ""


def _map_start_name() -> str:
    return area_name(county_code()) if middle_of(county_code()) else ""


def alike_in_words(alike: list[Alike], reader: Reader) -> dict[str, Any]:
    """Kind, place, moment and how many: nothing else of somebody else's matter is shown."""
    shown = [
        {
            "number": number_text(one.case.number, one.case.opened_at),
            "kind": kind_name(kind_map()[one.case.kind_id]),
            "state": spec_of(one.case.procedure_id).state(one.case.state),
            "opened_at": one.case.opened_at,
            "people": one.case.followers + 1,
            "metres": one.metres,
            "is_mine": is_reporter(reader, one.case),
        }
        for one in alike
    ]
    return {"alike": shown, "people": sum(one.case.followers + 1 for one in alike)}
