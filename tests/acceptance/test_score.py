"""`jiheng score`: self-evaluation forms of every kind of file, with faults planted and found."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.acceptance.running import jiheng

from jiheng.model import (
    Funding,
    FundingLine,
    Indicator,
    Level,
    Row,
    RowKind,
    TableKind,
    TargetTable,
)
from jiheng.reading.grammar.targets import read_target
from jiheng.writing import write_tables
from jiheng.writing.official.printing import write_official

if TYPE_CHECKING:
    from pathlib import Path

_OUTPUT, _QUANTITY = Level(code=None, label="产出指标"), Level(code=None, label="数量指标")
_LINES = (
    # name, target, actual, weight, points, reason: the outcome that is planted
    ("培训班次", "≥4次", "4次", "20", "20", None, "equal"),
    ("培训人数", "≥300人", "270人", "20", "18", "两期延后", "equal"),
    ("人均培训费", "≤550元", "600元", "10", "9.09", "场租上涨", "equal"),
    ("到课率", "≥95%", "90%", "10", "10", "请假较多", "higher"),
    ("投诉次数", "0次", "1次", "10", "10", "一起投诉", "higher"),
    ("满意度", "≥90%", "85%", "20", "18.89", None, "equal"),
)
_PLANTED = {"到课率": "higher", "投诉次数": "higher"}


def _table() -> TargetTable:
    money = FundingLine(
        label="年度资金总额",
        initial_budget=Decimal("100.00"),
        budget=Decimal("120.00"),
        executed=Decimal("90.00"),
        rate=Decimal("75.00"),
        weight=Decimal(10),
        score=Decimal("7.5"),
    )
    row = Row(
        kind=RowKind.PROJECT,
        name="干部培训",
        organization="某局培训中心",
        department="某局",
        funding=Funding(total=Decimal("120.00")),
        goal="完成全年培训任务。",
        goal_actual="基本完成。",
        lines=(money,),
        indicators=tuple(_indicator(*line[:6]) for line in _LINES),
        score=Decimal("95.48"),
    )
    return TargetTable(
        title="项目支出绩效自评表",
        fiscal_year=2024,
        money_unit="万元",
        kind=TableKind.SELF_EVALUATION,
        rows=(row,),
    )


def _indicator(
    name: str, wanted: str, actual: str, weight: str, points: str, why: str | None
) -> Indicator:
    return Indicator(
        level1=_OUTPUT,
        level2=_QUANTITY,
        name=name,
        annual_value=wanted,
        target=read_target(wanted),
        actual=actual,
        weight=Decimal(weight),
        score=Decimal(points),
        deviation=why,
    )


def _scored(path: Path, *more: str) -> dict[str, Any]:
    ended = jiheng("score", path, "--format", "json", *more)
    assert ended.code in (0, 1), ended.err
    found: dict[str, Any] = json.loads(ended.out)["tables"][0]["evaluations"][0]
    return found


@pytest.mark.parametrize("kind", ["xlsx", "docx", "pdf", "json"])
def test_planted_faults_are_found_in_every_kind_of_file_and_no_others(
    tmp_path: Path, kind: str
) -> None:
    if kind == "pdf":
        pytest.importorskip("typst", reason="the extra pdf is not installed")
    path = tmp_path / f"form.{kind}"
    path.write_bytes(
        write_tables([_table()], "json")
        if kind == "json"
        else write_official([_table()], "self-evaluation", kind)
    )
    lines = _scored(path)["lines"]
    assert {
        line["name"]: line["agreement"] for line in lines if line["agreement"] != "equal"
    } == _PLANTED


def test_a_missing_reason_is_told_apart_from_wrong_points(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(write_official([_table()], "self-evaluation", "xlsx"))
    lacking = [line["name"] for line in _scored(path)["lines"] if line["lacks_reason"]]
    assert lacking == ["满意度"]


def test_a_total_that_is_not_the_sum_is_found(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(write_official([_table()], "self-evaluation", "xlsx"))
    checks = {check["what"]: check["right"] for check in _scored(path)["checks"]}
    assert checks["total"] is False


def _sheet(path: Path, rows: list[list[str | None]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_a_form_with_sign_and_unit_in_columns_of_their_own_is_recomputed(tmp_path: Path) -> None:
    path = _sheet(
        tmp_path / "form.xlsx",
        [
            ["2024年度项目支出绩效自评表"],
            ["项目名称", "设备维护"],
            ["主管部门", "某局", "实施单位", "某中心"],
            ["一级指标", "二级指标", "三级指标", "指标性质", "年度指标值", "度量单位", "实际完成值",
             "分值", "得分", "偏差原因分析及改进措施"],
            ["产出指标", "数量指标", "维护台数", "≥", "40", "台", "36", "50", "45", "四台报废"],
            ["产出指标", "质量指标", "故障率", "≤", "2", "%", "3", "20", "10", "老化"],
            ["效益指标", "社会效益指标", "系统可用率", "≥", "99", "%", "99.5", "30", "29", "保守"],
        ],
    )  # fmt: skip
    agreements = [line["agreement"] for line in _scored(path)["lines"]]
    assert agreements == ["equal", "equal", "lower"]


@pytest.mark.parametrize(
    "heads",
    [
        ("年初设定目标值", "自评完成值", "权重(%)", "自评得分", "未完成原因及拟采取的改进措施"),
        ("计划完成值", "年末完成值", "设定分值", "单位自评得分", "扣分原因"),
        ("年度预期值", "年度实际完成值", "标准分", "得分情况", "偏离原因"),
        ("预期指标值", "全年实际值", "分值（权重）", "实际得分", "备注"),
    ],
    ids=["设定", "计划", "预期", "全年"],
)
def test_forms_of_other_places_are_recomputed(tmp_path: Path, heads: tuple[str, ...]) -> None:
    path = _sheet(
        tmp_path / "form.xlsx",
        [
            ["附件3 项目支出绩效自评表"],
            ["项目名称", None, "设备维护"],
            ["项目资金", "资金来源", "年初预算数（A）", "调整后预算数（B）", "全年执行数（C）",
             "执行率（C/B）", "分值", "得分"],
            [None, "年度资金总额", "100", "120", "90", "0.75", "10", "7.5"],
            ["一级指标", "二级指标", "三级指标", *heads],
            ["产出指标", "数量指标", "维护台数", "≥40台", "36台", "60", "54", "四台报废"],
            ["满意度指标", "服务对象满意度指标", "满意度", "≥90%", "85%", "30", "29", "久等"],
            ["合计", None, None, None, None, "100", "90.5"],
        ],
    )  # fmt: skip
    found = _scored(path)
    assert [line["agreement"] for line in found["lines"]] == ["equal", "equal", "higher"]
    assert not any(line["lacks_reason"] for line in found["lines"])
    assert all(check["right"] for check in found["checks"])


def test_a_table_of_targets_holds_nothing_to_score_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "targets.json"
    path.write_bytes(write_tables([TargetTable(rows=_table().rows)], "json"))
    ended = jiheng("score", path)
    assert ended.code == 4
    assert "targets.json" in ended.err


@pytest.mark.parametrize(
    ("points", "target", "outcome"),
    [(None, "≥10台", "not-printed"), ("满分", "≥10台", "not-printed"), ("50", "=4+6", "no-target")],
)
def test_what_cannot_be_checked_is_said_and_ends_in_four(
    tmp_path: Path, points: str | None, target: str, outcome: str
) -> None:
    path = _sheet(
        tmp_path / "form.xlsx",
        [
            ["项目支出绩效自评表"],
            ["项目名称", "设备维护"],
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
            ["产出指标", "数量指标", "维护台数", target, "10台", "50", points],
            ["产出指标", "质量指标", "完好率", "≥95%", "95%", "50", "50"],
            ["总分", None, None, None, None, "100", "100"],
        ],
    )
    ended = jiheng("score", path, "--format", "json")
    found = json.loads(ended.out)
    assert (ended.code, found["unchecked"] > 0) == (4, True)
    assert found["tables"][0]["evaluations"][0]["lines"][0]["agreement"] == outcome
    if outcome == "no-target":
        assert "D4" in ended.err


def test_faults_end_in_one_and_never_failing_in_nought(tmp_path: Path) -> None:
    path = tmp_path / "form.json"
    path.write_bytes(write_tables([_table()], "json"))
    codes = [jiheng("score", path).code, jiheng("score", path, "--fail-on", "never").code]
    assert codes == [1, 0]


def test_an_unknown_standard_is_refused_before_any_work(tmp_path: Path) -> None:
    path = tmp_path / "form.json"
    path.write_bytes(write_tables([_table()], "json"))
    assert jiheng("score", path, "--standard", "nonesuch").code == 2


@pytest.mark.parametrize("suffix", ["html", "xlsx", "txt"])
def test_a_report_is_written_by_its_suffix(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "form.json"
    path.write_bytes(write_tables([_table()], "json"))
    out = tmp_path / f"score.{suffix}"
    jiheng("score", path, "-o", out, "--full")
    assert out.stat().st_size > 500


def test_the_page_escapes_what_is_printed(tmp_path: Path) -> None:
    table = _table()
    row = table.rows[0]
    evil = Row(kind=row.kind, name="<script>alert(1)</script>", indicators=row.indicators)
    path = tmp_path / "form.json"
    path.write_bytes(write_tables([TargetTable(kind=table.kind, rows=(evil,))], "json"))
    ended = jiheng("score", path, "--format", "html")
    assert b"<script>alert" not in ended.out


def test_the_workbook_takes_no_text_for_a_formula(tmp_path: Path) -> None:
    table = _table()
    row = table.rows[0]
    evil = Row(kind=row.kind, name="=1+1", indicators=row.indicators)
    path = tmp_path / "form.json"
    path.write_bytes(write_tables([TargetTable(kind=table.kind, rows=(evil,))], "json"))
    out = tmp_path / "score.xlsx"
    jiheng("score", path, "-o", out)
    book = openpyxl.load_workbook(out)
    kinds = {cell.data_type for sheet in book for cells in sheet.iter_rows() for cell in cells}
    assert "f" not in kinds


def test_a_file_is_not_written_over_with_a_report_on_nothing(tmp_path: Path) -> None:
    empty, out = tmp_path / "empty.txt", tmp_path / "mine.xlsx"
    empty.write_text("没有表\n", encoding="utf-8")
    out.write_bytes(b"mine")
    jiheng("score", empty, "-o", out)
    assert out.read_bytes() == b"mine"


def test_the_workbook_holds_numbers_that_can_be_added_and_the_cell_of_each_line(
    tmp_path: Path,
) -> None:
    path, out = tmp_path / "form.xlsx", tmp_path / "score.xlsx"
    path.write_bytes(write_official([_table()], "self-evaluation", "xlsx"))
    jiheng("score", path, "-o", out)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    due, place = sheet.cell(3, 8).value, str(sheet.cell(3, 12).value)
    assert isinstance(due, int | float)
    assert place.rsplit(maxsplit=1)[-1][-1].isdigit()
