"""The law of the round trip: what is written reads back equal."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.strategies import printable_tables, tables

from jiheng.model import Indicator, Row, TableKind, TargetTable
from jiheng.pipeline import read
from jiheng.writing import FORMS, losses, write_package, write_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import FundingLine, Task

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
EXACT = [name for name, form in FORMS.items() if form.exact]
PRINTED = [name for name, form in FORMS.items() if not form.exact]


def read_back(written: list[TargetTable] | tuple[TargetTable, ...], form: str) -> list[TargetTable]:
    data = write_tables(written, form)
    return list(read(data, name=f"written{FORMS[form].suffixes[0]}").tables)


@pytest.mark.parametrize("form", EXACT)
@settings(deadline=None, max_examples=40)
@given(made=st.lists(tables(), min_size=1, max_size=2))
def test_data_forms_hold_every_table(form: str, made: list[TargetTable]) -> None:
    assert read_back(made, form) == made


@pytest.mark.parametrize("form", EXACT)
@settings(deadline=None, max_examples=40)
@given(made=tables())
def test_data_forms_keep_source_problems_and_layout(form: str, made: TargetTable) -> None:
    (again,) = read_back([made], form)
    assert (again.source, again.problems, again.layout, again.confidence) == (
        made.source,
        made.problems,
        made.layout,
        made.confidence,
    )


@pytest.mark.parametrize("form", EXACT)
@settings(deadline=None, max_examples=40)
@given(made=tables())
def test_data_forms_keep_the_place_of_every_value(form: str, made: TargetTable) -> None:
    (again,) = read_back([made], form)
    assert list(_places(again)) == list(_places(made))


@pytest.mark.parametrize("form", PRINTED)
@settings(deadline=None, max_examples=40)
@given(made=printable_tables())
def test_printed_forms_hold_what_the_form_can_say(form: str, made: TargetTable) -> None:
    assert read_back([made], form) == [made]


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None, max_examples=30)
@given(made=printable_tables())
def test_the_same_table_gives_the_same_bytes(form: str, made: TargetTable) -> None:
    assert write_tables([made], form) == write_tables([made], form)


@settings(deadline=None, max_examples=40)
@given(made=st.lists(tables(), max_size=2))
def test_the_archive_holds_the_files_of_the_package(made: list[TargetTable]) -> None:
    with zipfile.ZipFile(io.BytesIO(write_tables(made, "csv"))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert files == write_package(made)


@pytest.mark.parametrize("form", EXACT)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_data_forms_hold_the_published_tables(form: str, path: Path) -> None:
    published = read(path.read_bytes(), name=path.name).tables
    assert read_back(published, form) == list(published)


@pytest.mark.parametrize("form", PRINTED)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_of_the_published_tables_printed_forms_lose_only_that_text_was_damaged(
    form: str, path: Path
) -> None:
    published = read(path.read_bytes(), name=path.name).tables
    lost = losses(published, read_back(published, form))
    assert [loss.zh for loss in lost if "完整与否" not in loss.zh] == []


@settings(deadline=None, max_examples=100)
@given(made=tables())
def test_a_loss_is_told_if_and_only_if_something_is_lost(made: TargetTable) -> None:
    kept = replace(
        made,
        kind=TableKind.PROJECT_TARGETS,
        rows=tuple(map(_as_disclosed, made.rows)),
    )
    assert bool(losses([made], [kept])) == (made != kept)


def _as_disclosed(row: Row) -> Row:
    """Return the row with the fields alone that the disclosure form has a place for."""
    return Row(
        kind=row.kind,
        name=row.name,
        organization=row.organization,
        funding=row.funding,
        goal=row.goal,
        indicators=tuple(
            Indicator(
                seq=each.seq,
                level1=each.level1,
                level2=each.level2,
                name=each.name,
                period_value=each.period_value,
                annual_value=each.annual_value,
                target=each.target,
                complete=each.complete,
            )
            for each in row.indicators
        ),
    )


def _places(table: TargetTable) -> Iterator[tuple[str, object]]:
    yield from _of(table)
    for row in table.rows:
        yield from _of(row)
        parts: tuple[FundingLine | Task | Indicator, ...]
        for parts in (row.lines, row.tasks, row.indicators):
            for part in parts:
                yield from _of(part)


def _of(record: TargetTable | Row | FundingLine | Task | Indicator) -> Iterator[tuple[str, object]]:
    yield from ((name, trace.span()) for name, trace in record.traces.items())
    if not isinstance(record, TargetTable):
        yield from (
            (entry.label, entry.trace.span()) for entry in record.further if entry.trace is not None
        )
