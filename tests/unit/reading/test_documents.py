from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from reportlab.pdfgen.canvas import Canvas
from tests.unit.reading.containers.made import biff, ole

from jiheng.errors import UnreadableFile
from jiheng.model import (
    Indicator,
    Place,
    Problem,
    ProblemSeverity,
    Row,
    RowKind,
    Source,
    TargetTable,
    Traced,
)
from jiheng.pipeline import check, prove, read
from jiheng.reading import documents
from jiheng.reading.containers.cells.sheet import Grid, Sheet
from jiheng.reading.containers.kinds import MediaType
from jiheng.reading.containers.opening import opened
from jiheng.reading.documents import read_document, read_sheets
from jiheng.reading.remarks import no_table, other_kind, placed
from jiheng.writing import write_official, write_package
from jiheng.writing.reports import render

if TYPE_CHECKING:
    from jiheng.bilingual import Language

HEAD = "项目名称（资金使用单位）\t绩效目标\t绩效指标"
TABLE = (
    f"项目支出绩效目标表\n{HEAD}\n甲项目\t办好\t1、1-产出指标;11-数量指标;人数;年度指标值:5人。\n"
)


def _pdf(*pages: str) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for page in pages:
        canvas.drawString(100, 700, page)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _only(data: bytes, name: str) -> Problem:
    found = read(data, name=name)
    assert found.tables == ()
    (problem,) = found.problems
    return problem


def test_a_pdf_without_table_says_how_many_pages_were_looked_at() -> None:
    problem = _only(_pdf("one", "two", "three"), "a.pdf")
    assert problem.code == "no-table"
    assert "看了全部 3 页，没有一页的文字与绩效有关" in problem.message.zh
    assert problem.span == ()


def test_a_pdf_that_only_speaks_of_targets_names_those_pages_without_pointing_at_one() -> None:
    form = write_official([TargetTable(rows=(Row(kind=RowKind.PROJECT, name="甲"),))], None, "pdf")
    problem = no_table(replace(_sheet_of(form), rows=()), 9)
    assert "看了全部 9 页，只有 1 页（第 1 页）的文字与绩效有关，没有目标表的标题" in (
        problem.message.zh
    )
    assert "looked at all 9 pages, of which 1 (1) have words" in problem.message.en
    assert problem.span == ()


@pytest.mark.parametrize(
    ("ruled", "fault"), [(False, "没有能分开各栏的表格线"), (True, "表格线或文字没有认全")]
)
def test_a_head_that_parts_no_columns_is_not_denied(fault: str, *, ruled: bool) -> None:
    form = write_official([TargetTable(rows=(Row(kind=RowKind.PROJECT, name="甲"),))], None, "pdf")
    sheet = _sheet_of(form)
    problem = no_table(sheet if ruled else replace(sheet, grids=()), 9)
    assert "没有目标表的标题" not in problem.message.zh
    assert fault in problem.message.zh
    assert "请改用原来的 Excel 或 Word 文件" in problem.message.zh


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([["项目名称、绩效目标、绩效指标", "说明"], ["甲项目", "办好"]], "请核对各行的栏数"),
        ([["项目名称 绩效目标 绩效指标"], ["甲项目 办好 5人"]], "请分列后再读"),
    ],
    ids=["columns of none", "all in one cell"],
)
def test_a_workbook_whose_head_parts_nothing_is_not_sent_for_the_workbook(
    rows: list[list[str]], fault: str
) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    message = _only(stream.getvalue(), "a.xlsx").message.zh
    assert "印有表头“项目名称" in message
    assert fault in message
    assert "请改用" not in message


def _sheet_of(data: bytes) -> Sheet:
    return opened(MediaType.PDF, data, "a.pdf").sheets[0]


def test_a_text_without_table_says_how_many_lines_were_looked_at() -> None:
    problem = _only("天气\n很好\n".encode(), "a.txt")
    assert "看了全部 2 行，没有目标表的标题" in problem.message.zh
    assert problem.span[0].line == 1


@pytest.mark.parametrize(
    ("text", "severity"),
    [("天气很好。\n", ProblemSeverity.WARNING), (TABLE, ProblemSeverity.NOTE)],
    ids=["without a table", "with one"],
)
def test_a_suffix_that_claims_another_kind_is_told(text: str, severity: ProblemSeverity) -> None:
    problem = read(text.encode(), name="a.PDF").problems[0]
    assert (problem.code, problem.severity) == ("other-kind", severity)
    assert "后缀是“.pdf”，内容却是纯文本或网页" in problem.message.zh


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "-", "a.odd"])
def test_a_suffix_that_claims_nothing_else_is_not_told(name: str) -> None:
    assert other_kind(MediaType.TEXT, name, found=False) is None


