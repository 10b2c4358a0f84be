"""The figures of a panorama by name, so that an instruction can be given on one of them."""

from collections.abc import Iterator

from django.utils.formats import localize
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from linli.areas.queries.map import area_name
from linli.cases.domain.instruction import FigureSeen
from linli.cases.queries.figures import Count
from linli.counties.current import current_county
from linli.screen.queries.panorama import Line, Panorama
from linli.screen.queries.view import kind_name, period_words

LANGUAGES = ("zh-hans", "en")


def figure_named(found: Panorama, name: str) -> FigureSeen | None:
    """The figure of this name as it is now, with its title in both languages; None where there is none."""
    titles: dict[str, str] = {}
    counts: dict[str, Count] = {}
    for language in LANGUAGES:
        with override(language):
            for known, title, count in _named(found):
                if known == name:
                    titles[language], counts[name] = " · ".join([*_where(found), title]), count
    if name not in counts:
        return None
    count = counts[name]
    return FigureSeen(found.view.area, titles, count.value, count.address, found.read_at)


def title_of(figure: FigureSeen) -> str:
    return figure.title["en" if get_language() == "en" else "zh-hans"]


def _where(found: Panorama) -> list[str]:
    county = current_county()
    is_county = found.view.area == county.code and get_language() == "en" and county.name_en
    return [
        county.name_en if is_county else area_name(found.view.area),
        *([kind_name(found.view.kind)] if found.view.kind else []),
    ]


def _named(found: Panorama) -> Iterator[tuple[str, str, Count]]:
    """Every figure that has a name: how things stand, what the period brought, the rates, each area, each kind."""
    yield "open", pgettext("figure", "Running"), found.open
    yield "waiting", pgettext("figure", "Waiting"), found.waiting
    yield "today", _("Due today"), found.due_today
    yield "late", _("Overdue"), found.late
    yield "to_route", _("To be routed"), found.to_route
    for line in found.areas:
        yield from _of_area(line)
    course = found.course
    if course is None:
        return
    period = period_words(found.view.period)
    yield "opened_today", f"{_('Newly opened')} · {_('Today')}", course.opened_today
    yield "closed_today", f"{pgettext('screen', 'Closed')} · {_('Today')}", course.closed_today
    yield "opened", f"{_('Opened')} · {period}", course.opened
    yield "on_time", f"{_('Closed in time')} · {period}", course.on_time
    yield "closed_late", f"{_('Closed late')} · {period}", course.closed_late
    words = {"response": _("Response"), "resolution": _("Resolution"), "satisfaction": _("Satisfaction"),
             "rating": _("Ratings")}  # fmt: skip
    for rate in course.rates.rates:
        if rate.is_shown:
            yield (
                rate.name,
                f"{words.get(rate.name, rate.name)} {localize(round(rate.share, 1))} % · {period}",
                rate.numerator,
            )
    for line in course.kinds:
        if line.opened:
            yield f"kind-{line.code}", f"{line.name} · {_('Opened')} · {period}", line.opened


def _of_area(line: Line) -> Iterator[tuple[str, str, Count]]:
    for name, title, count in (
        ("open", pgettext("figure", "Running"), line.open), ("today", _("Due today"), line.today), ("late", _("Overdue"), line.late),
    ):  # fmt: skip
        if count:
            yield f"{name}-{line.code}", f"{line.name} · {title}", count
