"""Cells of forms."""

from __future__ import annotations

import pytest

from jiheng.model import Origin, Place, Traced
from jiheng.reading.layouts.cells.form_cells import with_colon


@pytest.mark.parametrize("said", ["年度目标", "年度目标：", "年度目标:"])
def test_a_label_has_one_colon_behind_it(said: str) -> None:
    label = Traced(said, Origin(said, Place(start=0, end=len(said))))
    assert with_colon(label).text in {"年度目标：", "年度目标:"}
