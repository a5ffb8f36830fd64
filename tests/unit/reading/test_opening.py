from __future__ import annotations

import io

import pytest

pytest.importorskip("cv2", reason="the extra scan is not installed")

from PIL import Image

from jiheng.reading.containers import pictures
from jiheng.reading.containers.kinds import MediaType
from jiheng.reading.containers.opening import opened
from jiheng.reading.containers.page.ink import Ink


def test_pages_of_a_picture_are_told_as_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def blank(_: Image.Image, *, number: int, width: float, height: float, name: str) -> Ink:
        assert name == "a.tif"
        return Ink(number, width, height, [], [], [])

    monkeypatch.setattr(pictures, "scan_ink", blank)
    page, data, told = Image.new("L", (40, 20), 255), io.BytesIO(), list[tuple[int, int]]()
    page.save(data, "TIFF", save_all=True, append_images=[page])

    found = opened(
        MediaType.PICTURE, data.getvalue(), "a.tif", lambda done, all_: told.append((done, all_))
    )

    assert told == [(1, 1), (2, 2)]
    assert found.pages == 2


def test_text_has_no_pages() -> None:
    found = opened(MediaType.TEXT, "绩效目标".encode(), "a.txt")

    assert (len(found.sheets), found.pages) == (1, None)
