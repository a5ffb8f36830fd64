"""Problems with a document as a whole, in words for people."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.patterns import seldom
from jiheng.language.wording import excerpt
from jiheng.model import Problem, ProblemSeverity
from jiheng.reading.containers.kinds import MediaType
from jiheng.reading.layouts.outside.fronts import is_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.model import Span, TargetTable, Traced
    from jiheng.reading.containers.cells.sheet import Sheet

_MOST_PAGES = 5
_PICTURE_TAG = "<img"
_WITHIN = 2048
_OWN_PAGE = b'<meta name="generator" content="jiheng '
"""In the head of the pages that are written about tables: proofs and reports."""

_CLAIMS: Mapping[str, MediaType] = MappingProxyType(
    {
        ".pdf": MediaType.PDF,
        ".ofd": MediaType.OFD,
        ".docx": MediaType.DOCX,
        ".doc": MediaType.DOC,
        ".wps": MediaType.DOC,
        ".xlsx": MediaType.XLSX,
        ".xls": MediaType.XLS,
        ".et": MediaType.XLS,
        ".ods": MediaType.ODS,
        **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"), MediaType.PICTURE),
    }
)
_CALLED = {
    MediaType.TEXT: Bilingual("纯文本或网页", "plain text or a web page"),
    MediaType.JSON: Bilingual("JSON 数据", "JSON data"),
    MediaType.XLSX: Bilingual("Excel 工作簿", "a workbook"),
    MediaType.XLS: Bilingual("旧版 Excel 工作簿", "an old workbook"),
    MediaType.XML_BOOK: Bilingual("XML 表格（Excel 2003）", "an XML spreadsheet of Excel 2003"),
    MediaType.ODS: Bilingual("OpenDocument 工作簿", "an OpenDocument workbook"),
    MediaType.FLAT_ODS: Bilingual("OpenDocument 工作簿", "an OpenDocument workbook"),
    MediaType.SAVED_PAGE: Bilingual("单个文件网页（MHT）", "a saved web page (MHT)"),
    MediaType.DOC: Bilingual("旧版 Word 文档", "an old Word document"),
    MediaType.DOCX: Bilingual("Word 文档", "a Word document"),
    MediaType.PACKAGE: Bilingual("CSV 数据包", "a CSV package"),
    MediaType.PDF: Bilingual("PDF", "a PDF"),
    MediaType.OFD: Bilingual("OFD 版式文件", "an OFD document"),
    MediaType.PICTURE: Bilingual("图片", "a picture"),
}


def is_own_page(data: bytes) -> bool:
    """Return whether some bytes are a page about tables that the program wrote itself."""
    return _OWN_PAGE in data[:_WITHIN]


def own_page() -> Problem:
    """A page of proof or a report: its tables are another document's."""
    return Problem(
        code="no-table",
        message=Bilingual(
            "这是绩衡写出的核对页或审核报告，不是原文件，未读取。请读取原文件。",
            "this is a page of proof or a report that Jiheng wrote, and was not read."
            " Read the document it is about.",
        ),
        severity=ProblemSeverity.ERROR,
        span=(),
    )


def holds_nothing() -> Problem:
    """A document of a known kind in which nothing stands that could be read."""
    return Problem(
        code="no-table",
        message=Bilingual(
            "没有找到绩效目标表：文件里没有任何可读的内容。",
            "no target table: the file holds nothing that can be read.",
        ),
        severity=ProblemSeverity.ERROR,
        span=(),
    )


def other_kind(kind: MediaType, name: str, *, found: bool) -> Problem | None:
    """A file whose suffix claims another kind than its content is; None when it does not.

    Args:
        kind: What the content is.
        name: Of the file.
        found: Whether it holds a table all the same, so that nothing was lost.
    """
    dot = name.rfind(".")
    suffix = name[dot:].casefold() if dot >= 0 else ""
    if _CLAIMS.get(suffix, kind) is kind:
        return None
    what = _CALLED[kind]
    return Problem(
        code="other-kind",
        message=Bilingual(
            f"后缀是“{suffix}”，内容却是{what.zh}；已按内容读取。",
            f"the suffix is {suffix}, but the content is {what.en}; it was read as that.",
        ),
        severity=ProblemSeverity.NOTE if found else ProblemSeverity.WARNING,
        span=(),
    )


def no_table(sheet: Sheet, pages: int | None, *, kind: str = "") -> Problem:
    """A document, or a sheet of one, in which no layout finds a table.

    Args:
        sheet: What was read.
        pages: How many pages the document has; None where it has none.
        kind: Of the document, of the kinds that `MediaType` lists.
    """
    if pages is not None:
        return _none_on_pages(sheet, pages)
    rows, why = len(sheet.rows), _why_in_cells(sheet, is_text=kind == MediaType.TEXT)
    first = next((cell for row in sheet.rows for cell in row if cell), None)
    drawn = _pictures(sheet)
    return Problem(
        code="no-table",
        message=Bilingual(
            f"没有找到绩效目标表：看了全部 {rows} 行，{why.zh}。{drawn.zh}",
            f"no target table: looked at all {rows} lines, {why.en}.{drawn.en}",
        ),
        severity=ProblemSeverity.ERROR,
        span=first.span() if first else (),
        excerpt=excerpt(first.text) if first else "",
    )


