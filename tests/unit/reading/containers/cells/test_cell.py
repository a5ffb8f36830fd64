from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.model import Origin, Place
from jiheng.reading.containers.cells.cell import without_blanks
from jiheng.reading.containers.texts.clean import clean
from jiheng.reading.ledger import BLANK


def test_the_only_blank_that_can_be_printed_is_a_space() -> None:
    signs = "".join(map(chr, range(sys.maxunicode + 1)))
    assert {sign for sign in re.findall(f"[{BLANK}]", signs) if sign.isprintable()} == {" "}


@given(st.text(st.sampled_from("甲乙aB \t\n\u3000\u200b\xa0\x00")))
def test_a_cell_keeps_every_character_but_blanks_with_its_place(raw: str) -> None:
    found = without_blanks(Origin(raw, Place(cell="A1", start=0, end=0)))
    places = "".join(raw[run.offset : run.offset + run.width] for run in found.runs())
    bare = re.sub(f"[{BLANK}]", "", raw)
    assert re.sub(f"[{BLANK}]", "", found.text) == re.sub(f"[{BLANK}]", "", places) == bare


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("一家👨\u200d👩\u200d👧三口", "一家👨\u200d👩\u200d👧三口"),
        ("👩🏽\u200d⚕️ ❤️\u200d🔥", "👩🏽\u200d⚕️❤️\u200d🔥"),
        ("普\u200d通\u200b字👧\u200d。", "普通字👧。"),
    ],
)
def test_a_mark_that_joins_pictographs_stays(raw: str, expected: str) -> None:
    origin = Origin(raw, Place(cell="A1", start=0, end=0))
    assert without_blanks(origin).text == clean(origin, 0, len(raw))[0].text == expected
