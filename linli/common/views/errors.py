"""Answers to what went wrong, in plain words. The pages say what was kept and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.common.middleware import answer_database_away, is_database_away


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old: mostly a page that stood open too long, or cookies switched off."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django names it)
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django names it)
    return render(request, "403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django names it)
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    import sys

    error = sys.exc_info()[1]
    if error is not None and is_database_away(error):
        return answer_database_away(request, error)
    from django.template.loader import render_to_string

    return HttpResponse(render_to_string("500.html"), status=500)
