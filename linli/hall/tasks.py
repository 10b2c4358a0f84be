from linli.common.jobs import every, nightly
from linli.hall.domain import keeping, lapsing, order_closing


@every(10, topic="hall.deemed")
def deemed() -> None:
    """Accept what nobody answered in time, where the law says that it then counts as accepted."""
    lapsing.deem_accepted()


@nightly("hall.lapses", hour=0, minute=30)
def lapses() -> None:
    """Return what was taken on with papers that were promised and did not come."""
    lapsing.lapse_promises()


@nightly("hall.drafts", hour=3, minute=50)
def drafts() -> None:
    """Throw away what was begun and forgotten."""
    lapsing.drop_old_drafts()


@nightly("hall.orders", hour=0, minute=40)
def orders() -> None:
    """Close orders that were said to be done and that nobody answered."""
    order_closing.close_unanswered()


@every(5, topic="hall.figures")
def figures() -> None:
    """Write down the figures of days that are over, and of those on which something has changed."""
    keeping.keep_figures()
