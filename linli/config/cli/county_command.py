from typing import Any

import click

from linli.config.cli import wake


@click.group()
def command() -> None:
    """List counties or add one."""


@command.command("list")
def list_counties() -> None:
    """List the counties of this installation, with their schema and the host names that lead to them."""
    wake(county=False)
    from linli.counties.models import County

    for county in County.objects.prefetch_related("domains").order_by("code"):
        hosts = ", ".join(str(host) for host in county.domains.all()) or f"{county.code}.localhost"
        click.echo(f"{county.code}  {county.name} {county.name_en}  schema {county.schema_name}  {hosts}")


@command.command("add")
@click.argument("code")
@click.option("--name", required=True, help="Its Chinese name, such as 福清市.")
@click.option("--name-en", default="", help="Its English name.")
@click.option("--prefix", default="", help="One to four letters before the numbers of its cases, such as FQ.")
@click.option("--host", "hosts", multiple=True, help="A host name that leads to it; may be given more than once.")
def add(code: str, name: str, name_en: str, prefix: str, hosts: tuple[str, ...]) -> None:
    """Add a county: its schema, tables, rights and ground. CODE has six digits (GB/T 2260)."""
    if not (len(code) == 6 and code.isascii() and code.isdigit()):
        raise click.BadParameter("a county's code has six digits", param_hint="CODE")
    if prefix and not (len(prefix) <= 4 and prefix.isascii() and prefix.isalpha()):
        raise click.BadParameter("one to four letters", param_hint="--prefix")
    wake(owner=True, county=False)
    from linli.config.database import ensure_county, migrate_county
    from linli.counties.current import forget_counties
    from linli.counties.models import County, HostName

    if County.objects.filter(code=code).exists():
        raise click.ClickException(f"There is a county {code} already; see: linli county list")
    facts: dict[str, Any] = {"name": name, "name_en": name_en, "number_prefix": prefix.upper() or "CN"}
    ensure_county(code, say=click.echo, **facts)
    county = County.objects.get(code=code)
    click.echo("Making its tables …")
    migrate_county(county.schema_name)
    for host in hosts:
        HostName.objects.create(domain=host.lower(), tenant=county, is_primary=not county.domains.exists())
    forget_counties()
    _lay(code)
    if hosts:
        click.echo(
            f"Name {', '.join(hosts)} in LINLI_HOSTS and start Linli anew; until then the web server does not answer to it."
        )


@command.command("lay")
@click.argument("code", required=False)
def lay(code: str | None) -> None:
    """Lay the ground of a county (divisions, kinds of matter, procedures); harmless when it is there."""
    wake(county=False)
    from django.conf import settings

    _lay(code or settings.LINLI_COUNTY)


def _lay(code: str) -> None:
    from linli.config.ground import lay_ground
    from linli.counties.current import UnknownCounty, county_by_code, inside

    try:
        county = county_by_code(code)
    except UnknownCounty:
        raise click.ClickException(f"There is no county {code}; see: linli county list") from None
    with inside(county):
        lay_ground(say=click.echo)
