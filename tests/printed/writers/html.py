"""A printout as a page of the web, for the programs that print such pages."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tests.printed.writers.pagination import estimated_needs, row_heights

if TYPE_CHECKING:
    from tests.printed.grid import Cell, Grid, Paper, Printout

_STYLE = """
body { font-family: "Noto Sans CJK SC", sans-serif; font-size: 8pt; margin: 0; }
h1 { font-size: 14pt; text-align: center; margin: 0 0 4pt; }
p { margin: 2pt 0; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
td, th { border: 1px solid #000; padding: 2pt; vertical-align: middle; word-break: break-all; }
section + section { break-before: page; }
"""


def page_of(printout: Printout) -> str:
    """Return the page."""
    style = _STYLE + printout.paper.look.css
    if not printout.paper.rows_break:
        style += "tr { break-inside: avoid; }"
    body = "".join(_section(grid, printout.paper) for grid in printout.grids)
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{body}"


def _section(grid: Grid, paper: Paper) -> str:
    whole = sum(grid.widths)
    columns = "".join(f'<col style="width:{100 * width / whole:.2f}%">' for width in grid.widths)
    rows = [
        f'<tr style="height:{height:.1f}pt">{"".join(map(_cell, cells))}</tr>'
        for cells, height in zip(grid.rows, _heights(grid, paper), strict=True)
    ]
    head = "".join(rows[: grid.head])
    if paper.repeat_head and head:
        head = f"<thead>{head}</thead>"
    lines = "".join(f"<p>{escape(line)}</p>" for line in grid.lines)
    body = f"<table><colgroup>{columns}</colgroup>{head}<tbody>{''.join(rows[grid.head :])}"
    return f"<section><h1>{escape(grid.title)}</h1>{lines}{body}</tbody></table></section>"


def _heights(grid: Grid, paper: Paper) -> list[float]:
    """Return least heights: Chromium prints a merged cell that is too low over what follows it."""
    if not grid.merged:
        return [0.0] * len(grid.rows)
    scale = (757 if paper.landscape else 510) / sum(grid.widths)
    size = paper.look.size + 1
    return row_heights(grid, estimated_needs(grid, [width * scale for width in grid.widths], size))


def _cell(cell: Cell) -> str:
    tag = "th" if cell.head else "td"
    spans = f'colspan="{cell.columns}" rowspan="{cell.rows}"'
    return f"<{tag} {spans}>{escape(cell.text)}</{tag}>"
