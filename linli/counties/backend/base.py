from typing import Any

from django.db.backends.postgresql.operations import DatabaseOperations as PostgresOperations
from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantWrapper


class DatabaseOperations(PostgresOperations):
    def deferrable_sql(self) -> str:
        # A deferred violation would surface at COMMIT as an internal error, far from the deed that caused it, and a
        # cluster cannot route it. Immediate ones name the statement.
        return " DEFERRABLE INITIALLY IMMEDIATE"


class DatabaseWrapper(TenantWrapper):  # type: ignore[misc]
    """PostgreSQL with one schema a county and foreign keys that are checked at once."""

    ops_class = DatabaseOperations

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:
        # Setting the same county again would forget that the search path is already right and ask for it anew
        # with every request.
        if self.schema_name == tenant.schema_name and self.include_public_schema == include_public:
            self.tenant = tenant
            return
        super().set_tenant(tenant, include_public)
