"""A share as people read it, and the shares of what came in."""

from dataclasses import dataclass


def hundredths(part: int, whole: int) -> int | None:
    """A share in whole hundredths; 100 only where it is all and 0 only where it is none. None: of nothing."""
    if not whole:
        return None
    rounded = round(100 * part / whole)
    return rounded if part in (0, whole) else min(99, max(1, rounded))


@dataclass(frozen=True)
class Completion:
    """Of what came in on some days: how much is over, how much of that in time, and the average of days; each with its denominator."""

    came: int
    closed: int
    on_time: int
    days: float | None

    @property
    def completion(self) -> int | None:
        return hundredths(self.closed, self.came)

    @property
    def punctuality(self) -> int | None:
        """None where nothing is over: no share of nothing."""
        return hundredths(self.on_time, self.closed)
