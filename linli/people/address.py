from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address a request came from.

    What a client writes into X-Forwarded-For is believed only as far as LINLI_PROXIES says how many proxies of our own
    stand in front: each adds one address at the right end.
    """
    nearest = request.META.get("REMOTE_ADDR", "")
    proxies: int = settings.LINLI_PROXIES
    passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return str(passed[-proxies]) if 0 < proxies <= len(passed) else str(nearest)
