"""The interface `/api/v1/`. Each function: reader → query or verb → answer. No rule stands here."""

from typing import Annotated, Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Path, Query
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer

import linli
from linli.api import schemas
from linli.api.access import enter
from linli.api.answers import case_answer, item_answer, item_page_answer, page_answer
from linli.api.deeds import case_of, deed_of, do_deed
from linli.api.errors import CaseUnknown, ExternalKnown, KeyMalformed, MatchMalformed
from linli.api.queries.case import read_case
from linli.areas.queries.find import find_areas
from linli.cases.domain.deed import Sent
from linli.cases.domain.opening import Opened, Report, open_case
from linli.cases.domain.party import Person
from linli.cases.enums import Source
from linli.cases.errors import AlreadyDone, StaleCase
from linli.cases.models import Case
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.kinds import find_kinds, is_for_intake
from linli.cases.queries.listing import list_cases, number_text
from linli.cases.queries.procedure import kind_map
from linli.common.errors import Refusal
from linli.common.problems import problem
from linli.hall.errors import ItemUnknown
from linli.hall.queries.finding import Wanted, found_items
from linli.hall.queries.item import item_of
from linli.people.phones import normalise_phone
from linli.people.reader import Reader

PROBLEMS: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 409, 413, 415, 422, 429, 503), schemas.Problem)


class Token(HttpBearer):
    """Declares the scheme for the document; `access.enter` decides, before anything that was sent is looked at."""

    def __init__(self, **scope: bool) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        raise NotImplementedError  # never asked: __call__ answers itself

    def __call__(self, request: HttpRequest) -> Any:
        return enter(request, **self.scope)


class Called(HttpRequest):
    """A request whose token has been looked at."""

    auth: Reader


api = NinjaAPI(
    title="Linli", version=linli.__version__, urls_namespace="api", docs_url=None, openapi_url=None, auth=Token(),
    description="Cases of a county: create, read, list, act. Every answer is what the token's posts may see.",
)  # fmt: skip


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:  # noqa: ARG001
    response = problem(refusal.status, refusal.code, str(refusal))
    if refusal.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Linli"'
    if refusal.status == 429:
        response["Retry-After"] = "60"
    return response


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001
    # What was sent is not repeated: it may be somebody's phone number.
    errors = [{"loc": [str(part) for part in one["loc"]], "msg": one["msg"]} for one in error.errors]
    return problem(422, "invalid", _("What was sent does not fit; see errors."), errors=errors)


