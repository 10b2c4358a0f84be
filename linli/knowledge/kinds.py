"""Which kinds of matter an article may belong to: an app above that knows both registers them in its `apps.py`."""

from collections.abc import Callable

Kinds = list[tuple[str, str]]  # code, name
_source: list[Callable[[], Kinds]] = []


def register_kinds(source: Callable[[], Kinds]) -> None:
    """Have the form of an article offer these kinds by code and name."""
    _source[:] = [source]


def known_kinds() -> Kinds:
    """The kinds as they were registered, in the order of their codes."""
    return _source[0]() if _source else []
