"""Letters over a real SMTP server on loopback."""

import email
import email.policy
import socket
import ssl
import threading
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.utils.timezone import now

from linli.notices.domain.send import BACK_OFF, send_due, send_notices
from linli.notices.domain.tell import tell
from linli.notices.enums import State
from linli.notices.models import Notice
from linli.notices.recipients import account, mailbox
from tests.background import work_off
from tests.notices.conftest import PARAMETERS, SMTP, MailOffice, free_port, make_resident, self_signed

pytestmark = pytest.mark.django_db


def _mail(address: str = "lin@example.org", language: str = "zh-hans", topic: str = "test.closed") -> Notice:
    tell(topic, to=[mailbox(address, language=language)], parameters=PARAMETERS)
    return Notice.objects.latest("id")


def _letters(office) -> list[email.message.EmailMessage]:
    return [email.message_from_bytes(envelope.content, policy=email.policy.default) for envelope in office.taken]


def _later(notice: Notice) -> None:
    """The wait is over."""
    Notice.objects.filter(id=notice.id).update(not_before=now())


@pytest.mark.parametrize(
    ("language", "subject", "start"),
    [
        ("zh-hans", "办件 FQ2026-000042 已办结", "路灯所 于"),
        ("en", "Matter FQ2026-000042 is closed", "Street Lamp Office closed"),
    ],
)
def test_a_letter_arrives_in_the_readers_language_with_its_headers(office, settings, language, subject, start):
    settings.DEFAULT_FROM_EMAIL = "邻里 <linli@fuqing.example.org>"
    notice = _mail(language=language)

    work_off()

    letter = _letters(office)[0]
    assert letter["Subject"] == subject
    assert letter.get_content().startswith(start)
    assert letter["From"] == "邻里 <linli@fuqing.example.org>"
    assert letter["To"] == "lin@example.org"
    assert letter["Message-ID"] == f"<{notice.id}@fuqing.example.org>"
    assert letter["Content-Language"] == language
    assert letter["Auto-Submitted"] == "auto-generated"


def test_an_account_is_written_to_in_its_own_language_with_a_link(office, settings):
    settings.LINLI_ADDRESS = "https://fuqing.example.org"
    reader = make_resident("chen@example.org", language="en")
    tell("test.closed", to=[account(reader)], subject_kind="matter", subject_id="42", parameters=PARAMETERS)

    work_off()

    assert "https://fuqing.example.org/matters/42/" in _letters(office)[0].get_content()


def test_a_sent_letter_is_marked_and_never_sent_again(office):
    notice = _mail()
    work_off()

    send_notices([notice.id])
    send_due()

    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.last_error) == (State.SENT, 1, "")
    assert notice.sent_at is not None
    assert len(office.taken) == 1


def test_a_server_that_is_busy_is_tried_again(office):
    office.answers = ["451 come back later"]
    notice = _mail()

    work_off()
    notice.refresh_from_db()
    assert (notice.state, notice.last_error) == (State.FAILED, "451 come back later")
    assert timedelta(seconds=50) < notice.not_before - now() <= timedelta(minutes=1)
    assert send_due() == 0

    _later(notice)
    assert send_due() == 1
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == (State.SENT, 2)
    assert [letter["Message-ID"] for letter in _letters(office)] == [f"<{notice.id}@localhost>"]


def test_an_address_that_is_refused_is_given_up_at_once_and_not_written_into_the_error(office):
    office.refused = {"gone@example.org"}
    notice = _mail("gone@example.org")

    work_off()

    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == (State.DEAD, 1)
    assert notice.last_error == "550 <…> is unknown here"


def test_a_refused_letter_does_not_hold_up_the_next(office):
    office.refused = {"gone@example.org"}
    tell(
        "test.closed", to=[mailbox("gone@example.org"), mailbox("here@example.org")], parameters=PARAMETERS
    )  # fmt: skip

    work_off()

    assert [envelope.rcpt_tos for envelope in office.taken] == [["here@example.org"]]


def test_the_letters_of_one_telling_share_a_connection(office):
    tell("test.closed", to=[mailbox(f"{number}@example.org") for number in range(3)], parameters=PARAMETERS)

    work_off()

    assert len(office.taken) == 3
    assert office.greeted == 1


def test_a_server_that_is_down_is_asked_again_at_growing_distances_then_given_up(settings):
    settings.MAILERS = {"default": {"BACKEND": SMTP, "OPTIONS": {"host": "127.0.0.1", "port": free_port()}}}
    notice = _mail()
    waits = []

    for _ in BACK_OFF:
        _later(notice)
        send_due()
        notice.refresh_from_db()
        assert notice.state == State.FAILED
        waits.append(round((notice.not_before - now()) / timedelta(minutes=1)))
    _later(notice)
    send_due()

    notice.refresh_from_db()
    assert waits == [1, 5, 30, 120, 360]
    assert (notice.state, notice.attempts) == (State.DEAD, 6)
    assert "refused" in notice.last_error


def test_an_address_that_cannot_be_written_into_a_header_is_given_up(office):
    notice = _mail("lin@example.org\r\nBcc: all@example.org")

    work_off()

    notice.refresh_from_db()
    assert notice.state == State.DEAD
    assert office.taken == []


def test_a_topic_whose_text_is_gone_waits_for_the_program_to_know_it_again(office):
    notice = _mail()
    Notice.objects.filter(id=notice.id).update(topic="test.gone")

    work_off()

    notice.refresh_from_db()
    assert (notice.state, notice.last_error) == (State.FAILED, "no text for test.gone")


@pytest.fixture
def deaf_office(settings):
    """A mail server that takes the call and hangs up; it counts the calls."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                calls.append(1)
                line.close()

        threading.Thread(target=answer, daemon=True).start()
        options = {"host": "127.0.0.1", "port": server.getsockname()[1], "timeout": 5}
        settings.MAILERS = {"default": {"BACKEND": SMTP, "OPTIONS": options}}
        yield calls


def test_a_server_that_does_not_answer_is_called_once_a_job_and_not_once_a_letter(deaf_office):
    notices = [_mail(f"{number}@example.org") for number in range(3)]

    assert send_notices([notice.id for notice in notices]) == 0

    assert len(deaf_office) == 1
    for notice in notices:
        notice.refresh_from_db()
        assert (notice.state, notice.attempts) == (State.FAILED, 1)
        assert notice.not_before > now()


def test_a_server_with_tls_from_the_first_byte_is_spoken_to(tmp_path, monkeypatch, settings):
    office, paper = MailOffice(), tmp_path / "mail.pem"
    paper.write_bytes(self_signed("localhost"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(paper)
    server = Controller(office, hostname="127.0.0.1", port=free_port(), ssl_context=context)
    server.start()
    monkeypatch.setenv("SSL_CERT_FILE", str(paper))
    settings.MAILERS = {
        "default": {
            "BACKEND": SMTP,
            "OPTIONS": {"host": "localhost", "port": server.port, "use_ssl": True, "timeout": 5},
        }
    }
    _mail()

    work_off()
    server.stop()

    assert [letter["To"] for letter in _letters(office)] == ["lin@example.org"]
