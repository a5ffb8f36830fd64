"""Chromium: an HTML table with borders, Type 3 or TrueType fonts, cells cut at page ends."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from tests.printed.writers.pagination import estimated_needs, row_heights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page
    from tests.printed.grid import Cell, Grid, Paper, Printout

CHROMIUM = Path("/usr/bin/chromium")
_NUMBERS = (
    '<div style="width:100%;text-align:center;font-size:8px">第<span class="pageNumber"></span>页'
    '，共<span class="totalPages"></span>页</div>'
)
_STYLE = """
body { font-family: "Noto Sans CJK SC", sans-serif; font-size: 8pt; margin: 0; }
h1 { font-size: 14pt; text-align: center; margin: 0 0 4pt; }
p { margin: 2pt 0; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
td, th { border: 1px solid #000; padding: 2pt; vertical-align: middle; word-break: break-all; }
section + section { break-before: page; }
"""


def print_all(printouts: Mapping[str, Printout]) -> dict[str, bytes]:
    """Return the PDF of each printout, all from one browser."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox"],  # containers run tests as root, where Chromium has no sandbox
        )
        page = browser.new_page()
        printed = {name: _print(page, printout) for name, printout in printouts.items()}
        browser.close()
    return printed


def _print(page: Page, printout: Printout) -> bytes:
    paper = printout.paper
    page.set_content(_html(printout))
    header = f'<div style="font-size:8px;margin-left:40px">{escape(paper.page_header or "")}</div>'
    return page.pdf(
        format="A4",
        landscape=paper.landscape,
        margin={"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"},
        display_header_footer=paper.page_numbers or paper.page_header is not None,
        header_template=header,
        footer_template=_NUMBERS if paper.page_numbers else "<div></div>",
    )


def _html(printout: Printout) -> str:
    style = _STYLE
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
    return row_heights(grid, estimated_needs(grid, [width * scale for width in grid.widths], 9))


def _cell(cell: Cell) -> str:
    tag = "th" if cell.head else "td"
    spans = f'colspan="{cell.columns}" rowspan="{cell.rows}"'
    return f"<{tag} {spans}>{escape(cell.text)}</{tag}>"
