from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests.unit.writing.official.tables import DECLARATION, DISCLOSURE, SELF_EVALUATION

from jiheng.model import Entry, Funding, FundingLine, Row, RowKind, TargetTable
from jiheng.writing.official.layout import printed_rows
from jiheng.writing.official.losses import new_titles, official_losses
from jiheng.writing.official.specs import SPECS
from jiheng.writing.official.sums import untold_rows

DECLARED = "项目支出绩效目标申报表"
PROJECT = DISCLOSURE.rows[1]
LINES = (
    FundingLine(label="年度资金总额", amount=Decimal("80.00")),
    FundingLine(label="其中：财政拨款"),
    FundingLine(label="财政专户拨款"),
    FundingLine(label="其他资金"),
)


def test_a_table_for_each_project_is_no_loss() -> None:
    each = [replace(SELF_EVALUATION, rows=(row,)) for row in SELF_EVALUATION.rows]
    assert official_losses([SELF_EVALUATION], None, each) == ()


def test_money_of_the_year_that_reads_back_as_lines_is_no_loss() -> None:
    table = replace(DISCLOSURE, rows=(PROJECT,))
    back = replace(table, title=DECLARED, rows=(replace(PROJECT, lines=LINES),))
    assert official_losses([table], "declaration", [back]) == ()


def test_the_sum_of_weights_that_comes_before_what_stands_below_is_no_loss() -> None:
    row = SELF_EVALUATION.rows[0]
    other, whole = Entry(label="联系人", value="某"), Entry(label="总分", value="100")
    one, back = (
        replace(SELF_EVALUATION, rows=(replace(row, further=further),))
        for further in ((other, whole), (whole, other))
    )
    assert official_losses([one], None, [back]) == ()


def test_a_list_is_compared_as_it_is() -> None:
    assert official_losses([DISCLOSURE], None, [DISCLOSURE]) == ()


def test_sums_that_a_form_does_not_print_are_told() -> None:
    back = replace(DISCLOSURE, title=DECLARED, rows=(replace(PROJECT, lines=LINES),))
    total = replace(DISCLOSURE.rows[0], funding=Funding(total=Decimal("80.01")))
    table = replace(DISCLOSURE, rows=(total, PROJECT))
    (loss,) = official_losses([table], "declaration", [back])
    assert loss.zh.startswith("合计：")


NEXT = Row(kind=RowKind.ORGANIZATION, name="某局二级", funding=Funding(total=Decimal(0)))


def summed(total: str, **said: Any) -> TargetTable:
    unit = Row(
        kind=RowKind.ORGANIZATION, name="某局本级", funding=Funding(total=Decimal(total)), **said
    )
    rows = (unit, *(replace(PROJECT, name=name, organization="某局本级") for name in "甲乙"))
    return replace(DISCLOSURE, rows=(replace(unit, kind=RowKind.GRAND_TOTAL, name="合计"), *rows))


def subtotalled(total: str, **said: Any) -> TargetTable:
    funding = Funding(total=Decimal(total))
    part = Row(kind=RowKind.SUBTOTAL, name="某局小计", funding=funding, **said)
    return replace(DISCLOSURE, rows=(PROJECT, replace(PROJECT, name="乙"), part))


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (summed("160"), []),
        (subtotalled("160"), []),
        (subtotalled("160.01"), ["某局小计"]),
        (subtotalled("160", code="9"), ["某局小计"]),
        (replace(summed("160"), rows=(*summed("160").rows, NEXT)), ["某局二级"]),
        (summed("160.01"), ["合计", "某局本级"]),
        (summed("160", code="9"), ["合计", "某局本级"]),
        (replace(summed("160"), rows=summed("160").rows[:-1]), ["合计", "某局本级"]),
        (replace(summed("0"), rows=summed("0").rows[:2]), ["合计", "某局本级"]),
    ],
    ids=[
        "equal",
        "subtotal",
        "unequal subtotal",
        "subtotal saying more",
        "another without parts",
        "unequal",
        "saying more",
        "one left out",
        "sums alone",
    ],
)
def test_sums_that_follow_from_the_forms_of_projects_are_no_loss(
    table: TargetTable, told: list[str]
) -> None:
    spec = SPECS["declaration"]
    untold = untold_rows(table.rows, printed_rows(table, spec), spec)
    assert [row.name for row in untold] == told


def test_a_form_with_blank_money_for_a_table_without_is_no_loss() -> None:
    table = replace(DISCLOSURE, rows=(replace(PROJECT, funding=None),))
    blank = tuple(FundingLine(label=line.label) for line in LINES)
    row = replace(PROJECT, funding=Funding(), lines=blank)
    back = replace(table, title=DECLARED, rows=(row,))
    assert official_losses([table], "declaration", [back]) == ()


def test_a_form_that_is_not_read_back_is_told() -> None:
    (loss,) = official_losses([DECLARATION], None, [DECLARATION])
    assert loss.en == "2 tables written, 1 read back."


def test_what_reads_back_otherwise_is_told() -> None:
    row = replace(SELF_EVALUATION.rows[0], kind=RowKind.PROJECT, grade="良")
    (loss,) = official_losses([SELF_EVALUATION], None, [replace(SELF_EVALUATION, rows=(row,))])
    assert "良" in loss.zh


def test_a_list_does_not_lend_its_title_to_declarations_and_that_is_told() -> None:
    (told,) = new_titles([DISCLOSURE], "declaration")
    assert "“项目支出绩效目标表（含转移支付项目）”" in told.zh
    assert "“项目支出绩效目标申报表”" in told.zh
    assert new_titles([DECLARATION, DISCLOSURE], None) == ()
