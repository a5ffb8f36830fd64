"""Pictures of pages → `Ink`: what a scanner saw, as characters and ruling lines.

The parts that see (OpenCV, rapidocr with its models) are the extra `scan`; they are loaded when the
first picture comes, so that documents of any other kind are read without them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from PIL import Image

    from jiheng.reading.containers.page.ink import Ink

_PARTS = ("PIL", "numpy", "cv2", "rapidocr")
_MISSING = Bilingual(
    '这是扫描件或图片，识别文字需要另装组件：pip install "jiheng[scan]"',
    'this is a scan or a picture; to read it, install: pip install "jiheng[scan]"',
)


def demand(name: str) -> None:
    """Make sure that pictures can be read at all.

    Raises:
        UnreadableFile: The extra `scan` is not installed; `name` is the file that needs it.
    """
    for part in ("pages", "picture"):
        _part(part, name)


def scan_ink(
    picture: np.ndarray[Any, Any] | Image.Image,
    *,
    number: int,
    width: float,
    height: float,
    name: str = "scan",
) -> Ink:
    """Return the characters and ruling lines of a picture of a page.

    The picture is set straight first; where it stands on its side or its head, it is turned, and
    the ink is as wide as the page is high.

    Args:
        picture: Grey or red-green-blue.
        number: Of the page, counted from 1.
        width: Of the page, in points.
        height: Of the page, in points.
        name: Of the file, for messages.

    Raises:
        UnreadableFile: The extra `scan` is not installed.
    """
    ink: Ink = _part("pages", name).scan_ink(picture, number, width, height)
    return ink


def read_pictures(data: bytes, name: str) -> Iterator[Image.Image]:
    """Yield the pages of an image file, upright, grey or red-green-blue, at most A3 at 300 dpi.

    Raises:
        UnreadableFile: The bytes are no picture, or too large a one, or the extra is not installed.
    """
    yield from _part("picture", name).read_pictures(data, name)


def page_size(picture: Image.Image) -> tuple[float, float]:
    """Return width and height in points: by the resolution the file states, else as if A4."""
    size: tuple[float, float] = _part("picture", "scan").page_size(picture)
    return size


def _part(module: str, name: str) -> Any:
    try:
        return import_module(f"{__name__}.{module}")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _PARTS:
            raise
        raise UnreadableFile(name=name, reason=_MISSING) from error
