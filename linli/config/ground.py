"""What every county stands on before its first matter: divisions, units' kinds, kinds of matter, procedures, the catalogue."""

from linli.areas.domain.ground import lay_areas
from linli.cases.domain.ground import lay_cases
from linli.config.database import Say
from linli.forms.domain.ground import lay_forms
from linli.hall.domain.ground import lay_items
from linli.hotline.domain.line import line_of


def lay_ground(*, say: Say) -> None:
    """Load the ground into the current county; harmless when it is there."""
    lay_areas(say)
    lay_cases(say)
    lay_forms(say)
    line_of()
    lay_items(say)
