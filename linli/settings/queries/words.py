"""Small words that several pages of the settings share."""

from django.utils.translation import gettext as _

from linli.cases.queries.sentences import limit_words as words_of
from linli.common.calendar import Limit, LimitError, LimitUnit


def unit_choices() -> list[tuple[str, str]]:
    """The units of a limit, as a form offers them."""
    return [
        (LimitUnit.WORKING_DAYS.value, _("working days")),
        (LimitUnit.BUSINESS_HOURS.value, _("business hours")),
        (LimitUnit.CALENDAR_DAYS.value, _("calendar days")),
        (LimitUnit.MONTHS.value, _("months")),
    ]


def limit_words(text: str) -> str:
    """A limit in words; one that cannot be read stands as it is written."""
    try:
        return words_of(Limit.parse(text))
    except LimitError:
        return text
