"""A share as people read it."""


def hundredths(part: int, whole: int) -> int | None:
    """A share in whole hundredths; 100 only where it is all and 0 only where it is none. None: of nothing."""
    if not whole:
        return None
    rounded = round(100 * part / whole)
    return rounded if part in (0, whole) else min(99, max(1, rounded))
