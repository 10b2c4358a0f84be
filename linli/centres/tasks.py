from linli.centres.domain.duty import keep_duties, tell_of_lapses
from linli.common.jobs import nightly


@nightly("centres.duties", hour=7, minute=30)
def look_at_duties() -> None:
    """What has lapsed is noted, and whoever is in charge is told once: in the morning, when they can do something about it."""
    keep_duties()
    tell_of_lapses()
