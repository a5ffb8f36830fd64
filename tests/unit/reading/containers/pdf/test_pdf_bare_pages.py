"""Pages without ruling lines behind a page with a table."""

from __future__ import annotations

import pytest
from tests.unit.reading.containers.pdf.written_pdf import (
    FOUR,
    contents,
    ruled,
    sheet_of,
    texts,
    words,
)

from jiheng.reading.containers.pdf.bare_pages import may_list

TABLE = contents((ruled(), FOUR))
LISTED = contents(
    words(x, y, text)
    for y in (50, 70, 90)
    for x, text in ((25, "质量"), (125, "合格"), (225, "九成"))
)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("合格率≥95%", True),
        ("数量指标 打井\r\n", True),
        ("一 二 三\r\n" * 3, True),
        ("一 二 三\r\n" * 2, False),
        ("名词解释\r\n数量指标：指产出的多少", False),
    ],
)
def test_pieces_of_indicators_or_parted_lines_may_be_a_list(said: str, *, expected: bool) -> None:
    assert may_list(said) is expected


def test_pages_without_lines_are_taken_in_as_long_as_they_may_go_on_with_a_table() -> None:
    found = texts(sheet_of(TABLE, LISTED, LISTED, words(25, 50, "名词解释"), LISTED))
    assert found.count(("质量", "合格", "九成")) == 6
