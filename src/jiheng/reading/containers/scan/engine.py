"""The recogniser: rapidocr with the models of its wheel, quiet and without network."""

from __future__ import annotations

import re
import sys
import threading
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import rapidocr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rapidocr import EngineType, RapidOCR

    from jiheng.reading.containers.scan.paper import Picture

_BATCH = 6  # as fast as any other number
_SHORTEST = 160  # short lines are not padded to more dots than this
_SLENDEREST = 20  # times as long as wide
_LAST = 0.999  # columns are rounded up, and the last may lie beyond the line
_AT_AN_END = re.compile("alloc|out of memory", re.IGNORECASE)
_TELEMETRY = "openvino_telemetry"
_ALONE = threading.Lock()  # a compiled model takes one picture at a time


class Box(NamedTuple):
    """An upright rectangle, in dots."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How far it goes across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How far it goes down."""
        return self.bottom - self.top


class Seen(NamedTuple):
    """A character that was recognised.

    Attributes:
        middle: Where it stands in its line, from 0 to 1.
        confidence: From 0 to 1.
    """

    text: str
    middle: float
    confidence: float


def detect(grey: Picture) -> list[Box]:
    """Find the lines of text of a straight page."""
    with _ALONE, _bounded():
        found = engine()(_coloured(_stout(grey)), use_det=True, use_cls=False, use_rec=False)
    boxes = getattr(found, "boxes", None)
    if boxes is None:
        return []
    return [
        Box(*corners)
        for corners in np.hstack([np.min(boxes, axis=1), np.max(boxes, axis=1)]).tolist()
    ]


def recognise(lines: Sequence[Picture]) -> list[tuple[Seen, ...]]:
    """Read pictures of one line of text each."""
    if not lines:
        return []
    with _ALONE, _bounded():
        read = engine().recognize_txt([_coloured(line) for line in lines])
    return [
        tuple(_seen(text, words))
        for text, words in zip(read.txts or (), read.word_results, strict=True)
    ]


@cache
def engine() -> RapidOCR:
    """Return the one recogniser of this process."""
    kind = _engine_type()
    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.return_word_box": True,
            # Named files are never fetched from a network.
            "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
            "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
            "Det.engine_type": kind,
            "Rec.engine_type": kind,
            "Rec.rec_batch_num": _BATCH,
            "Rec.rec_img_shape": [3, 48, _SHORTEST],
        }
    )


def _engine_type() -> EngineType:
    """Choose OpenVINO, which is twice as fast, if it is there."""
    with _untold():
        try:
            import_module("openvino")
        except ImportError:
            import_module("onnxruntime")
            return rapidocr.EngineType.ONNXRUNTIME
    return rapidocr.EngineType.OPENVINO


@contextmanager
def _bounded() -> Iterator[None]:
    """Call by its name what the recogniser tells in words of its own: that memory is at an end.

    Raises:
        MemoryError: When it asks for more memory than the process may take.
    """
    try:
        yield
    except Exception as fault:
        if _AT_AN_END.search(str(fault)):
            raise MemoryError from fault
        raise


@contextmanager
def _untold() -> Iterator[None]:
    """Keep OpenVINO from telling its maker over the network that it was imported."""
    known = sys.modules.get(_TELEMETRY)
    sys.modules[_TELEMETRY] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[_TELEMETRY]
        if known is not None:
            sys.modules[_TELEMETRY] = known


def _stout(grey: Picture) -> Picture:
    """Add white to a page that is a mere stripe, which the detection refuses."""
    least = max(grey.shape) // _SLENDEREST
    missing = tuple((0, max(0, least - side)) for side in grey.shape)
    return np.pad(grey, missing, constant_values=255) if np.any(missing) else grey


def _coloured(grey: Picture) -> Picture:
    return np.repeat(grey[:, :, None], 3, axis=2)


def _seen(text: str, words: object) -> Iterator[Seen]:
    """Give each character its column; columns are told for all but white space."""
    steps = getattr(words, "line_txt_len", 0)
    columns = iter([column for word in getattr(words, "word_cols", ()) for column in word])
    for character, confidence in zip(text, getattr(words, "confs", ()), strict=False):
        if not character.isspace():
            yield Seen(character, min((next(columns) + 0.5) / steps, _LAST), confidence)
