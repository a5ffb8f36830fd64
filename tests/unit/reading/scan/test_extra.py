from __future__ import annotations

import sys

import pytest

from jiheng.errors import UnreadableFile
from jiheng.reading.containers import scan


@pytest.mark.parametrize("part", ["PIL", "numpy"])
def test_without_the_extra_a_scan_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.delitem(sys.modules, f"{scan.__name__}.picture", raising=False)
    monkeypatch.setitem(sys.modules, part, None)

    with pytest.raises(UnreadableFile) as caught:
        list(scan.read_pictures(b"", "会议.png"))

    assert "jiheng[scan]" in caught.value.text("zh")
    assert "jiheng[scan]" in caught.value.text("en")


def test_any_other_missing_module_is_a_fault_of_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scan, "__name__", "jiheng.no_such_package")

    with pytest.raises(ModuleNotFoundError):
        list(scan.read_pictures(b"", "a"))
