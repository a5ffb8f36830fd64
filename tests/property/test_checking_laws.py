"""What holds of the review of any table the model can hold, of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from tests.property.strategies import tables

from jiheng.pipeline import check
from jiheng.writing.reports import REPORT_FORMS, render

if TYPE_CHECKING:
    from jiheng.model import TargetTable

PROFILES = ("national", "guangdong", "guangzhou")


@pytest.mark.parametrize("profile", PROFILES)
@settings(deadline=None, max_examples=60)
@given(table=tables())
def test_whatever_the_table_it_is_reviewed(profile: str, table: TargetTable) -> None:
    assert check(table, profile=profile).table is table


@settings(deadline=None, max_examples=60)
@given(table=tables())
def test_a_finding_is_about_rows_and_indicators_that_are_there(table: TargetTable) -> None:
    for finding in check(table).findings:
        for location in finding.locations:
            if location.row is not None:
                row = table.rows[location.row]
                assert location.indicator is None or location.indicator < len(row.indicators)


@pytest.mark.parametrize("form", REPORT_FORMS)
@settings(deadline=None, max_examples=20)
@given(table=tables())
def test_whatever_the_table_a_report_on_it_is_written(form: str, table: TargetTable) -> None:
    assert render([check(table)], form)
