"""Which county this thread is in. The map of counties is small and read once a process."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from threading import local
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections

from linli.counties.models import County, HostName

# Our backend's connection knows its county; Django's type does not say so.
_connection: Any = connection
_here = local()


CODE = re.compile(r"[0-9]{6}")


class UnknownCounty(LookupError):
    """No county has this code."""


@cache
def counties() -> dict[str, County]:
    """All counties by code, in the order of their codes."""
    return {county.code: county for county in County.objects.using("default").order_by("code")}


@cache
def _codes_by_host() -> dict[str, str]:
    return dict(HostName.objects.values_list("domain", "tenant__code"))


def forget_counties() -> None:
    """Read the map anew: call after a county or host name has changed."""
    counties.cache_clear()
    _codes_by_host.cache_clear()
    county_zone.cache_clear()


def county_by_code(code: str) -> County:
    """Return the county, looking once more in the database for one that another process has just added."""
    if code not in counties():
        forget_counties()
    try:
        return counties()[code]
    except KeyError:
        raise UnknownCounty(code) from None


def county_by_host(host: str) -> County:
    """Return the county of a host name; `350181.localhost` names its county itself, else the default county."""
    name = host.split(":")[0].lower()
    code = _codes_by_host().get(name) or name.split(".")[0]
    known = counties().get(code)
    if known is None and CODE.fullmatch(
        code
    ):  # it may have been added a moment ago: nobody may see another county's pages
        with suppress(UnknownCounty):
            known = county_by_code(code)
    return known or county_by_code(settings.LINLI_COUNTY)


def _own_connection() -> Any:
    """This thread's connection itself: Django's stand-in for it looks it up anew for each attribute, and a list of
    fifty matters asks for the county some hundreds of times."""
    try:
        return _here.connection
    except AttributeError:
        _here.connection = connections[DEFAULT_DB_ALIAS]
        return _here.connection


def current_county() -> County:
    """Return the county whose schema this thread reads and writes."""
    county: County = _own_connection().tenant
    return county


def current_schema() -> str:
    """The schema this thread reads and writes: what is kept in memory is kept by it."""
    schema: str = _own_connection().schema_name
    return schema


def enter(county: County) -> None:
    """Stay in a county from here on: one request, one job or one command is in one county."""
    _connection.set_tenant(county)


@cache
def county_zone(code: str) -> ZoneInfo:
    return ZoneInfo(counties()[code].time_zone)


@contextmanager
def inside(county: County) -> Iterator[County]:
    """Run a block in a county's schema and return to where the thread was."""
    before = _connection.tenant
    _connection.set_tenant(county)
    try:
        yield county
    finally:
        _connection.set_tenant(before)
