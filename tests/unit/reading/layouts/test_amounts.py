from __future__ import annotations

import pytest

from jiheng.model import Traced
from jiheng.reading.layouts.drafts import parted_amount


@pytest.mark.parametrize(
    ("cell", "amount", "more"),
    [
        ("5万元，其中财政拨款3万元", "5万元", "其中财政拨款3万元"),
        ("1,205.50元（含税）", "1,205.50元", "（含税）"),
        ("￥5元；包括税费", "￥5元", "包括税费"),
        ("5其中财政拨款3", "5", "其中财政拨款3"),
        ("5万元", "5万元", ""),
        ("5万元，3万元", "5万元，3万元", ""),
        ("5万元以内", "5万元以内", ""),
        ("1.2.3，其中财政拨款3", "1.2.3，其中财政拨款3", ""),
        ("5万元，" + "其" * 200, "5万元，" + "其" * 200, ""),
    ],
)
def test_an_amount_is_parted_from_words_on_it(cell: str, amount: str, more: str) -> None:
    parts = parted_amount(Traced(cell))
    assert (parts[0].text, parts[1].text) == (amount, more)
