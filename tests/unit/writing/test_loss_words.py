from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.model import (
    DeadlineTarget,
    Funding,
    Level,
    NumberTarget,
    RangeTarget,
    RowKind,
    SeveralTargets,
    TableKind,
    TextTarget,
)
from jiheng.writing.loss_words import said

FIVE = NumberTarget(op="≥", number=Decimal(5), unit="人")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (None, "", ""),
        (True, "是", "yes"),
        (RowKind.ORGANIZATION, "单位", "organization"),
        (TableKind.MONITORING, "监控表", "monitoring"),
        (Decimal("1E+2"), "100", "100"),
        (Level(code=None, label="产出指标"), "产出指标", "产出指标"),
        (Level(code="1", label="产出指标"), "1-产出指标", "1-产出指标"),
        (
            Funding(total=Decimal("1.5"), other=Decimal(1)),
            "总计 1.5、其他资金 1",
            "total 1.5, other 1",
        ),
        (Funding(), "有金额栏而未填", "columns of money without…"),
        (FIVE, "≥5人", "≥5人"),
        (RangeTarget(low=Decimal(1), high=Decimal(2), unit="次"), "1–2次", "1–2次"),
        (DeadlineTarget(year=2026, month=6, day=None), "2026年6月前", "by 2026-6"),
        (SeveralTargets(parts=(FIVE, FIVE)), "≥5人、≥5人", "≥5人, ≥5人"),
        (TextTarget(), "文字要求", "words"),
        ("字" * 30, "字" * 24 + "…", "字" * 24 + "…"),
        (2026, "2026", "2026"),
    ],
)
def test_a_value_is_told_in_the_words_of_the_reader(value: object, zh: str, en: str) -> None:
    assert (said(value).zh, said(value).en) == (zh, en)


@pytest.mark.parametrize("kind", [*RowKind, *TableKind])
def test_every_kind_has_words(kind: RowKind | TableKind) -> None:
    assert said(kind).zh != kind.value
