"""The database in and out of one file, by PostgreSQL's own pg_dump and pg_restore, with its rows counted."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from linli.config.database import OWNER_ROLE, prepare_roles
from linli.config.embedded import Server
from linli.config.service import installed_programs

Say = Callable[[str], Any]
SYSTEM_SCHEMAS = "nspname !~ '^pg_' AND nspname <> 'information_schema'"
SPARE = "linli_restored"


class DumpFailed(RuntimeError):
    """A program of PostgreSQL failed; the text is what it said."""


@dataclass(frozen=True)
class Place:
    """A database and the right to dump or replace it: the embedded server's, or that of DATABASE_URL."""

    words: dict[str, str]
    server: Server | None = None

    @classmethod
    def of(cls, server: Server) -> "Place":
        url = os.environ.get("DATABASE_OWNER_URL") or os.environ.get("DATABASE_URL")
        if url:
            return cls({word: str(value) for word, value in conninfo_to_dict(url).items()})
        return cls({"host": str(server.socket_folder), "user": "postgres", "dbname": "linli"}, server)

    def named(self, database: str) -> "Place":
        return Place({**self.words, "dbname": database}, self.server)

    def connect(self, **words: Any) -> "psycopg.Connection[Any]":
        return psycopg.connect(make_conninfo("", **self.words), **words)

    def _program(self, name: str, server_version: int) -> str:
        """The packaged program, or a newer one from the path where the server is newer than the package."""
        packaged = installed_programs() / "pginstall" / "bin" / name
        own = subprocess.run([str(packaged), "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
        if f" {server_version // 10000}." in own or not shutil.which(name):
            return str(packaged)
        return name if server_version // 10000 > int(own.split()[-1].split(".")[0]) else str(packaged)

    def run(self, name: str, *more: str, watch: Callable[[], None] = lambda: None) -> None:
        """Run pg_dump or pg_restore on this database, calling `watch` while it works."""
        with self.connect() as connection:
            version = connection.info.server_version
        open_words = {word: value for word, value in self.words.items() if word != "password"}
        words = [self._program(name, version), "--dbname", make_conninfo("", **open_words), "--no-password", *more]
        secret = {"PGPASSWORD": self.words["password"]} if "password" in self.words else {}
        with subprocess.Popen(  # noqa: S603
            words, env={**os.environ, **secret}, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as process:
            said = ""
            while True:
                try:
                    said += process.communicate(timeout=2)[1] or ""
                    break
                except subprocess.TimeoutExpired:
                    watch()
        if process.returncode:
            raise DumpFailed(f"{name} failed: {said.strip()[-3000:]}")


@contextmanager
def awake(place: Place) -> Iterator[None]:
    """Run a block with the database up; an embedded server that was down is stopped again afterwards."""
    if place.server is None:
        yield
        return
    with place.server.running():
        prepare_roles(place.server)
        yield


def count_rows(connection: "psycopg.Connection[Any]") -> dict[str, int]:
    """Every table of ours with the number of its rows."""
    tables = connection.execute(
        f"""SELECT nspname, relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
            WHERE relkind = 'r' AND {SYSTEM_SCHEMAS} ORDER BY 1, 2""".encode()  # noqa: S608
    ).fetchall()
    counts = {}
    for schema, table in tables:
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))
        row = connection.execute(query).fetchone()
        counts[f"{schema}.{table}"] = int(row[0]) if row else 0
    return counts


def dump(place: Place, file: Path, *, say: Say) -> dict[str, int]:
    """Write the whole database to a file as of one moment; return its rows as of the same moment."""
    with place.connect() as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert snapshot
        counts = count_rows(connection)
        place.run(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot[0]}",
            f"--file={file}",
            watch=Progress(say, lambda: f"{file.stat().st_size / 1e6:.0f} MB written" if file.exists() else ""),
        )  # fmt: skip
    return counts


def restore(place: Place, file: Path, rows: dict[str, int], *, say: Say) -> None:
    """Put the dump in the place of the database; it replaces the old one only when every row has been counted."""
    with _new_database(place) as new:
        role = [f"--role={OWNER_ROLE}"] if place.server else []
        new.run(
            "pg_restore", "--exit-on-error", "--no-owner", "--no-privileges", "--jobs=2", *role, str(file),
            watch=Progress(say, lambda: "still at work"),
        )  # fmt: skip
        with new.connect() as connection:
            there = count_rows(connection)
        wrong = sorted(name for name in rows.keys() | there.keys() if rows.get(name) != there.get(name))
        if wrong:
            told = "; ".join(
                f"{name}: {rows.get(name)} in the archive, {there.get(name)} restored" for name in wrong[:5]
            )
            raise DumpFailed(f"The rows differ: {told}")
        say(f"  {sum(rows.values())} rows in {len(rows)} tables, as in the archive")


@contextmanager
def _new_database(place: Place) -> Iterator[Place]:
    """An empty database to restore into. The embedded server's takes the old one's name only at the end."""
    if not place.server:
        _empty(place)
        yield place
        return
    name = sql.Identifier(place.words["dbname"])
    spare, owner = sql.Identifier(SPARE), sql.Identifier(OWNER_ROLE)
    with place.named("postgres").connect(autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(spare))
        admin.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(spare, owner))
        try:
            yield place.named(SPARE)
        except BaseException:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(spare))
            raise
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(spare, name))


def _empty(place: Place) -> None:
    """Drop everything that is not PostgreSQL's own; the database itself may not be ours to drop."""
    with place.connect() as connection:
        schemas = connection.execute(f"SELECT nspname FROM pg_namespace WHERE {SYSTEM_SCHEMAS}".encode()).fetchall()  # noqa: S608
        for (schema,) in schemas:
            connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))
        connection.execute("CREATE SCHEMA public")


def holds_something(place: Place) -> bool:
    """Whether a county of this database has accounts or cases (the ground alone is laid by every start)."""
    with place.connect() as connection:
        tables = connection.execute(
            """SELECT nspname, relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
               WHERE relkind = 'r' AND relname IN ('cases_case', 'people_account')"""
        ).fetchall()
        for schema, table in tables:
            query = sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(schema, table))
            found = connection.execute(query).fetchone()
            if found and found[0]:
                return True
    return False


class Progress:
    """Says a line no more often than every few seconds."""

    def __init__(self, say: Say, text: Callable[[], str], every: float = 4.0) -> None:
        self._say, self._text, self._every, self._at = say, text, every, time.monotonic()

    def __call__(self) -> None:
        if time.monotonic() - self._at >= self._every:
            self._at = time.monotonic()
            self._say(f"  {self._text()}")
