"""Small words that several pages of the settings share."""

from django.utils.translation import gettext as _
from django.utils.translation import npgettext, override

from linli.cases.queries.sentences import limit_words as words_of
from linli.common.calendar import Limit, LimitError, LimitUnit
from linli.common.setting import Words


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


def unit_words(unit: Words, count: int) -> str:
    """The unit of a setting after a count: 1 day, 2 days. An app registers it in the plural."""
    with override("en"):
        plural = str(unit)
    known = {
        "days": npgettext("after a count", "day", "days", count),
        "working days": npgettext("after a count", "working day", "working days", count),
        "months": npgettext("after a count", "month", "months", count),
        "months of thirty days": npgettext("after a count", "month of thirty days", "months of thirty days", count),
        "minutes": npgettext("after a count", "minute", "minutes", count),
        "times": npgettext("after a count", "time", "times", count),
        "numbers": npgettext("after a count", "number", "numbers", count),
    }
    return known.get(plural, str(unit))
