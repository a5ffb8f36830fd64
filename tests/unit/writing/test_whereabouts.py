"""On which pages a table stands."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.writing.proof.building import a_project, a_table, on_page

from jiheng.writing.whereabouts import pages_of, table_places


def test_the_cover_that_says_the_year_is_no_page_of_a_table() -> None:
    table = a_table(a_project(on_page("培训", page=29)))
    table = replace(table, traces={**table.traces, "fiscal_year": on_page("2026", page=1)})
    assert pages_of(table_places(table)) == "29"
