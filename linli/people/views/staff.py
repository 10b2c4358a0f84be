"""The staff door: the few pages of allauth that Linli has, each behind a door of ours."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from linli.people.doors import View, open_to_all, staff_account


def says_invalid(view: Callable[..., HttpResponse]) -> View:
    """A form that comes back as a page was not accepted: 422, so that it is not taken for done."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 200:
            response.status_code = 422
        return response

    return answer


def _for_staff(view: Callable[..., HttpResponse]) -> View:
    return never_cache(staff_account(says_invalid(view)))


# Before the sign-in is complete there is nobody yet to hold a right: these three are open, and guard themselves.
sign_in = open_to_all(says_invalid(account.login))
inactive = open_to_all(account.account_inactive)
second_factor = open_to_all(says_invalid(factors.authenticate))

sign_out = open_to_all(account.logout)
change_password = _for_staff(account.password_change)
password_again = _for_staff(account.reauthenticate)
second_factor_again = _for_staff(factors.reauthenticate)
security = _for_staff(factors.index)
activate = _for_staff(totp.activate_totp)
deactivate = _for_staff(totp.deactivate_totp)
recovery_codes = _for_staff(recovery.view_recovery_codes)
new_recovery_codes = _for_staff(recovery.generate_recovery_codes)
recovery_file = _for_staff(recovery.download_recovery_codes)
