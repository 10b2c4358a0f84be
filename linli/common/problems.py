from typing import Any

from django.http import JsonResponse


def problem(status: int, code: str, detail: str, **more: Any) -> JsonResponse:
    """An error of the interface as problem details (RFC 9457)."""
    body = {"type": f"urn:linli:problem:{code}", "title": code, "status": status, "detail": detail, **more}
    return JsonResponse(body, status=status, content_type="application/problem+json")
