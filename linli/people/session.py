"""Sessions as Django keeps them, read by a statement that is compiled once: every page begins with it."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db import DEFAULT_DB_ALIAS
from django.utils.timezone import now

from linli.common.queries.compiled import Statement

READ = Statement.of_names(
    f"SELECT session_key, session_data, expire_date FROM {Session._meta.db_table} "  # noqa: S608  (our own table)
    "WHERE session_key = %(key)s AND expire_date > %(now)s"
)


class SessionStore(DatabaseSessions):
    def _get_session_from_db(self) -> Session | None:
        found = READ.rows({"key": self.session_key, "now": now()})
        if not found:
            self._session_key = None
            return None
        return Session.from_db(DEFAULT_DB_ALIAS, ("session_key", "session_data", "expire_date"), found[0])
