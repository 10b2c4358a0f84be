from linli.common.jobs import nightly
from linli.common.setting import value_of
from linli.mediation.domain.erasure import erase_old
from linli.mediation.domain.visit import remind_of_visits


@nightly("mediation.visits", hour=7, minute=30)
def visits() -> None:
    """Mediators are told in the morning whom they go to see."""
    remind_of_visits()


@nightly("mediation.forget", hour=3, minute=50)
def forget() -> None:
    """Words go when their time is over."""
    while erase_old(after_days=value_of("mediation.kept_days")):
        pass
