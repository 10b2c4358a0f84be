"""A worker that is killed in mid-send, as a real process against a real SMTP server."""

import email
import signal
import threading

import pytest

from linli.notices.domain.tell import tell
from linli.notices.enums import State
from linli.notices.models import Notice
from linli.notices.recipients import mailbox
from tests.background import wait_until
from tests.worker import WorkerProcess


@pytest.fixture
def worker(committed, office, tmp_path, request):
    process = WorkerProcess(tmp_path, LINLI_SMTP_HOST="127.0.0.1", LINLI_SMTP_PORT=str(office.port))
    yield process
    if process.lives:
        process.end(signal.SIGKILL)


class Pause:
    """The SMTP server has the letter and does not answer yet, the first time."""

    def __init__(self, office) -> None:
        self.reached, self.over = threading.Event(), threading.Event()
        office.during = self._hold

    def _hold(self) -> None:
        if not self.reached.is_set():
            self.reached.set()
            self.over.wait(timeout=60)


def _tell() -> Notice:
    # The worker is another process: it knows the texts of the apps, not those of the tests.
    tell("notices.trial", to=[mailbox("lin@example.org")])
    return Notice.objects.get()


def _is_sent() -> bool:
    return Notice.objects.filter(state=State.SENT).exists()


@pytest.mark.parametrize(("answer", "copies"), [("451 not now", 1), ("250 taken", 2)])
def test_the_letter_arrives_though_the_worker_was_killed_while_sending_it(worker, office, answer, copies):
    pause = Pause(office)
    office.answers = [answer]
    notice = _tell()

    worker.start()
    assert pause.reached.wait(timeout=30)
    worker.end(signal.SIGKILL)
    pause.over.set()
    worker.start()
    wait_until(_is_sent)

    # Where the server had taken the first copy, the second bears the same number: no mail system can promise more.
    numbers = [email.message_from_bytes(envelope.content)["Message-ID"] for envelope in office.taken]
    assert numbers == [f"<{notice.id}@localhost>"] * copies
    assert worker.end(signal.SIGTERM) == 0


def test_a_worker_that_hangs_in_a_send_still_stops_and_the_letter_arrives_later(worker, office):
    pause = Pause(office)
    office.answers = ["451 not now"]
    _tell()

    worker.start()
    assert pause.reached.wait(timeout=30)
    worker.end(signal.SIGTERM, seconds=10)
    pause.over.set()
    worker.start()
    wait_until(_is_sent)

    assert len(office.taken) == 1
