"""Image files → a sheet: every picture is a page, read by its ink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.reading.containers.page.sheets import PagesRead, PagesSheet
from jiheng.reading.containers.scan import page_size, read_pictures, scan_ink

if TYPE_CHECKING:
    from collections.abc import Callable


def read_picture_pages(
    data: bytes, name: str, progress: Callable[[int, int], None] | None = None
) -> PagesRead:
    """Return the pages of an image file.

    Raises:
        UnreadableFile: When it is no picture, or too large, or the extra `scan` is not installed.
    """
    gathered = PagesSheet()
    count = 0
    for count, picture in enumerate(read_pictures(data, name), 1):
        width, height = page_size(picture)
        gathered.add(scan_ink(picture, number=count, width=width, height=height, name=name))
        if progress:
            progress(count, count)
    return PagesRead(gathered.sheet(name), count)
