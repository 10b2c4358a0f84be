from typing import Any
from uuid import UUID

from linli.common.jobs import every, job, nightly
from linli.common.setting import value_of
from linli.notices.domain import fan_out as fanning
from linli.notices.domain.send import send_due, send_notices
from linli.notices.domain.sweeping import sweep_notices


@job("notices.send")
def send(ids: list[str]) -> None:
    """Send the notices of one telling. A failed one waits for `notices.due`: the job itself has done its work."""
    send_notices([UUID(number) for number in ids])


@job("notices.fan_out")
def fan_out(*, telling: str, accounts: list[str], posts: list[dict[str, Any]], **told: Any) -> None:
    """Find out who holds the posts and which channels they want."""
    fanning.fan_out(telling=UUID(telling), accounts=[UUID(number) for number in accounts], posts=posts, told=told)


@every(1, topic="notices.due")
def due() -> None:
    """Send what has waited for the end of quiet hours or for its next try."""
    send_due()


@nightly("notices.sweep", hour=3, minute=50)
def sweep() -> None:
    """Empty inboxes of what is old."""
    sweep_notices(after_months=value_of("notices.kept_months"))
