from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

Shown = Callable[..., str]


@pytest.fixture
def page(rf: RequestFactory, db: None) -> Shown:
    """Render a page as a reader in a language gets it, in the colours and with the name of the county."""

    def render(
        view: Callable[..., HttpResponse], language: str = "zh-hans", address: str = "/patterns/", **more: str
    ) -> str:
        request: HttpRequest = rf.get(address)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = view(request, **more)
        assert response.status_code == 200
        return str(response.content.decode())

    return render
