from linli.common.jobs import every, nightly
from linli.common.setting import value_of
from linli.ratings.domain.escalation import escalate_overdue
from linli.ratings.domain.forgetting import forget_raters


@every(30, topic="ratings.overdue")
def overdue() -> None:
    """Tell the town of low ratings that nobody answered in time."""
    escalate_overdue()


@nightly("ratings.forget", hour=3, minute=55)
def forget() -> None:
    """Who rated, and what they wrote, is forgotten."""
    forget_raters(after_days=value_of("ratings.kept_days"))
