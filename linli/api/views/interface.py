"""The interface `/api/v1/`. Each function: reader → query or verb → answer. No rule stands here."""

from typing import Annotated, Any, cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from ninja import NinjaAPI, Path, Query
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer

import linli
from linli.api import schemas
from linli.api.access import enter
from linli.api.answers import case_answer, page_answer
from linli.api.deeds import DEEDS, case_of, do_deed
from linli.api.errors import CaseUnknown, DeedUnknown
from linli.areas.queries.find import find_areas
from linli.cases.domain.deed import Sent
from linli.cases.domain.opening import Report, open_case
from linli.cases.domain.party import Person
from linli.cases.enums import Source
from linli.cases.errors import AlreadyDone
from linli.cases.queries.detail import case_page
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.kinds import find_kinds
from linli.cases.queries.listing import list_cases
from linli.cases.queries.procedure import kind_map
from linli.common.errors import Refusal
from linli.common.problems import problem
from linli.people.phones import normalise_phone

PROBLEMS: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 409, 422, 429, 503), schemas.Problem)


class Token(HttpBearer):
    """Declares the scheme for the document; `access.enter` decides, so that every refusal is a problem."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:  # noqa: ARG002
        return token

    def __call__(self, request: HttpRequest) -> Any:
        return request.headers.get("Authorization") or "none"


api = NinjaAPI(
    title="Linli", version=linli.__version__, urls_namespace="api", docs_url=None, openapi_url=None, auth=Token(),
    description="Cases of a county: create, read, list, act. Every answer is what the token's posts may see.",
)  # fmt: skip


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    with translation.override(_language(request)):
        return problem(refusal.status, refusal.code, str(refusal))


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001
    # What was sent is not repeated: it may be somebody's phone number.
    errors = [{"loc": [str(part) for part in one["loc"]], "msg": one["msg"]} for one in error.errors]
    return problem(422, "invalid", "What was sent does not fit; see errors.", errors=errors)


@api.exception_handler(HttpError)
def malformed(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001
    return problem(error.status_code, "malformed", str(error))


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:  # noqa: ARG001
    return problem(404, "not_found", "There is nothing at this address.")


def _language(request: HttpRequest) -> str:
    """Here the header is the reader's word: a program has no cookie."""
    return "en" if request.headers.get("Accept-Language", "").lower().startswith("en") else "zh-hans"


def _key(request: HttpRequest) -> str | None:
    return request.headers.get("Idempotency-Key", "").strip()[:60] or None


@api.post("/cases", response={201: schemas.OpenedOut, 200: schemas.OpenedOut, **PROBLEMS}, summary="Open a case")
def create(request: HttpRequest, report: schemas.ReportIn) -> HttpResponse:
    """Open a case. The same Idempotency-Key gives the same case (200), not a second one (201)."""
    reader = enter(request, create=True)
    contact = report.contact or schemas.Contact()
    opened = open_case(
        Report(
            kind=report.kind, words=report.words, place=report.place, area=report.area, lon=report.lon, lat=report.lat,
            source=Source.INTERFACE, is_confidential=report.confidential, key=_key(request), due_at=report.due_at,
            reporter=Person(name=contact.name, phone=normalise_phone(contact.phone) if contact.phone else ""),
            external_source=report.external_source, external_id=report.external_id,
        ),
        by=reader,
    )  # fmt: skip
    answer = case_answer(opened.case) | {"secret": opened.secret, "is_new": opened.is_new}
    return JsonResponse(answer, status=201 if opened.is_new else 200)


@api.get("/cases", response={200: schemas.CasesOut, **PROBLEMS}, summary="List cases")
def listed(
    request: HttpRequest,
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
    reader = enter(request)
    wanted = CaseFilter.read(request.GET)
    page = list_cases(reader, wanted, older=older, newer=newer)
    response = JsonResponse(
        {"cases": [case_answer(row) for row in page.rows], "older": page.older, "newer": page.newer}
    )
    links = [(page.older, "older", "next"), (page.newer, "newer", "prev")]
    found = [f'<?{wanted.address()}&{word}={key}>; rel="{rel}"' for key, word, rel in links if key]
    if found:
        response["Link"] = ", ".join(found)
    return response


@api.get("/cases/{number}", response={200: schemas.CasePageOut, **PROBLEMS}, summary="Read a case")
def read(request: HttpRequest, number: Annotated[str, Path()]) -> HttpResponse:
    """One case with limits, history and what this token may do next. ETag is its event number."""
    reader = enter(request)
    case = case_of(number, reader)
    page = case_page(case.id, reader)
    if page is None:
        raise CaseUnknown
    response = JsonResponse(page_answer(page))
    response["ETag"] = f'"{page.case.seq}"'
    return response


@api.post("/cases/{number}/{deed}", response={200: schemas.CaseOut, **PROBLEMS}, summary="Act on a case")
def act(request: HttpRequest, number: Annotated[str, Path()], deed: Annotated[str, Path()], words: schemas.DeedIn) -> HttpResponse:
    """Do a deed (see the list in the description). If-Match: the ETag read before; Idempotency-Key: done once."""
    reader = enter(request, act=True)
    if deed not in DEEDS:
        raise DeedUnknown
    case = case_of(number, reader)
    seq = request.headers.get("If-Match", "").strip('" ')
    sent = Sent(seq=int(seq) if seq.isdigit() and len(seq) < 9 else None, key=_key(request))
    try:
        case = do_deed(deed, case, words.dict(), by=reader, sent=sent)
    except AlreadyDone:
        case.refresh_from_db()
    except ValueError as error:
        return problem(422, "invalid", str(error))
    return JsonResponse(case_answer(case))


@api.get("/kinds", response={200: list[schemas.KindOut], **PROBLEMS}, summary="Kinds of matter")
def kinds(request: HttpRequest, q: str = "") -> HttpResponse:
    """Kinds by words, pinyin initials or code; all of them without `q`."""
    enter(request)
    found = find_kinds(q, limit=50) if q else [kind for kind in kind_map().values() if kind.is_active]
    rows = [{"code": one.code, "name": one.name, "major": one.major_name, "procedure": one.procedure_code} for one in found]
    return JsonResponse(rows, safe=False)


@api.get("/areas", response={200: list[schemas.AreaOut], **PROBLEMS}, summary="Divisions and grids")
def areas(request: HttpRequest, q: str) -> HttpResponse:
    """Towns, villages and grids by name, initials or code."""
    enter(request)
    rows = [{"code": one.code, "name": one.full_name, "level": str(one.level)} for one in find_areas(q, limit=50)]
    return JsonResponse(rows, safe=False)


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document."""
    described = cast(OpenAPISchema, api.get_openapi_schema(path_prefix="/api/v1/"))
    deeds = "\n".join(f"- `{noun}`: {deed.about}" for noun, deed in DEEDS.items())
    return {**described, "openapi": "3.1.0",
            "info": {**described["info"], "description": f"{api.description}\n\nDeeds:\n{deeds}"}}  # fmt: skip
