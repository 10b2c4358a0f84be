"""How a letter leaves: one carrier a channel. What a carrier cannot deliver it says by one of two errors."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.notices.enums import Channel
from linli.notices.texts import Letter


class NotDelivered(Exception):
    """Not delivered now; to be tried again."""


class NeverDelivered(NotDelivered):
    """Not delivered, and trying again would not help: the address is refused or not allowed."""


class CarrierAway(NotDelivered):
    """The carrier itself does not answer, whatever the letter: the others of the same job need not try it."""


@dataclass(frozen=True)
class Parcel:
    """What a carrier is given."""

    id: UUID
    address: str
    letter: Letter
    language: str
    topic: str
    subject_kind: str
    subject_id: str
    created_at: datetime


Deliver = Callable[[Parcel], None]
Open = Callable[[], AbstractContextManager[Deliver]]  # one connection may serve the letters of one job


@dataclass(frozen=True)
class Carrier:
    """`is_ready` says whether the machine is set up for it; if not, the channel is not offered."""

    open: Open
    is_ready: Callable[[], bool]


_carriers: dict[str, Carrier] = {}


def register_carrier(channel: Channel, carrier: Carrier) -> None:
    """Give a channel its carrier; the later one holds."""
    _carriers[channel] = carrier


def carrier_of(channel: str) -> Carrier | None:
    """The carrier of a channel that is set up here, or None."""
    carrier = _carriers.get(channel)
    return carrier if carrier and carrier.is_ready() else None


def is_carried(channel: str) -> bool:
    return carrier_of(channel) is not None