def _pictures(sheet: Sheet) -> Bilingual:
    """Say how many pictures a web page shows, of which none is in its file."""
    tags = (piece.origin.raw[piece.start : piece.end] for piece in sheet.markup)
    count = sum(tag[: len(_PICTURE_TAG)].lower() == _PICTURE_TAG for tag in tags)
    if not count:
        return Bilingual("", "")
    return Bilingual(
        f"网页里有 {count} 幅图片，图中的文字没有读取。",
        f" The page shows pictures ({count}), of which no words were read.",
    )


def _none_on_pages(sheet: Sheet, pages: int) -> Problem:
    """Tell how many pages were looked at; the page of a stray word would only mislead."""
    spoken = sorted({each.at.page for each in sheet.origins if each.at.page is not None})
    shown = "、".join(map(str, spoken[:_MOST_PAGES])) + ("等" if len(spoken) > _MOST_PAGES else "")
    listed = ", ".join(map(str, spoken[:_MOST_PAGES])) + (" …" if len(spoken) > _MOST_PAGES else "")
    if spoken:
        why = _why_on_pages(sheet)
        zh = f"只有 {len(spoken)} 页（第 {shown} 页）的文字与绩效有关，{why.zh}"
        en = f"of which {len(spoken)} ({listed}) have words about targets, {why.en}"
    else:
        zh, en = "没有一页的文字与绩效有关", "none of which has words about targets"
    return Problem(
        code="no-table",
        message=Bilingual(
            f"没有找到绩效目标表：看了全部 {pages} 页，{zh}。",
            f"no target table: looked at all {pages} pages, {en}.",
        ),
        severity=ProblemSeverity.ERROR,
        span=(),
    )


def placed(table: TargetTable) -> TargetTable:
    """Give each problem with a row, but without a place, the place where its row begins."""
    problems = tuple(
        replace(problem, span=_beginning(table, problem.row))
        if problem.row is not None and not problem.span
        else problem
        for problem in table.problems
    )
    return table if problems == table.problems else replace(table, problems=problems)


def _beginning(table: TargetTable, index: int) -> Span:
    row = table.rows[index]
    spans = (row.span, *(indicator.span for indicator in row.indicators))
    return next((span[:1] for span in spans if span), ())


def _why_in_cells(sheet: Sheet, *, is_text: bool) -> Bilingual:
    """Say what a table that is no picture of one is missing: its head, or rows in its columns."""
    at = _head(sheet)
    if at is None:
        return _without_head(sheet)
    fault = _ROWS_OF_NONE
    if len(sheet.rows[at]) == 1:
        fault = _UNPARTED if is_text else _IN_ONE_CELL
    return _below_head(sheet, at, fault)


def _why_on_pages(sheet: Sheet) -> Bilingual:
    """Say what a printed table is missing: its head, or what parts its columns."""
    at = _head(sheet)
    if at is None:
        return _without_head(sheet)
    is_ruled = any(at in range(grid.first, grid.stop) for grid in sheet.grids)
    return _below_head(sheet, at, _BROKEN if is_ruled else _UNRULED)


def _head(sheet: Sheet) -> int | None:
    lines = enumerate(map(_line, sheet.rows))
    return next((at for at, line in lines if len(set(_HEADS.findall(line))) >= _SOME_HEADS), None)


def _line(row: Sequence[Traced]) -> str:
    return "".join(cell.text for cell in row)


def _below_head(sheet: Sheet, at: int, fault: Bilingual) -> Bilingual:
    words = excerpt(_line(sheet.rows[at]))
    return Bilingual(f"印有表头“{words}”，{fault.zh}", f"with a head “{words}”, {fault.en}")


def _without_head(sheet: Sheet) -> Bilingual:
    title = next(filter(is_title, map(_line, sheet.rows)), None)
    return _NO_HEAD if title is None else _no_head_below(title)


def _no_head_below(title: str) -> Bilingual:
    words = excerpt(title)
    return Bilingual(
        f"有标题“{words}”，但没有含“项目名称”“绩效目标”“绩效指标”的表头",
        f"with the title “{words}”, but no head that names 项目名称, 绩效目标 and 绩效指标",
    )


_HEADS = seldom("项目名称|绩效目标|绩效指标|[一二三]级指标|指标值")
_SOME_HEADS = 3
"""So many words of heads are not said by prose in one line."""

_UNRULED = Bilingual(
    "但没有能分开各栏的表格线。请改用原来的 Excel 或 Word 文件",
    "but without ruling lines that part its columns;"
    " read the workbook or Word document it comes from",
)
_BROKEN = Bilingual(
    "但表格线或文字没有认全。请改用原来的 Excel 或 Word 文件",
    "but not all of its lines or words were made out;"
    " read the workbook or Word document it comes from",
)
_UNPARTED = Bilingual(
    "但各栏之间没有制表符、竖线或逗号（.csv 文件），分不出各栏。请补上后再读",
    "but no tabs, bars or (in a .csv file) commas part its columns; put them in",
)
_IN_ONE_CELL = Bilingual(
    "但各栏写在同一个单元格或段落里，分不出各栏。请分列后再读",
    "but its columns stand in one cell or paragraph; part them",
)
_ROWS_OF_NONE = Bilingual(
    "但其下没有可读的行。请核对各行的栏数与表头是否一致",
    "but no row below it can be read; see that rows have as many columns as the head",
)
_NO_HEAD = Bilingual(
    "没有目标表的标题，也没有含“项目名称”“绩效目标”“绩效指标”的表头",
    "without the title of a target table or a head that names 项目名称, 绩效目标 and 绩效指标",
)
