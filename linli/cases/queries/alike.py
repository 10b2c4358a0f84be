"""Likely duplicates: open matters of public space, of one kind, near by and in like words. Never a household or a person."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.timezone import now

from linli.cases.enums import Stage, TextPart
from linli.cases.models import Case, CaseText
from linli.cases.queries.near import metres_between
from linli.cases.queries.procedure import kind_map
from linli.common.words import tokens

WITHIN = timedelta(days=30)
NEAR_METRES = 150
LOOKED_AT = 40
ALIKE = 0.35


@dataclass(frozen=True)
class Alike:
    """An open matter that may be the same. Nothing of it is shown but kind, place, moment and how many follow it."""

    case: Case
    metres: int | None
    likeness: float  # 0 to 1, of the words


def alike_cases(kind: str, area: str, words: str = "", *, lon: float | None = None, lat: float | None = None,
                limit: int = 3) -> list[Alike]:  # fmt: skip
    """Return what may be the same, nearest and most alike first. Two statements at most."""
    known = kind_map().get(kind)
    if known is None or not known.is_public_space or len(area) < 12:
        return []
    near = list(
        Case.objects.filter(
            is_public=True, kind=kind, village=area[:12], opened_at__gte=now() - WITHIN, compartment=""
        ).exclude(stage=Stage.DONE).order_by("-opened_at")[:LOOKED_AT]
    )  # fmt: skip
    if not near:
        return []
    said = {
        text.case_id: text.body
        for text in CaseText.objects.filter(case__in=near, part=TextPart.WORDS, seq=1).only("case_id", "body")
    }
    mine = set(tokens(words))
    found = [Alike(case, _metres(case, lon, lat), _likeness(mine, said.get(case.id, ""))) for case in near]
    kept = [one for one in found if (one.metres is not None and one.metres <= NEAR_METRES) or one.likeness >= ALIKE]
    return sorted(kept, key=lambda one: (-one.likeness, one.metres if one.metres is not None else 10_000))[:limit]


def _metres(case: Case, lon: float | None, lat: float | None) -> int | None:
    if lon is None or lat is None or case.lon is None or case.lat is None:
        return None
    return metres_between(lon, lat, case.lon, case.lat)


def _likeness(mine: set[str], body: str) -> float:
    """Jaccard of bigrams: shared over all."""
    theirs = set(tokens(body))
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0
