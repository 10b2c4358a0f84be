from linli.common.jobs import every, nightly
from linli.common.setting import value_of
from linli.tickets.domain.closing import close_days
from linli.tickets.domain.forgetting import forget_whose
from linli.tickets.domain.keeping import keep_days


@every(10, topic="tickets.close")
def close() -> None:
    """What is left where the day is over is closed and told."""
    close_days()


@nightly("tickets.forget", hour=3, minute=45)
def forget() -> None:
    """Whose number it was is forgotten."""
    forget_whose(after_days=value_of("tickets.tied_days"))


@nightly("tickets.keep_days", hour=4, minute=20)
def keep() -> None:
    """Days that are over for good are written down for the figures."""
    keep_days()
