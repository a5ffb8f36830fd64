"""Characters of a form that a page moves or scales stand where the page shows them."""

from __future__ import annotations

import pytest
from tests.unit.reading.containers.pdf.written_pdf import (
    EXTRA,
    WrittenPage,
    form,
    ruled,
    sheet_of,
    texts,
    words,
)


def said(x: float, y: float, text: str) -> str:
    """Return the operators of a character that a file draws as a radical, and says in words."""
    actual = "".join(f"{ord(sign):04X}" for sign in text)
    return f"/Span <</ActualText <FEFF{actual}>>> BDC {words(x, y, '⼀')} EMC"


def row(x: float, y: float, text: str, odd: str) -> str:
    """Return the operators of a text of which a file says some characters in words."""
    parts = (
        said(x + 10 * at, y, sign) if sign in odd else words(x + 10 * at, y, sign)
        for at, sign in enumerate(text)
    )
    return "\n".join(parts)


CONTENT = "\n".join((row(25, 55, "绩效指标目支", "目支"), row(125, 55, "目指值", "目")))


@pytest.mark.parametrize(
    "matrix",
    [
        "1 0 0 1 0 0",
        "1 0 0 1 0 -7",
        "1 0 0 1 5 0",
        "1 0 0 1 40 0",
        "1 0 0 1 -15 20",
        "0.9 0 0 0.9 10 5",
        "0.5 0 0 0.5 20 60",
    ],
)
def test_characters_that_a_file_says_in_words_stand_among_the_others(matrix: str) -> None:
    resources = f"/XObject << /X {EXTRA} 0 R >>"
    page = WrittenPage(f"q {matrix} cm /X Do Q", resources=resources)
    sheet = sheet_of(page, extra=[form(f"{ruled()}\n{CONTENT}")])
    found = [text for row in texts(sheet) for text in row]
    assert found[:2] == ["绩效指标目支", "目指值"]
