"""As what somebody reported, beyond being a resident: upper floors register what there is. It gives no right."""

from django.utils.functional import Promise

FACT = "reported_as"
_standings: dict[str, str | Promise] = {}


def register_standing(code: str, words: str | Promise) -> None:
    _standings[code] = words


def standing_words(code: str) -> str:
    """What a standing is called; "" for one that nobody knows any more."""
    return str(_standings.get(code, ""))
