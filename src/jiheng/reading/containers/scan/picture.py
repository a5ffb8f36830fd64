"""Bytes of an image file → pages that are upright, of a bounded size and grey or coloured."""

from __future__ import annotations

import io
import math
import struct
import warnings
from itertools import count
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PIXELS = 60_000_000
MAX_PAGES = 500
MAX_KEPT = 4961 * 3508  # A3 at 300 dpi
_ORIENTATION = 0x0112  # of EXIF
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
A4_LONG_SIDE = 841.9
"""Points."""

_PLAUSIBLE_DPI = (50, 1300)
_DEEP = ("I", "F", "I;16", "I;16L", "I;16B", "I;16N")
# What Pillow raises on damaged files of these formats.
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    OverflowError,
    EOFError,
    struct.error,
)

_TOO_LARGE = Bilingual(
    f"图片超过每页 {MAX_PIXELS:,} 像素的上限", f"picture of more than {MAX_PIXELS:,} pixels a page"
)
_TOO_MANY = Bilingual(f"图片超过 {MAX_PAGES} 页的上限", f"picture of more than {MAX_PAGES} pages")
_NO_PICTURE = Bilingual("无法识别的图片", "no picture that is understood")
_DAMAGED = Bilingual("图片已损坏或不完整", "the picture is damaged or cut short")


def read_pictures(data: bytes, name: str) -> Iterator[Image.Image]:
    """Yield the pages of an image file; see the package."""
    with _opened(data, name) as file:
        if _turn_to(file, MAX_PAGES, name):
            raise UnreadableFile(name=name, reason=_TOO_MANY)
        for number in count():  # pragma: no branch - the last page ends it
            if not _turn_to(file, number, name):
                return
            page = _page(file, name)
            if file.format != "TIFF":
                file.close()  # what it unpacked to is not held while the page is read
            yield page


def page_size(picture: Image.Image) -> tuple[float, float]:
    """Return width and height in points: by the resolution the file states, else as if A4."""
    dpi = _dpi(picture)[0]
    if dpi is None:
        dpi = max(picture.size) * 72 / A4_LONG_SIDE
    return picture.width * 72 / dpi, picture.height * 72 / dpi


def _opened(data: bytes, name: str) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(data), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableFile(name=name, reason=_TOO_LARGE) from error
    except UnidentifiedImageError as error:
        raise UnreadableFile(name=name, reason=_NO_PICTURE) from error
    except _DAMAGE as error:
        raise UnreadableFile(name=name, reason=_DAMAGED) from error


def _turn_to(file: Image.Image, number: int, name: str) -> bool:
    """Go to a page; only TIFF has pages, the frames of other formats move."""
    if file.format != "TIFF":
        return number == 0
    try:
        file.seek(number)
    except EOFError:
        return False
    except _DAMAGE as error:
        raise UnreadableFile(name=name, reason=_DAMAGED) from error
    return True


def _page(file: Image.Image, name: str) -> Image.Image:
    if math.prod(file.size) > MAX_PIXELS:
        raise UnreadableFile(name=name, reason=_TOO_LARGE)
    try:
        page = _bounded(_squared(_plain(_upright(file))))
        return page.copy() if page is file else page
    except _DAMAGE as error:
        raise UnreadableFile(name=name, reason=_DAMAGED) from error


def _upright(file: Image.Image) -> Image.Image:
    turned = file.getexif().get(_ORIENTATION, 1) != 1
    return ImageOps.exif_transpose(file) if turned else file


def _plain(picture: Image.Image) -> Image.Image:
    """Put transparent pictures on white paper; bring all others to 8 bits, grey or colour."""
    if picture.has_transparency_data:
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture.convert("RGBA").getchannel("A"))
        paper.info = picture.info
        return paper
    if picture.mode in _DEEP:
        values = np.asarray(picture, dtype=np.float32)
        span = max(float(values.max()), 1.0)
        grey = Image.fromarray(np.clip(values * (255 / span), 0, 255).astype(np.uint8))
        grey.info = picture.info
        return grey
    mode = "L" if picture.mode in ("1", "L") else "RGB"
    return picture if picture.mode == mode else picture.convert(mode)


def _squared(picture: Image.Image) -> Image.Image:
    """Stretch faxes, whose dots are higher than wide."""
    across, down = _dpi(picture)
    if across is None or down is None or across == down:
        return picture
    finer = max(across, down)
    size = (round(picture.width * finer / across), round(picture.height * finer / down))
    if math.prod(size) > MAX_PIXELS:
        return picture
    stretched = picture.resize(size, Image.Resampling.BILINEAR)
    stretched.info = {**picture.info, "dpi": (finer, finer)}
    return stretched


def _bounded(picture: Image.Image) -> Image.Image:
    excess = math.sqrt(math.prod(picture.size) / MAX_KEPT)
    if excess <= 1:
        return picture
    size = (max(1, int(picture.width / excess)), max(1, int(picture.height / excess)))
    smaller = picture.resize(size, Image.Resampling.BOX)
    dpi = _dpi(picture)[0]
    smaller.info = {} if dpi is None else {"dpi": (dpi / excess, dpi / excess)}
    return smaller


def _dpi(picture: Image.Image) -> tuple[float, float] | tuple[None, None]:
    stated = picture.info.get("dpi")
    if not isinstance(stated, tuple) or len(stated) != 2:  # noqa: PLR2004 - across and down
        return None, None
    across, down = (float(each) for each in stated)
    lowest, highest = _PLAUSIBLE_DPI
    if not (lowest <= across <= highest and lowest <= down <= highest):
        return None, None
    return across, down
