"""However the parts of forms and lists are combined, they are read as what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from tests.property.designs.forms import forms
from tests.property.designs.lists import lists
from tests.property.designs.stacks import stacks
from tests.spec.layout_cases import SOURCE, Paper

from jiheng.model import RowKind
from jiheng.reading.documents import read_sheets

if TYPE_CHECKING:
    from tests.property.designs.parts import Design, Said

    from jiheng.model import Indicator, Row

_ASIDE = ("sign", "unit", "weight", "explanation", "scoring_rule", "actual", "score", "deviation")
"""Fields of an indicator that hold nothing where the design has no column of them."""

slowly = settings(deadline=None, suppress_health_check=list(HealthCheck))


@given(design=forms())
@slowly
def test_a_form_is_read_as_what_its_parts_say(design: Design) -> None:
    assert read(design) == design.rows


@given(design=lists())
@slowly
def test_a_list_is_read_as_what_its_parts_say(design: Design) -> None:
    assert read(design) == design.rows


@given(design=stacks())
@slowly
def test_tables_below_each_other_in_one_sheet_are_read_as_what_each_says(design: Design) -> None:
    assert read(design) == design.rows


def read(design: Design) -> list[Said]:
    """Return what is read of the fields that a design knows of."""
    paper = Paper()
    for line in design.front:
        paper.line(line, None)
    paper.grid(design.grid)
    result = read_sheets((paper.sheet(),), SOURCE)
    rows = [row for table in result.tables for row in table.rows if row.kind is RowKind.PROJECT]
    assert len(rows) == len(design.rows)
    return [_shown(row, said) for row, said in zip(rows, design.rows, strict=True)]


def _shown(row: Row, said: Said) -> Said:
    shown = {role: getattr(row, role) for role in said}
    shown["funding"] = {role: getattr(row.funding, role) for role in said["funding"]}
    assert len(row.indicators) == len(said["indicators"])
    pairs = zip(row.indicators, said["indicators"], strict=True)
    shown["indicators"] = [_indicator(one, asked) for one, asked in pairs]
    return shown


def _indicator(one: Indicator, asked: Said) -> Said:
    extra = {role: getattr(one, role) for role in _ASIDE if role not in asked}
    assert not any(value for value in extra.values()), extra
    return {role: _field(one, role) for role in asked}


def _field(one: Indicator, role: str) -> Any:
    value = getattr(one, role)
    if role in {"level1", "level2"}:
        return value.label if value else None
    if role == "further":
        return [(item.label, item.value) for item in value]
    return "" if value is None else str(value)
