"""The disclosure form as a Markdown table (GitHub's dialect)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.writing.disclosure import MONEY, disclosure_form, printed_amount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import TargetTable
    from jiheng.writing.disclosure import PrintedForm, PrintedRow

# Within a table a backslash makes a sign plain. Outside of one, and for the signs that begin HTML,
# an entity does in every dialect.
_HTML = {"&": "&amp;", "<": "&lt;"}
_IN_CELL = str.maketrans({**_HTML, **{sign: f"\\{sign}" for sign in "\\`*_[]~|"}})
_IN_LINE = str.maketrans({**_HTML, **{sign: f"&#{ord(sign)};" for sign in "\\`*_[]~|#+-="}})
_STROKES = re.compile(r"[-—─_=+:]+")


def write(tables: Sequence[TargetTable]) -> bytes:
    """Return the form of each table, one after the other, in UTF-8."""
    return "\n".join(_table(disclosure_form(table)) for table in tables).encode()


def _table(form: PrintedForm) -> str:
    lines = [] if form.title is None else [f"# {form.title.translate(_IN_LINE)}", ""]
    for line in form.lines:
        lines.extend((line.translate(_IN_LINE), ""))
    rule = ["---:" if column in MONEY else "---" for column in form.columns]
    lines.extend((_line(form.columns), f"|{'|'.join(rule)}|"))
    lines.extend(_line(_cells(row)) for row in form.rows)
    return "\n".join(lines) + "\n"


def _cells(row: PrintedRow) -> list[str]:
    amounts = [printed_amount(amount) for amount in row.amounts]
    return [_cell(row.name), *amounts, _cell(row.goal), _cell("".join(row.indicators))]


def _cell(text: str) -> str:
    if _STROKES.fullmatch(text):
        # A row of nothing but strokes would pass for the rule under the head.
        return f"&#{ord(text[0])};{text[1:]}"
    return text.translate(_IN_CELL)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