@pytest.mark.parametrize("kind", list(MediaType))
def test_every_kind_has_a_name_for_people(kind: MediaType) -> None:
    name = "a.pdf" if kind is not MediaType.PDF else "a.docx"
    assert other_kind(kind, name, found=True) is not None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_of_proof_is_not_read_as_a_document(language: Language) -> None:
    page = prove(TABLE.encode(), name="a.txt", language=language)
    assert "核对页" in _only(page, "proof.html").message.zh


def test_a_report_is_not_read_as_a_document() -> None:
    (table,) = read(TABLE.encode(), name="a.txt").tables
    page = render([check(table)], "html", "zh")
    assert "审核报告" in _only(page, "report.html").message.zh


def test_a_row_without_name_is_told_where_it_begins() -> None:
    text = TABLE.replace("甲项目", "")
    (table,) = read(text.encode(), name="a.txt").tables
    (problem,) = [each for each in table.problems if each.code == "lost-name"]
    assert problem.span[0].line == 3


def test_a_problem_of_a_row_that_is_nowhere_stays_without_place() -> None:
    problem = Problem(
        code="lost-name",
        message=read(b"x", name="x").problems[0].message,
        severity=ProblemSeverity.ERROR,
        span=(),
        row=0,
    )
    row = Row(kind=RowKind.PROJECT, name="", indicators=(Indicator(),))
    table = TargetTable(rows=(row,), problems=(problem,))
    assert placed(table).problems == (problem,)


def test_a_document_of_too_many_bytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_PAGED_BYTES", 100)

    with pytest.raises(UnreadableFile) as refused:
        read(TABLE.encode(), name="表.txt")
    assert refused.value.name == "表.txt"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("项目名称 绩效目标 指标值\n甲 乙 丙\n", "分不出各栏"),
        ("一级指标\t二级指标\t指标值\n产出\t数量\t5\n", "其下没有可读的行"),
    ],
)
def test_a_text_whose_head_makes_no_table_is_told_in_words_of_texts(text: str, fault: str) -> None:
    assert fault in _only(text.encode(), "a.txt").message.zh


@pytest.mark.parametrize("name", ["x.xls", "x.xlsx"])
def test_a_document_that_holds_nothing_is_no_success(name: str) -> None:
    problems = read_document(ole(Workbook=biff(b"")), name).problems
    assert problems[-1].code == "no-table"


def test_data_without_a_table_is_told() -> None:
    assert [problem.code for problem in read_document(b"[]", "x.json").problems] == ["no-table"]


def test_a_package_in_one_file_is_read_as_the_tables_it_holds() -> None:
    table = TargetTable(rows=(Row(kind=RowKind.PROJECT, name="甲"),))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, said in write_package([table]).items():
            archive.writestr(name, said)
    assert read(stream.getvalue(), name="a.zip").tables == (table,)


def test_signs_that_were_hard_to_recognise_are_told() -> None:
    said = (
        ("项目支出绩效目标表",),
        ("项目名称", "绩效目标", "三级指标", "指标值"),
        ("甲", "办好", "人数", "≥5人"),
    )
    rows = tuple(
        tuple(Traced.at(t, (Place(page=1, confidence=0.5, start=0, end=len(t)),)) for t in line)
        for line in said
    )
    origins = tuple(run.origin for line in rows for cell in line for run in cell.runs())
    sheet = Sheet(
        name="a", rows=rows, origins=origins, grids=(Grid(1, 3, 1, (0, 50, 90, 130, 170)),)
    )
    source = Source(name="a.pdf", sha256="", media_type="application/pdf")
    (table,) = read_sheets((sheet,), source).tables
    assert "doubtful-text" in {problem.code for problem in table.problems}


@pytest.mark.parametrize(
    ("hidden", "severity"),
    [("目标表", ProblemSeverity.WARNING), ("选项", ProblemSeverity.NOTE)],
)
def test_a_hidden_sheet_is_warned_of_where_it_holds_a_table(
    hidden: str, severity: ProblemSeverity
) -> None:
    rows = [["项目名称", "修路"], ["一级指标", "二级指标", "三级指标", "指标值"]]
    rows.append(["产出指标", "数量指标", "里程", "≥3公里"])
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        shown = book.add_worksheet("见")
        sheets = {name: book.add_worksheet(name) for name in ("目标表", "选项")}
        for at, row in enumerate(rows):
            shown.write_row(at, 0, row)
            sheets["目标表"].write_row(at, 0, row)
        sheets["选项"].write_row(0, 0, ["是", "否"])
        sheets[hidden].hide()

    found = read_document(stream.getvalue(), "x.xlsx")
    told = [*found.problems, *(each for table in found.tables for each in table.problems)]

    assert len(found.tables) == 2
    assert [each.severity for each in told if each.code == "hidden-sheet"] == [severity]


def test_a_title_above_a_table_with_no_known_head_is_told() -> None:
    page = "<p>项目支出绩效目标审核表</p><table><tr><td>审核内容</td><td>审核意见</td></tr></table>"
    (problem,) = read_document(page.encode(), "审核.html").problems
    assert "有标题“项目支出绩效目标审核表”，但没有含“项目名称”" in problem.message.zh
