"""Migration operations that make a table append-only for everybody, its owner included."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'LN001';
END $$
"""
SQLSTATE = "LN001"


def make_function() -> migrations.RunSQL:
    """The one function that both triggers of every append-only table call; it touches no table."""
    return migrations.RunSQL(FUNCTION, "DROP FUNCTION IF EXISTS refuse_change()")


def append_only(table: str) -> list[migrations.RunSQL]:
    """Refuse UPDATE and DELETE of a row, and TRUNCATE, which row triggers do not see."""
    return [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            f"DROP TRIGGER IF EXISTS {table}_rows ON {table}",
        ),
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
            f"DROP TRIGGER IF EXISTS {table}_whole ON {table}",
        ),
    ]
