import logging
from collections.abc import Callable

from django.conf import settings
from django.db import DataError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from linli.common.errors import Refusal

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]


class DatabaseAwayMiddleware:
    """Answer plainly while the database is away; a reading is tried once more on a fresh connection."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        away = getattr(request, "database_away", None)
        if away and request.method in ("GET", "HEAD") and not getattr(request, "tried_again", False):
            # The server may only have been restarted: the connection is stale, the reading harmless to repeat.
            request.tried_again = True  # type: ignore[attr-defined]
            request.database_away = None  # type: ignore[attr-defined]
            connection.close()
            response = self.get_response(request)
            away = getattr(request, "database_away", None)
        if away:
            connection.close()
        return response


def answer_database_away(request: HttpRequest, error: BaseException) -> HttpResponse:
    """The answer to a request that lost its database: 503, what was kept, when to try again."""
    logger.error("database away: %s", error)
    request.database_away = error  # type: ignore[attr-defined]
    if request.path.startswith("/api/"):
        from linli.common.problems import problem

        response: HttpResponse = problem(503, "database_away", "The service is away for a moment; try again.")
    else:
        response = HttpResponse(render_away(), status=503)
    response["Retry-After"] = "5"
    return response


def render_away() -> bytes:
    from django.template.loader import render_to_string

    # No request context: its processors would ask the database that is away.
    return render_to_string("503.html", {"csp_nonce": ""}).encode()


def is_database_away(error: BaseException) -> bool:
    """Tell a lost connection from a mistake in a statement."""
    return isinstance(error, OperationalError | InterfaceError)


def is_no_text(error: BaseException) -> bool:
    """Tell a value with a NUL in it, which no browser sends and no text of PostgreSQL can hold."""
    return isinstance(error, DataError | ValueError) and "NUL" in str(error)


class LanguageMiddleware:
    """The language is the reader's choice (cookie), else Chinese; never the browser's header."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.known = dict(settings.LANGUAGES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in self.known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class RefusalMiddleware:
    """A refusal that no view has turned into a form error becomes a page with its sentence and its status."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if is_database_away(error):
            return answer_database_away(request, error)
        if is_no_text(error):
            return render(request, "400.html", status=400)
        if isinstance(error, Refusal):
            return render(request, "common/refused.html", {"refusal": error}, status=error.status)
        return None
