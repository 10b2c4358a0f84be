from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from linli.documents.rules import FILE_MOST_BYTES


class CappedUpload(FileUploadHandler):
    """Stands before the handlers that write: lets a file just over the limit, then writes no more of it.

    The file then shows itself as too large by its size, by name, and a form of 9 huge files fills no disk.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= FILE_MOST_BYTES else None

    def file_complete(self, file_size: int) -> Any:  # noqa: ARG002  (the next handler has the file)
        return None
