"""The kinds of matter that the field offers, found on the server or, from the whole list, on the phone."""

from typing import Any

from django.utils.translation import get_language

from linli.cases.models import Kind
from linli.cases.queries.kinds import find_kinds
from linli.cases.queries.procedure import kind_map

Choice = tuple[str, str, str]  # code, name, group
ELSEWHERE = frozenset({"hotline_order"})  # comes in through a door of its own
LOOKED_AT, SHOWN = 40, 8
LINLI_ITSELF = "C003"  # complaints about Linli


def is_offered(kind: Kind) -> bool:
    return kind.is_active and not kind.compartment and kind.procedure_code not in ELSEWHERE


def kind_choices(typed: str, *, chosen: str = "") -> list[Choice]:
    """What answers to the words or initials typed, best first; what is chosen stays in sight."""
    kinds = [kind for kind in find_kinds(typed, limit=LOOKED_AT) if is_offered(kind)][:SHOWN]
    known = kind_map().get(chosen)
    if known and is_offered(known):
        kinds = [known, *(kind for kind in kinds if kind.code != chosen)]
    return [(kind.code, kind_name(kind), kind.major_name) for kind in kinds]


def kind_name(kind: Kind) -> str:
    return kind.name_en if kind.name_en and get_language() == "en" else kind.name


def kinds_for_phone() -> list[list[Any]]:
    """Every kind offered, short: code, name, English name, initials, what people say for it. The same for everybody."""
    return [
        [kind.code, kind.name, kind.name_en, kind.initials, kind.words]
        for kind in kind_map().values() if is_offered(kind)
    ]  # fmt: skip
