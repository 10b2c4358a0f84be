import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.error import HTTPError

import pytest

from linli.people.errors import GatewayMissing
from linli.people.gateway import KEPT_IN_DEMONSTRATION, DemonstrationOutbox, WebhookGateway, gateway
from linli.people.models import SentText


@pytest.fixture
def provider():
    """A real HTTP server on loopback that notes what it is sent and answers as it is told."""
    heard = []

    class Provider(BaseHTTPRequestHandler):
        status = 200

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((dict(self.headers), json.loads(body)))
            self.send_response(Provider.status)
            self.end_headers()

        def log_message(self, *words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Provider)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Provider, heard, f"http://127.0.0.1:{server.server_port}/texts"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_provider_is_posted_number_and_words(provider):
    _, heard, address = provider

    WebhookGateway(address, "token").send("+8613800004217", "验证码 123456")

    headers, body = heard[0]
    assert body == {"phone": "+8613800004217", "text": "验证码 123456"}
    assert headers["Authorization"] == "Bearer token"


def test_a_provider_that_refuses_is_noticed(provider):
    handler, _, address = provider
    handler.status = 503

    with pytest.raises(HTTPError) as failed:
        WebhookGateway(address, "").send("+8613800004217", "x")
    failed.value.close()


@pytest.mark.django_db
def test_the_demonstration_keeps_the_newest():
    for number in range(KEPT_IN_DEMONSTRATION + 3):
        DemonstrationOutbox().send("+8613800004217", str(number))

    assert SentText.objects.count() == KEPT_IN_DEMONSTRATION
    assert SentText.objects.earliest("id").words == "3"


def test_which_gateway_is_used(settings):
    assert isinstance(gateway(), DemonstrationOutbox)
    settings.LINLI_SMS_WEBHOOK = "http://127.0.0.1/"
    assert isinstance(gateway(), WebhookGateway)
    settings.LINLI_SMS_WEBHOOK = ""
    settings.LINLI_DEMO = False
    with pytest.raises(GatewayMissing):
        gateway()
