"""Text of pictures of pages: the recogniser alone, and ours with it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

DPI = 150


def rapidocr_bare() -> Callable[[str], int]:
    """The recogniser as it comes, with the engine and models that ours uses and nothing else."""
    engine_of = import_module("jiheng.reading.containers.scan.engine").engine
    module, numpy, image = (import_module(name) for name in ("rapidocr", "numpy", "PIL.Image"))
    ours = engine_of().cfg
    kind = ours.Det.engine_type
    bare = module.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Det.model_path": ours.Det.model_path,
            "Rec.model_path": ours.Rec.model_path,
            "Det.engine_type": kind,
            "Rec.engine_type": kind,
        }
    )

    def read(path: str) -> int:
        with image.open(path) as picture:
            found = bare(numpy.asarray(picture.convert("RGB")))
        return sum(len(line) for line in found.txts or ())

    return read


def jiheng_ink() -> Callable[[str], int]:
    """Ours: set straight, read, with ruling lines and a place for each character."""
    scan_ink = import_module("jiheng.reading.containers.scan").scan_ink
    image = import_module("PIL.Image")

    def read(path: str) -> int:
        with image.open(path) as picture:
            width, height = (side * 72 / DPI for side in picture.size)
            return len(scan_ink(picture, number=1, width=width, height=height).glyphs)

    return read


READERS = {"rapidocr": rapidocr_bare, "jiheng: scan_ink": jiheng_ink}
