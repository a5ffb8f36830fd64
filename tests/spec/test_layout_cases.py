from __future__ import annotations

import pytest
from tests.spec.layout_cases import SOURCE, LayoutCase, load_layout_cases, shown, unaccounted

from jiheng.reading.documents import read_sheets
from jiheng.reading.layouts.layout import layouts

CASES = load_layout_cases()


def _marked(case: LayoutCase) -> object:
    marks = [pytest.mark.xfail(reason=case.data["fault"])] if "fault" in case.data else []
    return pytest.param(case, marks=marks, id=f"{case.layout}: {case.name}")


@pytest.mark.parametrize("case", [_marked(case) for case in CASES])
def test_form_is_read_as_the_case_expects(case: LayoutCase) -> None:
    sheet = case.sheet()
    result = read_sheets((sheet,), SOURCE)
    assert [shown(table) for table in result.tables] == case.expect
    assert [problem.code for problem in result.problems] == (case.data.get("outside") or [])
    assert unaccounted(sheet, result) == (case.data.get("separators") or [])


def test_every_layout_has_a_case_that_is_read_as_it() -> None:
    read = {table.get("layout") for case in CASES for table in case.expect}
    assert {layout.name for layout in layouts()} <= read
