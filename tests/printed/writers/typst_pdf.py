"""Typst: its own fonts, tagged tables, rows that break anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pylopdf_fonts_zh_cn
import typst

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.printed.grid import Cell, Grid, Paper, Printout


def print_all(printouts: Mapping[str, Printout]) -> dict[str, bytes]:
    """Return the PDF of each printout."""
    fonts = typst.Fonts(
        include_system_fonts=False, font_paths=[pylopdf_fonts_zh_cn.serif_path().parent]
    )
    return {
        name: typst.compile(_source(printout).encode(), font_paths=fonts)
        for name, printout in printouts.items()
    }


def _source(printout: Printout) -> str:
    parts = [_page(printout.paper), '#set text(font: "Noto Serif SC", size: 8pt, lang: "zh")']
    parts += ["#pagebreak()".join(_grid(grid, printout.paper) for grid in printout.grids)]
    return "\n".join(parts)


def _page(paper: Paper) -> str:
    header = "none" if paper.page_header is None else f"align(right, {_string(paper.page_header)})"
    numbering = '"— 1 —"' if paper.page_numbers else "none"
    flipped = str(paper.landscape).lower()
    return (
        f'#set page(paper: "a4", flipped: {flipped}, margin: 15mm, numbering: {numbering}, '
        f"header: {header})"
    )


def _grid(grid: Grid, paper: Paper) -> str:
    columns = ", ".join(f"{width}fr" for width in grid.widths)
    above = [f"#align(center, text(size: 14pt, {_string(grid.title)}))\n"]
    above += [f"#text({_string(line)})\n" for line in grid.lines]
    return "\n".join(
        (
            *above,
            f"#set table.cell(breakable: {str(paper.rows_break or grid.merged).lower()})",
            f"#table(columns: ({columns}), align: horizon, inset: 3pt, stroke: 0.5pt,",
            *_rows(grid, paper),
            ")",
        )
    )


def _rows(grid: Grid, paper: Paper) -> Iterator[str]:
    cells = [(at, _cell(cell)) for at, _, cell in grid.placed()]
    if grid.head:
        repeat = str(paper.repeat_head).lower()
        head = ", ".join(text for at, text in cells if at < grid.head)
        yield f"table.header(repeat: {repeat}, {head}),"
    yield from (f"{text}," for at, text in cells if at >= grid.head)


def _cell(cell: Cell) -> str:
    text = _string(cell.text)
    if cell.head:
        text = f"align(center, strong({text}))"
    return f"table.cell(colspan: {cell.columns}, rowspan: {cell.rows}, {text})"


def _string(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'