@api.exception_handler(HttpError)
def malformed(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001
    return problem(error.status_code, "malformed", _("What was sent is no JSON."))


def _key(request: HttpRequest) -> str | None:
    """The key of a request, whole: two that share their beginning are two. Raises KeyMalformed."""
    key: str = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > 60 or not key.isprintable():
        raise KeyMalformed
    return key or None


def _seq(request: HttpRequest) -> int | None:
    """The event number of If-Match; None where any will do. Raises MatchMalformed."""
    said = request.headers.get("If-Match", "").strip()
    if said in ("", "*"):
        return None
    plain = said.removeprefix("W/").strip('"')
    if not (plain.isascii() and plain.isdigit() and len(plain) < 10):
        raise MatchMalformed
    return int(plain)


def _tagged(response: JsonResponse, seq: int) -> JsonResponse:
    response["ETag"] = f'"{seq}"'
    return response


@api.post(
    "/cases", auth=Token(create=True), response={201: schemas.OpenedOut, 200: schemas.OpenedOut, **PROBLEMS},
    summary="Open a case",
)  # fmt: skip
def create(request: Called, report: schemas.ReportIn) -> HttpResponse:
    """Open a case. The same Idempotency-Key gives the same case (200), not a second one (201)."""
    contact = report.contact or schemas.Contact()
    opened = _open(
        Report(
            kind=report.kind, words=report.words, place=report.place, area=report.area, lon=report.lon, lat=report.lat,
            source=Source.INTERFACE, is_confidential=report.confidential, key=_key(request), due_at=report.due_at,
            reporter=Person(name=contact.name, phone=normalise_phone(contact.phone) if contact.phone else ""),
            external_source=report.external_source, external_id=report.external_id,
        ),
        request.auth,
    )  # fmt: skip
    answer = case_answer(opened.case) | {"secret": opened.secret, "is_new": opened.is_new}
    response = JsonResponse(answer, status=201 if opened.is_new else 200)
    response["Location"] = f"{request.path}/{answer['number']}"
    return _tagged(response, opened.case.seq)


def _open(report: Report, reader: Reader) -> Opened:
    try:
        return open_case(report, by=reader)
    except IntegrityError:
        known = Case.objects.filter(external_source=report.external_source, external_id=report.external_id).first()
        if not report.external_id or known is None:
            raise
        raise ExternalKnown(
            id=report.external_id, source=report.external_source, number=number_text(known.number, known.opened_at)
        ) from None


@api.get("/cases", response={200: schemas.CasesOut, **PROBLEMS}, summary="List cases")
def listed(
    request: Called,
    view: Annotated[str, Query(description="open, late, soon, waiting, to_route, done, all")] = "open",  # noqa: ARG001
    q: str = "",  # noqa: ARG001
    town: str = "",  # noqa: ARG001
    village: str = "",  # noqa: ARG001
    kind: str = "",  # noqa: ARG001
    source: str = "",  # noqa: ARG001
    opened_from: str = "",  # noqa: ARG001
    opened_to: str = "",  # noqa: ARG001
    older: str = "",
    newer: str = "",
) -> HttpResponse:
    """Fifty cases in the order of what is due next (open, late, soon) or of opening; `older` and `newer` page by key."""
    wanted = CaseFilter.read(request.GET)
    page = list_cases(request.auth, wanted, older=older, newer=newer)
    response = JsonResponse(
        {"cases": [case_answer(row) for row in page.rows], "older": page.older, "newer": page.newer}
    )
    links = [(page.older, "older", "next"), (page.newer, "newer", "prev")]
    found = [f'<?{wanted.address()}&{word}={key}>; rel="{rel}"' for key, word, rel in links if key]
    if found:
        response["Link"] = ", ".join(found)
    return response


@api.get("/cases/{number}", response={200: schemas.CasePageOut, **PROBLEMS}, summary="Read a case")
def read(request: Called, number: Annotated[str, Path()]) -> HttpResponse:
    """One case with limits, history and what this token may do next. ETag is its event number."""
    page = read_case(number, request.auth)
    if page is None:
        raise CaseUnknown
    return _tagged(JsonResponse(page_answer(page)), page.case.seq)


@api.post(
    "/cases/{number}/{deed}", auth=Token(act=True),
    response={200: schemas.CaseOut, **PROBLEMS, 412: schemas.Problem}, summary="Act on a case",
)  # fmt: skip
def act(
    request: Called, number: Annotated[str, Path()], deed: Annotated[str, Path()], words: schemas.DeedIn
) -> HttpResponse:
    """Do a deed (see the list in the description). If-Match: the ETag read before; Idempotency-Key: done once."""
    chosen = deed_of(deed)
    case = case_of(number, request.auth)
    sent = Sent(seq=_seq(request), key=_key(request))
    try:
        case = do_deed(chosen, case, words.dict(), by=request.auth, sent=sent)
    except AlreadyDone:
        case.refresh_from_db()
    except StaleCase as stale:
        return problem(412, stale.code, str(stale))
    return _tagged(JsonResponse(case_answer(case)), case.seq)


@api.get("/kinds", response={200: list[schemas.KindOut], **PROBLEMS}, summary="Kinds of matter")
def kinds(request: HttpRequest, q: str = "") -> HttpResponse:  # noqa: ARG001
    """Kinds by words, pinyin initials or code; all of them without `q`."""
    found = find_kinds(q, limit=50) if q else [kind for kind in kind_map().values() if is_for_intake(kind)]
    rows = [
        {"code": one.code, "name": one.name, "major": one.major_name, "procedure": one.procedure_code} for one in found
    ]
    return JsonResponse(rows, safe=False)


@api.get("/items", response={200: list[schemas.ItemOut], **PROBLEMS}, summary="Items of the catalogue")
def items(request: HttpRequest, q: str = "", kind: str = "", centre: str = "") -> HttpResponse:  # noqa: ARG001
    """What can be applied for today: by words or initials, by kind, at a centre."""
    found = found_items(Wanted.read({"q": q, "kind": kind, "centre": centre}))
    return JsonResponse([item_answer(item, item.current) for item in found if item.current], safe=False)


@api.get("/items/{code}", response={200: schemas.ItemPageOut, **PROBLEMS}, summary="Read an item")
def item(request: HttpRequest, code: Annotated[str, Path()]) -> HttpResponse:  # noqa: ARG001
    """What an item needs today."""
    found = item_of(code)
    if found is None or not found.is_offered or found.current is None:
        raise ItemUnknown(item=code)
    return JsonResponse(item_page_answer(found, found.current))


@api.get("/areas", response={200: list[schemas.AreaOut], **PROBLEMS}, summary="Divisions and grids")
def areas(request: HttpRequest, q: str) -> HttpResponse:  # noqa: ARG001
    """Towns, villages and grids by name, initials or code."""
    rows = [{"code": one.code, "name": one.full_name, "level": str(one.level)} for one in find_areas(q, limit=50)]
    return JsonResponse(rows, safe=False)
