from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fuzz.documents import Document, published, written

from jiheng.errors import JihengError
from jiheng.pipeline import ReadResult, check, read
from jiheng.writing import write_tables

changes = st.lists(st.integers(0, 60_000), min_size=3, max_size=30)
samples = st.sampled_from(published())
forms = st.sampled_from(written())


def outcome(name: str, data: bytes) -> ReadResult | JihengError:
    try:
        return read(data, name=name)
    except JihengError as error:
        return error


def holds(found: ReadResult | JihengError) -> None:
    if isinstance(found, JihengError):
        assert found.text("zh")
        assert found.text("en")
        return
    for table in found.tables:
        assert check(table).table is table
    assert write_tables(found.tables, "json")


@settings(max_examples=60, deadline=None)
@given(samples, changes)
def test_a_damaged_table_is_read_checked_and_written_or_refused(
    sample: Document, numbers: list[int]
) -> None:
    holds(outcome(sample.name, sample.damaged(0, numbers)))


@settings(max_examples=60, deadline=None)
@given(forms, st.integers(0, 20), changes)
def test_a_damaged_data_file_or_form_is_read_checked_and_written_or_refused(
    form: Document, part: int, numbers: list[int]
) -> None:
    holds(outcome(form.name, form.damaged(part, numbers)))


@settings(max_examples=40, deadline=None)
@given(samples, changes)
def test_what_is_read_of_a_damaged_table_comes_back_from_its_data(
    sample: Document, numbers: list[int]
) -> None:
    found = outcome(sample.name, sample.damaged(0, numbers))
    if isinstance(found, ReadResult) and found.tables:
        data = write_tables(found.tables, "json")
        assert read(data, name="damaged.json").tables == found.tables


def test_undamaged_data_files_and_forms_are_read() -> None:
    found = {form.name: outcome(form.name, form.damaged(0, [])) for form in written()}
    assert [name for name, result in found.items() if isinstance(result, JihengError)] == []
