"""How long somebody will wait: the windows that are open take those ahead one by one, each for its usual time. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

FEWEST = 5  # of fewer services of one item the usual time of the whole centre says more
ASSUMED = 8 * 60.0  # seconds, where a centre has served nobody yet; our own guess, and the page says so


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual length of a service in seconds, by item and over all; None where none is known."""

    whole: float | None
    items: dict[str, float]
    count: int = 0

    def of(self, item: str) -> float:
        return self.items.get(item, self.whole if self.whole is not None else ASSUMED)


@dataclass(frozen=True, slots=True)
class Estimate:
    """About how long; None where no window is open. With what it was computed from."""

    seconds: float | None
    ahead: int
    windows: int
    usual: float
    count: int  # services that the usual time is the median of; 0: it is assumed

    @property
    def minutes(self) -> int | None:
        """Rounded up to whole minutes, over ten to fives: no more exact than it is."""
        if self.seconds is None:
            return None
        whole = max(1, -int(-self.seconds // 60))
        return whole if whole <= 10 else -(-whole // 5) * 5


def usual_of(services: Sequence[tuple[str, float]]) -> Usual:
    """Return the medians of recent services, given as item and seconds."""
    lengths: dict[str, list[float]] = {}
    for item, seconds in services:
        lengths.setdefault(item, []).append(seconds)
    items = {item: median(row) for item, row in lengths.items() if item and len(row) >= FEWEST}
    return Usual(median([seconds for _, seconds in services]) if services else None, items, len(services))


def wait_of(ahead: Sequence[str], served: Sequence[tuple[str, float]], windows: int, usual: Usual) -> Estimate:
    """Estimate a wait.

    `ahead` are the items of those called before; `served` items and seconds so far of those at a window now.
    """
    typical = sum(map(usual.of, ahead)) / len(ahead) if ahead else usual.of("")
    if windows < 1:
        return Estimate(None, len(ahead), 0, typical, usual.count)
    # Somebody who is there longer than usual is taken to be nearly done, never to have left already.
    free = sorted(max(usual.of(item) - seconds, usual.of(item) / 4) for item, seconds in served[:windows])
    free = sorted([0.0] * (windows - len(free)) + free)
    for item in ahead:
        free[0] += usual.of(item)
        free.sort()
    return Estimate(free[0], len(ahead), windows, typical, usual.count)
