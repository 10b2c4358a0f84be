from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from linli.counties.current import county_by_host, enter


class CountyMiddleware:
    """One request, one county: chosen by host name before anything is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        county = county_by_host(request.get_host())
        enter(county)
        request.county = county  # type: ignore[attr-defined]
        return self.get_response(request)
