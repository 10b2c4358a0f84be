from linli.common.jobs import nightly
from linli.knowledge.domain.staleness import tell_stale


@nightly("knowledge.stale", hour=6, minute=30)
def stale() -> None:
    """Tell units what of theirs has run out."""
    tell_stale()
