"""Ruled tables drawn as pictures, and what paper, scanner and seal do to them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFilter, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
A4_ACROSS = (842.0, 595.0)
PADDING = 3.0


@cache
def font(size: float, face: str = "NotoSerifSC-Regular.otf") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / face), size)


def wrapped(text: str, width: float, letters: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for character in text:
        if lines[-1] and letters.getlength(lines[-1] + character) > width:
            lines.append("")
        lines[-1] += character
    return lines


@dataclass(frozen=True)
class Printing:
    """How a table is set; lengths are in points."""

    widths: tuple[float, ...]
    dpi: int = 200
    size: float = 9.0
    left: float = 40.0
    top: float = 60.0
    line: float = 0.75
    page: tuple[float, float] = A4_ACROSS
    face: str = "NotoSerifSC-Regular.otf"

    @property
    def scale(self) -> float:
        return self.dpi / 72

    @property
    def letters(self) -> ImageFont.FreeTypeFont:
        return font(self.size * self.scale, self.face)

    @property
    def pitch(self) -> float:
        return self.size * 1.35

    def lines(self, text: str, width: float) -> list[str]:
        return wrapped(text, (width - 2 * PADDING) * self.scale, self.letters)

    def height(self, row: Sequence[str]) -> float:
        deepest = max(len(self.lines(t, w)) for t, w in zip(row, self.widths, strict=True))
        return deepest * self.pitch + 2 * PADDING


def printed(rows: Sequence[Sequence[str]], how: Printing, title: str = "") -> Image.Image:
    """Draw rows as a fully ruled table, with a line of prose above."""
    width, height = (round(side * how.scale) for side in how.page)
    picture = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    thick = max(1, round(how.line * how.scale))
    edges = [how.left + sum(how.widths[:n]) for n in range(len(how.widths) + 1)]
    draw.text((how.left * how.scale, 25 * how.scale), title, "black", how.letters)
    above = how.top
    for row in rows:
        below = above + how.height(row)
        for left, right, text in zip(edges, edges[1:], row, strict=False):
            box = [left * how.scale, above * how.scale, right * how.scale, below * how.scale]
            draw.rectangle(box, outline="black", width=thick)
            for number, line in enumerate(how.lines(text, right - left)):
                at = (left + PADDING, above + PADDING + number * how.pitch)
                draw.text((at[0] * how.scale, at[1] * how.scale), line, "black", how.letters)
        above = below
    return picture


def turned(picture: Image.Image, degrees: float) -> Image.Image:
    return picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor="white")


def noisy(picture: Image.Image, strength: float = 8.0) -> Image.Image:
    grain = np.random.default_rng(7).normal(0, strength, (picture.height, picture.width, 1))
    return Image.fromarray(np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8))


def shaded(picture: Image.Image, darkest: float = 0.72) -> Image.Image:
    across = np.linspace(1, darkest, picture.width)[None, :, None]
    down = np.linspace(1, 0.9, picture.height)[:, None, None]
    return Image.fromarray((np.asarray(picture) * across * down).astype(np.uint8))


def squeezed(picture: Image.Image, quality: int = 75) -> Image.Image:
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=quality)
    return Image.open(data)


def blurred(picture: Image.Image, radius: float) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(radius))


def stamped(
    picture: Image.Image, centre: tuple[float, float], radius: float, colour: str = "#d8262c"
) -> Image.Image:
    """Print a round seal over the picture: ink under it stays black."""
    seal = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(seal)
    x, y = centre
    draw.ellipse([x - radius, y - radius, x + radius, y + radius], outline=colour, width=9)
    letters = font(radius * 0.36)
    draw.text((x, y - radius / 2), "财政局", colour, letters, anchor="mm")
    draw.text((x, y), "★", colour, font(radius * 0.6), anchor="mm")
    draw.text((x, y + radius / 2), "专用章", colour, letters, anchor="mm")
    product = np.asarray(picture).astype(np.uint16) * np.asarray(seal) // 255
    return Image.fromarray(product.astype(np.uint8))
