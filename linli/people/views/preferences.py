from django.conf import settings
from django.http import HttpResponse

from linli.common.context import TEXT_SIZE_COOKIE
from linli.people.models import Account


def keep_preferences(response: HttpResponse, account: Account) -> None:
    """Put an account's language and size of text into the cookies by which pages are shown."""
    chosen = {settings.LANGUAGE_COOKIE_NAME: account.language, TEXT_SIZE_COOKIE: account.text_size}
    for cookie, value in chosen.items():
        response.set_cookie(
            cookie, value, max_age=settings.LANGUAGE_COOKIE_AGE, httponly=True, samesite="Lax",
            secure=bool(settings.SESSION_COOKIE_SECURE),
        )  # fmt: skip
