"""Bring a database into being: roles, the shared tables, one schema a county, and who may do what to its tables."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from linli.config.embedded import Server
from linli.config.service import ServerError

APP_ROLE = "linli_app"
OWNER_ROLE = "linli_owner"
OLDEST_SERVER = 160000
SHARED = ("counties", "procrastinate")  # by name: the migrations of all other apps would be walked through for nothing
Say = Callable[[str], Any]


def prepare() -> None:
    """Start the embedded server, unless DATABASE_URL names another, and make its roles and database."""
    if not uses_embedded():
        return
    server: Server = settings.EMBEDDED_SERVER
    server.start()
    prepare_roles(server)


def uses_embedded() -> bool:
    return bool(settings.DATABASES["default"]["HOST"] == str(settings.EMBEDDED_SERVER.socket_folder))


def prepare_roles(server: Server, database: str = "linli") -> None:
    """Make the two roles and the database; harmless when they are there."""
    import psycopg

    with psycopg.connect(host=str(server.socket_folder), user="postgres", dbname="postgres", autocommit=True) as admin:
        roles = {row[0] for row in admin.execute("SELECT rolname FROM pg_roles")}
        if OWNER_ROLE not in roles:
            admin.execute(f"CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB".encode())
        if APP_ROLE not in roles:
            admin.execute(f"CREATE ROLE {APP_ROLE} LOGIN".encode())
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            admin.execute(f"CREATE DATABASE {database} OWNER {OWNER_ROLE}".encode())


def migrate(*, say: Say) -> None:
    """Migrate the shared tables, then each county; then set the rights of the app role anew."""
    from linli.counties.current import forget_counties
    from linli.counties.models import County

    refuse_old_server()
    for label in SHARED:
        call_command("migrate_schemas", label, shared=True, interactive=False, verbosity=0)
    ensure_county(settings.LINLI_COUNTY, say=say)
    codes = list(County.objects.order_by("code").values_list("code", "schema_name", "name"))
    for code, schema, name in codes:
        say(f"Migrating {name} {code} …")
        migrate_county(schema)
    grant_rights("public")
    forget_counties()


def refuse_old_server() -> None:
    """Raise ServerError before anything is made in a PostgreSQL that Linli does not run on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
        number, version = cursor.fetchone()
    if number < OLDEST_SERVER:
        raise ServerError(
            f"The database is PostgreSQL {version}; Linli needs 16 or later. Name another one by DATABASE_URL, or leave "
            "it out: Linli then runs one of its own."
        )


def ensure_county(code: str, *, say: Say, **facts: Any) -> None:
    """Make a county's row and its empty schema."""
    from linli.counties.models import County

    known = {"350181": {"name": "福清市", "name_en": "Fuqing", "number_prefix": "FQ"}}
    defaults = {"schema_name": f"c{code}", "name": code, **known.get(code, {}), **facts}
    county, is_new = County.objects.get_or_create(code=code, defaults=defaults)
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{county.schema_name}"')
    if is_new:
        say(f"County {county.name} {code} made.")


def migrate_county(schema: str) -> None:
    call_command("migrate_schemas", tenant=True, schema_name=schema, interactive=False, verbosity=0)
    grant_rights(schema)


def append_only_tables() -> list[str]:
    """The tables whose rows may only be added: the app role can neither change, delete nor truncate them."""
    return [model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)]


def grant_rights(schema: str) -> None:
    """Give the app role what it needs in a schema and no more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        if not cursor.fetchone():
            return  # a database of one role: `linli doctor` says what that costs
        cursor.execute(f'GRANT USAGE ON SCHEMA "{schema}" TO {APP_ROLE}')
        cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "{schema}" TO {APP_ROLE}')
        cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA "{schema}" TO {APP_ROLE}')
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        present = {row[0] for row in cursor.fetchall()}
        for table in append_only_tables():
            if table in present:
                cursor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{schema}"."{table}" FROM {APP_ROLE}')
