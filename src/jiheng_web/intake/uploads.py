"""Keeps files that are too large from filling the disk while they come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

if TYPE_CHECKING:
    from django.http import HttpRequest

_DOCUMENTS_AT_ONCE = 4
"""Times the largest document that all files of one request may have."""


class Bounded(FileUploadHandler):
    """Drops what goes beyond the largest document; the others of the request come through."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._all = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self._one = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass on what is within the limit.

        Raises:
            SkipFile: It is not.
        """
        self._one += len(raw_data)
        self._all += len(raw_data)
        most = int(settings.LARGEST_DOCUMENT)
        if self._one > most or self._all > _DOCUMENTS_AT_ONCE * most:
            dropped(self.request).append(self.file_name or "")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave keeping the file to the next handler."""


def dropped(request: Any) -> list[str]:
    """Return the names of files of a request that were too large."""
    names: list[str] = request.META.setdefault("jiheng.dropped", [])
    return names
