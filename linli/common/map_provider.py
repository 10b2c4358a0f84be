from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class MapProvider:
    """Whose base map is shown: the templates of its tiles, its name with the approval number, its frame."""

    tiles: str  # parted by spaces, the lowest layer first
    credit: str
    datum: str


def map_provider() -> MapProvider | None:
    """Return the provider that is configured, or None. Without its approval number a map may not be shown (审图号)."""
    tiles, credit = settings.LINLI_MAP_TILES.strip(), settings.LINLI_MAP_CREDIT.strip()
    return MapProvider(tiles, credit, settings.LINLI_MAP_DATUM) if tiles and credit else None
