import uuid

import uuid_utils.compat


def uuid7() -> uuid.UUID:
    """Return a time-ordered identifier (RFC 9562 version 7), made here and never by the database."""
    return uuid_utils.compat.uuid7()
