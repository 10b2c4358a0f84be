from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from linli.common.context import TEXT_SIZES
from linli.common.patterns import PAGES, patterns_by_group
from linli.common.samples import samples


@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """Show every component in every variant; `?text=2`, `?theme=dark`, `?surface=desk` show them so."""
    context = _shown_as(request) | samples() | {"groups": patterns_by_group()}
    return render(request, "common/patterns.html", context)


@require_safe
def pattern_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show a whole page made of the components with invented content."""
    if name not in PAGES:
        raise Http404
    return render(request, f"common/pages/{name}.html", _shown_as(request) | samples())


def _shown_as(request: HttpRequest) -> dict[str, str]:
    asked: dict[str, str] = {"shown_surface": "desk" if request.GET.get("surface") == "desk" else "portal"}
    if (text := request.GET.get("text", "")) in TEXT_SIZES:
        asked["text_size"] = text
    if (theme := request.GET.get("theme", "")) in ("light", "dark"):
        asked["theme"] = theme
    return asked
