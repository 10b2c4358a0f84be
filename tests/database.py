"""Databases for tests: made once, copied in a fifth of a second, dropped at the end."""

from pathlib import Path

from django.conf import settings
from django.db import connection

from linli.config.database import OWNER_ROLE, migrate, prepare_roles
from linli.counties.current import county_by_code, forget_counties


def use(name: str) -> str:
    """Point Django's connection at a database; return the one before."""
    before: str = connection.settings_dict["NAME"]
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    return before


def make_database(name: str) -> None:
    from linli.config.ground import lay_ground

    server = settings.EMBEDDED_SERVER
    server.start()
    prepare_roles(server)
    drop_database(name)
    server.sql([f"CREATE DATABASE {name} OWNER {OWNER_ROLE}"])
    use(name)
    migrate(say=lambda line: None)
    forget_counties()
    connection.set_tenant(county_by_code(settings.LINLI_COUNTY))
    lay_ground(say=lambda line: None)


def copy_database(origin: str, copy: str) -> str:
    connection.close()
    drop_database(copy)
    settings.EMBEDDED_SERVER.sql([f"CREATE DATABASE {copy} OWNER {OWNER_ROLE} TEMPLATE {origin}"])
    return use(copy)


def drop_database(name: str) -> None:
    connection.close()
    settings.EMBEDDED_SERVER.sql([f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"])


def drop_leftovers() -> None:
    """Drop the databases of test processes that were killed."""
    import psycopg

    server = settings.EMBEDDED_SERVER
    server.start()
    with psycopg.connect(host=str(server.socket_folder), user="postgres", dbname="postgres", autocommit=True) as admin:
        rows = admin.execute("SELECT datname FROM pg_database WHERE datname ~ '^test_linli_[0-9]+'").fetchall()
    for (name,) in rows:
        if not Path(f"/proc/{name.split('_')[2]}").exists():
            drop_database(name)
