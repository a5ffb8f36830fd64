"""What is missing from the cells of a workbook: results, texts, repeats that none would write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.wording import excerpt
from jiheng.model import Place, Problem, ProblemSeverity

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_PLACES = 50
"""Cells of one sheet of which the places are told."""


def unsaved_formulas(sheet: str, cells: Sequence[str]) -> Problem:
    """Cells with a formula of which no result was saved."""
    others = (" 等单元格", " and further cells") if len(cells) > 1 else ("", "")
    return _problem(
        "unsaved-formula",
        ProblemSeverity.WARNING,
        Bilingual(
            f"工作表“{sheet}”的 {cells[0]}{others[0]}是公式，文件里没有保存计算结果，未读入。"
            "请用 Excel 或 WPS 打开，保存后再读。",
            f"the sheet “{sheet}” holds formulas without a saved result: {cells[0]}{others[1]}."
            " Open the file in Excel, save it and read it again.",
        ),
        sheet,
        cells,
    )


def lost_texts(sheet: str, cells: Sequence[str]) -> Problem:
    """Cells that show a text which the workbook does not hold."""
    others = (
        (f" 等 {len(cells)} 个单元格", f" and {len(cells) - 1} more") if cells[1:] else ("", "")
    )
    return _problem(
        "damaged-cell",
        ProblemSeverity.ERROR,
        Bilingual(
            f"工作表“{sheet}”的 {cells[0]}{others[0]}已损坏：文件里没有它应显示的文字，未读入。"
            "请对照原表补上。",
            f"cells of the sheet “{sheet}” are damaged: {cells[0]}{others[1]}. The file does not"
            " hold the text to be shown there; put it in.",
        ),
        sheet,
        cells,
    )


def boxes_over_cells(sheet: str, boxes: Sequence[tuple[str, str | None]]) -> Problem:
    """Text boxes that lie over the cells of a sheet and are in none of them.

    Args:
        sheet: What the sheet is called.
        boxes: What each says, and the cell over which it begins, where that is known.
    """
    words = [text for text, _ in boxes]
    first = excerpt(words[0])
    several = (f"等 {len(words)} 处", f" and {len(words) - 1} more") if words[1:] else ("", "")
    return Problem(
        code="unread-text",
        message=Bilingual(
            f"工作表“{sheet}”的文本框里写着“{first}”{several[0]}，不在单元格里，未读入；"
            "是表的内容的，请写进单元格。",
            f"a text box of the sheet “{sheet}” says “{first}”{several[1]}; it is in no cell and"
            " was not read. What belongs to the form should stand in its cells.",
        ),
        severity=ProblemSeverity.WARNING,
        span=tuple(Place(0, 0, sheet, address) for _, address in boxes[:MOST_PLACES]),
        excerpt="；".join(words),
    )


def comments_of(sheet: str, comments: Sequence[tuple[str, str]]) -> Problem:
    """Comments on the cells of a sheet, which say something about the form and are none of it.

    Args:
        sheet: What the sheet is called.
        comments: What each says, and its cell.
    """
    said = "；".join(f"{address} {excerpt(text)}" for text, address in comments[:MOST_PLACES])
    return Problem(
        code="outside-table",
        message=Bilingual(
            f"工作表“{sheet}”有 {len(comments)} 条批注，不作为内容读入：{said}。",
            f"the sheet “{sheet}” has comments ({len(comments)}), which are no content: {said}.",
        ),
        severity=ProblemSeverity.NOTE,
        span=tuple(Place(0, 0, sheet, address) for _, address in comments[:MOST_PLACES]),
        excerpt="；".join(text for text, _ in comments),
    )


def cut_repeats(sheet: str, cells: Sequence[str]) -> Problem:
    """Cells, rows or blanks that are to be repeated a number of times that is none or too great."""
    return _problem(
        "cut-repeat",
        ProblemSeverity.WARNING,
        Bilingual(
            f"工作表“{sheet}”有 {len(cells)} 处（自 {cells[0]} 起）的重复次数过大或不是次数，"
            "只读一次，其余已略去。请核对。",
            f"the sheet “{sheet}” repeats something too often, or a number of times that is none"
            f" ({len(cells)} places, from {cells[0]} on): it was read once, the rest was left out.",
        ),
        sheet,
        cells,
    )


def _problem(
    code: str, severity: ProblemSeverity, message: Bilingual, sheet: str, cells: Sequence[str]
) -> Problem:
    return Problem(
        code=code,
        message=message,
        severity=severity,
        span=tuple(Place(sheet=sheet, cell=cell, start=0, end=0) for cell in cells[:MOST_PLACES]),
    )
