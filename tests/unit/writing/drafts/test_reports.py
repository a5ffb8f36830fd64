"""Drafts of reports: what they hold, and that Word can open them."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from docx import Document

from jiheng.bilingual import Bilingual
from jiheng.evaluation import Evaluation, Rating, evaluate, propose, score_rate
from jiheng.model import FundingLine, Indicator, Row, RowKind
from jiheng.scoring import Score, Step, add_up
from jiheng.standards.framework import load_framework
from jiheng.standards.scoring_standard import load_standard
from jiheng.writing.drafts import (
    Bars,
    EvaluatedLine,
    Grid,
    Heading,
    Report,
    Text,
    evaluation_report,
    self_evaluation_report,
    write_report,
)

if TYPE_CHECKING:
    from pathlib import Path


def _evaluation(*, experts: int = 3, own: bool = True) -> Evaluation:
    framework = load_framework()
    ratings = [
        Rating(expert=f"专家{number}", item=item.path, points=item.weight - number)
        for item in framework.items
        if item.formula is None
        for number in range(min(experts, 2))
    ]
    computed = {
        item.path: score_rate(item, Decimal(9), Decimal(10))
        for item in framework.items
        if item.formula is not None
    }
    points = {item.path: item.weight for item in framework.items} if own else {}
    return evaluate(framework, ratings, load_standard(), computed=computed, self_points=points)


def _headings(report: Report) -> list[str]:
    return [
        block.text for block in report.blocks if isinstance(block, Heading) and block.level == 1
    ]


def _words(report: Report) -> str:
    return "\n".join(block.text for block in report.blocks if isinstance(block, Text))


def test_a_report_states_points_and_grade() -> None:
    evaluation = _evaluation()
    words = _words(evaluation_report("某项目", evaluation))
    assert f"得分 {evaluation.total.points} 分" in words
    assert f"等次为“{evaluation.total.grade}”" in words


def test_a_report_quotes_what_experts_wrote() -> None:
    framework = load_framework()
    item = next(item for item in framework.items if item.formula is None)
    said = Rating(expert="张专家", item=item.path, points=item.weight, comment="依据充分")
    computed = {one.path: score_rate(one, None, None) for one in framework.items if one.formula}
    evaluation = evaluate(framework, [said], load_standard(), computed=computed)
    grids = [one for one in evaluation_report("某项目", evaluation).blocks if isinstance(one, Grid)]
    assert (item.name, "张专家", "依据充分") in [row for grid in grids for row in grid.rows]


def test_a_report_of_an_open_evaluation_has_no_grade() -> None:
    words = _words(evaluation_report("某项目", _evaluation(experts=0)))
    assert "暂无等次" in words
    assert "未评分指标" in words


@pytest.mark.parametrize(
    ("experts", "own", "proposals", "chapters"),
    [
        (2, True, True, "一二三四五六七八九"),
        (0, True, False, "一二三四五六七"),
        (2, False, False, "一二三四五六七"),
    ],
)
def test_chapters_without_matter_are_left_out(
    experts: int,
    own: bool,
    proposals: bool,
    chapters: str,
) -> None:
    offered = [propose("某项目", "中", Decimal(100))] if proposals else []
    report = evaluation_report("某项目", _evaluation(experts=experts, own=own), offered)
    assert "".join(heading[0] for heading in _headings(report)) == chapters


def test_a_unit_that_judged_only_some_items_has_no_total_of_its_own() -> None:
    framework = load_framework()
    own = {framework.items[0].path: Decimal(3)}
    evaluation = evaluate(framework, [], load_standard(), self_points=own)
    assert "单位自评" not in _words(evaluation_report("某项目", evaluation))


def _line(points: str | None, reason: str | None = None) -> EvaluatedLine:
    earned = None if points is None else Decimal(points)
    score = Score(
        weight=Decimal(10),
        points=earned,
        formula="F2",
        steps=(Step("F2", Bilingual("按完成比例", "by share")),) if earned else (),
        needs_reason=earned is not None and earned < 10,
    )
    indicator = Indicator(name="参训人数", annual_value="≥95人", deviation=reason)
    return EvaluatedLine(indicator=indicator, score=score)


def _row(**fields: str) -> Row:
    money = FundingLine(
        label="年度资金总额", budget=Decimal(10), executed=Decimal(9), rate=Decimal(90)
    )
    return Row(
        kind=RowKind.PROJECT,
        name="某项目",
        goal=fields.get("goal"),
        goal_actual=fields.get("done"),
        lines=(money,) if "money" in fields else (),
    )


def test_a_self_evaluation_asks_for_the_reasons_that_are_missing() -> None:
    lines = [_line("9"), _line("8", "场地改造"), _line(None), _line("10")]
    total = add_up([line.score for line in lines], load_standard())
    report = self_evaluation_report(_row(money="yes"), None, lines, total)
    open_words = [b.text for b in report.blocks if isinstance(b, Text) and b.open]
    assert sum("由单位填写原因" in words for words in open_words) == 2
    assert "场地改造" in _words(report)


def test_a_self_evaluation_without_deviation_says_so() -> None:
    lines = [_line("10")]
    execution = lines[0].score
    total = add_up([execution], load_standard())
    report = self_evaluation_report(_row(goal="目标", done="完成"), execution, lines, total)
    assert "没有须要说明的偏差" in _words(report)
    assert "预算执行率得 10 分" in _words(report)


def _report() -> Report:
    return Report(
        title="=HYPERLINK(1)",
        blocks=(
            Heading("一、甲"),
            Text("正文\x0b", open=True),
            Text("正文"),
            Grid(("名称", "数"), (("=1+1", "2"),), (3, 1), frozenset({1})),
            Bars(
                "图", ("甲", "乙"), (("一", (Decimal(1), None)), ("二", (Decimal(2), Decimal(3))))
            ),
            Bars("图", ("甲",), (("一", (Decimal(1),)),)),
        ),
    )


def test_a_document_holds_what_the_report_says() -> None:
    document = Document(io.BytesIO(write_report(_report())))
    assert document.tables[0].cell(1, 0).text == "=1+1"
    assert "一、甲" in [paragraph.text for paragraph in document.paragraphs]


def test_a_chart_is_a_part_of_its_own() -> None:
    names = zipfile.ZipFile(io.BytesIO(write_report(_report()))).namelist()
    assert [name for name in names if "charts/" in name] == [
        "word/charts/chart1.xml",
        "word/charts/chart2.xml",
    ]


def _chart(bars: Bars) -> str:
    data = write_report(Report(title="报告", blocks=(bars,)))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = [name for name in parts.namelist() if "charts/" in name]
        return "".join(parts.read(name).decode() for name in names)


@pytest.mark.parametrize(
    ("values", "most", "part"),
    [
        ((Decimal(1), None), None, '<c:dispBlanksAs val="gap"/>'),
        ((Decimal(90), None), 100, '<c:max val="100"/><c:min val="0"/>'),
        ((Decimal("90.650"), None), None, "<c:v>90.65</c:v>"),
    ],
)
def test_a_chart_says_what_its_table_says(
    values: tuple[Decimal | None, ...], most: int | None, part: str
) -> None:
    assert part in _chart(Bars("图", ("甲", "乙"), (("一", values),), most=most))


def test_a_chart_of_nothing_is_left_out() -> None:
    assert not _chart(Bars("图", ("甲",), (("一", (None,)),)))


def test_a_chart_beside_holds_the_items_that_differ_most() -> None:
    blocks = evaluation_report("某项目", _evaluation()).blocks
    share, beside = (block for block in blocks if isinstance(block, Bars))
    assert (share.most, len(beside.labels)) == (100, 10)
    assert beside.title == "自评与评价得分（相差最大的 10 项）"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write_report(_report()) == write_report(_report())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_document_with_its_charts(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(write_report(evaluation_report("某项目", _evaluation())))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
    assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
