"""Databases for tests: made once, copied in about a second, dropped at the end.

The one with the ground laid is kept for the next run. It is made anew when a migration, a model, the content that comes with
Linli or what lays it has changed, and every day; LINLI_TEST_ANEW=1 makes it anew whatever has changed.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection

import linli
from linli.config.database import OWNER_ROLE, migrate, prepare_roles
from linli.counties.current import county_by_code, forget_counties

HOME = Path(linli.__file__).parent
GROUND = frozenset(("migrations", "models", "data", "ground", "content", "exchange", "enums", "importing", "database"))
KEPT = "kept_linli_"


def use(name: str) -> str:
    """Point Django's connection at a database; return the one before."""
    before: str = connection.settings_dict["NAME"]
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    return before


def make_database(name: str) -> None:
    """Make a database with the ground laid: a copy of the one that is kept, which whoever comes first makes."""
    server = settings.EMBEDDED_SERVER
    server.start()
    prepare_roles(server)
    kept = KEPT + _mark()
    with _alone() as there:
        if kept not in there or os.environ.get("LINLI_TEST_ANEW"):
            for old in there:
                drop_database(old)
            _lay(f"{name}_laid")
            server.sql([f"ALTER DATABASE {name}_laid RENAME TO {kept}"])
        copy_database(kept, name)
    forget_counties()
    connection.set_tenant(county_by_code(settings.LINLI_COUNTY))


def _mark() -> str:
    """What the ground depends on, and the day, in twelve signs."""
    said = sha256(date.today().isoformat().encode())  # noqa: DTZ011
    for path in sorted(HOME.rglob("*.*")):
        if not GROUND.isdisjoint({*path.relative_to(HOME).parts, path.stem}) and path.suffix not in (".pyc", ".html"):
            said.update(str(path).encode() + path.read_bytes())
    return said.hexdigest()[:12]


@contextmanager
def _alone() -> Iterator[list[str]]:
    """Nobody else looks for the kept database meanwhile; gives what is kept now."""
    import psycopg

    folder = str(settings.EMBEDDED_SERVER.socket_folder)
    with psycopg.connect(host=folder, user="postgres", dbname="postgres", autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(350181)")
        yield [
            name for (name,) in admin.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [KEPT])
        ]


def _lay(name: str) -> None:
    from linli.config.ground import lay_ground

    drop_database(name)
    settings.EMBEDDED_SERVER.sql([f"CREATE DATABASE {name} OWNER {OWNER_ROLE}"])
    use(name)
    migrate(say=lambda line: None)
    forget_counties()
    connection.set_tenant(county_by_code(settings.LINLI_COUNTY))
    lay_ground(say=lambda line: None)
    connection.close()


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
