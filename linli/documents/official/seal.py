"""The electronic seal, by whoever provides it to the county: an adapter, and none by default.

A provider's class is named by LINLI_SEAL ("package.module.Class"); it is made once, without arguments.
"""

from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

UNSEALED = "未加盖电子印章"


class Seal(Protocol):
    """Whoever puts an electronic seal onto a paper."""

    def seals(self, issuer: str) -> bool:
        """Whether there is a seal of this body."""
        ...

    def put_on(self, pdf: bytes, *, issuer: str, number: str) -> bytes:
        """Return the paper with the seal of the body on it; raise where that failed, so that it is tried again."""
        ...


class NoSeal:
    """The default: no paper bears a seal, and each says so."""

    def seals(self, issuer: str) -> bool:  # noqa: ARG002  (the shape of a seal)
        return False

    def put_on(self, pdf: bytes, *, issuer: str, number: str) -> bytes:  # noqa: ARG002
        return pdf


@cache
def _named(path: str) -> Seal:
    made: Seal = import_string(path)()
    return made


def the_seal() -> Seal:
    """The seal of this installation."""
    path: str = getattr(settings, "LINLI_SEAL", "")
    return _named(path) if path else NoSeal()
