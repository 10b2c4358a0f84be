from linli.common.jobs import nightly
from linli.common.setting import value_of
from linli.petitions.domain.erasure import erase_old
from linli.petitions.domain.reminder import remind_of_limits, remind_of_reports


@nightly("petitions.limits", hour=7, minute=40)
def limits() -> None:
    """Whoever a limit runs against is told in the morning."""
    remind_of_limits()
    remind_of_reports()


@nightly("petitions.forget", hour=3, minute=55)
def forget() -> None:
    """Words go when their time is over."""
    while erase_old(after_days=value_of("petition.kept_days")):
        pass
