from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fuzz.damage import damaged

from jiheng.errors import JihengError
from jiheng.pipeline import ReadResult, check, read
from jiheng.writing import write_tables

SAMPLES = [
    path.read_text("utf-8")
    for path in sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
]
numbers = st.lists(st.integers(0, 60_000), min_size=3, max_size=30)


def outcome(text: str) -> ReadResult | JihengError:
    try:
        return read(text.encode("utf-8", "replace"), name="damaged")
    except JihengError as error:
        return error


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SAMPLES), numbers)
def test_a_damaged_table_is_read_checked_and_written_or_refused(
    sample: str, changes: list[int]
) -> None:
    found = outcome(damaged(sample, changes))
    if isinstance(found, JihengError):
        assert found.text("zh")
        return
    for table in found.tables:
        assert check(table).table is table
    assert write_tables(found.tables, "json")


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SAMPLES), numbers)
def test_what_is_read_of_a_damaged_table_comes_back_from_its_data(
    sample: str, changes: list[int]
) -> None:
    found = outcome(damaged(sample, changes))
    if isinstance(found, ReadResult) and found.tables:
        data = write_tables(found.tables, "json")
        assert read(data, name="damaged.json").tables == found.tables
