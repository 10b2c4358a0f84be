"""The same on an S3-compatible store: a real server on loopback."""

import hashlib
from datetime import timedelta

import boto3
import pytest
from django.core.files.storage import default_storage
from django.utils.timezone import now
from moto.server import ThreadedMotoServer

from linli.common.ids import uuid7
from linli.documents import holders, store, tasks
from linli.documents.addresses import signed_address
from linli.documents.domain.draft import attach_drafts
from linli.documents.domain.receiving import receive_file
from linli.documents.domain.sweeping import Swept, sweep
from linli.documents.errors import StoreAway
from linli.people.reader import ANONYMOUS, reader_of
from tests.documents import files
from tests.documents.conftest import BASKET

pytestmark = pytest.mark.django_db
ACCESS = {"access_key": "key", "secret_key": "secret", "region_name": "us-east-1"}


@pytest.fixture(scope="module")
def server():
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    yield f"http://{host}:{port}"
    moto.stop()


@pytest.fixture
def bucket(server, settings):
    name = f"papers-{uuid7().hex}"
    client = boto3.client(
        "s3", endpoint_url=server, aws_access_key_id="key", aws_secret_access_key="secret", region_name="us-east-1"
    )
    client.create_bucket(Bucket=name)
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": name,
                "endpoint_url": server,
                "default_acl": None,
                "file_overwrite": False,
                **ACCESS,
            },
        },
    }
    yield lambda: sorted(one["Key"] for one in client.list_objects_v2(Bucket=name).get("Contents", []))
    client.close()


def draft():
    return receive_file(files.upload(files.telling_jpeg(), "灯.jpg"), basket=BASKET, by=ANONYMOUS)


def test_a_photo_is_kept_in_the_bucket(bucket):
    document = draft()

    assert bucket() == sorted([document.path, document.thumbnail_path])
    with default_storage.open(document.path) as file:
        assert hashlib.sha256(file.read()).hexdigest() == document.sha256


def test_a_photo_is_served_from_the_bucket(bucket, resident, visit, monkeypatch):
    monkeypatch.setitem(holders._holders, "shelf", lambda number, reader, request: True)
    draft()
    photo = attach_drafts(BASKET, holder_kind="shelf", holder_id=uuid7(), event_seq=1, by=ANONYMOUS)[0]

    answer = visit(resident).get(signed_address(photo, reader=reader_of(resident)))

    assert answer.status_code == 200
    assert hashlib.sha256(answer.body).hexdigest() == photo.sha256
    assert int(answer["Content-Length"]) == photo.size


def test_the_bucket_is_swept_and_files_are_discarded(bucket):
    orphan = store.keep(store.key_of(uuid7(), now()), b"x", name="x")
    photo = draft()
    assert orphan in bucket()

    assert sweep(at=now() + timedelta(hours=25)) == Swept(drafts=0, files=1)
    assert bucket() == sorted([photo.path, photo.thumbnail_path])

    tasks.discard([photo.path, photo.thumbnail_path])
    tasks.discard([photo.path])
    assert bucket() == []


def test_a_bucket_that_is_not_there_is_said_kindly(bucket, settings):
    options = settings.STORAGES["default"]["OPTIONS"] | {"bucket_name": "no-such-bucket"}
    settings.STORAGES = {**settings.STORAGES, "default": settings.STORAGES["default"] | {"OPTIONS": options}}

    with pytest.raises(StoreAway):
        draft()


def test_a_file_is_asked_for_while_the_store_is_away(bucket, resident, visit, monkeypatch, settings):
    monkeypatch.setitem(holders._holders, "shelf", lambda number, reader, request: True)
    draft()
    photo = attach_drafts(BASKET, holder_kind="shelf", holder_id=uuid7(), event_seq=1, by=ANONYMOUS)[0]
    options = settings.STORAGES["default"]["OPTIONS"] | {"endpoint_url": "http://127.0.0.1:9"}
    settings.STORAGES = {**settings.STORAGES, "default": settings.STORAGES["default"] | {"OPTIONS": options}}

    answer = visit(resident).get(signed_address(photo, reader=reader_of(resident)))

    assert answer.status_code == 503
    assert "灯.jpg" in answer.body.decode()
