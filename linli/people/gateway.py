"""The way out for text messages: a real provider behind a webhook, or the visible outbox of the demonstration."""

import json
import urllib.request
from typing import Protocol

from django.conf import settings
from django.utils.timezone import now

from linli.people.errors import GatewayMissing
from linli.people.models import SentText

TIMEOUT_SECONDS = 10
KEPT_IN_DEMONSTRATION = 200


class SmsGateway(Protocol):
    """Whoever brings a text to a phone. `is_instant`: it only writes to our own database, so no job is needed."""

    is_instant: bool

    def send(self, phone: str, words: str) -> None:
        """Send words to a number in E.164; raise where that failed, so that it is tried again."""
        ...


class DemonstrationOutbox:
    """Sends nothing: the text stands at /demo/outbox/, where everybody may read it."""

    is_instant = True

    def send(self, phone: str, words: str) -> None:
        SentText.objects.create(sent_at=now(), phone=phone, words=words)
        kept = SentText.objects.order_by("-id").values("id")[:KEPT_IN_DEMONSTRATION]
        SentText.objects.exclude(id__in=kept).delete()


class WebhookGateway:
    """Posts {"phone": "+86…", "text": "…"} as JSON to the address of LINLI_SMS_WEBHOOK, with its bearer token."""

    is_instant = False

    def __init__(self, address: str, token: str) -> None:
        self.address = address
        self.token = token

    def send(self, phone: str, words: str) -> None:
        body = json.dumps({"phone": phone, "text": words}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Linli"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        # The address is the installation's own setting, never anybody's input.
        request = urllib.request.Request(self.address, data=body, headers=headers, method="POST")  # noqa: S310
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS):  # noqa: S310
            pass


def gateway() -> SmsGateway:
    """The gateway of this installation; raises GatewayMissing where there is none."""
    if settings.LINLI_SMS_WEBHOOK:
        return WebhookGateway(settings.LINLI_SMS_WEBHOOK, settings.LINLI_SMS_TOKEN)
    if settings.LINLI_DEMO:
        return DemonstrationOutbox()
    raise GatewayMissing
