from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.property.account import invented, unaccounted
from tests.property.printing import HEAD, Printed, document, rows

from jiheng.errors import JihengError
from jiheng.pipeline import read

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
MARKUP = st.sampled_from(["plain", "p", "spaces"])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_character_of_a_published_table_is_lost(path: Path) -> None:
    data = path.read_bytes()
    assert unaccounted(data.decode(), read(data, name=path.name)) == ""


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_nothing_is_read_that_a_published_table_does_not_say(path: Path) -> None:
    assert list(invented(read(path.read_bytes(), name=path.name))) == []


@given(
    printed=st.lists(rows, min_size=1, max_size=5),
    markup=MARKUP,
    newline=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
)
def test_a_table_is_read_as_it_was_meant_however_it_is_printed(
    printed: list[Printed],
    markup: Literal["plain", "p", "spaces"],
    newline: str,
    encoding: str,
) -> None:
    text = document(printed, markup=markup, newline=newline)
    (table,) = read(text.encode(encoding), name="printed").tables
    found = [
        (
            row.name,
            row.funding.total if row.funding else None,
            row.goal,
            [(i.seq, i.name, i.period_value, i.annual_value, i.complete) for i in row.indicators],
        )
        for row in table.rows
    ]
    assert found == [
        (
            row.name,
            row.amount,
            row.goal,
            [(n, name, v, v, True) for n, (_, name, v) in enumerate(row.indicators, 1)],
        )
        for row in printed
    ]


@given(st.lists(rows, min_size=1, max_size=4), MARKUP)
def test_no_character_of_a_printed_table_is_lost(
    printed: list[Printed], markup: Literal["plain", "p", "spaces"]
) -> None:
    text = document(printed, markup=markup, newline="\n")
    assert unaccounted(text, read(text.encode(), name="printed")) == ""


@given(
    st.lists(rows.map(lambda row: replace(row, cut=None)), min_size=1, max_size=3),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 60)), max_size=4),
)
def test_no_character_of_a_damaged_table_is_lost(
    printed: list[Printed], holes: list[tuple[int, int]]
) -> None:
    text = document(printed, markup="plain", newline="\n")
    body = text.index(HEAD) + len(HEAD)
    for hole, length in holes:
        at = min(body + hole, len(text))
        text = text[:at] + text[at + length :]
    try:
        result = read(text.encode(), name="damaged")
    except JihengError:
        return
    if result.tables:
        assert unaccounted(text, result) == ""


@given(st.binary(max_size=2000) | st.text(max_size=500).map(str.encode))
def test_whatever_the_bytes_only_a_known_error_is_raised(data: bytes) -> None:
    with suppress(JihengError):
        read(data, name="anything")
