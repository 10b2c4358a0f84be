"""Days as they come in with an address."""

from datetime import date

LAST_YEAR = 2200  # beyond it nothing is due, and a year later there is no date for the database


def day_in(text: object) -> date | None:
    """The day that an address names as 2026-11-26; None for what is no day, and for one before 2001 or after 2199."""
    try:
        found = date.fromisoformat(str(text))
    except ValueError:
        return None
    return found if 2000 < found.year < LAST_YEAR else None
