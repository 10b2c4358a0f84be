from uuid import UUID

from linli.common.jobs import every, job, nightly
from linli.hotline.domain.bulletin import make_bulletin
from linli.hotline.domain.sending import send_answer, send_waiting


@job("hotline.send")
def send(answer: str) -> None:
    """Send one answer now; one that fails waits for `hotline.due`."""
    send_answer(UUID(answer))


@every(1, topic="hotline.due")
def due() -> None:
    """Send what waited for its next try."""
    send_waiting()


@nightly("hotline.bulletin", hour=6, minute=0)
def bulletin() -> None:
    """Make the bulletin of the last whole week; on other mornings it is there already."""
    make_bulletin()
