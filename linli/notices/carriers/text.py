"""Letters as text messages, by the gateway that sign-in codes go through. A text carries the subject only."""

import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager

from linli.notices.carriers import Carrier, CarrierAway, Deliver, NotDelivered, Parcel
from linli.people.errors import GatewayMissing
from linli.people.gateway import gateway


def is_ready() -> bool:
    """Whether the installation has a gateway."""
    try:
        gateway()
    except GatewayMissing:
        return False
    return True


@contextmanager
def counter() -> Iterator[Deliver]:
    yield deliver


def deliver(parcel: Parcel) -> None:
    words = f"{parcel.letter.subject} {parcel.letter.url}".strip()
    try:
        gateway().send(parcel.address, words)
    except urllib.error.HTTPError as error:
        raise NotDelivered(str(error)) from error
    except OSError as error:
        raise CarrierAway(str(error) or type(error).__name__) from error


carrier = Carrier(open=counter, is_ready=is_ready)
