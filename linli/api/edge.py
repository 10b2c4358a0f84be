"""Around every view of the interface: the language of the header, and every error as problem details."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from linli.common.middleware import is_database_away
from linli.common.problems import problem

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


def language_of(request: HttpRequest) -> str:
    """Here the header is the reader's word: a program has no cookie. Without one, Chinese."""
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        try:
            found: str = get_supported_language_variant(wanted)
        except LookupError:
            continue
        return found
    return str(settings.LANGUAGE_CODE)


def at_edge(view: View) -> View:
    """Answer in the language asked for; turn whatever Django would answer with a page into a problem."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            response = _answered(view, request, *args, **kwargs)
        response["Content-Language"] = language
        response.setdefault("Cache-Control", "no-store")
        patch_vary_headers(response, ["Accept-Language", "Authorization"])
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # a bearer token is no cookie: no browser sends it unasked
    return answer


def _answered(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
        return problem(400, "malformed", _("A NUL stands in the address; no text holds one."))
    try:
        response = view(request, *args, **kwargs)
    except Http404:
        return nothing_here(request)
    except RequestDataTooBig:
        return problem(413, "too_large", _("What was sent is too large."))
    except SuspiciousOperation:
        return problem(400, "malformed", _("What was sent cannot be read."))
    except Exception as error:
        if is_database_away(error):
            raise
        logger.exception("a fault in the interface: %s %s", request.method, request.path)
        got_request_exception.send(sender=None, request=request)
        return problem(500, "fault", _("Something went wrong on our side. It is written down; try again later."))
    if response.status_code == 405:
        refused = problem(405, "method_not_allowed", _("This address does not take that method."))
        refused["Allow"] = response.headers.get("Allow", "")
        return refused
    return response


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001  (whatever stands there)
    """The answer to an address of the interface that there is not."""
    return problem(404, "not_found", _("There is nothing at this address."))
