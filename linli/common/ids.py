import uuid
from datetime import datetime

import uuid_utils.compat


def uuid7() -> uuid.UUID:
    """Return a time-ordered identifier (RFC 9562 version 7), made here and never by the database."""
    return uuid_utils.compat.uuid7()


def first_id_at(moment: datetime) -> uuid.UUID:
    """Return the least identifier that can have been made at a moment: the end of a range of older ones."""
    return uuid.UUID(int=(int(moment.timestamp() * 1000) << 80) | (7 << 76) | (2 << 62))
