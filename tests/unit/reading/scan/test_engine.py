from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("rapidocr", reason="the extra scan is not installed")

import numpy as np
import rapidocr

from jiheng.reading.containers.scan import engine
from jiheng.reading.containers.scan.engine import Box
from jiheng.reading.containers.scan.lines import lines_of
from jiheng.reading.containers.scan.mended import Line
from jiheng.reading.containers.scan.rules import Ruling

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = 20.0


def page(
    marks: Sequence[tuple[int, int, int, int]],
) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    paper = np.full((200, 400), 255, np.uint8)
    for left, top, right, bottom in marks:
        paper[top:bottom, left:right] = 0
    return paper


def test_without_openvino_onnxruntime_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    monkeypatch.setitem(sys.modules, "onnxruntime", ModuleType("onnxruntime"))

    assert engine._engine_type() == rapidocr.EngineType.ONNXRUNTIME  # noqa: SLF001


def test_telemetry_that_others_loaded_stays_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = ModuleType("openvino_telemetry")
    monkeypatch.setitem(sys.modules, "openvino_telemetry", loaded)

    assert engine._engine_type() == rapidocr.EngineType.OPENVINO  # noqa: SLF001
    assert sys.modules["openvino_telemetry"] is loaded


def test_a_box_over_a_rule_is_cut_there() -> None:
    rules = Ruling((), (Line(100, 0, 200, 2),), HEIGHT)
    lines = lines_of([Box(50, 40, 150, 62)], page([(55, 42, 95, 60), (105, 42, 145, 60)]), rules)

    assert [(line[0].left, line[0].right) for line in lines] == [(55, 95), (105, 145)]


def test_a_box_of_two_lines_is_split_between_them() -> None:
    marks = [(50, 42, 150, 60), (50, 66, 150, 84)]
    lines = lines_of([Box(48, 40, 152, 86)], page(marks), Ruling((), (), HEIGHT))

    assert [(line[0].top, line[0].bottom) for line in lines] == [(42, 60), (66, 84)]


def test_tips_of_the_line_above_are_no_line() -> None:
    marks = [(50, 42, 150, 60), (50, 66, 150, 84)]
    boxes = [Box(48, 40, 152, 62), Box(80, 50, 152, 86)]
    lines = lines_of(boxes, page(marks), Ruling((), (), HEIGHT))

    assert [(line[0].top, line[0].bottom) for line in lines] == [(40, 62), (66, 84)]


def test_a_low_line_beside_another_is_one() -> None:
    marks = [(50, 42, 100, 60), (140, 48, 160, 52)]
    boxes = [Box(48, 40, 102, 62), Box(138, 45, 162, 55)]
    lines = lines_of(boxes, page(marks), Ruling((), (), HEIGHT))

    assert [line[0].left for line in lines] == [50, 140]


def test_parts_of_one_character_stay_together() -> None:
    marks = [(50, 42, 66, 45), (50, 50, 66, 53), (50, 57, 66, 60), (50, 66, 66, 84)]
    (column,) = lines_of([Box(48, 40, 68, 86)], page(marks), Ruling((), (), HEIGHT))

    assert [(box.top, box.bottom) for box in column] == [(42, 60), (66, 84)]


@pytest.mark.parametrize("box", [Box(48, 40, 152, 86), Box(48, 40, 152, 60)])
def test_a_box_without_ink_is_none(box: Box) -> None:
    assert lines_of([box], page([]), Ruling((), (), HEIGHT)) == []


def test_ink_that_was_overlooked_is_a_line() -> None:
    marks = [(50, 42, 66, 60), (300, 120, 308, 134), (200, 10, 202, 12)]
    lines = lines_of([Box(48, 40, 68, 62)], page(marks), Ruling((), (), HEIGHT))

    assert [line[0].left for line in lines] == pytest.approx([50, 300], abs=1)


def test_punctuation_beside_a_box_belongs_to_its_line() -> None:
    marks = [(50, 42, 100, 60), (106, 54, 110, 60)]
    (line,) = lines_of([Box(48, 40, 102, 62)], page(marks), Ruling((), (), HEIGHT))

    assert line[0].right == 110


def test_a_page_on_which_nothing_is_found_has_no_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "engine", lambda: lambda *_, **__: None)
    assert engine.detect(page([])) == []


class _Failing:
    """A recogniser that fails in words of its own."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __call__(self, *_: object, **__: object) -> object:
        raise RuntimeError(self.words)

    recognize_txt = __call__


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("node.cpp:1: Failed to allocate 288508200 bytes of memory", MemoryError),
        ("std::bad_alloc", MemoryError),
        ("[CPU] Convolution node with name 'Conv.3' can't alloc", MemoryError),
        ("no such model", RuntimeError),
    ],
)
def test_memory_at_an_end_is_told_as_such(
    monkeypatch: pytest.MonkeyPatch, words: str, kind: type[Exception]
) -> None:
    monkeypatch.setattr(engine, "engine", lambda: _Failing(words))
    page = np.full((40, 200), 255, np.uint8)
    with pytest.raises(kind):
        engine.detect(page)
    with pytest.raises(kind):
        engine.recognise([page])
