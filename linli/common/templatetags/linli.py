from datetime import date, datetime, timedelta
from functools import lru_cache

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from linli.common.listing import listed

register = template.Library()
register.filter(listed)


@register.filter
def times(count: int | str) -> range:
    """Return a range to loop over."""
    return range(int(count))


@register.filter
def places_left(left: int, whole: str = "") -> str:
    """Say how much of a time is free; `whole`: one person has all of it. A page says it of a hundred times."""
    if not left:
        return _("full")
    return (
        pgettext("time", "free")
        if whole
        else ngettext("%(left)s place left", "%(left)s places left", left) % {"left": left}
    )


@register.simple_tag
def gap() -> str:
    """The space between two sentences, or behind a colon: Latin has one, Chinese has none."""
    return "" if (get_language() or "").startswith("zh") else " "


@register.simple_tag(takes_context=True)
def written(context: Context, name: str) -> SafeString:
    """A part of a page, written once: for what stands on it twice, for the narrow screen and for the wide one."""
    part = context.template.engine.get_template(name)  # type: ignore[union-attr]  # a template is being rendered
    return part.render(context)


@register.filter
def moment(value: datetime | None, now: datetime | None = None) -> str | SafeString:
    """Write a moment as people say it, in the county's time: "today 12:40", "tomorrow (Tue) 17:30", "24 Nov 17:30"."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), _moment_words(local, now))


def moment_words(value: datetime, now: datetime | None = None) -> str:
    """A moment as people say it, as plain words: they go into sentences and tags."""
    return _moment_words(timezone.localtime(value), now)


def _moment_words(local: datetime, now: datetime | None) -> str:
    day = _day_words(local.date(), _today(now), get_language() or "")
    said: str = _("%(day)s %(time)s") % {"day": day, "time": f"{local:%H:%M}"}
    return said.replace("） ", "）")  # a Chinese bracket is wide enough


@register.filter
def day(value: date | None, now: datetime | None = None) -> str | SafeString:
    """Write a day as people say it: "today", "tomorrow (Tue)", "24 Nov", with its year where it is another one."""
    if value is None:
        return ""
    on = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return format_html(
        '<time datetime="{}">{}</time>', on.isoformat(), _day_words(on, _today(now), get_language() or "")
    )


@register.filter
def whole_day(value: date | None) -> str | SafeString:
    """Write a day with its weekday and year: "Friday, 27 Nov 2026"."""
    if value is None:
        return ""
    on = timezone.localtime(value).date() if isinstance(value, datetime) else value
    # Translators: Django's date format letters.
    words = format_date(on, pgettext("date format", "l, j M Y"))
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), words)


def _today(now: datetime | None) -> date:
    return timezone.localtime(now or timezone.now()).date()


@lru_cache(maxsize=2000)  # a list of fifty moments is about some ten days
def _day_words(on: date, today: date, language: str) -> str:  # noqa: ARG001  (what is kept is kept by language)
    if on == today:
        return _("today")
    if on == today - timedelta(days=1):
        return _("yesterday")
    if on == today + timedelta(days=1):
        return _("tomorrow (%(weekday)s)") % {"weekday": _weekday(on)}
    # Translators: Django's date format letters.
    pattern = pgettext("date format", "j M") if on.year == today.year else pgettext("date format", "j M Y")
    return format_date(on, pattern)


def _weekday(on: date) -> str:
    """The short name of a weekday; Django's Chinese has but the long one."""
    return format_date(on, "D").replace("星期", "周")
