"""The disclosure form as one self-contained page, for screen and print."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from jiheng.model import RowKind
from jiheng.writing.disclosure import GOAL, INDICATORS, NAME, disclosure_form, printed_amount

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import TargetTable
    from jiheng.writing.disclosure import PrintedForm, PrintedRow

_UNTITLED = "绩效目标表"
_PAGE = "绩效目标"
"""The title of a page whose tables have none: not one that a reader takes for a table's."""

_CLASSES = {
    RowKind.GRAND_TOTAL: ' class="total"',
    RowKind.SUBTOTAL: ' class="total"',
    RowKind.ORGANIZATION: ' class="organization"',
    RowKind.PROJECT: "",
}
_WIDTHS = {NAME: "name", GOAL: "goal", INDICATORS: "indicators"}
_STYLE = """
:root { color-scheme: light; }
body { margin: 2rem; background: #fff; color: #111;
  font: 14px/1.6 "Songti SC", SimSun, "Noto Serif CJK SC", serif; }
section + section { margin-top: 3rem; break-before: page; }
h1 { margin: 0 0 1rem; font-size: 1.6em; text-align: center; }
header p { margin: 0 0 .3rem; }
header .unit { text-align: right; }
table { width: 100%; border-collapse: collapse; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { border: 1px solid #333; padding: .35em .5em; vertical-align: top; text-align: left;
  overflow-wrap: anywhere; }
thead { display: table-header-group; }
thead th { background: #f2f2f2; text-align: center; vertical-align: middle; }
tbody th { font-weight: normal; }
.total th, .total td, .organization th, .organization td { font-weight: bold; }
tbody .money { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.name { width: 13%; } .goal { width: 25%; }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  body { margin: 0; font-size: 9pt; }
  thead th { print-color-adjust: exact; }
}
"""


def write(tables: Sequence[TargetTable]) -> bytes:
    """Return a page with the form of each table, in UTF-8."""
    forms = [disclosure_form(table) for table in tables]
    title = next((form.title for form in forms if form.title), _PAGE)
    lines = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_escaped(title)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        *(line for form in forms for line in _section(form)),
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _section(form: PrintedForm) -> Iterator[str]:
    yield "<section>"
    yield "<header>"
    if form.title is not None:
        yield f"<h1>{_escaped(form.title)}</h1>"
    for line in form.lines:
        kind = ' class="unit"' if line == form.unit else ""
        yield f"<p{kind}>{_escaped(line)}</p>"
    yield "</header>"
    # A caption that the source does not say would be read back as the table's title.
    named = form.title is not None
    yield "<table>" if named else f'<table aria-label="{_UNTITLED}">'
    if form.title is not None:
        yield f"<caption>{_escaped(form.title)}</caption>"
    heads = (f'<th scope="col" class="{_column(head)}">{head}</th>' for head in form.columns)
    yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    yield "<tbody>"
    yield from map(_row, form.rows)
    yield "</tbody>"
    yield "</table>"
    yield "</section>"


def _escaped(text: str) -> str:
    """Return a text as HTML; its backslashes too, which a reader of Markdown takes for escapes."""
    return html.escape(text).replace("\\", "&#92;")


def _column(head: str) -> str:
    return _WIDTHS.get(head, "money")


def _row(row: PrintedRow) -> str:
    amounts = "".join(f'<td class="money">{printed_amount(amount)}</td>' for amount in row.amounts)
    indicators = "<br>".join(map(_escaped, row.indicators))
    return (
        f'<tr{_CLASSES[row.kind]}><th scope="row">{_escaped(row.name)}</th>{amounts}'
        f"<td>{_escaped(row.goal)}</td><td>{indicators}</td></tr>"
    )
