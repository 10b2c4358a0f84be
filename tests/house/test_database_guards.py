"""The rules of the first day that live in the database itself, and the rights of the role that Linli runs as."""

import io

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import now
from psycopg import errors, sql

from linli.common.append_only import SQLSTATE
from linli.common.models import AuditEntry
from linli.config.database import APP_ROLE

APPEND_ONLY = sorted(model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False))
SCHEMA = "c350181"
# The job queue is a library's, lies outside the counties and never moves to another node: its own rules hold there.
QUEUE = "procrastinate_%"


@pytest.fixture
def as_app(db):
    """A connection of its own, as the role the web server and the worker sign in with."""
    host, name = str(settings.EMBEDDED_SERVER.socket_folder), connection.settings_dict["NAME"]
    with psycopg.connect(host=host, user=APP_ROLE, dbname=name, autocommit=True) as app:
        app.execute(f"SET search_path = {SCHEMA}, public")
        yield app


def rows(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def test_the_append_only_tables_are_known():
    assert {"cases_caseevent", "cases_root", "common_auditentry", "people_look"} <= set(APPEND_ONLY)


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM {}", "TRUNCATE {}", "UPDATE {} SET id = id", "ALTER TABLE {} DISABLE TRIGGER ALL", "DROP TABLE {}"],
)
def test_the_app_role_can_neither_change_nor_empty_history(as_app, table, statement):
    with pytest.raises(errors.InsufficientPrivilege):
        as_app.execute(sql.SQL(statement).format(sql.Identifier(table)))


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_app_role_reads_and_adds_history(as_app, table):
    rights = as_app.execute(
        "SELECT has_table_privilege(%s, 'SELECT'), has_table_privilege(%s, 'INSERT')", [table, table]
    )

    assert rights.fetchone() == (True, True)


def test_the_app_role_cannot_switch_triggers_off_for_its_session(as_app):
    with pytest.raises(errors.InsufficientPrivilege):
        as_app.execute("SET session_replication_role = replica")


def test_the_app_role_cannot_make_tables(as_app):
    for schema in ("public", SCHEMA):
        with pytest.raises(errors.InsufficientPrivilege):
            as_app.execute(f"CREATE TABLE {schema}.mine (id int)")


def test_the_app_role_cannot_become_the_owner(as_app):
    with pytest.raises(errors.InsufficientPrivilege):
        as_app.execute("SET ROLE linli_owner")


@pytest.mark.django_db
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_every_append_only_table_has_both_triggers(table):
    there = rows(
        """SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled IN ('O', 'A')""",
        f"{SCHEMA}.{table}",
    )

    assert {f"{table}_rows", f"{table}_whole"} <= {name for (name,) in there}


@pytest.mark.django_db
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_not_even_the_owner_can_truncate_history(table):
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")

    assert refused.value.__cause__.sqlstate == SQLSTATE


@pytest.mark.django_db
@pytest.mark.parametrize("deed", [lambda rows: rows.update(action="other"), lambda rows: rows.delete()])
def test_not_even_the_owner_can_change_a_row_of_history(deed):
    AuditEntry.objects.create(at=now(), actor_label="a clerk", action="settings.changed")

    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        deed(AuditEntry.objects.all())

    assert refused.value.__cause__.sqlstate == SQLSTATE


@pytest.mark.django_db
def test_foreign_keys_are_deferrable_and_checked_at_once():
    found = rows(
        """SELECT conrelid::regclass::text, conname FROM pg_constraint
           WHERE contype = 'f' AND NOT (condeferrable AND NOT condeferred) AND conrelid::regclass::text NOT LIKE %s
             AND connamespace::regnamespace::text !~ '^(pg_|information_schema)'""",
        QUEUE,
    )

    assert found == []


@pytest.mark.django_db
def test_foreign_keys_stay_inside_their_schema():
    found = rows(
        """SELECT conname FROM pg_constraint c JOIN pg_class a ON a.oid = conrelid JOIN pg_class b ON b.oid = confrelid
           WHERE contype = 'f' AND a.relnamespace <> b.relnamespace"""
    )

    assert found == []


@pytest.mark.django_db
def test_every_table_has_a_primary_key():
    found = rows(
        """SELECT c.oid::regclass::text FROM pg_class c
           WHERE relkind IN ('r', 'p') AND relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
             AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = c.oid AND contype = 'p')"""
    )

    assert found == []


@pytest.mark.django_db
def test_triggers_of_a_county_send_no_notify_and_know_their_schema():
    found = rows(
        """SELECT DISTINCT proname, prosrc ~* '\\mnotify\\M|pg_notify', coalesce(proconfig::text, '') ~ 'search_path'
           FROM pg_trigger t JOIN pg_proc p ON p.oid = tgfoid JOIN pg_class c ON c.oid = tgrelid
           WHERE NOT tgisinternal AND relnamespace = %s::regnamespace""",
        SCHEMA,
    )

    assert found
    assert [name for name, notifies, _ in found if notifies] == []
    assert [name for name, _, is_fixed in found if not is_fixed] == []


def test_the_migrations_say_what_the_models_say(db):
    said = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())
