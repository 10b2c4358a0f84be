"""The database: whether it answers, and whether it guards what it must guard."""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from linli.config.database import OLDEST_SERVER
from linli.config.doctor.finding import Finding, fine, unknown, wrong
from linli.counties.current import counties


def answers() -> Finding:
    """Whether the database answers and can be used; the first question, without which the others make no sense."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
            number, version = cursor.fetchone()
            cursor.execute("SELECT to_regclass('public.counties_county') IS NOT NULL")
            is_made = cursor.fetchone()[0] and settings.LINLI_COUNTY in counties()
    except DatabaseError as error:
        return unknown(
            "Database",
            f"cannot be read: {str(error).strip().splitlines()[0]}",
            "start Linli with: make run; or look at DATABASE_URL; or bring it up to date with: linli migrate",
        )
    if number < OLDEST_SERVER:
        return unknown("Database", f"PostgreSQL {version} is too old", "Linli needs PostgreSQL 16 or later")
    if not is_made:
        return unknown("Database", f"PostgreSQL {version}, without county {settings.LINLI_COUNTY}", "linli migrate")
    return fine("Database", f"PostgreSQL {version} answers")


def findings() -> Iterator[Finding]:
    yield _role()
    yield _migrations()
    for county in counties().values():
        yield _guards(county.code, county.schema_name)


def append_only_tables() -> list[str]:
    return sorted(model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False))


def _role() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        user, is_super = cursor.fetchone()
        county = counties()[settings.LINLI_COUNTY]
        cursor.execute(
            """SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
               WHERE n.nspname = %s AND relname = ANY(%s)
                 AND (pg_has_role(current_user, relowner, 'MEMBER')
                      OR has_table_privilege(pg_class.oid, 'UPDATE, DELETE, TRUNCATE'))""",
            [county.schema_name, append_only_tables()],
        )
        open_tables = sorted(row[0] for row in cursor.fetchall())
    if is_super or open_tables:
        return wrong(
            "Roles",
            f"the application signs in as {user}, who may switch off the guards of history: a forgery then shows only "
            "in the chain of hashes and in the roots sent to the auditor",
            "give it a role of its own: DATABASE_OWNER_URL for the owner, DATABASE_URL for the role linli_app, then: "
            "linli migrate",
        )
    return fine("Roles", f"the application signs in as {user} and can neither change nor empty history")


def _migrations() -> Finding:
    behind = []
    shared = {config.label for config in apps.get_app_configs() if config.name in settings.SHARED_APPS}
    for name, labels in (("public", shared), *((county.schema_name, None) for county in counties().values())):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT app, name FROM "{name}".django_migrations')  # noqa: S608  (a schema of ours)
            applied = set(cursor.fetchall())
        known = _migrations_of(labels if labels is not None else _county_labels())
        if known - applied:
            behind.append(f"{name} ({len(known - applied)})")
    if behind:
        return wrong("Migrations", f"waiting in {', '.join(behind)}", "linli migrate")
    return fine("Migrations", f"all done in {len(counties())} of {len(counties())} counties")


def _county_labels() -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name in settings.TENANT_APPS}


def _migrations_of(labels: set[str]) -> set[tuple[str, str]]:
    return {key for key in MigrationLoader(None).disk_migrations if key[0] in labels}


def _guards(code: str, schema: str) -> Finding:
    """Every append-only table has both of its triggers, and they are on."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
               WHERE relnamespace = %s::regnamespace AND NOT tgisinternal AND tgenabled IN ('O', 'A')""",
            [schema],
        )
        there = {row[0] for row in cursor.fetchall()}
    wanted = {f"{table}_{which}" for table in append_only_tables() for which in ("rows", "whole")}
    missing = sorted(wanted - there)
    if missing:
        return wrong(
            f"Guards of history {code}",
            f"missing or switched off: {', '.join(missing)}",
            "find out who did it; then linli verify-history, and ALTER TABLE … ENABLE TRIGGER ALL as owner",
        )
    return fine(f"Guards of history {code}", f"{len(wanted)} triggers stand on {len(wanted) // 2} tables")
