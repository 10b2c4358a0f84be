"""What a newer version of an item asks otherwise than the one that somebody began with."""

from dataclasses import dataclass
from uuid import UUID

from linli.hall.models import Material
from linli.hall.queries.item import VersionFacts, in_language


@dataclass(frozen=True)
class Renewed:
    """Papers that are new, and papers that are no longer asked for."""

    added: tuple[str, ...]
    gone: tuple[str, ...]


def renewed(before: UUID, version: VersionFacts) -> Renewed | None:
    """What is different in the papers of a version; None where it is the one that was begun with. One statement at most."""
    if before == version.id:
        return None
    former = {
        one.code: one for one in Material.objects.filter(version=before, is_obtainable=False).order_by("position")
    }
    now = {paper.code: paper for paper in version.asked}
    return Renewed(
        tuple(paper.title for code, paper in now.items() if code not in former),
        tuple(in_language(one.name, one.name_en) for code, one in former.items() if code not in now),
    )
