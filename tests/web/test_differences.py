"""Two contents of a project are told apart field by field."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.city import sound_table

from jiheng.model import Entry, Funding, FundingLine, Indicator, Row
from jiheng_web.projects.differences import aligned, differences

if TYPE_CHECKING:
    from jiheng.model import TargetTable


def changed(table: TargetTable, **fields: object) -> TargetTable:
    return replace(table, rows=(replace(table.rows[0], **fields),))  # type: ignore[arg-type]


def indicators(*names: str | None) -> TargetTable:
    return changed(
        sound_table(), indicators=tuple(Indicator(name=n, annual_value="≥1") for n in names)
    )


def places(before: TargetTable, after: TargetTable) -> list[str]:
    return [one.place for one in differences(before, after)]


def test_the_same_content_has_no_differences() -> None:
    assert differences(sound_table(), sound_table()) == ()


def test_a_goal_that_was_written_anew_is_shown_with_what_it_said() -> None:
    table = sound_table()

    (found,) = differences(table, changed(table, goal="新的目标"))

    assert (found.place, found.before, found.after) == ("goal", table.rows[0].goal, "新的目标")
    assert found.label.zh == "绩效目标"


CASES: tuple[tuple[dict[str, object], str, str, str], ...] = (
    ({"code": "A1"}, "code", "", "A1"),
    ({"period": "2026年"}, "period", "", "2026年"),
    ({"funding": Funding(total=Decimal(5))}, "funding.total", "120.00", "5"),
    ({"lines": (FundingLine(label="其中", amount=Decimal(3)),)}, "lines.0.amount", "", "3"),
    ({"further": (Entry(label="立项依据", value="文件"),)}, "further.0.value", "", "文件"),
)


@pytest.mark.parametrize(("fields", "place", "before", "after"), CASES)
def test_every_field_of_the_form_is_compared(
    fields: dict[str, object], place: str, before: str, after: str
) -> None:
    table = sound_table()
    found = {one.place: one for one in differences(table, changed(table, **fields))}

    assert (found[place].before, found[place].after) == (before, after)


def test_numbers_are_compared_as_numbers() -> None:
    funding = Funding(total=Decimal(120), fiscal_appropriation=Decimal("120.0"))

    assert places(sound_table(), changed(sound_table(), funding=funding)) == []


def test_an_indicator_that_moved_keeps_its_other_half() -> None:
    assert places(indicators("甲", "乙", "丙"), indicators("丙", "甲", "乙")) == ["indicators"]


def test_a_renamed_indicator_is_paired_by_where_it_stands() -> None:
    found = places(indicators("甲", "乙", "丙", "丁"), indicators("甲", "丙", "戊"))

    assert found == ["indicators.2.name", "removed.1"]


def test_an_added_indicator_is_shown_whole() -> None:
    (found,) = differences(indicators("甲"), indicators("甲", "乙"))

    assert (found.place, found.before, found.after) == ("indicators.1", "", "乙 / ≥1")


def test_a_changed_value_names_the_indicator_and_the_field() -> None:
    table = indicators("甲", "乙")
    second = replace(table.rows[0].indicators[1], annual_value="≥2")
    rows: tuple[Row, ...] = (
        replace(table.rows[0], indicators=(table.rows[0].indicators[0], second)),
    )

    (found,) = differences(table, replace(table, rows=rows))

    assert found.label.zh == "指标 2 年度指标值"
    assert (found.before, found.after) == ("≥1", "≥2")


@pytest.mark.parametrize(
    ("sign", "unit", "value", "shown"),
    [
        ("≥", "场", "12", "≥ 12 场"),
        ("≥", "场", "≥12场", "≥12场"),
        (None, "场", "12", "12 场"),
        ("定性", None, "优", "定性 优"),
        (None, None, "12场", "12场"),
    ],
)
def test_a_value_is_shown_with_sign_and_unit_that_stand_apart(
    sign: str | None, unit: str | None, value: str, shown: str
) -> None:
    old = Indicator(name="甲", annual_value="1", sign=sign, unit=unit)
    before = changed(sound_table(), indicators=(old,))
    after = changed(sound_table(), indicators=(replace(old, annual_value=value),))
    fresh = changed(sound_table(), indicators=())

    (found,) = differences(before, after)
    (added,) = differences(fresh, after)

    assert (found.label.zh, found.after) == ("指标 1 年度指标值", shown)
    assert added.after == f"甲 / {shown}"


@given(*[st.lists(st.sampled_from(["甲", "乙", "丙", None]), max_size=6)] * 2)
def test_no_indicator_is_paired_twice(before: list[str | None], after: list[str | None]) -> None:
    pairs = aligned(before, after)

    assert len({old for old, _ in pairs}) == len({new for _, new in pairs}) == len(pairs)
