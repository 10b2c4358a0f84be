"""Lay the areas of a county at its beginning."""

from django.conf import settings

from linli.areas.domain.divisions import Say, load_divisions
from linli.areas.domain.schematic import lay_schematic
from linli.areas.enums import AreaLevel
from linli.areas.models import Area
from linli.areas.names import initials_of
from linli.common.domain.configuration import changed
from linli.counties.current import current_county

FUQING = "350181"


def lay_areas(say: Say) -> None:
    """Lay divisions, demonstration grids and schematic boundaries of Fuqing; of another county only its own row."""
    county = current_county()
    if county.code == FUQING:
        load_divisions(say=say)
        if settings.LINLI_DEMO:
            lay_schematic(say=say)
        return
    _, is_new = Area.objects.get_or_create(
        code=county.code,
        defaults={
            "level": AreaLevel.COUNTY,
            "name": county.name,
            "full_name": county.name,
            "initials": initials_of(county.name),
        },
    )
    if is_new:
        changed("areas")
    say(f"Areas: {county.name} alone; bring its divisions in with: linli import areas")
