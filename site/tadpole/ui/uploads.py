"""How much a form may bring. What is too large or too many is let go while it arrives, so that the form can still say which it was."""

import io
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_REQUEST_BYTES = 190_000_000
"""Nine pictures of 20 MB, sent at once by a form without scripts; nginx says the same."""
MOST_FILE_BYTES: int = settings.MOST_FILE_BYTES
MOST_FILES = 20
"""Kept of one request. Forms take nine and say so when there are more; the rest is not written down."""


class LeftOut(UploadedFile):
    """Stands in a form for a file that was not kept: no bytes, and a size that is too large everywhere."""

    def __init__(self, name: str, kind: str, size: int) -> None:
        super().__init__(io.BytesIO(), name, kind, max(size, MOST_FILE_BYTES + 1))


class Measured(FileUploadHandler):
    """First of the upload handlers: those after it, which keep what comes, see no more than fits."""

    count = seen = 0
    too_much = False

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:
        if content_length > MOST_REQUEST_BYTES:
            raise RequestDataTooBig("the whole form is larger than is read")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.count += 1
        self.seen, self.too_much = 0, self.count > MOST_FILES

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.seen += len(raw_data)
        self.too_much = self.too_much or self.seen > MOST_FILE_BYTES
        return None if self.too_much else raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return LeftOut(self.file_name or "", self.content_type or "", self.seen) if self.too_much else None
