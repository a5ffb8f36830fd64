from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from jiheng.model import (
    Entry,
    FundingLine,
    Indicator,
    NumberTarget,
    Place,
    Problem,
    ProblemSeverity,
    Row,
    RowKind,
    TargetTable,
    TextTarget,
    Traced,
)
from jiheng.reading.doubts import MOST, with_doubts

if TYPE_CHECKING:
    from jiheng.model import Operator, Target

WARNING, NOTE = ProblemSeverity.WARNING, ProblemSeverity.NOTE


def traced(text: str, confidence: float | None = 0.5) -> Traced:
    return Traced.at(text, (Place(page=1, confidence=confidence, start=0, end=len(text)),))


def doubts(*indicators: dict[str, Traced], **more: dict[str, Traced]) -> tuple[Problem, ...]:
    lines = (FundingLine(label="资金", traces=more.get("line", {})),)
    row = Row(
        kind=RowKind.PROJECT,
        name="项目",
        indicators=tuple(Indicator(traces=traces) for traces in indicators),
        lines=lines,
        traces=more.get("row", {}),
    )
    table = TargetTable(rows=(row,), traces=more.get("table", {}))
    return with_doubts(table).problems


def test_what_no_field_is_known_for_is_told_too() -> None:
    entry = Entry(label="分值", value="10yX", trace=traced("10yX"))
    row = Row(kind=RowKind.PROJECT, name="项目", further=(entry, Entry(label="", value="无")))

    assert [p.excerpt for p in with_doubts(TargetTable(rows=(row,))).problems] == ["10yX"]


@pytest.mark.parametrize("confidence", [None, 0.9, 1.0])
def test_what_is_certain_is_not_told(confidence: float | None) -> None:
    assert doubts({"name": traced("次数", confidence)}) == ()


@pytest.mark.parametrize(
    ("field", "text", "severity"),
    [
        ("name", "培训次数", WARNING),
        ("annual_value", "12次", WARNING),
        ("sign", "≥", WARNING),
        ("annual_value", "显著提升", NOTE),
        ("goal", "保障运转", NOTE),
    ],
)
def test_figures_comparators_and_names_are_graver_than_prose(
    field: str, text: str, severity: ProblemSeverity
) -> None:
    (problem,) = doubts({field: traced(text)})

    assert (problem.severity, problem.excerpt) == (severity, text)


def test_every_part_of_a_table_is_looked_at() -> None:
    found = doubts(
        {"name": traced("丁")},
        table={"name": traced("甲")},
        row={"name": traced("乙")},
        line={"name": traced("丙")},
    )

    assert [(each.excerpt, each.row, each.indicator) for each in found] == [
        ("甲", None, None),
        ("乙", 0, None),
        ("丙", 0, None),
        ("丁", 0, 0),
    ]


@pytest.mark.parametrize("more", [0, 1, 300])
def test_beyond_a_number_doubts_are_counted(more: int) -> None:
    found = doubts(*[{"annual_value": traced("好")}] * (MOST + more))

    assert len(found) == MOST + (more > 0)
    if more:
        assert f"{more} 处" in found[-1].message.zh
        assert f"{more} more" in found[-1].message.en
        assert found[-1].severity is NOTE


def test_the_gravest_are_told_one_by_one() -> None:
    found = doubts(*[{"annual_value": traced("好")}] * MOST, {"annual_value": traced("7")})

    assert found[0].excerpt == "7"


def target_of(
    value: str, sign: str = "", *, op: Operator = "=", sure: float = 0.5, sign_sure: float = 1.0
) -> Target | None:
    """Return the target that is left of a number that was read in a value."""
    indicator = Indicator(
        annual_value=value,
        sign=sign,
        target=NumberTarget(op=op, number=Decimal(95), unit="%"),
        traces={"annual_value": traced(value, sure), "sign": traced(sign, sign_sure)},
    )
    table = TargetTable(rows=(Row(kind=RowKind.PROJECT, name="项目", indicators=(indicator,)),))
    return with_doubts(table).rows[0].indicators[0].target


@pytest.mark.parametrize(
    "given",
    [
        {"value": "财政专95%章"},
        {"value": "95", "sign": "1≥"},
        {"value": "95", "sign": "1≥", "sure": 1.0, "sign_sure": 0.5},
    ],
    ids=["words before it", "an odd sign beside it", "an odd sign in doubt"],
)
def test_a_number_amid_rests_of_a_seal_is_no_target(given: dict[str, Any]) -> None:
    assert target_of(**given) == TextTarget()


@pytest.mark.parametrize(
    "given",
    [
        {"value": "95%"},
        {"value": "-95%"},
        {"value": "提高95%", "sure": 1.0},
        {"value": "=95%"},
        {"value": "提高95%", "sign": "＝"},
        {"value": "音≥95%", "op": "≥"},
        {"value": "95", "sign": "定量"},
    ],
    ids=["bare", "negative", "sure", "equal", "equal beside it", "at least", "words beside it"],
)
def test_a_number_that_says_how_it_compares_is_a_target(given: dict[str, Any]) -> None:
    assert isinstance(target_of(**given), NumberTarget)


def test_a_value_of_the_whole_period_is_looked_at_where_there_is_no_other() -> None:
    indicator = Indicator(
        period_value="章95%",
        target=NumberTarget(op="=", number=Decimal(95), unit="%"),
        traces={"period_value": traced("章95%")},
    )
    table = TargetTable(rows=(Row(kind=RowKind.PROJECT, name="项目", indicators=(indicator,)),))

    assert with_doubts(table).rows[0].indicators[0].target == TextTarget()


def test_problems_of_before_stay() -> None:
    before = doubts({"name": traced("甲")})

    table = replace(TargetTable(traces={"title": traced("乙")}), problems=before)

    assert [each.excerpt for each in with_doubts(table).problems] == ["甲", "乙"]
