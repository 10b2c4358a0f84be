import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler

from linli.documents.domain.receiving import prepare
from linli.documents.errors import FileTooLarge
from linli.documents.rules import FILE_MOST_BYTES
from linli.documents.uploading import CappedUpload


@pytest.fixture
def post(rf):
    opened = []

    def send(*files):
        request = rf.post("/", {"photos": list(files)})
        request.upload_handlers = [
            CappedUpload(request), MemoryFileUploadHandler(request), TemporaryFileUploadHandler(request),
        ]  # fmt: skip
        opened.append(request)
        return request.FILES.getlist("photos")

    yield send
    for request in opened:
        request.close()


def test_a_huge_file_is_written_no_further_than_the_limit_and_shows_as_too_large(post):
    huge, small = post(ContentFile(b"\xff\xd8\xff" + b"\0" * 50_000_000, "大.jpg"), ContentFile(b"x" * 10, "b.txt"))

    assert (huge.name, small.name, small.size) == ("大.jpg", "b.txt", 10)
    assert FILE_MOST_BYTES < huge.size <= FILE_MOST_BYTES + 128 * 1024
    with pytest.raises(FileTooLarge) as refused:
        prepare(huge)
    assert refused.value.values == {"name": "大.jpg", "most": 30}
