from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


def moment_words(text: str | datetime) -> str:
    """A moment as people say it: Tuesday, 24 November 17:30."""
    moment = localtime(datetime.fromisoformat(text) if isinstance(text, str) else text)
    return date_format(moment, _("l, j F H:i"))
