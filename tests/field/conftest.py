import base64
import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from django.utils.timezone import now

from linli.cases.domain.acceptance import accept_case
from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.common.ids import uuid7
from linli.field.domain.delivery import Answer, deliver
from linli.field.domain.device import enrol_device
from linli.field.domain.envelope import PREFIX
from linli.field.models import Device
from linli.people.models import Account
from linli.people.reader import Reader
from tests.cases.conftest import people  # noqa: F401  (the same people stand on site)
from tests.documents.conftest import folder  # noqa: F401  (each test has a store of its own)
from tests.documents.files import encoded, halves, upload
from tests.factories import GRID, make_case

BACKEND = "linli.people.backend.AccountBackend"
PHOTO = encoded(halves(), "JPEG")


@pytest.fixture(autouse=True)
def _static_folder(settings):
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is missing


@dataclass
class Phone:
    """A phone in somebody's hand, which signs as a browser does."""

    holder: Reader
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    device: Device = field(init=False)

    def __post_init__(self) -> None:
        self.device = enrol_device(self.account, by=self.holder, name="巡查手机", public_key=self.public)

    @property
    def account(self) -> Account:
        return Account.objects.get(id=self.holder.actor_id)

    @property
    def public(self) -> str:
        data = self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return base64.b64encode(data).decode()

    def sign(self, text: str) -> str:
        r, s = decode_dss_signature(self.key.sign(PREFIX + text.encode(), ec.ECDSA(hashes.SHA256())))
        return base64.b64encode(r.to_bytes(32) + s.to_bytes(32)).decode()

    def write(self, deed: str, case: Case | None = None, *, photos: int = 0, **changes: Any) -> str:
        """The signed text of something written; `changes` go over what stands in it."""
        said = {
            "v": 1, "id": str(uuid7()), "device": str(self.device.id), "deed": deed,
            "case": number_text(case.number, case.opened_at) if case else "", "seq": case.seq if case else None,
            "written_at": now().isoformat(), "fields": {"note": "到现场看过。"} if case else dict(REPORT),
            "photos": [hashlib.sha256(PHOTO).hexdigest()] * photos,
        }  # fmt: skip
        return json.dumps(said | changes, ensure_ascii=False)

    def send(self, text: str, *, photos: int = 0, sent_at: datetime | None = None, by: Reader | None = None) -> Answer:
        account = Account.objects.get(id=(by or self.holder).actor_id)
        return deliver(text, self.sign(text), [upload(PHOTO) for _ in range(photos)], account=account, sent_at=sent_at)


REPORT = {"kind": "M01037", "words": "路灯不亮", "area": GRID}


def sit(reader: Reader, language: str = "zh-hans") -> Client:
    """Sign in as somebody."""
    client = Client()
    client.force_login(Account.objects.get(id=reader.actor_id), backend=BACKEND)
    client.cookies["linli_language"] = language
    return client


@pytest.fixture
def phone(people) -> Phone:  # noqa: F811
    return Phone(people.grid_member)


@pytest.fixture
def case(people) -> Case:  # noqa: F811
    """A matter of the grid, filed and given to the lamps office."""
    made = make_case(area=GRID)
    accept_case(made, by=people.manager)
    return Case.objects.get(pk=made.pk)
