import datetime
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.utils.functional import lazy
from django.utils.timezone import localdate
from django.utils.translation import get_language

from linli.notices import texts
from linli.notices.texts import register_group, register_place, register_text
from linli.people.models import Account, Post, Unit

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def _in(chinese: str, english: str) -> Any:
    return lazy(lambda: chinese if get_language() == "zh-hans" else english, str)()


SUBJECT = _in("办件 %(number)s 已办结", "Matter %(number)s is closed")
BODY = _in("%(unit)s 于 %(closed_at)s 办结。", "%(unit)s closed it at %(closed_at)s.")
PARAMETERS = {
    "number": "FQ2026-000042",
    "unit": {"zh-hans": "路灯所", "en": "Street Lamp Office"},
    "closed_at": "2026-11-23T01:30:00+00:00",
}


@pytest.fixture(autouse=True)
def _texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts, groups and places of these tests only; those of the apps come back afterwards."""
    monkeypatch.setattr(texts, "_texts", dict(texts._texts))
    monkeypatch.setattr(texts, "_places", dict(texts._places))
    monkeypatch.setattr(texts, "_groups", {})
    register_group("matters", _in("我的办件", "My matters"))
    register_group("work", _in("我的工作", "My work"))
    register_text("test.closed", subject=SUBJECT, body=BODY, group="matters")
    register_text("test.assigned", subject=SUBJECT, body=BODY, group="work")
    register_text("test.danger", subject=SUBJECT, body=BODY, group="matters", urgent=True)
    register_place("matter", lambda number, is_staff: f"/desk/cases/{number}/" if is_staff else f"/matters/{number}/")


@pytest.fixture
def resident(db: None) -> Account:
    return make_resident()


@pytest.fixture
def clerk(db: None) -> Account:
    return make_staff("clerk", role="clerk")


def make_resident(email: str = "lin@example.org", language: str = "zh-hans", **fields: Any) -> Account:
    return Account.objects.create(email=email, language=language, **fields)


def make_staff(name: str, *, role: str, area: str = "350181001", unit: Unit | None = None, **fields: Any) -> Account:
    account = Account.objects.create_staff(name, None, display_name=name, email=f"{name}@example.org", **fields)
    post(account, role=role, area=area, unit=unit)
    return account


def post(account: Account, *, role: str, area: str, unit: Unit | None = None, **fields: Any) -> Post:
    office = (
        unit
        or Unit.objects.get_or_create(
            code="TEST", defaults={"name": "测试办公室", "kind": "town_office", "area": "350181001"}
        )[0]
    )
    begin = localdate() - datetime.timedelta(days=30)
    return Post.objects.create(account=account, unit=office, role=role, area=area, **{"from_on": begin, **fields})


class MailOffice:
    """A real SMTP server on loopback that answers as it is told, and keeps what it took."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.refused: set[str] = set()
        self.taken: list[Any] = []
        self.during: Callable[[], None] = lambda: None
        self.greeted = 0
        self.port = 0

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, host: str, answers: list[str]) -> list[str]:
        self.greeted += 1
        session.host_name = host
        return answers

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refused:
            return f"550 <{address}> is unknown here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = self.answers.pop(0) if self.answers else "250 taken"
        if answer.startswith("250"):
            self.taken.append(envelope)
        self.during()
        return answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def self_signed(host: str) -> bytes:
    """A key and a certificate for a host, in one PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    begin = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    paper = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(begin).not_valid_after(begin + datetime.timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return secret + paper.public_bytes(Encoding.PEM)


@pytest.fixture
def office(settings: Any) -> Iterator[MailOffice]:
    handler = MailOffice()
    server = Controller(handler, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": SMTP,
            "OPTIONS": {"host": "127.0.0.1", "port": server.port, "timeout": 5},
        }
    }
    handler.port = server.port
    yield handler
    server.stop()
