from linli.common.cache import forget_expired
from linli.common.domain.relay import sweep_relayed
from linli.common.jobs import nightly


@nightly("common.sweep", hour=3, minute=10)
def sweep() -> None:
    """Forget what has done its service: relayed entries after a week, counters whose window is over."""
    sweep_relayed()
    forget_expired()
