"""What can be said of the running system in words. No secret, no path, no address that only a machine needs."""

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import django
from django.conf import settings
from django.db import connection
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import linli
from linli.areas.enums import Datum
from linli.cases.queries.lesson import lesson_in_use
from linli.common.map_provider import map_provider
from linli.common.working_calendar import working_calendar
from linli.counties.current import current_county


@dataclass(frozen=True)
class Fact:
    """One line: what, how it is, what can be done; `tone` "soon" where something should be."""

    title: str
    words: str
    note: str = ""
    tone: str = ""


def facts() -> list[Fact]:
    """Return the facts in the order in which they are shown."""
    return [
        _county(),
        _languages(),
        _calendar(),
        _map(),
        *_ways(),
        _files(),
        _lesson(),
        _auditor(),
        _mode(),
        *_versions(),
    ]


def _county() -> Fact:
    county = current_county()
    return Fact(_("County"), f"{county.name} {county.code}")


def _languages() -> Fact:
    return Fact(_("Languages"), " · ".join(str(name) for _code, name in settings.LANGUAGES))


def _calendar() -> Fact:
    last = working_calendar().days.last_known_year
    if last is None:
        return Fact(_("Days off"), _("none are known: every week counts Monday to Friday"), _how_to_bring(), "soon")
    words = _("known up to the end of %(year)s") % {"year": last}
    after = _("From %(year)s on it counts Monday to Friday and says so beside each date.") % {"year": last + 1}
    return Fact(_("Days off"), words, f"{after} {_how_to_bring()}")


def _how_to_bring() -> str:
    return _(
        "The notice for the next year comes out in November: bring it under Settings › Calendar; what depends on it is "
        "computed anew by itself."
    )


def _map() -> Fact:
    provider = map_provider()
    if provider:
        datum = str(dict(Datum.choices).get(provider.datum, provider.datum))
        return Fact(_("Map"), provider.credit, _("Tiles are drawn in %(datum)s.") % {"datum": datum})
    if settings.LINLI_MAP_TILES:
        note = _("A map may be shown only with its approval number (审图号): set LINLI_MAP_CREDIT.")
        return Fact(_("Map"), _("a provider without its name and number: not shown"), note, "soon")
    return Fact(_("Map"), _("none: places are given by list, address and “here”"))


def _ways() -> Iterator[Fact]:
    mailer: dict[str, Any] = settings.MAILERS["default"]
    if mailer.get("OPTIONS", {}).get("host"):
        yield Fact(_("E-mail"), _("sent as %(sender)s") % {"sender": settings.DEFAULT_FROM_EMAIL})
    else:
        yield Fact(_("E-mail"), _("none is sent"), _("Set LINLI_SMTP_HOST and LINLI_MAIL_FROM."), "soon")
    if settings.LINLI_SMS_WEBHOOK:
        yield Fact(_("Text messages"), _("sent through the gateway of the county"))
    elif settings.LINLI_DEMO:
        yield Fact(_("Text messages"), _("shown in the visible outbox of the demonstration"))
    else:
        note = _("Residents cannot sign in by code until LINLI_SMS_WEBHOOK is set.")
        yield Fact(_("Text messages"), _("none are sent"), note, "soon")
    hosts = len(settings.LINLI_WEBHOOKS)
    words = ngettext("%(n)s host is posted to", "%(n)s hosts are posted to", hosts) % {"n": hosts}
    yield Fact(_("Webhooks"), words if hosts else _("none"))


def _files() -> Fact:
    words = _("in a bucket of an S3-compatible store") if settings.LINLI_S3_BUCKET else _("in a folder of this machine")
    return Fact(_("Photos and papers"), words)


def _lesson() -> Fact:
    lesson = lesson_in_use()
    if lesson is None:
        note = _("It begins by itself once a hundred matters have been closed by departments.")
        return Fact(_("Suggestions of a unit"), _("nothing has been learned yet"), note)
    words = _("learned from %(count)s closed matters on %(day)s") % {
        "count": lesson.examples, "day": date_format(localtime(lesson.learned_at), "DATE_FORMAT")
    }  # fmt: skip
    note = _(
        "Of %(held_out)s others, kept apart to measure it, the unit was right in %(right)s; %(sure)s were sure enough to be "
        "shown, of which %(sure_right)s were right. A suggestion is never carried out by itself."
    ) % {name: getattr(lesson, name) for name in ("held_out", "right", "sure", "sure_right")}
    return Fact(_("Suggestions of a unit"), words, note)


def _auditor() -> Fact:
    if settings.LINLI_AUDITOR_EMAIL:
        return Fact(_("Daily root of all histories"), _("mailed to somebody outside the house"))
    note = _("Set LINLI_AUDITOR_EMAIL: a root that somebody else holds proves that nothing was rewritten.")
    return Fact(_("Daily root of all histories"), _("published here, mailed to nobody"), note, "soon")


def _mode() -> Fact:
    if settings.LINLI_DEMO:
        note = _("Set LINLI_DEMO=no before real people use it.")
        return Fact(_("Mode"), _("demonstration: invented data, sign-in codes shown to everybody"), note, "soon")
    return Fact(_("Mode"), _("in earnest"))


def _versions() -> Iterator[Fact]:
    yield Fact("Linli", linli.__version__)
    version = connection.pg_version  # type: ignore[attr-defined]
    programs = f"Python {platform.python_version()} · Django {django.__version__} · PostgreSQL {version // 10000}.{version % 10000}"
    yield Fact(_("Programs"), programs)
