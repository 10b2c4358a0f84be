"""The interface described: OpenAPI 3.1 from what ninja knows of the functions, with headers, problems and examples."""

from typing import Any

from linli.api.deeds import DEEDS
from linli.api.views.interface import api


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document: what ninja knows of the functions, and what they say in headers and in errors."""
    described = api.get_openapi_schema(path_prefix="/api/v1/")
    deeds = "\n".join(f"- `{noun}` or `{deed.code}`: {deed.about}" for noun, deed in DEEDS.items())
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            _complete(operation, path, method)
    return {**described, "info": {**described["info"], "description": f"{api.description}\n\nDeeds:\n{deeds}"}}


KEY = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 60},
       "description": "The same key is done once; the second time the first answer's case comes back, and 422 where other words come with it"}  # fmt: skip
MATCH = {"name": "If-Match", "in": "header", "schema": {"type": "string"}, "example": '"7"',
         "description": "ETag of the case as it was read; 412 where somebody was faster"}  # fmt: skip
LANGUAGE = {"name": "Accept-Language", "in": "header", "schema": {"type": "string"}, "example": "en",
            "description": "Language of names and sentences: zh (default) or en"}  # fmt: skip
EXAMPLES: dict[tuple[str, str], Any] = {
    ("/api/v1/cases", "post"): {
        "kind": "M01037", "words": "三号楼旁的路灯两晚不亮。", "area": "350181005004", "place": "宏侨社区三号楼旁",
        "contact": {"name": "林小满", "phone": "13800000001"},
    },
    ("/api/v1/hotline/orders", "post"): {
        "number": "FZ20261125000001", "asked": "request", "words": "文化广场路灯不亮。", "place": "宏路街道宏侨社区文化广场",
        "contact": {"name": "林小满", "phone": "13800000001"}, "public_space": True, "due_at": "2026-11-30T17:30:00+08:00",
    },
    ("/api/v1/hotline/answers/{answer}/acknowledgement", "post"): {"receipt": "HZ20261125000017"},
    ("/api/v1/cases/{number}/{deed}", "post"): {"note": "现场核查，路灯已亮。", "outcome": "resolved"},
}  # fmt: skip


def _complete(operation: dict[str, Any], path: str, method: str) -> None:
    headers = [LANGUAGE, *([KEY] if method == "post" else []), *([MATCH] if path.endswith("{deed}") else [])]
    operation["parameters"] = [*operation["parameters"], *headers]
    for status, answer in operation["responses"].items():
        if int(status) >= 400:
            answer["content"] = {"application/problem+json": answer["content"]["application/json"]}
    if (path, method) in EXAMPLES:
        operation["requestBody"]["content"]["application/json"]["example"] = EXAMPLES[path, method]
