"""Values behind a sign of equality that a program stored as formulas: =100%, =8000辆."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.wording import excerpt
from jiheng.model import Place, Problem, ProblemSeverity
from jiheng.reading.containers.workbooks.missing import MOST_PLACES

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 40
_FIGURE = r"\d+(?:[.,]\d+)*"
_WORDS = r"[\u4e00-\u9fff]"
_VALUE = re.compile(
    rf"{_FIGURE}\s*[%％‰‱]?|{_FIGURE}\s*(?=.*{_WORDS}|[㎡℃])[\u4e00-\u9fff/·㎡℃²³%]+"
    rf"|{_FIGURE}[-~～—]{_FIGURE}\s*{_WORDS}+|{_WORDS}+"
)
"""A figure with a unit or without one, or words: nothing that a program would compute."""


def typed_value(formula: str | None) -> str:
    """Return what a formula without a saved result was typed as; nothing where it computes."""
    typed = (formula or "").strip()
    is_value = len(typed) <= _LONGEST and _VALUE.fullmatch(typed)
    return f"={typed}" if is_value else ""


def typed_formulas(sheet: str, cells: Sequence[tuple[str, str]]) -> Problem:
    """Formulas that were read as the values they say.

    Args:
        sheet: What the sheet is called.
        cells: Where each is, and what was read.
    """
    where, said = cells[0][0], excerpt(cells[0][1])
    others = (f"等 {len(cells)} 个单元格", f" and {len(cells) - 1} more") if cells[1:] else ("", "")
    told = cells[:MOST_PLACES]
    return Problem(
        code="typed-formula",
        message=Bilingual(
            f"工作表“{sheet}”的 {where}{others[0]}把以等号开头的指标值（“{said}”）存成了公式，"
            "文件里没有计算结果，按所写的文字读取。",
            f"the sheet “{sheet}” stores values behind a sign of equality as formulas without a"
            f" saved result: {where}{others[1]}; they were read as they are written (“{said}”).",
        ),
        severity=ProblemSeverity.NOTE,
        span=tuple(Place(sheet=sheet, cell=cell, start=0, end=0) for cell, _ in told),
        excerpt="；".join(text for _, text in told),
    )
