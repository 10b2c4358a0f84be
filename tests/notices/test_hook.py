"""Letters to another system, over a real HTTP server on loopback."""

import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from linli.notices.domain.tell import tell
from linli.notices.enums import State
from linli.notices.models import Notice
from linli.notices.recipients import webhook
from tests.background import work_off
from tests.notices.conftest import PARAMETERS, free_port

pytestmark = pytest.mark.django_db
SECRET = "a shared secret"


class Receiver(BaseHTTPRequestHandler):
    answer = 204
    location = ""
    calls: list[tuple[str, dict[str, str], bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).calls.append((self.path, dict(self.headers), body))
        self.send_response(self.answer)
        if self.location:
            self.send_header("Location", self.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, *words: Any) -> None:
        pass


@pytest.fixture
def receiver(settings):
    settings.LINLI_WEBHOOKS = {"127.0.0.1": SECRET, "localhost": SECRET}
    settings.LINLI_WEBHOOKS_PRIVATE = True
    handler = type("Handler", (Receiver,), {"calls": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    handler.url = f"http://127.0.0.1:{server.server_port}/linli?from=here"
    yield handler
    server.shutdown()
    thread.join()
    server.server_close()


def _call(url: str) -> Notice:
    tell("test.closed", to=[webhook(url, language="en")], subject_kind="matter", subject_id="42", parameters=PARAMETERS)
    work_off()
    return Notice.objects.get()


def test_a_notice_is_posted_signed(receiver):
    notice = _call(receiver.url)

    path, headers, body = receiver.calls[0]
    words = dict(part.split("=") for part in headers["Linli-Signature"].split(","))
    content = json.loads(body)
    assert (notice.state, path) == (State.SENT, "/linli?from=here")
    assert words["v1"] == hmac.digest(SECRET.encode(), f"{words['t']}.".encode() + body, "sha256").hex()
    assert headers["Linli-Delivery"] == str(notice.id)
    assert content["subject"] == "Matter FQ2026-000042 is closed"
    assert (content["topic"], content["subject_id"]) == ("test.closed", "42")


@pytest.mark.parametrize(
    ("answer", "state"),
    [(200, State.SENT), (500, State.FAILED), (429, State.FAILED), (404, State.DEAD), (410, State.DEAD)],
)
def test_what_the_receiver_answers_decides(receiver, answer, state):
    receiver.answer = answer

    assert _call(receiver.url).state == state


def test_a_redirect_is_not_followed(receiver):
    receiver.answer, receiver.location = 307, receiver.url + "&again"

    notice = _call(receiver.url)

    assert (notice.state, len(receiver.calls)) == (State.DEAD, 1)


def test_a_receiver_that_is_down_is_tried_again(receiver):
    assert _call(f"http://127.0.0.1:{free_port()}/").state == State.FAILED


@pytest.mark.parametrize(
    "url",
    [
        "http://evil.example.org/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://127.0.0.1@evil.example.org/",
        "http://evil.example.org#@127.0.0.1/",
        "http://127.0.0.1:no/",
        "http://[::1/",
        "not an address",
    ],
)
def test_only_named_hosts_are_called(receiver, url):
    notice = _call(url)

    assert (notice.state, receiver.calls) == (State.DEAD, [])


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_private_address_is_refused_unless_the_settings_allow_it(receiver, settings, host):
    settings.LINLI_WEBHOOKS_PRIVATE = False

    notice = _call(receiver.url.replace("127.0.0.1", host))

    assert (notice.state, receiver.calls) == (State.DEAD, [])
    assert notice.last_error == f"{host} is an address of a private network"


def test_without_a_named_host_the_channel_is_not_there(settings):
    settings.LINLI_WEBHOOKS = {}

    assert _call("https://example.org/").last_error == "webhook is not set up on this machine"
