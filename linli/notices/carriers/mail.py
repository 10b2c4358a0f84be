"""Letters by SMTP. Each notice has one Message-ID for all its tries: should a worker be killed between the server's
"250" and our note of it, the second copy bears the same one, and mail programs show them as one."""

import smtplib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import translation
from django.utils.translation import gettext

from linli.notices.carriers import Carrier, CarrierAway, Deliver, NeverDelivered, NotDelivered, Parcel

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def is_ready() -> bool:
    """Whether a mail server is named in the settings."""
    mailer: Mapping[str, Any] = settings.MAILERS["default"]
    return mailer.get("BACKEND", SMTP) != SMTP or bool(mailer.get("OPTIONS", {}).get("host"))


@contextmanager
def post_office() -> Iterator[Deliver]:
    """One connection for all the letters of a job, opened by the first; after a failure the next opens anew."""
    backend: BaseEmailBackend = mailers.default

    def deliver(parcel: Parcel) -> None:
        try:
            backend.open()
            backend.send_messages([compose(parcel)])
        except (smtplib.SMTPException, OSError, ValueError) as error:
            with suppress(OSError, smtplib.SMTPException):
                backend.close()
            raise _judged(error) from error

    try:
        yield deliver
    finally:
        with suppress(OSError, smtplib.SMTPException):
            backend.close()


def compose(parcel: Parcel) -> EmailMessage:
    """The message, with the headers that keep holiday replies away and name the notice."""
    with translation.override(parcel.language):
        closing = gettext("Linli sends this by itself; answers to this address are not read.")
    parts = [parcel.letter.body, parcel.letter.url, f"--\n{closing}"]
    return EmailMessage(
        subject=parcel.letter.subject,
        body="\n\n".join(part for part in parts if part),
        to=[parcel.address],
        headers={
            "Message-ID": f"<{parcel.id}@{_domain()}>",
            "Content-Language": parcel.language,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Linli-Topic": parcel.topic,
        },
    )


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def _judged(error: Exception) -> NotDelivered:
    """What the failure means for the notice: try again, or never."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return _by_code(code, said)
    if isinstance(error, smtplib.SMTPDataError | smtplib.SMTPSenderRefused):
        return _by_code(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPNotSupportedError):  # this address needs what this server cannot do
        return NotDelivered(str(error))
    if isinstance(error, ValueError):  # an address that cannot be written into a header
        return NeverDelivered(str(error))
    # Anything else (no connection, wrong password, no greeting) is the machine's trouble, not the address's.
    return CarrierAway(str(error) or type(error).__name__)


def _by_code(code: int, said: bytes | str) -> NotDelivered:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    kind = NeverDelivered if code >= 500 else NotDelivered
    return kind(f"{code} {words}")


carrier = Carrier(open=post_office, is_ready=is_ready)
