"""The interface explained, and its tokens given out."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.api.document import document
from linli.api.domain.token import make_token, revoke_token
from linli.api.forms.token import TokenForm
from linli.api.models import ApiToken
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, open_to_all, staff_only
from linli.people.enums import Role


@require_GET
@open_to_all
def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return JsonResponse(document())


@require_GET
@open_to_all
def docs(request: HttpRequest) -> HttpResponse:
    """The document as a page: every operation with its parameters and answers."""
    described = document()
    operations = [
        {"method": method.upper(), "path": path, "example": _example(operation), **operation}
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    return render(request, "api/docs.html", {"operations": operations, "info": described["info"]})


def _example(operation: dict[str, Any]) -> str:
    bodies = operation.get("requestBody", {}).get("content", {}).values()
    return next((json.dumps(body["example"], ensure_ascii=False, indent=2) for body in bodies if "example" in body), "")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def tokens(request: ReadRequest) -> HttpResponse:
    """List tokens and make one; its secret is shown in the answer to the form and never again."""
    form = TokenForm(request.POST or None)
    made: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            try:
                token, secret = make_token(
                    data["name"], data["account"], by=request.reader, role=data["role"], area=data["area"],
                    expires_at=now() + timedelta(days=data["days"]), may_create=data["may_create"],
                    may_act=data["may_act"],
                )  # fmt: skip
                made, status, form = {"token": token, "secret": secret}, 200, TokenForm()
            except Refusal as refusal:
                form.add_error(None, str(refusal))
    rows = ApiToken.objects.select_related("account").order_by("-created_at")[:200]
    return render(request, "api/tokens.html", {"form": form, "rows": rows, "made": made, "now": now()}, status=status)


@require_POST
@staff_only(Role.ADMINISTRATOR)
def revocation(request: ReadRequest, token: UUID) -> HttpResponse:
    revoke_token(get_object_or_404(ApiToken, pk=token), by=request.reader)
    return redirect(reverse("api-pages:tokens"))
