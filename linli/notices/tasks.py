from typing import Any
from uuid import UUID

from linli.common.jobs import every, job
from linli.notices.domain import fan_out as fanning
from linli.notices.domain.send import send_due, send_notices


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
